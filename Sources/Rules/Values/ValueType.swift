/// A type as the checker knows it.
public indirect enum ValueType: Hashable, Sendable {
  /// Any type; decided when the expression runs.
  case dyn
  case null, bool, int, uint, double, string, bytes
  case timestamp, duration
  /// A civil date and a number of days, see <doc:Days>.
  case day, days
  case list(ValueType)
  case map(ValueType, ValueType)
  /// The type of a type value.
  case type(ValueType)
  case optional(ValueType)
  /// This type, or null.
  case nullable(ValueType)
  /// A type variable of a function's declaration.
  case parameter(String)
}

extension ValueType {
  /// The type's name at run time, without the types of its elements: what `type(x)` shows.
  public var name: String {
    switch self {
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .nullable(let type): type.name
    default: description
    }
  }

  /// Whether a value may have any type here.
  var isDyn: Bool { if case .dyn = self { true } else { false } }

  /// The names that denote types in expressions, with the type that each denotes.
  static let denotations: [String: ValueType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes, "list": .list(.dyn),
    "map": .map(.dyn, .dyn), "null_type": .null, "type": .type(.dyn), "google.protobuf.Timestamp": .timestamp,
    "google.protobuf.Duration": .duration, "optional_type": .optional(.dyn),
  ]
}

extension ValueType: CustomStringConvertible {
  /// As declarations write it: `map(string, list(int))`.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .day: "day"
    case .days: "days"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let type): "type(\(type))"
    case .optional(let type): "optional_type(\(type))"
    case .nullable(let type): "wrapper(\(type))"
    case .parameter(let name): name
    }
  }
}
