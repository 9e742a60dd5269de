extension Machine {
  @inline(__always)
  mutating func compare(_ node: Program.Node, _ index: Int32) throws(Halt) -> Bool {
    let (left, right) = try pair(node.a, node.b)
    if case .int(let left) = left, case .int(let right) = right {
      switch node.c {
      case 0: return left < right
      case 1: return left <= right
      case 2: return left > right
      case 3: return left >= right
      case 4: return left == right
      default: return left != right
      }
    }
    return try compareAny(left, right, node.c, index)
  }

  @inline(never)
  mutating func compareAny(_ left: Value, _ right: Value, _ code: Int32, _ index: Int32) throws(Halt) -> Bool {
    context.position = program.syntax[Int(index)].position
    switch code {
    case 4: return try left.equals(right, &context)
    case 5: return !(try left.equals(right, &context))
    default: break
    }
    switch (left, right) {
    case (.string(let left), .string(let right)): try context.charge(bytes: min(left.utf8.count, right.utf8.count))
    case (.bytes(let left), .bytes(let right)): try context.charge(bytes: min(left.count, right.count))
    default: break
    }
    guard let order = left.order(right) else {
      throw context.fail(.noMatchingOverload, "「\(BinaryOperator(code: Int(code)).rawValue)」不能用于 \(left.type.name) 和 \(right.type.name)")
    }
    switch code {
    case 0: return order == .less
    case 1: return order == .less || order == .same
    case 2: return order == .greater
    default: return order == .greater || order == .same
    }
  }

  @inline(never)
  mutating func arithmetic(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let (left, right) = try pair(node.a, node.b)
    context.position = program.syntax[Int(index)].position
    return try Arithmetic.apply(BinaryOperator(code: Int(node.c)), left, right, &context)
  }

  @inline(never)
  mutating func contains(_ node: Program.Node, _ index: Int32) throws(Halt) -> Bool {
    let (element, container) = try pair(node.a, node.b)
    context.position = program.syntax[Int(index)].position
    switch container {
    case .list(let elements):
      for candidate in elements {
        try context.charge(1)
        if try element.equals(candidate, &context) { return true }
      }
      return false
    case .map(let map):
      guard MapKey(element) != nil || element.isNumber else { break }
      return map[element] != nil
    default: break
    }
    throw context.fail(.noMatchingOverload, "「in」不能用于 \(element.type.name) 和 \(container.type.name)")
  }

  // MARK: fields and indexes

  @inline(__always)
  mutating func select(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let operand = try value(node.a)
    if case .map(let map) = operand, let value = map[fields[Int(node.b)]] { return value }
    return try selectSlowly(operand, node, index)
  }

  @inline(never)
  private mutating func selectSlowly(_ operand: Value, _ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let name = fields[Int(node.b)]
    switch operand {
    case .map:
      if let path = unsetPath(index) { throw Halt(.unknown([path])) }
      throw fail(.noSuchField, "没有字段「\(name)」", at: index)
    case .optional(let optional):
      guard let held = optional.value else { return operand }
      guard case .map(let map) = held else { break }
      return .optional(OptionalValue(map[name]))
    default: break
    }
    throw fail(.noMatchingOverload, "\(operand.type.name) 没有字段「\(name)」", at: index)
  }

  /// The dotted path of a field if it is declared unset.
  private func unsetPath(_ index: Int32) -> String? {
    guard !unset.isEmpty, let path = program.path(index), unset.contains(path) else { return nil }
    return path
  }

  @inline(never)
  mutating func has(_ node: Program.Node, _ index: Int32) throws(Halt) -> Bool {
    let name = fields[Int(node.b)]
    switch try value(node.a) {
    case .map(let map):
      if map[name] != nil { return true }
      if let path = unsetPath(index) { throw Halt(.unknown([path])) }
      return false
    case .optional(let optional):
      guard let held = optional.value else { return false }
      guard case .map(let map) = held else { break }
      return map[name] != nil
    default: break
    }
    throw fail(.noMatchingOverload, "has 只能用于映射的字段", at: index)
  }

  @inline(never)
  mutating func element(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let (container, key) = try pair(node.a, node.b)
    if case .optional(let optional) = container {
      guard let held = optional.value else { return container }
      return .optional(OptionalValue(try lookUp(key, in: held, index)))
    }
    if let found = try lookUp(key, in: container, index) { return found }
    if case .list = container { throw fail(.invalidArgument, "下标 \(key.plainText) 越界", at: index) }
    throw fail(.noSuchField, "映射里没有键 \(key.plainText)", at: index)
  }

  @inline(never)
  mutating func optionalElement(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let (container, key) = try pair(node.a, node.b)
    if case .optional(let optional) = container {
      guard let held = optional.value else { return container }
      return .optional(OptionalValue(try lookUp(key, in: held, index)))
    }
    return .optional(OptionalValue(try lookUp(key, in: container, index)))
  }

  /// The element or nil when it is not there; an error when there can be none.
  private mutating func lookUp(_ key: Value, in container: Value, _ index: Int32) throws(Halt) -> Value? {
    switch container {
    case .list(let elements):
      guard let place = key.wholeNumber else { break }
      return elements.indices.contains(place) ? elements[place] : nil
    case .map(let map):
      guard MapKey(key) != nil || key.isNumber else { break }
      return map[key]
    default: break
    }
    throw fail(.noMatchingOverload, "[] 不能用于 \(container.type.name) 和 \(key.type.name)", at: index)
  }

  @inline(never)
  mutating func optionalSelect(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let name = fields[Int(node.b)]
    var operand = try value(node.a)
    if case .optional(let optional) = operand {
      guard let held = optional.value else { return operand }
      operand = held
    }
    guard case .map(let map) = operand else { throw fail(.noMatchingOverload, "\(operand.type.name) 没有字段「\(name)」", at: index) }
    return .optional(OptionalValue(map[name]))
  }
}

extension Program {
  /// `a.b.c` when a node selects fields of a variable.
  func path(_ index: Int32) -> String? {
    let node = nodes[Int(index)]
    switch node.operation {
    case .variable: return variables[Int(node.a)]
    case .select, .has: return path(node.a).map { $0 + "." + fields[Int(node.b)] }
    default: return nil
    }
  }
}
