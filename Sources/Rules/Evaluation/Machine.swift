/// Runs a ``Program`` once.
///
/// Operands are evaluated by recursion over the flat nodes, whose depth the parser bounds.
struct Machine: ~Copyable {
  let program: Program
  /// The program's own arrays, reached without counting references; they live as long as `program`.
  let nodes: UnsafeBufferPointer<Program.Node>
  let constants: UnsafeBufferPointer<Value>
  let fields: UnsafeBufferPointer<String>
  let pool: UnsafeBufferPointer<Int32>
  /// Where the slots of macros' variables begin.
  let firstLocal: Int
  /// The values of variables, then of macros' variables; owned by the caller for the time of the run.
  let slots: UnsafeMutableBufferPointer<Value?>
  let unset: Set<String>
  var context: Context

  /// The value of a node.
  mutating func value(_ index: Int32) throws(Halt) -> Value {
    let node = nodes[Int(index)]
    switch node.operation {
    case .constant: return constants[Int(node.a)]
    case .local, .variable:
      if let value = slots[Int(node.a) + (node.operation == .local ? firstLocal : 0)] { return value }
      throw missing(index)
    case .select: return try select(node, index)
    case .comparison: return .bool(try compare(node, index))
    case .and, .or, .not, .membership, .has: return .bool(try decide(index))
    case .conditional: return try value(try decide(node.a) ? node.b : node.c)
    case .arithmetic: return try arithmetic(node, index)
    default: return try aggregate(node, index)
    }
  }

  /// The value of a node that must be a Boolean.
  mutating func decide(_ index: Int32) throws(Halt) -> Bool {
    let node = nodes[Int(index)]
    switch node.operation {
    case .comparison: return try compare(node, index)
    case .and: return try all(node)
    case .or: return try any(node)
    case .not: return !(try decide(node.a))
    case .membership: return try contains(node, index)
    case .has: return try has(node, index)
    case .comprehension: return try decideComprehension(node, index)
    default:
      if case .bool(let value) = try value(index) { return value }
      throw fail(.noMatchingOverload, "这里应当是 bool", at: index)
    }
  }

  // MARK: logic

  private mutating func all(_ node: Program.Node) throws(Halt) -> Bool {
    var halt: Halt?
    for place in Int(node.a)..<Int(node.a + node.b) {
      do {
        if !(try decide(pool[place])) { return try settled(false, halt) }
      } catch { halt = halt?.merged(with: error) ?? error }
    }
    if let halt { throw halt }
    return true
  }

  private mutating func any(_ node: Program.Node) throws(Halt) -> Bool {
    var halt: Halt?
    for place in Int(node.a)..<Int(node.a + node.b) {
      do {
        if try decide(pool[place]) { return try settled(true, halt) }
      } catch { halt = halt?.merged(with: error) ?? error }
    }
    if let halt { throw halt }
    return false
  }

  /// An operand that settles the result absorbs the errors of others, except that of the budget.
  @inline(__always)
  func settled(_ value: Bool, _ halt: Halt?) throws(Halt) -> Bool {
    if let halt, halt.isFinal { throw halt }
    return value
  }

  // MARK: failure

  @inline(never)
  func fail(_ reason: EvaluationError.Reason, _ message: String, at index: Int32) -> Halt {
    Halt(.error(EvaluationError(reason, message, at: program.syntax[Int(index)].position)))
  }

  /// Why a slot is empty: the name is unset, or it was not given.
  @inline(never)
  func missing(_ index: Int32) -> Halt {
    let node = nodes[Int(index)]
    guard node.operation == .variable else { return fail(.noSuchVariable, "变量没有值", at: index) }
    let name = program.variables[Int(node.a)]
    if unset.contains(name) { return Halt(.unknown([name])) }
    return fail(.noSuchVariable, "没有给出「\(name)」的值", at: index)
  }

  /// Both operands; when one has no value, the other may add unset names.
  @inline(__always)
  mutating func pair(_ left: Int32, _ right: Int32) throws(Halt) -> (Value, Value) {
    let first: Value
    do { first = try value(left) } catch { throw joined(error, right) }
    return (first, try value(right))
  }

  @inline(never)
  private mutating func joined(_ halt: Halt, _ other: Int32) -> Halt {
    do {
      _ = try value(other)
      return halt
    } catch { return halt.merged(with: error) }
  }
}
