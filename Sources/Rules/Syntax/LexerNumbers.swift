extension Lexer {
  /// `12`, `0x1F`, `7u`, `1.5`, `.5`, `2e10`
  mutating func number(at start: Position) throws(RuleError) -> Token.Kind {
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), peek(2).hexValue != nil {
      advance(2)
      let text = digits { $0.hexValue != nil }
      return try integer(text, radix: 16, at: start)
    }
    var text = digits { $0.isDigit }
    var isFloat = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      advance()
      text += "." + digits { $0.isDigit }
      isFloat = true
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(signed ? 2 : 1).isDigit {
        let sign = signed ? (peek(1) == UInt8(ascii: "-") ? "-" : "+") : ""
        advance(signed ? 2 : 1)
        text += "e" + sign + digits { $0.isDigit }
        isFloat = true
      }
    }
    guard isFloat else { return try integer(text, radix: 10, at: start) }
    if text.hasPrefix(".") { text = "0" + text }
    guard let value = Double(text), value.isFinite else { throw RuleError("数字 \(text) 超出小数的范围", at: start) }
    return .double(value)
  }

  private mutating func digits(while accepted: (UInt8) -> Bool) -> String {
    let start = index
    while !atEnd, accepted(peek()) { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func integer(_ text: String, radix: Int, at start: Position) throws(RuleError) -> Token.Kind {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { advance() }
    guard let value = UInt64(text, radix: radix) else { throw RuleError("整数 \(text) 超出 64 位的范围", at: start) }
    return isUnsigned ? .uint(value) : .int(value)
  }
}
