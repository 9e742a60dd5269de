public import AcademicCalendar

/// A value of the expression language: the types of the Common Expression Language, and `day` and `days` of our extension.
///
/// Swift's `==` on values tells apart what the language calls equal (`1`, `1u` and `1.0`); the language's own equality is ``equals(_:)``.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  /// A sequence of Unicode scalars; two strings are the same only when their scalars are.
  case string(String)
  case bytes([UInt8])
  case list([Value])
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(Duration)
  /// A type as a value; what `type(x)` returns.
  case type(ValueType)
  /// A civil date, see <doc:Days>.
  case day(Day)
  /// A number of days, see <doc:Days>.
  case days(Int)
  case optional(OptionalValue)
}

/// A value that may be absent; what `optional.of`, `optional.none` and `a[?i]` return.
public struct OptionalValue: Hashable, Sendable {
  /// No value or one.
  private let content: [Value]

  /// An optional that holds this value, or none.
  public init(_ value: Value?) { content = value.map { [$0] } ?? [] }

  /// The value held.
  public var value: Value? { content.first }
}

extension Value {
  /// A map with string keys.
  public static func object(_ fields: [String: Value]) -> Value {
    .map(MapValue(sorted: fields.sorted { $0.key < $1.key }))
  }

  /// A record: a value for each field, in their order.
  public static func record(_ fields: RecordFields, _ values: [Value]) -> Value { .map(MapValue(fields, values)) }

  /// The coarse type that `type(x)` shows: the types of elements are `dyn`.
  public var type: ValueType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type(.dyn)
    case .day: .day
    case .days: .days
    case .optional: .optional(.dyn)
    }
  }
}

extension Value: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (Value, Value)...) { self = .map(MapValue(elements)) }
}

extension Value: Hashable {
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.uint(let left), .uint(let right)): left == right
    case (.double(let left), .double(let right)): left == right || (left.isNaN && right.isNaN)
    case (.string(let left), .string(let right)): Text.equal(left, right)
    case (.bytes(let left), .bytes(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left == right
    case (.day(let left), .day(let right)): left == right
    case (.days(let left), .days(let right)): left == right
    case (.optional(let left), .optional(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .uint(let value): hasher.combine(value)
    case .double(let value): hasher.combine(value.isNaN ? .nan : value)
    case .string(let value): Text.hash(value, into: &hasher)
    case .bytes(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value.count)
    case .map(let value): hasher.combine(value.count)
    case .timestamp(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    case .type(let value): hasher.combine(value)
    case .day(let value): hasher.combine(value)
    case .days(let value): hasher.combine(value)
    case .optional(let value): hasher.combine(value.value == nil)
    }
  }
}
