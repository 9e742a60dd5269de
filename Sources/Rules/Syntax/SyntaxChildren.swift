extension Syntax {
  init(_ kind: Kind, at position: Position) {
    self.kind = kind
    self.position = position
    // The values of a block nest when they are compiled.
    var levels = 1
    if case .block(let values, _) = kind { levels += values.count }
    depth = levels + (kind.children.map(\.depth).max() ?? 0)
  }

  /// `a.b.c` as one dotted name, when it is made of names only.
  var qualifiedName: String? {
    switch kind {
    case .name(let name, let isRooted): isRooted ? "." + name : name
    case .select(let operand, let field, false): operand.qualifiedName.map { $0 + "." + field }
    default: nil
    }
  }

  /// The name if it is a simple one.
  var simpleName: String? {
    if case .name(let name, false) = kind { name } else { nil }
  }
}

extension Syntax.Kind {
  /// The expressions directly below.
  var children: [Syntax] {
    switch self {
    case .literal, .name: []
    case .select(let operand, _, _), .has(let operand, _), .unary(_, let operand): [operand]
    case .index(let left, let right, _), .binary(_, let left, let right), .bind(_, let left, let right): [left, right]
    case .and(let operands), .or(let operands), .call(_, let operands, _): operands
    case .conditional(let condition, let accepted, let rejected): [condition, accepted, rejected]
    case .method(let receiver, _, let arguments): [receiver] + arguments
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let macro): [macro.range, macro.body] + (macro.filter.map { [$0] } ?? [])
    case .block(let values, let body): values + [body]
    }
  }
}
