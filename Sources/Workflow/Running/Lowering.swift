import Rules
public import Statechart

/// A workflow ready to run: its chart, compiled, and what each invocation opens.
public struct CompiledWorkflow: Sendable {
  /// What an invocation of a state stands for.
  public enum Invocation: Sendable {
    /// A task or a duty of a state.
    case tasks(TaskDefinition, state: String)
    /// A fan-out of a state.
    case each(EachDefinition, state: String)

    /// The state that it lives in.
    public var state: String {
      switch self {
      case .tasks(_, let state), .each(_, let state): state
      }
    }

    /// Whether `done` waits for it.
    public var isRequired: Bool {
      switch self {
      case .tasks(let task, _): task.isRequired
      case .each: true
      }
    }
  }

  /// The definition it was lowered from.
  public let definition: WorkflowDefinition
  /// The compiled chart.
  public let machine: Machine
  /// By identifier, `STATE/KEY`.
  public let invocations: [InvocationID: Invocation]
  private let states: [String: StateDefinition]

  /// Lowers and compiles a definition.
  /// - Throws: `ChartError`, which a definition that the reader accepted does not give.
  public init(_ definition: WorkflowDefinition) throws {
    self.definition = definition
    machine = try Machine(Lowering(definition: definition).chart, environment: ExpressionScope.guardCondition.environment)
    states = Dictionary(definition.allStates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    invocations = Dictionary(definition.allStates.flatMap(Lowering.invocations), uniquingKeysWith: { first, _ in first })
  }

  /// The event that says that all that gates a state is settled.
  public static func settled(_ state: String) -> Event { Event(settledName(state), kind: .external) }

  static func settledName(_ state: String) -> String { "settled.state.\(state)" }

  /// A state by its identifier.
  public func state(_ id: String) -> StateDefinition? { states[id] }

  /// The phases (top-level states) that a snapshot is in.
  public func phases(_ snapshot: Snapshot) -> [StateDefinition] {
    let active = Set(machine.active(in: snapshot).map(\.rawValue))
    return definition.states.filter { active.contains($0.id) }
  }
}

/// Turns a workflow into a chart: tasks, duties and fan-outs become invocations of their state.
struct Lowering {
  let definition: WorkflowDefinition

  var chart: Chart {
    let states = definition.states.map(state)
    guard let whole = definition.whole else {
      return Chart(name: definition.id, title: definition.title, initial: Chart.Initial(StateID(definition.initial)), states: states)
    }
    // A state around all phases: its invocations live as long as the run, and its end is the end of the run.
    let around = Chart.State(
      StateID(whole.id), title: whole.title, initial: Chart.Initial(StateID(definition.initial)), states: states,
      transitions: [Chart.Transition(on: ["done.state.\(whole.id)"], to: [StateID(Self.end)])], invocations: invoke(whole))
    return Chart(name: definition.id, title: definition.title, states: [around, Chart.State(StateID(Self.end), title: "结束", kind: .final)])
  }

  /// No identifier of a file: those begin with a letter.
  private static let end = "_end"

  static func invocations(_ state: StateDefinition) -> [(InvocationID, CompiledWorkflow.Invocation)] {
    state.tasks.map { (InvocationID("\(state.id)/\($0.key)"), .tasks($0, state: state.id)) }
      + (state.each.map { [(InvocationID("\(state.id)/each"), .each($0, state: state.id))] } ?? [])
  }

  private func state(_ definition: StateDefinition) -> Chart.State {
    let kind: Chart.Kind =
      switch definition.kind {
      case .compound: .compound
      case .parallel: .parallel
      case .final: .final
      }
    return Chart.State(
      StateID(definition.id), title: definition.title, kind: kind, initial: definition.initial.map { Chart.Initial(StateID($0)) },
      states: definition.states.map(state),
      transitions: definition.transitions.filter { !$0.isTimer }.map { transition($0, of: definition) },
      timers: definition.transitions.compactMap { timer($0, of: definition) },
      invocations: invoke(definition))
  }

  private func invoke(_ state: StateDefinition) -> [Chart.Invocation] {
    Self.invocations(state).map { id, invocation in
      if case .each = invocation { return Chart.Invocation(id, type: "each") }
      return Chart.Invocation(id, type: "tasks")
    }
  }

  private func transition(_ definition: TransitionDefinition, of state: StateDefinition) -> Chart.Transition {
    let events: [String] =
      switch definition.trigger {
      case .done: [state.hasInvocations ? CompiledWorkflow.settledName(state.id) : "done.state.\(state.id)"]
      case .event(let name): [name]
      case .always, .after: []
      }
    return Chart.Transition(
      on: events, if: definition.condition, to: definition.target.map { [StateID($0)] } ?? [],
      do: definition.notify.map { .perform("notify", .value(.string($0))) })
  }

  private func timer(_ definition: TransitionDefinition, of state: StateDefinition) -> Chart.Timer? {
    guard case .after(let source) = definition.trigger else { return nil }
    return Chart.Timer(after: .expression(source), transition(definition, of: state))
  }
}

extension TransitionDefinition {
  fileprivate var isTimer: Bool {
    if case .after = trigger { return true }
    return false
  }
}
