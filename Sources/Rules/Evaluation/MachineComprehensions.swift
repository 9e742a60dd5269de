extension Machine {
  /// What a macro runs over.
  enum Range {
    case list([Value])
    case map(MapValue)

    var count: Int {
      switch self {
      case .list(let elements): elements.count
      case .map(let map): map.count
      }
    }
  }

  mutating func comprehension(_ node: Program.Node, _ index: Int32) throws(Halt) -> Value {
    let macro = program.comprehensions[Int(node.a)]
    switch macro.kind {
    case .all, .exists, .existsOne: return .bool(try decideComprehension(node, index))
    case .map, .filter, .transformList: return try transformList(macro, index)
    case .transformMap, .transformMapEntry: return try transformMap(macro, index)
    }
  }

  @inline(never)
  mutating func decideComprehension(_ node: Program.Node, _ index: Int32) throws(Halt) -> Bool {
    let macro = program.comprehensions[Int(node.a)]
    switch macro.kind {
    case .all: return try quantify(macro, index, settledBy: false)
    case .exists: return try quantify(macro, index, settledBy: true)
    case .existsOne: return try existsOne(macro, index)
    default: throw fail(.noMatchingOverload, "这里应当是 bool", at: index)
    }
  }

  mutating func range(_ macro: Program.Comprehension, _ index: Int32) throws(Halt) -> Range {
    switch try value(macro.range) {
    case .list(let elements): return .list(elements)
    case .map(let map): return .map(map)
    case let other: throw fail(.noMatchingOverload, "\(macro.kind.rawValue) 不能用于 \(other.type.name)", at: index)
    }
  }

  /// Puts one element, and with two variables its index or key, into the slots.
  @inline(__always)
  mutating func enter(_ turn: Int, _ range: Range, _ macro: Program.Comprehension) throws(Halt) {
    try context.charge(macro.cost)
    let base = firstLocal
    switch range {
    case .list(let elements):
      if macro.second >= 0 {
        slots[base + macro.first] = .int(Int64(turn))
        slots[base + macro.second] = elements[turn]
      } else {
        slots[base + macro.first] = elements[turn]
      }
    case .map(let map):
      slots[base + macro.first] = map.keys[turn]
      if macro.second >= 0 { slots[base + macro.second] = map.values[turn] }
    }
  }

  func leave(_ macro: Program.Comprehension) {
    slots[firstLocal + macro.first] = nil
    if macro.second >= 0 { slots[firstLocal + macro.second] = nil }
  }

  /// `all` and `exists`: an element that settles the result absorbs the errors of others.
  private mutating func quantify(_ macro: Program.Comprehension, _ index: Int32, settledBy settling: Bool) throws(Halt) -> Bool {
    let range = try range(macro, index)
    defer { leave(macro) }
    var halt: Halt?
    if case .list(let elements) = range, macro.second < 0 {
      // The common form, without a decision in each turn.
      for element in elements {
        try context.charge(macro.cost)
        slots[firstLocal + macro.first] = element
        if try turn(macro.body, settling, &halt) { return try settled(settling, halt) }
      }
    } else {
      for number in 0..<range.count {
        try enter(number, range, macro)
        if try turn(macro.body, settling, &halt) { return try settled(settling, halt) }
      }
    }
    if let halt { throw halt }
    return !settling
  }

  /// Whether one element settles the result; what it has no value for is kept.
  @inline(__always)
  private mutating func turn(_ body: Int32, _ settling: Bool, _ halt: inout Halt?) throws(Halt) -> Bool {
    do { return try decide(body) == settling } catch {
      if error.isFinal { throw error }
      halt = halt?.merged(with: error) ?? error
      return false
    }
  }

  private mutating func existsOne(_ macro: Program.Comprehension, _ index: Int32) throws(Halt) -> Bool {
    let range = try range(macro, index)
    defer { leave(macro) }
    var found = 0
    for turn in 0..<range.count {
      try enter(turn, range, macro)
      if try decide(macro.body) { found += 1 }
    }
    return found == 1
  }

  /// `map`, `filter` and `transformList`
  private mutating func transformList(_ macro: Program.Comprehension, _ index: Int32) throws(Halt) -> Value {
    let range = try range(macro, index)
    defer { leave(macro) }
    var results: [Value] = []
    for turn in 0..<range.count {
      try enter(turn, range, macro)
      if macro.kind == .filter {
        if try decide(macro.body) {
          try context.charge(1)
          if let element = slots[firstLocal + macro.first] { results.append(element) }
        }
        continue
      }
      if let filter = macro.filter, !(try decide(filter)) { continue }
      try context.charge(1)
      results.append(try value(macro.body))
    }
    return .list(results)
  }

  private mutating func transformMap(_ macro: Program.Comprehension, _ index: Int32) throws(Halt) -> Value {
    let range = try range(macro, index)
    defer { leave(macro) }
    var builder = MapBuilder()
    for turn in 0..<range.count {
      try enter(turn, range, macro)
      if let filter = macro.filter, !(try decide(filter)) { continue }
      let result = try value(macro.body)
      context.position = program.syntax[Int(macro.body)].position
      if macro.kind == .transformMap {
        guard let key = slots[firstLocal + macro.first] else { continue }
        try builder.add(key, result, &context)
      } else {
        guard case .map(let entries) = result else { throw fail(.noMatchingOverload, "transformMapEntry 要一个映射", at: macro.body) }
        for (key, element) in entries.entries { try builder.add(key, element, &context) }
      }
    }
    return builder.value
  }
}
