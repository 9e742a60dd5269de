/// A parsed expression, macros expanded.
struct Syntax: Sendable {
  let kind: Kind
  let position: Position
  /// How many levels of expressions stand below; bounded, so that recursive passes cannot exhaust the stack.
  let depth: Int

  indirect enum Kind: Sendable {
    case literal(Value)
    /// A simple name; `isRooted` when written with a leading dot.
    case name(String, isRooted: Bool)
    /// `operand.field`, or `operand.?field`.
    case select(Syntax, field: String, isOptional: Bool)
    /// `has(operand.field)`
    case has(Syntax, field: String)
    /// `operand[index]`, or `operand[?index]`.
    case index(Syntax, Syntax, isOptional: Bool)
    case unary(UnaryOperator, Syntax)
    case binary(BinaryOperator, Syntax, Syntax)
    /// `a && b && c`, any number of operands.
    case and([Syntax])
    case or([Syntax])
    case conditional(Syntax, Syntax, Syntax)
    case call(String, [Syntax], isRooted: Bool)
    case method(Syntax, String, [Syntax])
    case list([ListElement])
    case map([MapEntry])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`
    case bind(String, Syntax, Syntax)
    /// `cel.block([…], body)`: the values are known as `cel.index(n)` within the later ones and the body.
    case block([Syntax], Syntax)
  }

  struct ListElement: Sendable {
    let value: Syntax
    let isOptional: Bool
  }

  struct MapEntry: Sendable {
    let key: Syntax
    let value: Syntax
    let isOptional: Bool
  }

  /// A macro that runs over a list or map.
  struct Comprehension: Sendable {
    enum Kind: String, Sendable { case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry }

    let kind: Kind
    let range: Syntax
    let variable: String
    /// The second variable of the two-variable forms: the value, while the first is the index or key.
    let second: String?
    let filter: Syntax?
    /// The predicate or the transformation; for `filter` the predicate.
    let body: Syntax
  }
}

enum UnaryOperator: String, Sendable {
  case not = "!"
  case negate = "-"
}

enum BinaryOperator: String, Sendable {
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case add = "+"
  case subtract = "-"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case isIn = "in"

  /// Whether it compares two values.
  var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
    default: false
    }
  }
}

/// The bounds of source texts; the specification asks for 32 levels and 32 repetitions at least.
enum SyntaxLimit {
  /// Levels of nesting, also of operators in a row.
  static let depth = 200
  /// Levels of brackets and arguments.
  static let nesting = 100
  /// UTF-8 bytes of source.
  static let sourceLength = 100_000
}
