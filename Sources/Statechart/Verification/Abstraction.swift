import Rules

/// What is known of a guard when nothing but the active states is known.
enum GuardStatus: Hashable, Sendable {
  case always, never, unknown
}

/// A program as verification sees it, without data: which events its content may raise, and what is known of its guards. A guard is evaluated with every name unset, so that what is decided all the same
/// (`false`, `x && false`, `in('a')`) is decided here too.
final class Abstraction: Sendable {
  private let program: Program
  private let fixed: [GuardStatus?]
  /// By state.
  let onEntry: [Raises]
  let onExit: [Raises]
  let onDefault: [Raises]
  /// By transition.
  let onTransition: [Raises]

  init(_ program: Program) {
    self.program = program
    func joined(_ blocks: [[Step]]) -> Raises { blocks.reduce(into: Raises()) { $0.append(Raises($1)) } }
    onEntry = program.states.map { joined($0.entry) }
    onExit = program.states.map { joined($0.exit) }
    onDefault = program.states.map { Raises($0.initial?.actions ?? []) }
    onTransition = program.transitions.map { Raises($0.actions) }
    fixed = program.transitions.map { transition in
      guard let condition = transition.condition else { return .always }
      return condition.readsActive ? nil : Abstraction.status(condition, in: program, BitSet())
    }
  }

  /// The guard of a transition in a configuration.
  func status(_ number: Int, in configuration: BitSet) -> GuardStatus {
    if let status = fixed[number] { return status }
    return program.transitions[number].condition.map { Abstraction.status($0, in: program, configuration) } ?? .always
  }

  /// Whether a guard can never hold, whatever is active.
  func isImpossible(_ number: Int) -> Bool { fixed[number] == .never }

  private static func status(_ condition: CompiledExpression, in program: Program, _ configuration: BitSet) -> GuardStatus {
    guard let expression = condition.expression else { return .never }
    var values: [String: Value] = ["name": .string(program.name)]
    if condition.readsActive { values["active"] = program.activeNames(configuration) }
    let unset = Set(condition.inputs.map(\.name)).subtracting(values.keys)
    switch expression.evaluate(Bindings(values, unset: unset)) {
    case .value(.bool(true)): return .always
    case .value(.bool(false)): return .never
    case .value, .unknown, .error: return .unknown
    }
  }
}

extension CompiledExpression {
  /// Whether the expression asks which states are active.
  var readsActive: Bool {
    inputs.contains { if case .active = $0.source { true } else { false } }
  }
}
