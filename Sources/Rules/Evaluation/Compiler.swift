/// Lowers a ``Syntax`` tree to a ``Program``.
struct Compiler {
  private(set) var nodes: [Program.Node] = []
  private(set) var sources: [Syntax] = []
  private(set) var constants: [Value] = []
  private(set) var fields: [String] = []
  private(set) var pool: [Int32] = []
  private(set) var functions: [[Function]] = []
  private(set) var comprehensions: [Program.Comprehension] = []
  private(set) var variables: [String] = []
  /// Locals are numbered from 0 here; the machine puts them behind the variables.
  private(set) var localCount = 0

  static func compile(_ syntax: Syntax, in environment: Environment) -> Program {
    var compiler = Compiler()
    let root = compiler.lower(syntax, Names(scope: Scope(environment)))
    return Program(compiler, root: root, depth: syntax.depth)
  }

  /// The scope with the slots of its locals.
  private struct Names {
    var scope: Scope
    var slots: [String: Int] = [:]
    var depth = 0

    func adding(_ name: String) -> Names {
      var inner = self
      inner.scope = scope.adding(name, .dyn)
      inner.slots[name] = depth
      inner.depth += 1
      return inner
    }
  }

  private mutating func emit(_ operation: Program.Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, for syntax: Syntax) -> Int32 {
    nodes.append(Program.Node(operation: operation, a: a, b: b, c: c))
    sources.append(syntax)
    return Int32(nodes.count - 1)
  }

  private mutating func field(_ name: String) -> Int32 {
    if let known = fields.firstIndex(of: name) { return Int32(known) }
    fields.append(name)
    return Int32(fields.count - 1)
  }

  private mutating func lower(_ syntax: Syntax, _ names: Names) -> Int32 {
    switch syntax.kind {
    case .literal(let value):
      constants.append(value)
      return emit(.constant, Int32(constants.count - 1), for: syntax)
    case .name, .select: return lowerName(syntax, names)
    case .has(let operand, let name): return emit(.has, lower(operand, names), field(name), for: syntax)
    case .index(let operand, let index, let isOptional):
      return emit(isOptional ? .optionalIndex : .index, lower(operand, names), lower(index, names), for: syntax)
    case .unary(let sign, let operand): return emit(sign == .not ? .not : .negate, lower(operand, names), for: syntax)
    case .binary(let sign, let left, let right):
      let operation: Program.Operation = sign == .isIn ? .membership : sign.isComparison ? .comparison : .arithmetic
      return emit(operation, lower(left, names), lower(right, names), Int32(sign.code), for: syntax)
    case .and(let operands): return lowerMany(.and, operands, names, syntax)
    case .or(let operands): return lowerMany(.or, operands, names, syntax)
    case .conditional(let condition, let accepted, let rejected):
      return emit(.conditional, lower(condition, names), lower(accepted, names), lower(rejected, names), for: syntax)
    case .call(let name, let arguments, let isRooted):
      let found = names.scope.function(isRooted ? "." + name : name) ?? []
      return lowerCall(found, isMethod: false, arguments, names, syntax)
    case .method(let receiver, let name, let arguments):
      if let found = names.scope.qualifiedFunction(receiver, name) { return lowerCall(found, isMethod: false, arguments, names, syntax) }
      return lowerCall(names.scope.function(name) ?? [], isMethod: true, [receiver] + arguments, names, syntax)
    case .list(let elements):
      let lowered = elements.flatMap { element -> [Int32] in [lower(element.value, names), element.isOptional ? 1 : 0] }
      pool += lowered
      return emit(.list, Int32(pool.count - lowered.count), Int32(elements.count), for: syntax)
    case .map(let entries):
      let lowered = entries.flatMap { entry -> [Int32] in [lower(entry.key, names), lower(entry.value, names), entry.isOptional ? 1 : 0] }
      pool += lowered
      return emit(.map, Int32(pool.count - lowered.count), Int32(entries.count), for: syntax)
    case .comprehension(let macro): return lowerComprehension(macro, names, syntax)
    case .bind(let name, let value, let body): return lowerBind(name, value, body, names, syntax)
    case .block(let values, let body): return lowerBlock(values[...], 0, body, names, syntax)
    }
  }

  private mutating func lowerName(_ syntax: Syntax, _ names: Names) -> Int32 {
    switch names.scope.resolve(syntax) {
    case .local(let name): return emit(.local, Int32(names.slots[name] ?? 0), for: syntax)
    case .variable(let name, _):
      if !variables.contains(name) { variables.append(name) }
      return emit(.variable, Int32(variables.firstIndex(of: name) ?? 0), for: syntax)
    case .type(let type):
      constants.append(.type(type))
      return emit(.constant, Int32(constants.count - 1), for: syntax)
    case nil: break
    }
    guard case .select(let operand, let name, let isOptional) = syntax.kind else {
      return emit(.undeclared, field(syntax.qualifiedName ?? ""), for: syntax)
    }
    return emit(isOptional ? .optionalSelect : .select, lower(operand, names), field(name), for: syntax)
  }

  private mutating func lowerMany(_ operation: Program.Operation, _ operands: [Syntax], _ names: Names, _ syntax: Syntax) -> Int32 {
    let lowered = operands.map { lower($0, names) }
    pool += lowered
    return emit(operation, Int32(pool.count - lowered.count), Int32(lowered.count), for: syntax)
  }

  private mutating func lowerCall(
    _ found: [Function], isMethod: Bool, _ arguments: [Syntax], _ names: Names, _ syntax: Syntax
  ) -> Int32 {
    let lowered = arguments.map { lower($0, names) }
    pool += lowered
    functions.append(
      found.filter { $0.overloads.contains { $0.isMethod == isMethod && $0.takes(arguments.count) } }.map { $0.prepared(for: arguments) })
    return emit(.call, Int32(functions.count - 1), Int32(pool.count - lowered.count), Int32(lowered.count), for: syntax)
  }

  private mutating func lowerComprehension(_ macro: Syntax.Comprehension, _ names: Names, _ syntax: Syntax) -> Int32 {
    let range = lower(macro.range, names)
    let before = nodes.count
    var inner = names.adding(macro.variable)
    let first = names.depth
    var second = -1
    if let name = macro.second {
      second = inner.depth
      inner = inner.adding(name)
    }
    localCount = max(localCount, inner.depth)
    let filter = macro.filter.map { lower($0, inner) }
    let body = lower(macro.body, inner)
    comprehensions.append(
      Program.Comprehension(
        kind: macro.kind, range: range, first: first, second: second, filter: filter, body: body, cost: 1 + nodes.count - before))
    return emit(.comprehension, Int32(comprehensions.count - 1), for: syntax)
  }

  private mutating func lowerBind(_ name: String, _ value: Syntax, _ body: Syntax, _ names: Names, _ syntax: Syntax) -> Int32 {
    let value = lower(value, names)
    let inner = names.adding(name)
    localCount = max(localCount, inner.depth)
    return emit(.bind, Int32(names.depth), value, lower(body, inner), for: syntax)
  }

  /// The values of a block are nested binds.
  private mutating func lowerBlock(_ values: ArraySlice<Syntax>, _ number: Int, _ body: Syntax, _ names: Names, _ syntax: Syntax) -> Int32 {
    guard let value = values.first else { return lower(body, names) }
    let lowered = lower(value, names)
    let inner = names.adding(Parser.blockName(number))
    localCount = max(localCount, inner.depth)
    return emit(.bind, Int32(names.depth), lowered, lowerBlock(values.dropFirst(), number + 1, body, inner, syntax), for: syntax)
  }
}

extension BinaryOperator {
  private static let all: [BinaryOperator] = [
    .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .isIn, .add, .subtract, .multiply, .divide, .remainder,
  ]

  /// A small number for nodes.
  var code: Int { Self.all.firstIndex(of: self) ?? 0 }

  init(code: Int) { self = Self.all[code] }
}
