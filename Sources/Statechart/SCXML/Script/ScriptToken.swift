/// A word of an ECMAScript expression.
struct ScriptToken: Hashable {
  enum Kind: Hashable { case name, number, string, mark, end }

  var kind: Kind
  /// The word; of a string what it stands for.
  var text: String
  /// Where it begins, in Unicode scalars from 0.
  var offset: Int
  /// Whether a line ended before it.
  var startsLine = false
}

/// Why an expression cannot be taken over, and where in it.
struct ScriptFault: Error, Hashable {
  var message: String
  /// In Unicode scalars from 0.
  var offset: Int
}

/// Cuts an ECMAScript expression into words; what belongs to statements is refused here.
struct ScriptLexer {
  private static let marks = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[",
    "]", "{", "}",
  ].map { Array($0.unicodeScalars) }
  private static let refused = ["=>", "++", "--", "+=", "-=", "*=", "/=", "%=", "**", "<<", ">>", "..."].map { Array($0.unicodeScalars) }

  private static let assigning = ["+=", "-=", "*=", "/=", "%=", "++", "--", "==", "=>", "=", ";"].map { Array($0.unicodeScalars) }

  private let text: [Unicode.Scalar]
  private let hasStatements: Bool
  private var position = 0

  private init(_ source: String, _ hasStatements: Bool) {
    text = Array(source.unicodeScalars)
    self.hasStatements = hasStatements
  }

  /// The words, the last of them the end.
  static func tokens(of source: String, statements: Bool = false) throws(ScriptFault) -> [ScriptToken] {
    var lexer = ScriptLexer(source, statements)
    var result: [ScriptToken] = []
    while true {
      let end = lexer.position
      guard var token = try lexer.next() else { break }
      token.startsLine = lexer.text[end..<token.offset].contains("\n")
      result.append(token)
    }
    return result + [ScriptToken(kind: .end, text: "", offset: lexer.text.count)]
  }

  private mutating func next() throws(ScriptFault) -> ScriptToken? {
    try skipSpace()
    guard position < text.count else { return nil }
    let (start, scalar) = (position, text[position])
    if scalar == "'" || scalar == "\"" { return ScriptToken(kind: .string, text: try string(), offset: start) }
    if isDigit(scalar) || (scalar == "." && position + 1 < text.count && isDigit(text[position + 1])) {
      return ScriptToken(kind: .number, text: number(), offset: start)
    }
    if isNameStart(scalar) {
      while position < text.count, isNameStart(text[position]) || isDigit(text[position]) { position += 1 }
      return ScriptToken(kind: .name, text: string(start..<position), offset: start)
    }
    if hasStatements, let mark = assigningMark { return mark }
    if let mark = ScriptLexer.refused.first(where: { text[position...].starts(with: $0) }) {
      throw ScriptFault(message: "不支持运算符 \(String(String.UnicodeScalarView(mark)))", offset: start)
    }
    guard let mark = ScriptLexer.marks.first(where: { text[position...].starts(with: $0) }) else {
      throw ScriptFault(message: "不支持「\(scalar)」", offset: start)
    }
    position += mark.count
    return ScriptToken(kind: .mark, text: string(start..<position), offset: start)
  }

  /// A mark of assignments, if one begins here; `==` and `=>` are none.
  private var assigningMark: ScriptToken? {
    mutating get {
      guard let mark = ScriptLexer.assigning.first(where: { text[position...].starts(with: $0) }) else { return nil }
      let word = String(String.UnicodeScalarView(mark))
      if word == "==" || word == "=>" { return nil }
      defer { position += mark.count }
      return ScriptToken(kind: .mark, text: word, offset: position)
    }
  }

  /// Blanks and comments.
  private mutating func skipSpace() throws(ScriptFault) {
    while position < text.count {
      if text[position].properties.isWhitespace {
        position += 1
      } else if text[position...].starts(with: "//".unicodeScalars) {
        while position < text.count, text[position] != "\n" { position += 1 }
      } else if text[position...].starts(with: "/*".unicodeScalars) {
        let start = position
        position += 2
        while !text[position...].starts(with: "*/".unicodeScalars) {
          position += 1
          if position >= text.count { throw ScriptFault(message: "注释没有结束", offset: start) }
        }
        position += 2
      } else {
        return
      }
    }
  }

  private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(text[range])) }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isNameStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic }

  private mutating func number() -> String {
    let start = position
    let isHexadecimal = text[position] == "0" && position + 1 < text.count && (text[position + 1] == "x" || text[position + 1] == "X")
    while position < text.count {
      let scalar = text[position]
      let isSign = (scalar == "+" || scalar == "-") && !isHexadecimal && (text[position - 1] == "e" || text[position - 1] == "E")
      guard isSign && position > start || isDigit(scalar) || scalar == "." || isNameStart(scalar) else { break }
      position += 1
    }
    return string(start..<position)
  }

  private mutating func string() throws(ScriptFault) -> String {
    let (start, quote) = (position, text[position])
    var result = String.UnicodeScalarView()
    position += 1
    while position < text.count, text[position] != "\n" {
      let scalar = text[position]
      position += 1
      if scalar == quote { return String(result) }
      if scalar == "\\" { result.append(try escape()) } else { result.append(scalar) }
    }
    throw ScriptFault(message: "字符串没有结束的引号", offset: start)
  }

  private mutating func escape() throws(ScriptFault) -> Unicode.Scalar {
    guard position < text.count else { throw ScriptFault(message: "反斜线之后没有字符", offset: position) }
    let scalar = text[position]
    position += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "v": return "\u{b}"
    case "0": return "\0"
    case "x": return try code(2)
    case "u": return try code(4)
    default: return scalar
    }
  }

  private mutating func code(_ length: Int) throws(ScriptFault) -> Unicode.Scalar {
    let end = position + length
    guard end <= text.count, let number = UInt32(string(position..<end), radix: 16), let scalar = Unicode.Scalar(number) else {
      throw ScriptFault(message: "不合法的字符代码", offset: position)
    }
    position = end
    return scalar
  }
}
