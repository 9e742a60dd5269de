/// Why an expression has its value: the tree of what was decided.
public struct Explanation: Hashable, Sendable {
  /// What a node of the tree decides.
  public enum Kind: String, Hashable, Sendable {
    /// Two values compared.
    case comparison
    /// `a && b`: all operands must hold.
    case all
    /// `a || b`: one operand must hold.
    case any
    case not
    /// `a ? b : c`
    case conditional
    /// `all`, `exists` or `existsOne` over a list or map.
    case quantifier
    /// Anything else, shown with its value.
    case value
  }

  /// What was decided.
  public let kind: Kind
  /// A short sentence in Chinese.
  public let sentence: String
  /// The result.
  public let outcome: Outcome
  /// The operands or elements that were looked at.
  public internal(set) var children: [Explanation] = []
  /// Whether it settled the node above: the operand that made an `&&` false or an `||` true, the element that made `exists` true.
  public internal(set) var isDeciding = false
  /// For a comparison: both sides and the operator.
  public internal(set) var comparison: Comparison?
  /// Where it stands in the source, from 1:1.
  public let line: Int
  /// The column, from 1.
  public let column: Int

  /// The two sides of a comparison.
  public struct Comparison: Hashable, Sendable {
    /// As written: `>=`.
    public let sign: String
    /// The value of the left side, nil if it has none.
    public let left: Value?
    /// The value of the right side, nil if it has none.
    public let right: Value?

    /// Two sides, each nil if it has no value.
    public init(_ sign: String, _ left: Value?, _ right: Value?) {
      self.sign = sign
      self.left = left
      self.right = right
    }
  }

  init(_ kind: Kind, _ sentence: String, _ outcome: Outcome, at position: Position) {
    self.kind = kind
    self.sentence = sentence
    self.outcome = outcome
    line = Int(position.line)
    column = Int(position.column)
  }
}

extension Explanation {
  /// The sentences of the comparisons and values at the ends of the tree, in order.
  public var sentences: [String] { children.isEmpty ? [sentence] : children.flatMap(\.sentences) }

  /// The tree as indented lines.
  public var outline: String { lines(indent: 0).joined(separator: "\n") }

  private func lines(indent: Int) -> [String] {
    [String(repeating: "  ", count: indent) + (isDeciding ? "→ " : "") + sentence] + children.flatMap { $0.lines(indent: indent + 1) }
  }
}

extension Explanation: CustomStringConvertible {
  /// All sentences in one line: 示范课 1 ≥ 1 成立; 网络研修学时 42 ≥ 50 不成立, 还差 8
  public var description: String { sentences.joined(separator: "; ") }
}

extension Explanation {
  /// The tree as one line of JSON, values tagged.
  public var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }

  func write(to writer: inout JSONWriter) {
    writer.raw("{\"kind\":\"\(kind.rawValue)\",\"sentence\":")
    writer.string(sentence)
    writer.raw(",")
    switch outcome {
    case .value(let value): Self.write("value", value, &writer)
    case .unknown(let names):
      writer.raw("\"unknown\":")
      writer.list("[", "]", names.sorted()) { $0.string($1) }
    case .error(let error):
      writer.raw("\"error\":")
      writer.string(error.message)
    }
    writer.raw(",\"deciding\":\(isDeciding),\"line\":\(line),\"column\":\(column)")
    if let comparison {
      writer.raw(",\"operator\":")
      writer.string(comparison.sign)
      for (name, value) in [("left", comparison.left), ("right", comparison.right)] {
        guard let value else { continue }
        writer.raw(",")
        Self.write(name, value, &writer)
      }
    }
    if !children.isEmpty {
      writer.raw(",\"children\":")
      writer.list("[", "]", children) { $1.write(to: &$0) }
    }
    writer.raw("}")
  }

  /// A value, or its short text when it is too large.
  private static func write(_ name: String, _ value: Value, _ writer: inout JSONWriter) {
    writer.name(name)
    if let json = value.json(largest: 10_000) { writer.raw(json) } else { writer.string(value.plainText) }
  }
}

extension Expression {
  /// Why it has its value under these bindings.
  ///
  /// Unlike an evaluation, this looks at all operands of `&&` and `||`, so that everything that is missing is told.
  /// - Parameters:
  ///   - bindings: as for ``evaluate(_:budget:)``
  ///   - titles: what people call the names: `["hours": "网络研修学时", "parameters.hours": "规定学时"]`
  ///   - budget: the most that the evaluation may cost
  public func explain(_ bindings: Bindings, titles: [String: String] = [:], budget: Int = Budget.standard) -> Explanation {
    program.withMachine(bindings, budget: budget) { machine in
      var wording = Wording(titles: titles)
      return machine.explain(program.root, &wording, depth: 0)
    } ?? Explanation(.value, Self.noResources.message, .error(Self.noResources), at: Position())
  }
}
