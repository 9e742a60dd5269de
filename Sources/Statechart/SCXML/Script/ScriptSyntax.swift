import Rules

/// An ECMAScript expression, as far as it is taken over.
indirect enum ScriptSyntax {
  case literal(Value)
  case name(String, offset: Int)
  case member(ScriptSyntax, String)
  case index(ScriptSyntax, ScriptSyntax)
  case call(ScriptSyntax, [ScriptSyntax], offset: Int)
  case unary(String, ScriptSyntax)
  case binary(String, ScriptSyntax, ScriptSyntax, offset: Int)
  case conditional(ScriptSyntax, ScriptSyntax, ScriptSyntax)
  case list([ScriptSyntax])
  case object([(name: String, value: ScriptSyntax)])
}

/// Reads ECMAScript expressions without assignment, functions and `new`.
struct ScriptParser {
  private static let deepest = 60
  private static let mostOperators = 100
  static let statements: Set<String> = [
    "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export",
    "extends", "finally", "for", "function", "if", "import", "let", "new", "return", "super", "switch", "this", "throw", "try", "var",
    "void", "while", "with", "yield",
  ]
  /// Binary operators by how strongly they bind.
  private static let levels: [[String]] = [
    ["??"], ["||"], ["&&"], ["===", "!==", "==", "!="], ["<", ">", "<=", ">=", "in", "instanceof"], ["+", "-"], ["*", "/", "%"],
  ]

  private let tokens: [ScriptToken]
  private var position = 0
  private var depth = 0
  private var operators = 0

  init(_ tokens: [ScriptToken]) { self.tokens = tokens }

  static func parse(_ source: String) throws(ScriptFault) -> ScriptSyntax {
    var parser = ScriptParser(try ScriptLexer.tokens(of: source))
    let result = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected() }
    return result
  }

  var token: ScriptToken { tokens[position] }

  /// Goes on to the next word.
  mutating func step() { position += 1 }

  func unexpected() -> ScriptFault {
    ScriptFault(message: token.kind == .end ? "表达式没有写完" : "这里不应有「\(token.text)」", offset: token.offset)
  }

  mutating func take(_ mark: String) -> Bool {
    guard token.kind == .mark, token.text == mark else { return false }
    position += 1
    return true
  }

  /// Every operator makes the tree deeper.
  private mutating func count() throws(ScriptFault) {
    operators += 1
    if operators > ScriptParser.mostOperators { throw ScriptFault(message: "表达式太长", offset: token.offset) }
  }

  private mutating func expect(_ mark: String) throws(ScriptFault) { if !take(mark) { throw unexpected() } }

  mutating func expression() throws(ScriptFault) -> ScriptSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > ScriptParser.deepest { throw ScriptFault(message: "表达式嵌套太深", offset: token.offset) }
    let condition = try binary(0)
    guard take("?") else { return condition }
    let first = try expression()
    try expect(":")
    return .conditional(condition, first, try expression())
  }

  private mutating func binary(_ level: Int) throws(ScriptFault) -> ScriptSyntax {
    guard level < ScriptParser.levels.count else { return try unary() }
    var left = try binary(level + 1)
    while token.kind == .mark || token.kind == .name, ScriptParser.levels[level].contains(token.text) {
      let (sign, offset) = (token.text, token.offset)
      position += 1
      try count()
      left = .binary(sign, left, try binary(level + 1), offset: offset)
    }
    return left
  }

  private mutating func unary() throws(ScriptFault) -> ScriptSyntax {
    depth += 1
    defer { depth -= 1 }
    if depth > ScriptParser.deepest { throw ScriptFault(message: "表达式嵌套太深", offset: token.offset) }
    for sign in ["!", "-", "+"] where take(sign) { return .unary(sign, try unary()) }
    if token.kind == .name, token.text == "typeof" {
      position += 1
      return .unary("typeof", try unary())
    }
    return try postfix()
  }

  private mutating func postfix() throws(ScriptFault) -> ScriptSyntax {
    var result = try primary()
    while true {
      let offset = token.offset
      if [".", "[", "("].contains(token.text), token.kind == .mark { try count() }
      if take(".") {
        guard token.kind == .name else { throw unexpected() }
        result = .member(result, token.text)
        position += 1
      } else if take("[") {
        result = .index(result, try expression())
        try expect("]")
      } else if take("(") {
        result = .call(result, try list(until: ")"), offset: offset)
      } else {
        return result
      }
    }
  }

  private mutating func primary() throws(ScriptFault) -> ScriptSyntax {
    let first = token
    switch first.kind {
    case .string:
      position += 1
      return .literal(.string(first.text))
    case .number:
      position += 1
      guard let value = ScriptParser.number(first.text) else { throw ScriptFault(message: "「\(first.text)」不是数", offset: first.offset) }
      return .literal(value)
    case .name: return try word()
    case .mark:
      if take("(") {
        let inner = try expression()
        try expect(")")
        return inner
      }
      if take("[") { return .list(try list(until: "]")) }
      if take("{") { return try object() }
      throw unexpected()
    case .end: throw unexpected()
    }
  }

  private mutating func word() throws(ScriptFault) -> ScriptSyntax {
    let first = token
    if ScriptParser.statements.contains(first.text) { throw ScriptFault(message: "不支持「\(first.text)」", offset: first.offset) }
    position += 1
    switch first.text {
    case "true": return .literal(true)
    case "false": return .literal(false)
    case "null", "undefined": return .literal(.null)
    case "NaN": return .literal(.double(.nan))
    case "Infinity": return .literal(.double(.infinity))
    default: return .name(first.text, offset: first.offset)
    }
  }

  /// A list that may end with a comma.
  private mutating func list(until end: String) throws(ScriptFault) -> [ScriptSyntax] {
    var result: [ScriptSyntax] = []
    while !take(end) {
      result.append(try expression())
      if !take(",") {
        try expect(end)
        break
      }
    }
    return result
  }

  private mutating func object() throws(ScriptFault) -> ScriptSyntax {
    var fields: [(name: String, value: ScriptSyntax)] = []
    while !take("}") {
      let key = token
      guard key.kind == .name || key.kind == .string || key.kind == .number else { throw unexpected() }
      position += 1
      try expect(":")
      fields.append((key.text, try expression()))
      if !take(",") {
        try expect("}")
        break
      }
    }
    return .object(fields)
  }

  static func number(_ text: String) -> Value? {
    if let whole = Int64(text) { return text.count > 1 && text.hasPrefix("0") ? nil : .int(whole) }
    if text.lowercased().hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16).map { .int($0) } }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) }) else { return nil }
    return Double(text.hasSuffix(".") ? text + "0" : text).map { ScriptValue.number($0) }
  }
}
