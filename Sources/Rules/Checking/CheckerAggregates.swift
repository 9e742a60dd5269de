extension Checker {
  mutating func checkBranches(_ accepted: Syntax, _ rejected: Syntax, at position: Position, in scope: Scope) throws(RuleError) -> ValueType
  {
    let types = [try check(accepted, in: scope), try check(rejected, in: scope)]
    guard let type = unifier.join(types[0], types[1]) else {
      throw RuleError("条件的两支类型不同: \(shown(types[0])) 和 \(shown(types[1]))", at: position)
    }
    return type
  }

  mutating func checkIndex(
    _ operand: Syntax, _ index: Syntax, _ isOptional: Bool, at position: Position, in scope: Scope
  ) throws(RuleError) -> ValueType {
    let container = try check(operand, in: scope)
    let key = try check(index, in: scope)
    if case .optional(let inner) = unifier.shallow(container) {
      let element = try call(Operators.index, [inner, key], shown: "[]", at: position)
      return .optional(element)
    }
    let element = try call(Operators.index, [container, key], shown: "[]", at: position)
    return isOptional ? .optional(element) : element
  }

  mutating func checkElements(_ elements: [Syntax.ListElement], in scope: Scope) throws(RuleError) -> ValueType {
    var joined: ValueType?
    for element in elements {
      var type = try check(element.value, in: scope)
      if element.isOptional { type = try unwrapped(type, at: element.value.position) }
      joined = joined.map { unifier.join($0, type) ?? .dyn } ?? type
    }
    return joined ?? unifier.variable()
  }

  mutating func checkEntries(_ entries: [Syntax.MapEntry], in scope: Scope) throws(RuleError) -> ValueType {
    var key: ValueType?
    var value: ValueType?
    for entry in entries {
      let keyType = try check(entry.key, in: scope)
      guard Self.isKey(unifier.shallow(keyType)) else {
        throw RuleError("映射的键不能是 \(shown(keyType)), 只能是 bool、int、uint 或 string", at: entry.key.position)
      }
      var valueType = try check(entry.value, in: scope)
      if entry.isOptional { valueType = try unwrapped(valueType, at: entry.value.position) }
      key = key.map { unifier.join($0, keyType) ?? .dyn } ?? keyType
      value = value.map { unifier.join($0, valueType) ?? .dyn } ?? valueType
    }
    return .map(key ?? unifier.variable(), value ?? unifier.variable())
  }

  private static func isKey(_ type: ValueType) -> Bool {
    switch type {
    case .bool, .int, .uint, .string, .dyn, .parameter: true
    default: false
    }
  }

  private mutating func unwrapped(_ type: ValueType, at position: Position) throws(RuleError) -> ValueType {
    let inner = unifier.variable()
    guard unifier.assign(type, to: .optional(inner)) else { throw RuleError("「?」之后应当是可选值, 却是 \(shown(type))", at: position) }
    return unifier.shallow(type).isDyn ? .dyn : inner
  }

  mutating func checkComprehension(_ macro: Syntax.Comprehension, at position: Position, in scope: Scope) throws(RuleError) -> ValueType {
    let (first, second) = try elementTypes(of: macro, in: scope)
    var inner = scope.adding(macro.variable, first)
    if let name = macro.second { inner = inner.adding(name, second) }
    if let filter = macro.filter { try expect(.bool, filter, in: inner) }
    switch macro.kind {
    case .all, .exists, .existsOne:
      try expect(.bool, macro.body, in: inner)
      return .bool
    case .filter:
      try expect(.bool, macro.body, in: inner)
      return .list(first)
    case .map, .transformList: return .list(try check(macro.body, in: inner))
    case .transformMap: return .map(first, try check(macro.body, in: inner))
    case .transformMapEntry:
      let type = try check(macro.body, in: inner)
      let (key, value) = (unifier.variable(), unifier.variable())
      guard unifier.assign(type, to: .map(key, value)) else {
        throw RuleError("transformMapEntry 要一个映射, 却是 \(shown(type))", at: macro.body.position)
      }
      return unifier.shallow(type).isDyn ? .map(.dyn, .dyn) : type
    }
  }

  /// The types of a macro's variables: the element or key alone, or index or key and value.
  private mutating func elementTypes(of macro: Syntax.Comprehension, in scope: Scope) throws(RuleError) -> (ValueType, ValueType) {
    let type = try check(macro.range, in: scope)
    let isPair = macro.second != nil
    switch unifier.shallow(type) {
    case .list(let element): return isPair ? (.int, element) : (element, .dyn)
    case .map(let key, let value): return isPair ? (key, value) : (key, .dyn)
    case .dyn, .parameter: return (.dyn, .dyn)
    default: throw RuleError("\(macro.kind.rawValue) 要一个列表或映射, 却是 \(shown(type))", at: macro.range.position)
    }
  }
}
