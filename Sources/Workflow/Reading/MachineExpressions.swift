import Rules
import Statechart
import YAMLReading
import Yams

/// Reads the expressions, values and places that a machine works with: those of guards, actions and timers.
struct MachineExpressions {
  let reading: Reading
  /// The variables that `data` and loops declare.
  let variables: [String]
  private let expressions: ExpressionReader
  /// Whether an expression that cannot be compiled is left to fail when it is evaluated.
  let isDeferred: Bool

  /// - Parameters:
  ///   - host: what the host gives with every step; none for a machine without people.
  ///   - parameters: the parameters that may be named.
  ///   - isDeferred: whether an expression that cannot be compiled is kept, with a warning: it fails when it is evaluated.
  init(
    _ reading: Reading, variables: [String], host: Environment = Environment(), parameters: [Parameter] = [], isDeferred: Bool = false
  ) {
    (self.reading, self.variables, self.isDeferred) = (reading, variables, isDeferred)
    var environment = host
    for name in variables where environment.variables[name] == nil { environment.variables[name] = .dyn }
    let own: [String: ValueType] = [
      "vars": .map(.string, .dyn), "event": .dyn, "active": .list(.string), "sessionid": .string, "name": .string,
    ]
    environment.variables.merge(own) { $1 }
    expressions = ExpressionReader(reading: reading, environment: environment, parameters: parameters.map(\.name))
  }

  /// The text of an expression that compiles and has one of these types; nil, with a finding, where it has not.
  func source(_ node: Node, _ what: String, _ types: [ValueType] = [.dyn]) -> String? {
    guard let text = reading.text(node, what) else { return nil }
    return source(text, at: node, types)
  }

  func source(_ text: String, at node: Node, _ types: [ValueType] = [.dyn]) -> String? {
    guard isDeferred else { return checked(text, at: node, types) }
    _ = reading.warningOnly { checked(text, at: node, types) }
    return text
  }

  private func checked(_ text: String, at node: Node, _ types: [ValueType]) -> String? {
    let accepted = types == [.dyn] ? nil : types
    // `in('state')` is the machine's own predicate: to the expression language it asks for membership in what is active.
    let plain = text.replacing(/\b[iI]n\(\s*('[^']*'|"[^"]*")\s*\)/) { "(\($0.1) in active)" }
    guard expressions.compile(plain, at: node, accepted ?? Self.any, written: text) != nil else { return nil }
    guard let use = Expression.fields(of: "vars", in: plain).first(where: { !variables.contains($0.name) }) else { return text }
    reading.report(at: node, "没有变量「\(use.name)」\(NearestName.hint(use.name, among: variables)); 变量须写进 data")
    return nil
  }

  func source(_ fields: Fields, _ key: String, _ types: [ValueType] = [.dyn]) -> String? {
    fields.node(key).flatMap { source($0, "\(fields.what)的 \(key)", types) }
  }

  /// Every type is as good as another.
  private static let any: [ValueType] = [
    .dyn, .bool, .int, .uint, .double, .string, .bytes, .null, .list(.dyn), .map(.dyn, .dyn), .day, .days, .duration, .timestamp,
    .type(.dyn), .optional(.dyn),
  ]

  /// A value: a scalar is an expression, a list or a mapping is one of values.
  func template(_ node: Node, _ what: String) -> Template? {
    switch node {
    case .scalar(let scalar):
      let text = scalar.string
      if scalar.style == .plain, ["", "~", "null"].contains(text) { return .value(.null) }
      if let number = Int64(text) { return .value(.int(number)) }
      if text == "true" || text == "false" { return .value(.bool(text == "true")) }
      return source(text, at: node).map(Template.expression)
    case .sequence(let sequence):
      let elements = sequence.compactMap { template($0, what) }
      return elements.count == sequence.count ? .list(elements) : nil
    case .mapping:
      guard let fields = reading.fields(node, what) else { return nil }
      return .object(fields.entries.compactMap { key, _, node in template(node, what).map { Template.Field(key, $0) } })
    default:
      reading.report(at: node, "\(what)不支持别名")
      return nil
    }
  }

  func template(_ fields: Fields, _ key: String) -> Template? { fields.node(key).flatMap { template($0, "\(fields.what)的 \(key)") } }

  /// How long to wait: `1.5s`, `PT1.5S`, or an expression that gives a day, days, a duration or milliseconds.
  func delay(_ text: String, at node: Node) -> Template? {
    if text.wholeMatch(of: /[0-9]+(\.[0-9]+)?(ms|s|m|h|d)/) != nil || text.wholeMatch(of: /P[0-9TWDHMS.,]+/) != nil {
      return .value(.string(text))
    }
    return source(text, at: node, [.day, .days, .duration, .int, .double, .timestamp, .string, .dyn]).map(Template.expression)
  }

  /// A variable, or a field within it.
  func location(_ text: String, at node: Node) -> [String]? {
    let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let rest = path.first == "vars" ? path.dropFirst() : path[...]
    guard let name = rest.first, variables.contains(name) else {
      let name = rest.first ?? text
      reading.report(
        isDeferred ? .warning : .error, at: node, "没有变量「\(name)」\(NearestName.hint(name, among: variables)); 变量须写进 data")
      return isDeferred ? path : nil
    }
    return path
  }
}

extension MachineExpressions {
  /// The variables of a file: its data, and what its loops and actions name.
  static func variables(of document: Node, data: [Chart.Datum]) -> [String] {
    var names = data.map(\.name)
    func visit(_ node: Node) {
      switch node {
      case .mapping(let mapping):
        for (key, value) in mapping {
          if let name = value.scalar?.string, mapping[Node("in")] != nil, ["foreach", "index"].contains(key.scalar?.string) {
            names.append(name)
          }
          visit(value)
        }
      case .sequence(let sequence): sequence.forEach(visit)
      default: break
      }
    }
    visit(document)
    return names
  }

  /// The data of a file: each variable with its first value.
  ///
  /// - Parameter nodes: `data` at the top and, in a machine, of states: all of it belongs to the chart, in document order.
  static func data(_ nodes: [Node], _ reading: Reading, host: Environment, parameters: [Parameter], isDeferred: Bool = false) -> [Chart
    .Datum]
  {
    let entries = nodes.compactMap { reading.fields($0, "data") }.flatMap(\.entries)
    let expressions = MachineExpressions(
      reading, variables: entries.map(\.key), host: host, parameters: parameters, isDeferred: isDeferred)
    return entries.compactMap { key, keyNode, node in
      guard key.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
        reading.report(at: keyNode, "变量名「\(key)」应为字母、数字与下划线, 以字母开头")
        return nil
      }
      return Chart.Datum(key, expressions.template(node, "变量 \(key)"))
    }
  }
}
