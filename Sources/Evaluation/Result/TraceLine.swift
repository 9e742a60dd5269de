import AcademicCalendar
import Rules

/// One step of how an indicator was judged.
public struct TraceLine: Hashable, Sendable, Codable {
  /// What it shows.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Whether it applies at all.
    case application
    /// The requirement.
    case requirement
    /// Points that were earned or lost, or might have been.
    case points
    /// A bound that changed the points.
    case cap
    /// The weight in the total.
    case weight
  }

  /// What it shows.
  public var kind: Kind
  /// What it is called where the scheme names it: the case of a `highest`, a judge.
  public var title: String?
  /// The expression.
  public var expression: String
  /// What it gave.
  public var value: Known<ShownValue>
  /// What it was decided by, each comparison with both values.
  public var decision: TraceStep
  /// The names that it read, with their values.
  public var names: [NamedValue]
  /// Why it could not be worked out.
  public var problem: String?
}

extension TraceLine {
  /// The comparisons that decided, in order, each with both values.
  public var comparisons: [Comparison] { decision.comparisons }
}

/// One decision within an expression.
public struct TraceStep: Hashable, Sendable, Codable {
  /// A short sentence in Chinese: 示范课 0 ≥ 每人每学期示范课节数 1 不成立, 还差 1.
  public var sentence: String
  /// Whether it holds, where it is true or false.
  public var holds: Bool?
  /// Whether it settled the step above.
  public var isDeciding: Bool
  /// What was compared, where something was.
  public var comparison: Comparison?
  /// The decisions that it follows from.
  public var children: [TraceStep]

  init(_ explanation: Explanation) {
    sentence = explanation.sentence
    if case .value(.bool(let holds)) = explanation.outcome { self.holds = holds } else { holds = nil }
    isDeciding = explanation.isDeciding
    comparison = explanation.comparison.map { comparison in
      Comparison(
        sign: comparison.sign, left: Comparison.Side(value: comparison.left.flatMap(ShownValue.init)),
        right: Comparison.Side(value: comparison.right.flatMap(ShownValue.init)), holds: nil)
    }
    comparison?.holds = holds
    children = explanation.children.map(TraceStep.init)
  }

  /// The sentences at the ends of the tree, in order.
  public var sentences: [String] { children.isEmpty ? [sentence] : children.flatMap(\.sentences) }

  var comparisons: [Comparison] { (comparison.map { [$0] } ?? []) + children.flatMap(\.comparisons) }
}

/// A comparison with both of its values.
public struct Comparison: Hashable, Sendable, Codable {
  /// One side.
  public struct Side: Hashable, Sendable, Codable {
    /// Its value; nil is unknown.
    public var value: ShownValue?
  }

  /// `>=`, `==`….
  public var sign: String
  /// The left side.
  public var left: Side
  /// The right side.
  public var right: Side
  /// Whether it holds; nil where a side is unknown.
  public var holds: Bool?
}

/// A name that an expression read.
public struct NamedValue: Hashable, Sendable, Codable {
  /// As the expression writes it.
  public var name: String
  /// What people call it.
  public var title: String
  /// Its value; nil is unset.
  public var value: ShownValue?
}

/// A value as traces hold it: a number, a word or a Boolean in JSON.
public enum ShownValue: Hashable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)

  init?(_ value: Value) {
    switch value {
    case .double(let number): self = .number(number)
    case .int(let number): self = .number(Double(number))
    case .uint(let number): self = .number(Double(number))
    case .bool(let flag): self = .flag(flag)
    case .string(let text): self = .text(text)
    case .day(let day): self = .text(day.description)
    case .days(let count): self = .text("\(count)天")
    default: return nil
    }
  }

  /// As people read it.
  public var text: String {
    switch self {
    case .number(let number): number.shown
    case .text(let text): text
    case .flag(let flag): flag ? "是" : "否"
    }
  }
}

extension ShownValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    }
  }
}
