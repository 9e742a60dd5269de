extension Parser {
  /// A primary with its selections, indexes and calls.
  mutating func member() throws(RuleError) -> Syntax {
    var operand = try primary()
    while true {
      let position = token.position
      if take(".") {
        operand = try selection(of: operand, at: position)
      } else if take("[") {
        let isOptional = take("?")
        let index = try expression()
        try expect("]")
        operand = try make(.index(operand, index, isOptional: isOptional), at: position)
      } else if isAt("{"), operand.qualifiedName != nil {
        throw RuleError("不支持消息类型, 只能用列表和映射", at: position)
      } else {
        return operand
      }
    }
  }

  private mutating func selection(of operand: Syntax, at position: Position) throws(RuleError) -> Syntax {
    let isOptional = take("?")
    let nameToken = token
    switch nameToken.kind {
    case .quotedIdentifier(let name):
      step()
      return try make(.select(operand, field: name, isOptional: isOptional), at: position)
    case .identifier(let name) where !Self.keywords.contains(name):
      step()
      guard !isOptional, isAt("(") else { return try make(.select(operand, field: name, isOptional: isOptional), at: position) }
      let arguments = try self.arguments()
      if expandsMacros, let expanded = try expand(name, of: operand, arguments, at: nameToken.position) { return expanded }
      return try make(.method(operand, name, arguments), at: nameToken.position)
    default: throw unexpected("「.」之后应当是名字")
    }
  }

  /// The arguments between parentheses.
  private mutating func arguments() throws(RuleError) -> [Syntax] {
    try expect("(")
    var arguments: [Syntax] = []
    if take(")") { return arguments }
    repeat { arguments.append(try expression()) } while take(",")
    try expect(")")
    return arguments
  }

  private mutating func primary() throws(RuleError) -> Syntax {
    let start = token
    switch start.kind {
    case .int, .uint, .double, .string, .bytes: return try literal(isNegative: false)
    case .symbol("-"):
      step()
      return try literal(isNegative: true)
    case .symbol("("):
      step()
      let inner = try expression()
      try expect(")")
      return inner
    case .symbol("["): return try list()
    case .symbol("{"): return try map()
    case .symbol("."):
      step()
      guard case .identifier(let name) = token.kind else { throw unexpected("「.」之后应当是名字") }
      return try named(name, isRooted: true)
    case .identifier(let name): return try named(name, isRooted: false)
    default: throw unexpected("这里应当是一个值")
    }
  }

  private mutating func literal(isNegative: Bool) throws(RuleError) -> Syntax {
    let start = token
    step()
    let value: Value
    switch start.kind {
    case .int(let magnitude):
      let wide = isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
      guard let wide else { throw RuleError("整数 \(isNegative ? "-" : "")\(magnitude) 超出 64 位的范围", at: start.position) }
      value = .int(wide)
    case .uint(let number): value = .uint(number)
    case .double(let number): value = .double(isNegative ? -number : number)
    case .string(let text): value = .string(text)
    case .bytes(let bytes): value = .bytes(bytes)
    default: throw unexpected("这里应当是一个值")
    }
    return try make(.literal(value), at: start.position)
  }

  private mutating func named(_ name: String, isRooted: Bool) throws(RuleError) -> Syntax {
    let position = token.position
    if let value = Self.constants[name], !isRooted {
      step()
      return try make(.literal(value), at: position)
    }
    guard !Self.keywords.contains(name), !Self.reserved.contains(name) else {
      throw RuleError("「\(name)」是保留字, 不能作名字", at: position)
    }
    step()
    guard isAt("(") else { return try make(.name(name, isRooted: isRooted), at: position) }
    let arguments = try self.arguments()
    if expandsMacros, !isRooted, let expanded = try expand(name, arguments, at: position) { return expanded }
    return try make(.call(name, arguments, isRooted: isRooted), at: position)
  }

  private mutating func list() throws(RuleError) -> Syntax {
    let position = token.position
    try expect("[")
    var elements: [Syntax.ListElement] = []
    while !isAt("]") {
      let isOptional = take("?")
      elements.append(Syntax.ListElement(value: try expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    guard take("]") else { throw unexpected("列表里应当是「,」或「]」") }
    return try make(.list(elements), at: position)
  }

  private mutating func map() throws(RuleError) -> Syntax {
    let position = token.position
    try expect("{")
    var entries: [Syntax.MapEntry] = []
    while !isAt("}") {
      let isOptional = take("?")
      let key = try expression()
      guard take(":") else { throw unexpected("映射的键之后应当是「:」") }
      entries.append(Syntax.MapEntry(key: key, value: try expression(), isOptional: isOptional))
      guard take(",") else { break }
    }
    guard take("}") else { throw unexpected("映射里应当是「,」或「}」") }
    return try make(.map(entries), at: position)
  }

  private static let constants: [String: Value] = ["true": true, "false": false, "null": .null]
  /// Never a name, not even of a field.
  private static let keywords: Set<String> = ["true", "false", "null", "in"]
  /// Not the name of a variable; fields may have them.
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace", "return", "var",
    "void", "while",
  ]
}
