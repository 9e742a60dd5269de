import AcademicCalendar

extension Function {
  /// `int`, `uint`, `double`, `string`, `bytes`, `bool`, `dyn` and `type`.
  static let conversions: [Function] = [
    conversion("int", from: [.int, .uint, .double, .string, .timestamp], to: .int, Conversion.int),
    conversion("uint", from: [.uint, .int, .double, .string], to: .uint, Conversion.uint),
    conversion("double", from: [.double, .int, .uint, .string], to: .double, Conversion.double),
    conversion(
      "string", from: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .day], to: .string, Conversion.string),
    conversion("bytes", from: [.bytes, .string], to: .bytes, Conversion.bytes),
    conversion("bool", from: [.bool, .string], to: .bool, Conversion.bool),
    Function(
      "type", [Overload([.parameter("A")], .type(.parameter("A")))], .unary { (value, _) throws(Halt) -> Value? in .type(value.type) }),
    Function("dyn", [Overload([.parameter("A")], .dyn)], .unary { (value, _) throws(Halt) -> Value? in value }),
  ]

  static func conversion(
    _ name: String, from types: [ValueType], to result: ValueType, _ body: @escaping @Sendable (Value, inout Context) throws(Halt) -> Value?
  ) -> Function {
    Function(name, types.map { Overload([$0], result) }, .unary(body))
  }
}

/// The standard conversions; nil where none is defined.
enum Conversion {
  static func int(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .int: return value
    case .uint(let number): if let whole = Int64(exactly: number) { return .int(whole) }
    case .double(let number):
      // The bounds themselves are refused: as doubles they stand for numbers that may be out of range.
      if number > -0x1p63, number < 0x1p63 { return .int(Int64(number.rounded(.towardZero))) }
    case .string(let text): if let whole = Int64(text) { return .int(whole) }
    case .timestamp(let instant): return .int(instant.seconds)
    default: return nil
    }
    throw failure(value, "int", context)
  }

  static func uint(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .uint: return value
    case .int(let number): if let whole = UInt64(exactly: number) { return .uint(whole) }
    case .double(let number): if number > -1, number < 0x1p64 { return .uint(UInt64(number.rounded(.towardZero))) }
    case .string(let text): if let whole = UInt64(text) { return .uint(whole) }
    default: return nil
    }
    throw failure(value, "uint", context)
  }

  static func double(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text):
      guard text.utf8.count <= 1000, let number = Double(text) else { throw failure(value, "double", context) }
      return .double(number)
    default: return nil
    }
  }

  static func string(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .string: return value
    case .bool(let value): return .string(value ? "true" : "false")
    case .int(let number): return .string("\(number)")
    case .uint(let number): return .string("\(number)")
    case .double(let number): return .string(NumberText.shortest(number))
    case .bytes(let bytes):
      try context.charge(bytes: bytes.count)
      guard let text = Text.decode(bytes) else { throw context.fail(.invalidArgument, "字节串不是有效的 UTF-8") }
      return .string(text)
    case .timestamp(let instant): return .string(instant.text)
    case .duration(let duration): return .string(duration.text)
    case .day(let day): return .string(day.description)
    default: return nil
    }
  }

  static func bytes(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .bytes: return value
    case .string(let text):
      try context.charge(bytes: text.utf8.count)
      return .bytes(Array(text.utf8))
    default: return nil
    }
  }

  static func bool(_ value: Value, _ context: inout Context) throws(Halt) -> Value? {
    switch value {
    case .bool: return value
    case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"), .string("True"): return true
    case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"), .string("False"): return false
    case .string: throw failure(value, "bool", context)
    default: return nil
    }
  }

  static func failure(_ value: Value, _ type: String, _ context: Context) -> Halt {
    context.fail(value.isNumber ? .overflow : .invalidArgument, "\(value.plainText) 不能转换为 \(type)")
  }
}

/// How numbers are written.
enum NumberText {
  /// The shortest digits that read back as this double, with an exponent only below 1e-4 and from 1e21.
  static func shortest(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    let (digits, exponent) = decimal(value.magnitude)
    return (value < 0 ? "-" : "") + layOut(digits, exponent)
  }

  /// The digits and the place of the point: 123.45 is ("12345", 3).
  static func decimal(_ value: Double) -> (String, Int) {
    var text = "\(value)"
    var exponent = 0
    if let mark = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = String(text[..<mark])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var digits = String(parts[0]) + (parts.count > 1 ? String(parts[1]) : "")
    var point = parts[0].count + exponent
    while digits.hasPrefix("0"), digits.count > 1 {
      digits.removeFirst()
      point -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
    return (digits, point)
  }

  private static func layOut(_ digits: String, _ point: Int) -> String {
    if point > 21 || point < -3 {
      let power = point - 1
      let tail = digits.dropFirst()
      let shown = abs(power) < 10 ? "0\(abs(power))" : "\(abs(power))"
      return "\(digits.prefix(1))\(tail.isEmpty ? "" : "." + tail)e\(power < 0 ? "-" : "+")\(shown)"
    }
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) }
    return digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
