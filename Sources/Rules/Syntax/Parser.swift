/// Reads tokens into a ``Syntax`` tree, by precedence climbing; expands macros as it goes.
struct Parser {
  private let tokens: [Token]
  private var index = 0
  private var nesting = 0
  let expandsMacros: Bool

  /// Parses a whole source text.
  static func parse(_ tokens: [Token], expandsMacros: Bool = true) throws(RuleError) -> Syntax {
    var parser = Parser(tokens: tokens, expandsMacros: expandsMacros)
    let syntax = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected("这里应当结束, 或者有一个运算符") }
    return syntax
  }

  /// How deep the recursion may go: open brackets, and conditions, which nest to the right.
  static func nesting(of tokens: [Token]) -> Int {
    var (open, deepest, conditions) = (0, 0, 0)
    for token in tokens {
      switch token.kind {
      case .symbol("("), .symbol("["), .symbol("{"):
        open += 1
        deepest = max(deepest, open)
      case .symbol(")"), .symbol("]"), .symbol("}"): open -= 1
      case .symbol("?"): conditions += 1
      default: break
      }
    }
    return deepest + conditions
  }

  private init(tokens: [Token], expandsMacros: Bool) {
    self.tokens = tokens
    self.expandsMacros = expandsMacros
  }

  // MARK: tokens

  var token: Token { tokens[index] }

  func isAt(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  mutating func step() { if index + 1 < tokens.count { index += 1 } }

  mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    step()
    return true
  }

  mutating func expect(_ symbol: String) throws(RuleError) {
    guard take(symbol) else { throw unexpected("这里应当是「\(symbol)」") }
  }

  func unexpected(_ expectation: String) -> RuleError {
    RuleError("\(expectation), 却是\(token.shown)", at: token.position)
  }

  // MARK: expressions

  /// `ConditionalOr ["?" ConditionalOr ":" Expr]`
  mutating func expression() throws(RuleError) -> Syntax {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= SyntaxLimit.nesting else { throw RuleError("嵌套太深, 最多 \(SyntaxLimit.nesting) 层", at: token.position) }
    let condition = try disjunction()
    let position = token.position
    guard take("?") else { return condition }
    let accepted = try disjunction()
    try expect(":")
    let rejected = try expression()
    return try make(.conditional(condition, accepted, rejected), at: position)
  }

  private mutating func disjunction() throws(RuleError) -> Syntax {
    let first = try conjunction()
    let position = token.position
    guard isAt("||") else { return first }
    var operands = [first]
    while take("||") { operands.append(try conjunction()) }
    return try make(.or(operands), at: position)
  }

  private mutating func conjunction() throws(RuleError) -> Syntax {
    let first = try binary(level: 0)
    let position = token.position
    guard isAt("&&") else { return first }
    var operands = [first]
    while take("&&") { operands.append(try binary(level: 0)) }
    return try make(.and(operands), at: position)
  }

  /// Relations, additions and multiplications: all associate to the left.
  private mutating func binary(level: Int) throws(RuleError) -> Syntax {
    var left = try unary()
    while let (found, precedence) = binaryOperator, precedence >= level {
      let position = token.position
      step()
      let right = try binary(level: precedence + 1)
      left = try make(.binary(found, left, right), at: position)
    }
    return left
  }

  private var binaryOperator: (BinaryOperator, Int)? {
    switch token.kind {
    case .identifier("in"): return (.isIn, 0)
    case .symbol(let symbol):
      guard let found = BinaryOperator(rawValue: symbol) else { return nil }
      switch found {
      case .multiply, .divide, .remainder: return (found, 2)
      case .add, .subtract: return (found, 1)
      default: return (found, 0)
      }
    default: return nil
    }
  }

  /// `"!" {"!"} Member`, `"-" {"-"} Member`; a minus directly before a number belongs to the literal.
  private mutating func unary() throws(RuleError) -> Syntax {
    guard let symbol = ["!", "-"].first(where: isAt), let sign = UnaryOperator(rawValue: symbol) else { return try member() }
    var positions: [Position] = []
    while isAt(symbol) {
      if symbol == "-", isNumber(at: index + 1) { break }
      positions.append(token.position)
      step()
    }
    guard positions.count <= SyntaxLimit.depth else { throw RuleError("连用的「\(symbol)」太多", at: token.position) }
    var operand = try member()
    for position in positions.reversed() { operand = try make(.unary(sign, operand), at: position) }
    return operand
  }

  private func isNumber(at index: Int) -> Bool {
    guard index < tokens.count else { return false }
    switch tokens[index].kind {
    case .int, .double: return true
    default: return false
    }
  }

  /// A node, unless it stands on too many levels.
  func make(_ kind: Syntax.Kind, at position: Position) throws(RuleError) -> Syntax {
    let syntax = Syntax(kind, at: position)
    guard syntax.depth <= SyntaxLimit.depth else { throw RuleError("表达式太深, 最多 \(SyntaxLimit.depth) 层", at: position) }
    return syntax
  }
}
