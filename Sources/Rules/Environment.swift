/// What an expression may name: variables with their types, and functions.
public struct Environment: Sendable {
  /// Declared variables, also with dotted names.
  public var variables: [String: ValueType]
  /// The functions by name.
  public private(set) var functions: [String: [Function]]
  /// The container in which names are resolved first, as `a.b`.
  public var container: String

  /// An environment with the standard functions and the extensions.
  ///
  /// - Parameters:
  ///   - variables: the declared names with their types
  ///   - functions: functions of the caller's, besides the standard ones
  ///   - container: names are looked up in it and in those around it first
  public init(variables: [String: ValueType] = [:], functions: [Function] = [], container: String = "") {
    self.variables = variables
    self.container = container
    self.functions = Function.standard
    for function in functions { add(function) }
  }

  /// Adds a function of the caller's.
  public mutating func add(_ function: Function) { functions[function.name, default: []].append(function) }

  /// In what order a name is tried: in the container, in those around it, and at the root.
  func candidates(for name: String) -> [String] {
    if name.hasPrefix(".") { return [String(name.dropFirst())] }
    guard !container.isEmpty else { return [name] }
    var prefixes = container.split(separator: ".").map(String.init)
    var result: [String] = []
    while !prefixes.isEmpty {
      result.append(prefixes.joined(separator: ".") + "." + name)
      prefixes.removeLast()
    }
    return result + [name]
  }
}
