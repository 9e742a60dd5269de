/// Cuts a source text into tokens.
struct Lexer {
  let bytes: [UInt8]
  var index = 0
  private(set) var position = Position()

  static func tokens(of source: String) throws(RuleError) -> [Token] {
    guard source.utf8.count <= SyntaxLimit.sourceLength else {
      throw RuleError("表达式太长, 最多 \(SyntaxLimit.sourceLength) 字节", at: Position())
    }
    var lexer = Lexer(bytes: Array(source.utf8))
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  func peek(_ offset: Int = 0) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
  var atEnd: Bool { index >= bytes.count }

  /// Moves over one byte; continuation bytes of UTF-8 take no column.
  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        position.line += 1
        position.column = 1
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
  }

  private mutating func next() throws(RuleError) -> Token {
    skipBlank()
    let start = position
    return Token(kind: try kind(at: start), position: start)
  }

  private mutating func skipBlank() {
    while !atEnd {
      switch peek() {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: advance()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while !atEnd, peek() != 0x0A { advance() }
      default: return
      }
    }
  }

  private mutating func kind(at start: Position) throws(RuleError) -> Token.Kind {
    guard !atEnd else { return .end }
    let byte = peek()
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) { return try number(at: start) }
    if let literal = try quoted(at: start) { return literal }
    if byte.isIdentifierStart { return .identifier(word()) }
    if byte == UInt8(ascii: "`") { return try quotedIdentifier(at: start) }
    return try symbol(at: start)
  }

  private mutating func word() -> String {
    let start = index
    while peek().isIdentifierStart || peek().isDigit { advance() }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedIdentifier(at start: Position) throws(RuleError) -> Token.Kind {
    advance()
    let first = index
    while peek().isIdentifierStart || peek().isDigit || ".-/ ".utf8.contains(peek()) { advance() }
    guard peek() == UInt8(ascii: "`"), index > first else {
      throw RuleError("反引号里的名字只能有字母、数字、下划线、点、横线、斜线和空格", at: start)
    }
    let name = String(decoding: bytes[first..<index], as: UTF8.self)
    advance()
    return .quotedIdentifier(name)
  }

  private static let symbols = [
    "&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}",
  ]

  private mutating func symbol(at start: Position) throws(RuleError) -> Token.Kind {
    for symbol in Self.symbols where symbol.utf8.enumerated().allSatisfy({ peek($0.offset) == $0.element }) {
      advance(symbol.utf8.count)
      return .symbol(symbol)
    }
    let rest = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
    let shown = rest.first.map(String.init) ?? ""
    throw RuleError("这里不能用字符「\(shown)」" + Self.advice(for: shown), at: start)
  }

  private static func advice(for character: String) -> String {
    let ascii = [
      "“": "\"", "”": "\"", "‘": "'", "’": "'", "（": "(", "）": ")", "，": ",", "。": ".", "：": ":", "≥": ">=", "≤": "<=", "≠": "!=",
      "=": "==", "&": "&&", "|": "||", "？": "?", "！": "!",
    ]
    return ascii[character].map { ", 请用 \($0)" } ?? ""
  }
}

extension UInt8 {
  var isDigit: Bool { (48...57).contains(self) }
  var isIdentifierStart: Bool { (65...90).contains(self) || (97...122).contains(self) || self == 95 }
  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case 48...57: UInt32(self) - 48
    case 65...70: UInt32(self) - 55
    case 97...102: UInt32(self) - 87
    default: nil
    }
  }
}
