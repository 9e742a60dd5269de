import Rules
import YAMLReading
import Yams

/// Compiles the expressions of a scheme, each at its place.
struct RuleReader {
  let reading: Reading
  let environment: Environment
  /// As expressions write them.
  let parameters: [String]

  /// The expression of a key, which must give a number.
  func number(_ fields: Fields, _ key: String) -> Formula? { expression(fields, key, [.double, .int, .dyn]) }

  /// The expression of a key, which must give true or false.
  func condition(_ fields: Fields, _ key: String) -> Formula? { expression(fields, key, [.bool, .dyn]) }

  /// The same, but its absence is a finding.
  func required(_ fields: Fields, _ key: String, _ read: (Fields, String) -> Formula?) -> Formula? {
    if fields.node(key) == nil { reading.report(at: fields.node, "\(fields.what)缺少 \(key)") }
    return read(fields, key)
  }

  /// The expression of a key, which must have one of these types; nil where the key is absent or, with a finding, wrong.
  func expression(_ fields: Fields, _ key: String, _ types: [ValueType]) -> Formula? {
    guard let node = fields.node(key), let text = reading.text(node, "\(fields.what)的 \(key)") else { return nil }
    let widened = Widening(text)
    let shown = ExpressionReader.shown(text)
    if let place = widened.division {
      report(at: node, place, "「\(shown)」除以可能为 0 的数: 请写成 ratio(被除数, 除数)")
      return nil
    }
    guard checkParameters(text, at: node) else { return nil }
    do {
      return checked(try Expression(widened.text, in: environment), text, types, at: node)
    } catch {
      // What needs whole numbers may be right as it was written.
      if let expression = try? Expression(text, in: environment) { return checked(expression, text, types, at: node) }
      report(at: node, widened.place(of: Widening.Place(error.line, error.column)), "表达式「\(shown)」: \(error.message)")
      return nil
    }
  }

  private func checked(_ expression: Expression, _ text: String, _ types: [ValueType], at node: Node) -> Formula? {
    guard types.contains(expression.type) else {
      let expected = types.filter { $0 != .dyn && $0 != .int }.map(\.description).joined(separator: " 或 ")
      reading.report(at: node, "「\(ExpressionReader.shown(text))」的类型是 \(expression.type), 应为 \(expected)")
      return nil
    }
    let exact = Settling.text(expression.source).flatMap { try? Expression($0, in: environment) }
    return Formula(text, expression, exact: exact)
  }

  /// Notes something at a place within the text of a node.
  private func report(at node: Node, _ place: Widening.Place, _ message: String) {
    let place = reading.place(in: node, line: place.line, column: place.column)
    reading.report(line: place.line, column: place.column, message)
  }

  /// `parameters.NAME` must be declared.
  private func checkParameters(_ text: String, at node: Node) -> Bool {
    var isRight = true
    for use in Expression.fields(of: "parameters", in: text) where !parameters.contains(use.name) {
      report(at: node, Widening.Place(use.line, use.column), "没有参数「\(use.name)」\(NearestName.hint(use.name, among: parameters))")
      isRight = false
    }
    return isRight
  }
}
