/// What a name in an expression means.
enum Resolution: Sendable {
  /// A variable of a macro.
  case local(String)
  case variable(String, ValueType)
  /// A name that denotes a type.
  case type(ValueType)
}

/// The names in scope at some place of an expression; the checker and the compiler share its rules.
struct Scope: Sendable {
  let environment: Environment
  private(set) var locals: [String: ValueType] = [:]

  init(_ environment: Environment) { self.environment = environment }

  func adding(_ name: String, _ type: ValueType) -> Scope {
    var inner = self
    inner.locals[name] = type
    return inner
  }

  /// The meaning of a whole, possibly dotted name.
  func resolve(_ name: String) -> Resolution? {
    if locals[name] != nil { return .local(name) }
    for candidate in environment.candidates(for: name) {
      if let type = environment.variables[candidate] { return .variable(candidate, type) }
      if let type = ValueType.denotations[candidate] { return .type(type) }
    }
    return nil
  }

  /// The meaning of `a.b.c` as one name; a local `a` makes it a selection instead.
  func resolve(_ syntax: Syntax) -> Resolution? {
    guard let name = syntax.qualifiedName else { return nil }
    if let first = name.split(separator: ".").first, !name.hasPrefix("."), name.contains("."), locals[String(first)] != nil { return nil }
    return resolve(name)
  }

  /// `math.greatest(…)` is a call of a dotted function, not a method of `math`.
  func qualifiedFunction(_ receiver: Syntax, _ name: String) -> [Function]? {
    guard let prefix = receiver.qualifiedName else { return nil }
    if let first = prefix.split(separator: ".").first, locals[String(first)] != nil { return nil }
    return function(prefix + "." + name)
  }

  /// The functions of a name.
  func function(_ name: String) -> [Function]? {
    for candidate in environment.candidates(for: name) {
      if let found = environment.functions[candidate] { return found }
    }
    return nil
  }
}
