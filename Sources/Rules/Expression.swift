/// An expression, compiled once and evaluated many times.
public struct Expression: Sendable {
  /// The text it was read from.
  public let source: String
  /// The type that the checker deduced; `dyn` when it was not checked.
  public let type: ValueType
  let program: Program

  /// Reads and checks an expression.
  ///
  /// - Parameters:
  ///   - source: the text
  ///   - environment: the names it may use
  ///   - checked: whether types are checked; without, names and types are looked at only as it runs
  ///   - expandingMacros: whether `has`, `all`, `exists`… are macros; otherwise they are ordinary functions, which do not exist
  /// - Throws: what is wrong with it, and where.
  public init(
    _ source: String, in environment: Environment, checked: Bool = true, expandingMacros: Bool = true
  ) throws(RuleError) {
    self.source = source
    let tokens = try Lexer.tokens(of: source)
    let syntax = try Self.deeply(Parser.nesting(of: tokens), tokens) { tokens throws(RuleError) in
      try Parser.parse(tokens, expandsMacros: expandingMacros)
    }
    (type, program) = try Self.deeply(syntax.depth, syntax) { syntax throws(RuleError) in
      (checked ? try Checker.type(of: syntax, in: environment) : .dyn, Compiler.compile(syntax, in: environment))
    }
  }

  /// One pass over an expression of some depth, on a stack that is large enough.
  private static func deeply<Input, Output>(
    _ depth: Int, _ input: Input, _ pass: @escaping (Input) throws(RuleError) -> Output
  ) throws(RuleError) -> Output {
    let result: Result<Output, RuleError>? = DeepStack.run(depth: depth) {
      do throws(RuleError) { return .success(try pass(input)) } catch { return .failure(error) }
    }
    guard let result else { throw RuleError("系统资源不足", at: Position()) }
    return try result.get()
  }

  /// The variables it reads, in the order of their slots.
  public var variables: [String] { program.variables }

  /// Whether it may give maps that it makes itself, and not only what it is given.
  public var makesMaps: Bool { program.makesMaps }

  /// Its value under these bindings, or the unset names it depends on, or what went wrong.
  ///
  /// - Parameter budget: the most that the evaluation may cost; see ``Budget``
  public func evaluate(_ bindings: Bindings, budget: Int = Budget.standard) -> Outcome {
    program.withMachine(bindings, budget: budget) { machine in
      do throws(Halt) { return .value(try machine.value(machine.program.root)) } catch { return error.outcome }
    } ?? .error(Self.noResources)
  }
}

extension Expression {
  /// The system gave no thread for an expression that is too deep for the caller's stack.
  static let noResources = EvaluationError(.budget, "系统资源不足", at: Position())
}

extension Halt {
  /// The outcome of an evaluation that stopped so.
  var outcome: Outcome {
    switch cause {
    case .error(let error): .error(error)
    case .unknown(let names): .unknown(names)
    }
  }
}

extension Program {
  /// Sets up a machine with the values of these bindings for the time of `body`.
  func withMachine<Result>(_ bindings: Bindings, budget: Int, _ body: @escaping (inout Machine) -> Result) -> Result? {
    depth <= DeepStack.shallow ? run(bindings, budget, body) : DeepStack.run { [self] in run(bindings, budget, body) }
  }

  private func run<Result>(_ bindings: Bindings, _ budget: Int, _ body: (inout Machine) -> Result) -> Result {
    let count = variables.count + localCount
    return withUnsafeTemporaryAllocation(of: Value?.self, capacity: count) { slots in
      for index in 0..<count { slots.initializeElement(at: index, to: index < variables.count ? bindings.values[variables[index]] : nil) }
      defer { slots.deinitialize() }
      return withPointers { nodes, constants, fields, pool in
        var machine = Machine(
          program: self, nodes: nodes, constants: constants, fields: fields, pool: pool, firstLocal: variables.count, slots: slots,
          unset: bindings.unset, context: Context(budget: budget, calendar: bindings.calendar))
        return body(&machine)
      }
    }
  }

  /// The arrays of this program in place.
  @inline(__always)
  private func withPointers<Result>(
    _ body: (
      UnsafeBufferPointer<Node>, UnsafeBufferPointer<Value>, UnsafeBufferPointer<String>, UnsafeBufferPointer<Int32>
    ) -> Result
  ) -> Result {
    nodes.withUnsafeBufferPointer { nodes in
      constants.withUnsafeBufferPointer { constants in
        fields.withUnsafeBufferPointer { fields in pool.withUnsafeBufferPointer { pool in body(nodes, constants, fields, pool) } }
      }
    }
  }
}
