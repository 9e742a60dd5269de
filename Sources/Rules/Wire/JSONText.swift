/// A JSON document; unlike Foundation's, it keeps whole numbers apart from those with a fraction or an exponent.
enum JSONText: Sendable {
  case null
  case bool(Bool)
  /// A number without fraction and exponent, as written.
  case whole(String)
  case fraction(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The member of an object; of equal names the last.
  subscript(_ name: String) -> JSONText? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.0 == name }?.1
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var isTrue: Bool { if case .bool(true) = self { true } else { false } }
}

/// What is wrong with a JSON document.
struct JSONError: Error {
  let message: String
  /// In bytes, from 1.
  let column: Int
}

/// Reads RFC 8259.
struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0
  private static let deepest = 100

  static func read(_ text: String) throws(JSONError) -> JSONText {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value(depth: 0)
    reader.skipBlank()
    guard reader.index == reader.bytes.count else { throw reader.failure("JSON 之后还有内容") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ message: String) -> JSONError { JSONError(message: message, column: index + 1) }
  private var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipBlank() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlank()
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONText {
    guard depth <= Self.deepest else { throw failure("JSON 嵌套太深") }
    skipBlank()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONText) throws(JSONError) -> JSONText {
    guard bytes[index...].starts(with: word.utf8) else { throw failure("不是有效的 JSON") }
    index += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONText {
    index += 1
    var members: [(String, JSONText)] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlank()
      guard next == UInt8(ascii: "\"") else { throw failure("这里应当是名字") }
      let name = try string()
      guard take(":") else { throw failure("这里应当是「:」") }
      members.append((name, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw failure("这里应当是「}」") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONText {
    index += 1
    var elements: [JSONText] = []
    if take("]") { return .array(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw failure("这里应当是「]」") }
    return .array(elements)
  }

  private mutating func number() throws(JSONError) -> JSONText {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else { throw failure("不是有效的 JSON") }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      index += 1
      isWhole = false
      guard digits() > 0 else { throw failure("小数点之后应当是数字") }
    }
    if next | 0x20 == UInt8(ascii: "e") {
      index += 1
      isWhole = false
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw failure("指数应当是数字") }
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard !isWhole else { return .whole(text) }
    guard let value = Double(text), value.isFinite else { throw failure("数字超出范围") }
    return .fraction(value)
  }

  private mutating func digits() -> Int {
    let start = index
    while next.isDigit { index += 1 }
    return index - start
  }

  private mutating func string() throws(JSONError) -> String {
    index += 1
    var content: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = Text.decode(content) else { throw failure("字符串不是有效的 UTF-8") }
        return text
      case UInt8(ascii: "\\"): try escape(into: &content)
      case 0..<0x20: throw failure("字符串里不能直接有控制字符")
      default: content.append(byte)
      }
    }
    throw failure("字符串没有结束")
  }

  private static let plain: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    let letter = next
    index += 1
    if let byte = Self.plain[letter] { return content.append(byte) }
    guard letter == UInt8(ascii: "u"), var code = hexadecimal() else { throw failure("无效的转义") }
    if (0xD800...0xDBFF).contains(code), next == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") {
      index += 2
      guard let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) else { throw failure("不成对的代理码位") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) else { throw failure("不成对的代理码位") }
    content.append(contentsOf: encoded)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.hexValue else { return nil }
      code = code << 4 | digit
      index += 1
    }
    return code
  }
}
