extension Parser {
  /// A macro in the form of a call: `has(e.f)`.
  func expand(_ name: String, _ arguments: [Syntax], at position: Position) throws(RuleError) -> Syntax? {
    guard name == "has", arguments.count == 1 else { return nil }
    guard case .select(let operand, let field, false) = arguments[0].kind else {
      throw RuleError("has 的参数应当是一个字段, 如 has(a.b)", at: arguments[0].position)
    }
    return try make(.has(operand, field: field), at: position)
  }

  /// A macro in the form of a method: `list.all(x, x > 0)`; nil when it is an ordinary method.
  func expand(_ name: String, of receiver: Syntax, _ arguments: [Syntax], at position: Position) throws(RuleError) -> Syntax? {
    if receiver.simpleName == "cel" { return try expandBinding(name, arguments, at: position) }
    if name == "optMap" || name == "optFlatMap", arguments.count == 2 {
      return try expandOptional(name, of: receiver, arguments, at: position)
    }
    switch (name, arguments.count) {
    case ("all", 2), ("exists", 2), ("exists_one", 2), ("existsOne", 2), ("filter", 2), ("map", 2):
      return try comprehension(name, of: receiver, names: arguments.prefix(1), filter: nil, body: arguments[1], at: position)
    case ("map", 3):
      return try comprehension(name, of: receiver, names: arguments.prefix(1), filter: arguments[1], body: arguments[2], at: position)
    case ("all", 3), ("exists", 3), ("existsOne", 3), ("exists_one", 3), ("transformList", 3), ("transformMap", 3),
      ("transformMapEntry", 3):
      return try comprehension(name, of: receiver, names: arguments.prefix(2), filter: nil, body: arguments[2], at: position)
    case ("transformList", 4), ("transformMap", 4), ("transformMapEntry", 4):
      return try comprehension(name, of: receiver, names: arguments.prefix(2), filter: arguments[2], body: arguments[3], at: position)
    default: return nil
    }
  }

  private func comprehension(
    _ name: String, of range: Syntax, names: ArraySlice<Syntax>, filter: Syntax?, body: Syntax, at position: Position
  ) throws(RuleError) -> Syntax {
    var variables: [String] = []
    for argument in names { variables.append(try variable(argument, of: name)) }
    if variables.count == 2, variables[0] == variables[1] {
      throw RuleError("\(name) 的两个变量不能同名", at: names.last?.position ?? position)
    }
    guard let kind = Syntax.Comprehension.Kind(rawValue: name == "exists_one" ? "existsOne" : name) else {
      throw RuleError("没有宏「\(name)」", at: position)
    }
    return try make(
      .comprehension(
        Syntax.Comprehension(
          kind: kind, range: range, variable: variables[0], second: variables.count == 2 ? variables[1] : nil, filter: filter, body: body)),
      at: position)
  }

  private func variable(_ argument: Syntax, of macro: String) throws(RuleError) -> String {
    guard let name = argument.simpleName else { throw RuleError("\(macro) 的变量应当是一个简单的名字", at: argument.position) }
    return name
  }

  /// `cel.bind(name, value, body)`
  private func expandBinding(_ name: String, _ arguments: [Syntax], at position: Position) throws(RuleError) -> Syntax? {
    switch (name, arguments.count) {
    case ("bind", 3):
      return try make(.bind(try variable(arguments[0], of: "cel.bind"), arguments[1], arguments[2]), at: position)
    case ("block", 2):
      guard case .list(let elements) = arguments[0].kind else { throw RuleError("cel.block 的第一个参数应当是列表", at: arguments[0].position) }
      return try make(.block(elements.map(\.value), arguments[1]), at: position)
    case ("index", 1):
      guard case .literal(.int(let number)) = arguments[0].kind, number >= 0 else { return nil }
      return try make(.name(Self.blockName(Int(number)), isRooted: false), at: position)
    case ("iterVar", 2), ("accuVar", 2):
      guard case .literal(.int(let level)) = arguments[0].kind, case .literal(.int(let number)) = arguments[1].kind else { return nil }
      return try make(.name("@\(name):\(level):\(number)", isRooted: false), at: position)
    default: return nil
    }
  }

  /// The hidden name of a value of `cel.block`.
  static func blockName(_ number: Int) -> String { "@index\(number)" }

  /// `target.optMap(x, e)`: bind the target once, then test it.
  private func expandOptional(
    _ name: String, of receiver: Syntax, _ arguments: [Syntax], at position: Position
  ) throws(RuleError) -> Syntax {
    let hidden = try make(.name("@target", isRooted: false), at: position)
    let optional = try make(.name("optional", isRooted: false), at: position)
    let held = try make(.method(hidden, "value", []), at: position)
    let body = try make(.bind(try variable(arguments[0], of: name), held, arguments[1]), at: position)
    let some = name == "optMap" ? try make(.method(optional, "of", [body]), at: position) : body
    let none = try make(.method(optional, "none", []), at: position)
    let test = try make(.method(hidden, "hasValue", []), at: position)
    return try make(.bind("@target", receiver, try make(.conditional(test, some, none), at: position)), at: position)
  }
}
