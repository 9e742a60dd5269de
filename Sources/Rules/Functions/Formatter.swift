import Foundation

/// `"%s has %d".format([…])`
enum Formatter {
  private static let mostDigits = 100

  static func format(_ format: String, _ arguments: [Value], _ context: inout Context) throws(Halt) -> String {
    try context.charge(bytes: 4 * format.utf8.count)
    var result = ""
    var rest = Substring(format).unicodeScalars
    var next = 0
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if rest.first == "%" {
        rest.removeFirst()
        result += "%"
        continue
      }
      let precision = try precision(&rest, context)
      guard let verb = rest.popFirst() else { throw context.fail(.invalidArgument, "格式在「%」之后结束") }
      guard next < arguments.count else { throw context.fail(.invalidArgument, "格式要的值多于给出的 \(arguments.count) 个") }
      let part = try text(of: arguments[next], verb, precision, &context)
      try context.charge(bytes: part.utf8.count)
      result += part
      next += 1
    }
    return result
  }

  private static func precision(_ rest: inout Substring.UnicodeScalarView, _ context: Context) throws(Halt) -> Int? {
    guard rest.first == "." else { return nil }
    rest.removeFirst()
    var digits = ""
    while let digit = rest.first, ("0"..."9").contains(digit) {
      digits.unicodeScalars.append(digit)
      rest.removeFirst()
    }
    guard let precision = Int(digits), precision <= mostDigits else { throw context.fail(.invalidArgument, "格式的小数位数无效") }
    return precision
  }

  private static func text(of value: Value, _ verb: Unicode.Scalar, _ precision: Int?, _ context: inout Context) throws(Halt) -> String {
    switch verb {
    case "s": return try plain(value, &context)
    case "d": if let text = decimal(value) { return text }
    case "f", "e":
      if let number = number(value) { return Self.real(number, verb, precision ?? 6) }
    case "b": if case .bool(let flag) = value { return flag ? "1" : "0" } else if let text = radix(value, 2) { return text }
    case "o": if let text = radix(value, 8) { return text }
    case "x": if let text = hexadecimal(value) { return text }
    case "X": if let text = hexadecimal(value) { return text.uppercased() }
    default: throw context.fail(.invalidArgument, "不支持格式「%\(verb)」")
    }
    throw context.fail(.invalidArgument, "格式「%\(verb)」不能用于 \(value.type.name)")
  }

  private static func decimal(_ value: Value) -> String? {
    switch value {
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)"
    case .double(let number) where !number.isFinite: special(number)
    default: nil
    }
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .double(let number): number
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    default: nil
    }
  }

  private static func special(_ number: Double) -> String { number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }

  private static func real(_ number: Double, _ verb: Unicode.Scalar, _ precision: Int) -> String {
    number.isFinite ? String(format: "%.\(precision)\(verb)", number) : special(number)
  }

  private static func radix(_ value: Value, _ radix: Int) -> String? {
    switch value {
    case .int(let number): String(number, radix: radix)
    case .uint(let number): String(number, radix: radix)
    default: nil
    }
  }

  private static func hexadecimal(_ value: Value) -> String? {
    switch value {
    case .string(let text): hexadecimal(text.utf8)
    case .bytes(let bytes): hexadecimal(bytes)
    default: radix(value, 16)
    }
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// `%s`: as `string(x)` would, for lists and maps too; maps in the order of their keys' texts.
  private static func plain(_ value: Value, _ context: inout Context, depth: Int = 0) throws(Halt) -> String {
    try context.charge(2)
    switch value {
    case .null: return "null"
    case .double(let number) where !number.isFinite: return special(number)
    case .type(let type): return type.name
    case .days(let count): return "\(count)"
    case .list(let elements):
      guard depth < 100 else { throw context.fail(.budget, "值嵌套太深") }
      var parts: [String] = []
      for element in elements { parts.append(try plain(element, &context, depth: depth + 1)) }
      return try joined(parts, "[", "]", &context)
    case .map(let map):
      guard depth < 100 else { throw context.fail(.budget, "值嵌套太深") }
      var parts: [(String, String)] = []
      for (key, element) in map.entries {
        parts.append((try plain(key, &context, depth: depth + 1), try plain(element, &context, depth: depth + 1)))
      }
      return try joined(parts.sorted { Text.precedes($0.0, $1.0) }.map { "\($0): \($1)" }, "{", "}", &context)
    default:
      if case .string(let text)? = try Conversion.string(value, &context) { return text }
      throw context.fail(.invalidArgument, "格式「%s」不能用于 \(value.type.name)")
    }
  }

  private static func joined(_ parts: [String], _ open: String, _ close: String, _ context: inout Context) throws(Halt) -> String {
    try context.charge(bytes: parts.reduce(0) { $0 + $1.utf8.count + 2 })
    return open + parts.joined(separator: ", ") + close
  }
}
