import AcademicCalendar
import Rules

/// One step of how an indicator was judged.
public struct TraceLine: Hashable, Sendable, Codable {
  /// What it shows.
  public enum Kind: String, Hashable, Sendable, Codable {
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
  /// Its comparisons, each with both values.
  public var comparisons: [Comparison]
  /// The names that it read, with their values.
  public var names: [NamedValue]
  /// Why it could not be worked out.
  public var problem: String?
}

/// A comparison with both of its values.
public struct Comparison: Hashable, Sendable, Codable {
  /// Its text.
  public var expression: String
  /// `>=`, `==`….
  public var sign: String
  /// The left side.
  public var left: Side
  /// The right side.
  public var right: Side
  /// Whether it holds; nil where a side is unknown.
  public var holds: Bool?

  /// One side of a comparison.
  public struct Side: Hashable, Sendable, Codable {
    /// Its text.
    public var expression: String
    /// Its value; nil is unknown.
    public var value: ShownValue?
  }
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
