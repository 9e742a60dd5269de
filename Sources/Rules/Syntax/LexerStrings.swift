extension Lexer {
  /// A string or bytes literal with its prefixes, or nil when none stands here.
  mutating func quoted(at start: Position) throws(RuleError) -> Token.Kind? {
    var offset = 0
    let isBytes = peek() | 0x20 == UInt8(ascii: "b")
    if isBytes { offset += 1 }
    let isRaw = peek(offset) | 0x20 == UInt8(ascii: "r")
    if isRaw { offset += 1 }
    let quote = peek(offset)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    advance(offset)
    let isTriple = peek(1) == quote && peek(2) == quote
    advance(isTriple ? 3 : 1)
    let content = try body(until: quote, isTriple: isTriple, isRaw: isRaw, isBytes: isBytes, start: start)
    if isBytes { return .bytes(content) }
    guard let text = Text.decode(content) else { throw RuleError("字符串里有不成对的代理码位", at: start) }
    return .string(text)
  }

  private mutating func body(until quote: UInt8, isTriple: Bool, isRaw: Bool, isBytes: Bool, start: Position) throws(RuleError) -> [UInt8] {
    var content: [UInt8] = []
    while !atEnd {
      let byte = peek()
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        advance(isTriple ? 3 : 1)
        return content
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &content, isBytes: isBytes)
      } else if !isTriple, byte == 0x0A || byte == 0x0D {
        break
      } else {
        content.append(byte)
        advance()
      }
    }
    throw RuleError("字符串没有结束的引号", at: start)
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(RuleError) {
    let start = position
    let letter = peek(1)
    if let plain = Self.plainEscapes[letter] {
      content.append(plain)
      advance(2)
      return
    }
    let code: UInt32?
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): code = hexadecimal(2)
    case UInt8(ascii: "u") where !isBytes: code = surrogatePair(after: hexadecimal(4))
    case UInt8(ascii: "U") where !isBytes: code = hexadecimal(8)
    case UInt8(ascii: "0")...UInt8(ascii: "3"): code = octal()
    default: code = nil
    }
    guard let code else { throw RuleError("无效的转义序列", at: start) }
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: code))
    } else {
      guard let scalar = Unicode.Scalar(code) else { throw RuleError("转义序列不是有效的 Unicode 字符", at: start) }
      content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    var code: UInt32 = 0
    for offset in 2..<(2 + count) {
      guard let digit = peek(offset).hexValue else { return nil }
      code = code << 4 | digit
    }
    advance(2 + count)
    return code
  }

  private mutating func octal() -> UInt32? {
    var code: UInt32 = 0
    for offset in 1...3 {
      guard (48...55).contains(peek(offset)) else { return nil }
      code = code << 3 | UInt32(peek(offset) - 48)
    }
    advance(4)
    return code
  }

  /// A high surrogate takes the low one that follows it as a second `\u` escape.
  private mutating func surrogatePair(after code: UInt32?) -> UInt32? {
    guard let high = code, (0xD800...0xDBFF).contains(high) else { return code }
    guard peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u"), let low = hexadecimal(4), (0xDC00...0xDFFF).contains(low) else {
      return nil
    }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }
}
