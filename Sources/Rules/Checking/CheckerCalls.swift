extension Checker {
  mutating func checkCall(
    _ name: String, _ arguments: [Syntax], _ isRooted: Bool, at position: Position, in scope: Scope
  ) throws(RuleError) -> ValueType {
    guard let functions = scope.function(isRooted ? "." + name : name) else {
      throw RuleError("没有名为「\(name)」的函数" + NearestName.hint(name, among: globalNames(in: scope)), at: position)
    }
    var types: [ValueType] = []
    for argument in arguments { types.append(try check(argument, in: scope)) }
    return try call(functions.flatMap(\.overloads).filter { !$0.isMethod }, types, shown: name, at: position)
  }

  mutating func checkMethod(
    _ receiver: Syntax, _ name: String, _ arguments: [Syntax], at position: Position, in scope: Scope
  ) throws(RuleError) -> ValueType {
    var types: [ValueType] = []
    if let functions = scope.qualifiedFunction(receiver, name) {
      for argument in arguments { types.append(try check(argument, in: scope)) }
      return try call(functions.flatMap(\.overloads).filter { !$0.isMethod }, types, shown: name, at: position)
    }
    let type = try check(receiver, in: scope)
    guard let functions = scope.function(name), functions.contains(where: { $0.overloads.contains(where: \.isMethod) }) else {
      throw RuleError("没有名为「\(name)」的方法" + NearestName.hint(name, among: methodNames(in: scope)), at: position)
    }
    types = [type]
    for argument in arguments { types.append(try check(argument, in: scope)) }
    return try call(functions.flatMap(\.overloads).filter(\.isMethod), types, shown: name, at: position, isMethod: true)
  }

  private func globalNames(in scope: Scope) -> [String] {
    scope.environment.functions.filter { $0.value.contains { $0.overloads.contains { !$0.isMethod } } }.map(\.key) + ["has"]
  }

  private func methodNames(in scope: Scope) -> [String] {
    scope.environment.functions.filter { $0.value.contains { $0.overloads.contains(where: \.isMethod) } }.map(\.key)
      + ["all", "exists", "existsOne", "exists_one", "map", "filter", "transformList", "transformMap", "transformMapEntry"]
  }

  /// The result of the overloads that fit; `dyn` when several fit with different results.
  mutating func call(
    _ overloads: [Function.Overload], _ types: [ValueType], shown name: String, at position: Position, isMethod: Bool = false
  ) throws(RuleError) -> ValueType {
    var result: ValueType?
    for overload in overloads where overload.takes(types.count) {
      var trial = unifier
      let (parameters, type) = trial.instance(of: overload)
      let fits = types.indices.allSatisfy { trial.assign(types[$0], to: parameters[min($0, parameters.count - 1)]) }
      guard fits else { continue }
      if let known = result {
        if unifier.final(known) != trial.final(type) { result = .dyn }
      } else {
        unifier = trial
        result = type
      }
    }
    if let result { return result }
    throw mismatch(overloads, types, shown: name, at: position, isMethod: isMethod)
  }

  private func mismatch(
    _ overloads: [Function.Overload], _ types: [ValueType], shown name: String, at position: Position, isMethod: Bool
  ) -> RuleError {
    let offset = isMethod ? 1 : 0
    let counts = Set(overloads.map { $0.parameters.count - offset }).sorted()
    if !overloads.contains(where: { $0.takes(types.count) }) {
      let wanted = counts.map(String.init).joined(separator: " 或 ")
      return counts.isEmpty
        ? RuleError("「\(name)」不能这样调用", at: position)
        : RuleError("「\(name)」要 \(wanted) 个参数, 却给了 \(types.count - offset) 个", at: position)
    }
    let given = types.map(shown)
    if isMethod { return RuleError("\(given[0]) 的方法「\(name)」不接受 (\(given.dropFirst().joined(separator: ", ")))", at: position) }
    if name.first?.isLetter != true || name == "in" {
      return RuleError("「\(name)」不能用于 \(given.joined(separator: " 和 "))", at: position)
    }
    return RuleError("「\(name)」不接受 (\(given.joined(separator: ", ")))", at: position)
  }
}

extension Function.Overload {
  /// Whether it may be called with this many arguments.
  func takes(_ count: Int) -> Bool { count == parameters.count || (isVariadic && count >= parameters.count) }
}
