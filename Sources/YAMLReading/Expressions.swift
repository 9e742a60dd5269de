public import Rules
public import Yams

/// Compiles the expressions of a file, each at its place.
public struct ExpressionReader {
  /// Where findings go.
  public let reading: Reading
  /// What expressions may name.
  public let environment: Environment
  /// The parameters that `parameters.NAME` may name; hyphens are written as underscores.
  public let parameters: [String]

  /// A reader of expressions.
  public init(reading: Reading, environment: Environment, parameters: [String]) {
    (self.reading, self.environment) = (reading, environment)
    self.parameters = parameters.map { $0.replacing("-", with: "_") }
  }

  /// The expression of a key, which must have one of these types; nil where the key is absent or, with a finding, wrong.
  public func expression(_ fields: Fields, _ key: String, _ types: [ValueType]) -> Expression? {
    guard let node = fields.node(key), let text = reading.text(node, "\(fields.what)的 \(key)") else { return nil }
    return compile(text, at: node, types)
  }

  /// Compiles a text that stands at a node.
  /// - Parameter written: what the file says, where the text is that in other words; messages show it.
  public func compile(_ text: String, at node: Node, _ types: [ValueType], written: String? = nil) -> Expression? {
    let shown = Self.shown(written ?? text)
    do {
      let expression = try Expression(text, in: environment)
      guard types.contains(where: { $0.accepts(expression.type) }) else {
        let expected = types.filter { $0 != .dyn }.map(\.description).joined(separator: " 或 ")
        reading.report(at: node, "「\(shown)」的类型是 \(expression.type), 应为 \(expected)")
        return nil
      }
      checkParameters(text, at: node, written)
      return expression
    } catch {
      // The expression's own line and column count from the scalar's.
      let place = reading.place(in: node, line: error.line, column: Self.column(error.column, of: text, in: written))
      reading.report(line: place.line, column: place.column, "表达式「\(shown)」: \(error.message)")
      return nil
    }
  }

  /// An expression as messages show it: on one line.
  public static func shown(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The column in what the file says, which differs in one stretch from the text.
  private static func column(_ column: Int, of text: String, in written: String?) -> Int {
    guard let written, written != text else { return column }
    let same = zip(text.unicodeScalars, written.unicodeScalars).prefix { $0 == $1 }.count
    return column <= same ? column : max(same + 1, column - text.unicodeScalars.count + written.unicodeScalars.count)
  }

  /// `parameters.NAME` must be declared.
  private func checkParameters(_ text: String, at node: Node, _ written: String?) {
    for use in Expression.fields(of: "parameters", in: text) where !parameters.contains(use.name) {
      let place = reading.place(in: node, line: use.line, column: Self.column(use.column, of: text, in: written))
      reading.report(
        line: place.line, column: place.column, "没有参数「\(use.name)」\(NearestName.hint(use.name, among: parameters))")
    }
  }
}

extension ValueType {
  /// Whether a value of the other type can stand here, as far as is known before it runs.
  func accepts(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (_, .dyn), (.list, .list), (.map, .map): true
    default: self == other
    }
  }
}
