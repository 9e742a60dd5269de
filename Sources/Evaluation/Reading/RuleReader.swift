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
    if let column = widened.division {
      report(at: node, line: 1, column: column, "「\(text)」除以可能为 0 的数: 请写成 ratio(被除数, 除数)")
      return nil
    }
    guard checkParameters(text, at: node) else { return nil }
    do {
      return checked(try Expression(widened.text, in: environment), text, types, at: node)
    } catch {
      // What needs whole numbers may be right as it was written.
      if let expression = try? Expression(text, in: environment) { return checked(expression, text, types, at: node) }
      report(
        at: node, line: error.line, column: error.line > 1 ? error.column : widened.column(error.column), "表达式「\(text)」: \(error.message)")
      return nil
    }
  }

  private func checked(_ expression: Expression, _ text: String, _ types: [ValueType], at node: Node) -> Formula? {
    guard types.contains(expression.type) else {
      let expected = types.filter { $0 != .dyn && $0 != .int }.map(\.description).joined(separator: " 或 ")
      reading.report(at: node, "「\(text)」的类型是 \(expression.type), 应为 \(expected)")
      return nil
    }
    let exact = Settling.text(expression.source).flatMap { try? Expression($0, in: environment) }
    return Formula(text, expression, exact: exact)
  }

  /// A place within the text of a node; a plain scalar begins at its mark, a quoted one a column later.
  private func report(at node: Node, line: Int, column: Int, _ message: String) {
    let mark = node.mark
    let quote = [.doubleQuoted, .singleQuoted].contains(node.scalar?.style) ? 1 : 0
    reading.report(line: (mark?.line ?? 1) + line - 1, column: (line > 1 ? 0 : (mark?.column ?? 1) - 1 + quote) + column, message)
  }

  /// `parameters.NAME` must be declared.
  private func checkParameters(_ text: String, at node: Node) -> Bool {
    var isRight = true
    for match in text.matches(of: /\bparameters\.([A-Za-z_][A-Za-z0-9_]*)/) {
      let name = String(match.1)
      guard !parameters.contains(name) else { continue }
      reading.report(at: node, "没有参数「\(name)」\(NearestName.hint(name, among: parameters))")
      isRight = false
    }
    return isRight
  }
}
