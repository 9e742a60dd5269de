/// An expression compiled to a flat array of nodes; immutable and shared.
final class Program: Sendable {
  /// One operation. What `a`, `b` and `c` mean depends on the operation; operands are indexes of nodes.
  struct Node: Sendable {
    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
  }

  enum Operation: UInt8, Sendable {
    /// `a`: the constant
    case constant
    /// `a`: the slot of a variable
    case variable
    /// `a`: the slot of a macro's variable
    case local
    /// `a`: the field that holds the undeclared name
    case undeclared
    /// `a`: the operand, `b`: the field
    case select, optionalSelect, has
    /// `a`: the operand, `b`: the index
    case index, optionalIndex
    case not, negate
    /// `a`, `b`: the operands, `c`: the operator
    case arithmetic, comparison
    /// `a` in `b`
    case membership
    /// `a`: where the operands begin in the pool, `b`: how many
    case and, or
    case conditional
    /// `a`: the function, `b`: where the arguments begin in the pool, `c`: how many
    case call
    /// `a`: where the elements begin in the pool, `b`: how many; each is followed by 1 when optional, else 0
    case list
    /// `a`: where the entries begin in the pool, `b`: how many; each is key, value, 1 when optional
    case map
    /// `a`: the comprehension
    case comprehension
    /// `a`: the slot, `b`: the value, `c`: the body
    case bind
  }

  struct Comprehension: Sendable {
    let kind: Syntax.Comprehension.Kind
    let range: Int32
    /// The slots of the variables; `second` is -1 when there is one.
    let first: Int
    let second: Int
    let filter: Int32?
    let body: Int32
    /// What one turn costs.
    let cost: Int
  }

  let nodes: [Node]
  /// The source of each node.
  let syntax: [Syntax]
  let constants: [Value]
  let fields: [String]
  let pool: [Int32]
  let functions: [[Function]]
  let comprehensions: [Comprehension]
  /// The variables, in the order of their slots; the slots of macros' variables follow.
  let variables: [String]
  let localCount: Int
  let root: Int32
  /// How deep evaluation recurses.
  let depth: Int

  /// Whether an operation of it makes a map.
  var makesMaps: Bool {
    nodes.contains { $0.operation == .map } || comprehensions.contains { $0.kind == .transformMap || $0.kind == .transformMapEntry }
  }

  init(_ compiler: Compiler, root: Int32, depth: Int) {
    nodes = compiler.nodes
    syntax = compiler.sources
    constants = compiler.constants
    fields = compiler.fields
    pool = compiler.pool
    functions = compiler.functions
    comprehensions = compiler.comprehensions
    variables = compiler.variables
    localCount = compiler.localCount
    self.root = root
    self.depth = depth
  }
}
