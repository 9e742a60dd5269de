extension Machine {
  /// The less frequent operations; apart, so that the frequent ones need little of the stack.
  @inline(never)
  mutating func aggregate(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    switch node.operation {
    case .comprehension: return try comprehension(node, index)
    case .call: return try call(node, index)
    case .index: return try element(node, index)
    case .negate: return try negate(node, index)
    case .list: return try list(node, index)
    case .map: return try map(node, index)
    case .optionalSelect: return try optionalSelect(node, index)
    case .optionalIndex: return try optionalElement(node, index)
    case .bind: return try bind(node)
    case .undeclared:
      let name = fields[Int(node.a)]
      if unset.contains(name) { throw Halt(.unknown([name])) }
      throw fail(.noSuchVariable, "没有名为「\(name)」的变量", at: index)
    default: throw fail(.noMatchingOverload, "无法计算", at: index)
    }
  }

  private mutating func negate(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let operand = try value(node.a)
    context.position = program.syntax[Int(index)].position
    return try Arithmetic.negate(operand, &context)
  }

  private mutating func bind(_ node: Program.Node) throws(Halt) -> Value {
    let slot = firstLocal + Int(node.a)
    slots[slot] = try value(node.b)
    defer { slots[slot] = nil }
    return try value(node.c)
  }

  private mutating func list(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    try context.charge(Int(node.b))
    var elements: [Value] = []
    elements.reserveCapacity(Int(node.b))
    var halt: Halt?
    for number in 0..<Int(node.b) {
      let place = Int(node.a) + number * 2
      do {
        let element = try value(pool[place])
        if pool[place + 1] == 0 {
          elements.append(element)
        } else if let held = try optional(element, index).value {
          elements.append(held)
        }
      } catch { halt = halt?.merged(with: error) ?? error }
    }
    if let halt { throw halt }
    return .list(elements)
  }

  private mutating func map(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    try context.charge(Int(node.b) * 4)
    var builder = MapBuilder()
    var halt: Halt?
    for number in 0..<Int(node.b) {
      let place = Int(node.a) + number * 3
      do {
        let (key, element) = try pair(pool[place], pool[place + 1])
        context.position = program.syntax[Int(pool[place])].position
        if pool[place + 2] == 0 {
          try builder.add(key, element, &context)
        } else if let held = try optional(element, index).value {
          try builder.add(key, held, &context)
        }
      } catch { halt = halt?.merged(with: error) ?? error }
    }
    if let halt { throw halt }
    return builder.value
  }

  private func optional(_ value: Value, _ index: Int32) throws(Halt) -> OptionalValue {
    guard case .optional(let optional) = value else { throw fail(.noMatchingOverload, "「?」之后应当是可选值", at: index) }
    return optional
  }

  // MARK: calls

  private mutating func call(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let candidates = program.functions[Int(node.a)]
    let place = Int(node.b)
    switch node.c {
    case 1:
      let argument = try value(pool[place])
      context.position = program.syntax[Int(index)].position
      for function in candidates {
        if case .unary(let body) = function.body, let result = try body(argument, &context) { return result }
        if case .variadic(let body) = function.body, let result = try body([argument], &context) { return result }
      }
      throw noOverload([argument], index)
    case 2:
      let (left, right) = try pair(pool[place], pool[place + 1])
      context.position = program.syntax[Int(index)].position
      for function in candidates {
        if case .binary(let body) = function.body, let result = try body(left, right, &context) { return result }
        if case .variadic(let body) = function.body, let result = try body([left, right], &context) { return result }
      }
      throw noOverload([left, right], index)
    default: return try callMany(candidates, node, index)
    }
  }

  private mutating func callMany(_ candidates: [Function], _ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    var arguments: [Value] = []
    var halt: Halt?
    for place in Int(node.b)..<Int(node.b + node.c) {
      do { arguments.append(try value(pool[place])) } catch { halt = halt?.merged(with: error) ?? error }
    }
    if let halt { throw halt }
    context.position = program.syntax[Int(index)].position
    for function in candidates {
      if case .variadic(let body) = function.body, let result = try body(arguments, &context) { return result }
    }
    throw noOverload(arguments, index)
  }

  @inline(never)
  private func noOverload(_ arguments: [Value], _ index: Int32) -> Halt {
    let name: String
    switch program.syntax[Int(index)].kind {
    case .call(let called, _, _): name = called
    case .method(_, let called, _): name = called
    default: name = ""
    }
    if program.functions[Int(nodes[Int(index)].a)].isEmpty { return fail(.noMatchingOverload, "没有这样调用的函数「\(name)」", at: index) }
    return fail(.noMatchingOverload, "「\(name)」不接受 (\(arguments.map(\.type.name).joined(separator: ", ")))", at: index)
  }
}

/// Collects the entries of a map and rejects bad and repeated keys.
struct MapBuilder {
  private var keys: [Value] = []
  private var values: [Value] = []
  private var places: [MapKey: Int] = [:]

  var value: Value { .map(MapValue(uniqueKeys: keys, values: values, places: places)) }

  mutating func add(_ key: Value, _ value: Value, _ context: inout Context) throws(Halt) {
    guard let normal = MapKey(key), key.type != .double else {
      throw context.fail(.invalidArgument, "映射的键不能是 \(key.type.name)")
    }
    try context.charge(2)
    guard places.updateValue(keys.count, forKey: normal) == nil else {
      throw context.fail(.invalidArgument, "映射里的键 \(key.plainText) 重复")
    }
    keys.append(key)
    values.append(value)
  }
}
