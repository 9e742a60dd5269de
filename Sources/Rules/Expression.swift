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
    let syntax = try Parser.parse(source, expandsMacros: expandingMacros)
    type = checked ? try Checker.type(of: syntax, in: environment) : .dyn
    program = Compiler.compile(syntax, in: environment)
  }

  /// The variables it reads, in the order of their slots.
  public var variables: [String] { program.variables }

  /// Its value under these bindings, or the unset names it depends on, or what went wrong.
  ///
  /// - Parameter budget: the most that the evaluation may cost; see ``Budget``
  public func evaluate(_ bindings: Bindings, budget: Int = Budget.standard) -> Outcome {
    program.withMachine(bindings, budget: budget) { machine in
      do throws(Halt) { return .value(try machine.value(machine.program.root)) } catch { return error.outcome }
    }
  }
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
  func withMachine<Result>(_ bindings: Bindings, budget: Int, _ body: (inout Machine) -> Result) -> Result {
    let count = variables.count + localCount
    return withUnsafeTemporaryAllocation(of: Value?.self, capacity: count) { slots in
      for index in 0..<count { slots.initializeElement(at: index, to: index < variables.count ? bindings.values[variables[index]] : nil) }
      defer { slots.deinitialize() }
      return nodes.withUnsafeBufferPointer { nodes in
        var machine = Machine(
          program: self, nodes: nodes, slots: slots, unset: bindings.unset, context: Context(budget: budget, calendar: bindings.calendar))
        return body(&machine)
      }
    }
  }
}
