import Rules

/// What ECMAScript makes of values; its `undefined` and its `null` are our null.
enum ScriptValue {
  /// A number, whole where it can be one.
  static func number(_ value: Double) -> Value {
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992, !(value == 0 && value.sign == .minus) { return .int(Int64(value)) }
    return .double(value)
  }

  /// Whether a value counts as true.
  static func isTrue(_ value: Value) -> Bool {
    switch value {
    case .null: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .uint(let value): value != 0
    case .double(let value): value != 0 && !value.isNaN
    case .string(let value): !value.isEmpty
    default: true
    }
  }

  /// What `typeof` says.
  static func kind(_ value: Value) -> String {
    switch value {
    case .null: "undefined"
    case .bool: "boolean"
    case .int, .uint, .double: "number"
    case .string: "string"
    default: "object"
    }
  }

  /// The value as a number; NaN where it is none.
  static func double(_ value: Value) -> Double {
    switch value {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .uint(let value): Double(value)
    case .double(let value): value
    case .string(let value): text(value.trimmingSpace)
    default: .nan
    }
  }

  private static func text(_ text: String) -> Double {
    if text.isEmpty { return 0 }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) }) else { return .nan }
    return Double(text) ?? .nan
  }

  /// A bare number, of milliseconds, as such; everything else as it is.
  static func delay(_ value: Value) -> Value {
    guard case .string(let text) = value, !text.isEmpty, !double(value).isNaN else { return value }
    return number(double(value))
  }

  /// The value as text.
  static func text(_ value: Value) -> String {
    switch value {
    case .null: return "undefined"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return "\(value)"
    case .uint(let value): return "\(value)"
    case .double(let value):
      if value.isNaN { return "NaN" }
      if value.isInfinite { return value > 0 ? "Infinity" : "-Infinity" }
      if case .int(let whole) = number(value) { return "\(whole)" }
      return "\(value)"
    case .string(let value): return value
    case .list(let elements): return elements.map { $0 == .null ? "" : text($0) }.joined(separator: ",")
    default: return "[object Object]"
    }
  }

  /// `+`: text where one side is text or an object, and a number otherwise.
  static func sum(_ left: Value, _ right: Value) -> Value {
    if isText(left) || isText(right) { return .string(text(left) + text(right)) }
    if case .int(let left) = left, case .int(let right) = right {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if !overflow { return .int(sum) }
    }
    return number(double(left) + double(right))
  }

  private static func isText(_ value: Value) -> Bool {
    switch value {
    case .null, .bool, .int, .uint, .double: false
    default: true
    }
  }

  /// A field of an object, an element of a list or a character of a text; null where there is none.
  static func member(_ key: Value, of value: Value) throws(Fault) -> Value {
    switch value {
    case .null: throw Fault("空值没有「\(text(key))」")
    case .map(let map): return map[key] ?? map[.string(text(key))] ?? .null
    case .list(let elements):
      if key == "length" { return .int(Int64(elements.count)) }
      return place(key, in: elements.count).map { elements[$0] } ?? .null
    case .string(let string):
      let scalars = Array(string.unicodeScalars)
      if key == "length" { return .int(Int64(string.utf16.count)) }
      return place(key, in: scalars.count).map { .string(String(scalars[$0])) } ?? .null
    default: return .null
    }
  }

  static func place(_ key: Value, in count: Int) -> Int? {
    guard case .int(let index) = number(double(key)), index >= 0, index < Int64(count) else { return nil }
    return Int(index)
  }

  /// Why a value has no such member.
  struct Fault: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }
}
