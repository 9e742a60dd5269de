/// Deduces the type of an expression in a declared environment, or says what is wrong with it.
struct Checker {
  var unifier = Unifier()

  /// The type of a whole expression.
  static func type(of syntax: Syntax, in environment: Environment) throws(RuleError) -> ValueType {
    var checker = Checker()
    let type = try checker.check(syntax, in: Scope(environment))
    return checker.unifier.final(type)
  }

  mutating func check(_ syntax: Syntax, in scope: Scope) throws(RuleError) -> ValueType {
    switch syntax.kind {
    case .literal(let value): return value.type
    case .name, .select: return try checkName(syntax, in: scope)
    case .has(let operand, let field):
      _ = try select(field, from: try check(operand, in: scope), at: syntax.position)
      return .bool
    case .index(let operand, let index, let isOptional): return try checkIndex(operand, index, isOptional, at: syntax.position, in: scope)
    case .unary(let sign, let operand):
      return try call(Operators.declaration(sign), [try check(operand, in: scope)], shown: sign.rawValue, at: syntax.position)
    case .binary(let sign, let left, let right):
      let types = [try check(left, in: scope), try check(right, in: scope)]
      return try call(Operators.declaration(sign), types, shown: sign.rawValue, at: syntax.position)
    case .and(let operands), .or(let operands):
      for operand in operands { try expect(.bool, operand, in: scope) }
      return .bool
    case .conditional(let condition, let accepted, let rejected):
      try expect(.bool, condition, in: scope)
      return try checkBranches(accepted, rejected, at: syntax.position, in: scope)
    case .call(let name, let arguments, let isRooted): return try checkCall(name, arguments, isRooted, at: syntax.position, in: scope)
    case .method(let receiver, let name, let arguments):
      return try checkMethod(receiver, name, arguments, at: syntax.position, in: scope)
    case .list(let elements): return .list(try checkElements(elements, in: scope))
    case .map(let entries): return try checkEntries(entries, in: scope)
    case .comprehension(let macro): return try checkComprehension(macro, at: syntax.position, in: scope)
    case .bind(let name, let value, let body): return try check(body, in: scope.adding(name, try check(value, in: scope)))
    case .block(let values, let body):
      var inner = scope
      for (number, value) in values.enumerated() { inner = inner.adding(Parser.blockName(number), try check(value, in: inner)) }
      return try check(body, in: inner)
    }
  }

  /// A type as messages show it, with what is known by now.
  func shown(_ type: ValueType) -> String { unifier.final(type).description }

  mutating func expect(_ type: ValueType, _ syntax: Syntax, in scope: Scope) throws(RuleError) {
    let found = try check(syntax, in: scope)
    guard unifier.assign(found, to: type) else {
      throw RuleError("这里应当是 \(shown(type)), 却是 \(shown(found))", at: syntax.position)
    }
  }

  // MARK: names

  private mutating func checkName(_ syntax: Syntax, in scope: Scope) throws(RuleError) -> ValueType {
    switch scope.resolve(syntax) {
    case .local(let name): return scope.locals[name] ?? .dyn
    case .variable(_, let type): return type
    case .type(let type): return .type(type)
    case nil: break
    }
    guard case .select(let operand, let field, let isOptional) = syntax.kind else {
      throw unknownName(syntax.qualifiedName ?? "", at: syntax.position, in: scope)
    }
    let type = try check(operand, in: scope)
    guard isOptional else { return try select(field, from: type, at: syntax.position) }
    let inner = try select(field, from: type, at: syntax.position)
    if case .optional = inner { return inner }
    return .optional(inner)
  }

  private func unknownName(_ name: String, at position: Position, in scope: Scope) -> RuleError {
    let names = Set(scope.environment.variables.keys).union(scope.locals.keys)
    let plain = name.hasPrefix(".") ? String(name.dropFirst()) : name
    return RuleError("没有名为「\(plain)」的变量" + NearestName.hint(plain, among: names), at: position)
  }

  /// The type of a field of a map.
  private mutating func select(_ field: String, from type: ValueType, at position: Position) throws(RuleError) -> ValueType {
    switch unifier.shallow(type) {
    case .dyn: return .dyn
    case .parameter:
      _ = unifier.assign(type, to: .dyn)
      return .dyn
    case .map(let key, let value):
      guard unifier.assign(.string, to: key) else { throw RuleError("映射的键是 \(shown(key)), 不能取字段「\(field)」", at: position) }
      return value
    case .optional(let inner): return .optional(try select(field, from: inner, at: position))
    case .nullable(let inner): return try select(field, from: inner, at: position)
    default: throw RuleError("\(shown(type)) 没有字段「\(field)」", at: position)
    }
  }
}
