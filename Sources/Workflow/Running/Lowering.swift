public import AcademicCalendar
public import Rules
public import Statechart

/// A workflow ready to run: its chart, compiled, and what each invocation opens.
public final class CompiledWorkflow: Sendable {
  /// What an invocation of a state stands for.
  public enum Invocation: Sendable {
    /// A task or a duty of a state.
    case tasks(TaskDefinition, state: String)
    /// A fan-out of a state.
    case each(EachDefinition, state: String)
    /// A state's chain of reviewers.
    case review(ReviewDefinition, state: String)

    /// The state that it lives in.
    public var state: String {
      switch self {
      case .tasks(_, let state), .each(_, let state), .review(_, let state): state
      }
    }

    /// Whether `done` waits for it.
    public var isRequired: Bool {
      switch self {
      case .tasks(let task, _): task.isRequired
      case .each, .review: true
      }
    }
  }

  /// The definition it was lowered from.
  public let definition: WorkflowDefinition
  /// The compiled chart.
  public let machine: Machine
  /// By identifier, `STATE/KEY`.
  public let invocations: [InvocationID: Invocation]
  /// The chains that tasks go through once they are handed in, by the line that opens them.
  public let chains: [InvocationID: ReviewDefinition]
  /// The fan-outs that may be through before all their runs are, with the condition.
  public let conditions: [InvocationID: (each: EachDefinition, until: Expression)]
  /// Whether an expression asks for `roster`.
  public let usesRoster: Bool
  private let states: [String: StateDefinition]
  /// For each state the nearest one with a window.
  private let enclosing: [String: String]

  /// Lowers and compiles a definition.
  /// - Throws: `ChartError`, which a definition that the reader accepted does not give.
  public init(_ definition: WorkflowDefinition) throws {
    self.definition = definition
    machine = try Machine(Lowering(definition: definition).chart, environment: ExpressionScope.machine)
    states = Dictionary(definition.allStates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var enclosing: [String: String] = [:]
    func visit(_ state: StateDefinition, _ around: String?) {
      let window = state.window == nil ? around : state.id
      enclosing[state.id] = window
      for child in state.states { visit(child, window) }
    }
    if let whole = definition.whole { visit(whole, nil) }
    for state in definition.states { visit(state, definition.whole?.window == nil ? nil : definition.whole?.id) }
    self.enclosing = enclosing
    usesRoster = definition.mentions("roster")
    invocations = Dictionary(definition.allStates.flatMap(Lowering.invocations), uniquingKeysWith: { first, _ in first })
    chains = invocations.compactMapValues { if case .tasks(let task, _) = $0 { task.review } else { nil } }
    conditions = invocations.compactMapValues { invocation in
      if case .each(let each, _) = invocation { each.until.map { (each, $0) } } else { nil }
    }
  }

  /// The event that says that all that gates a state is settled.
  public static func settled(_ state: String) -> Event { Event(settledName(state), kind: .external) }

  /// The name of what a state's chain of reviewers reports: `approved`, `rejected` or `returned`.
  public static func reviewName(_ event: String, _ state: String) -> String { "review.\(event).\(state)" }

  static func settledName(_ state: String) -> String { settledPrefix + state }
  private static let settledPrefix = "settled.state."

  /// The state that such an event is about; nil for any other event.
  public static func settledState(_ event: Event) -> String? {
    event.name.hasPrefix(settledPrefix) ? String(event.name.dropFirst(settledPrefix.count)) : nil
  }

  /// The nearest state with a window: the state itself, or one around it.
  public func windowed(_ state: String) -> StateDefinition? { enclosing[state].flatMap { states[$0] } }

  /// The windows of all states that can be worked out.
  public func phaseDays(in context: OpeningContext) -> [String: ClosedRange<Day>] {
    var days: [String: ClosedRange<Day>] = [:]
    for id in Set(enclosing.values) { days[id] = try? states[id]?.days(in: context) }
    return days
  }

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
    let around = definition.whole.flatMap { $0.window == nil ? nil : $0.id }
    let states = definition.states.map { StateLowering(invocations: invoke).state($0, phase: around) }
    guard let whole = definition.whole else {
      return Chart(
        name: definition.id, title: definition.title, data: definition.data, initial: Chart.Initial(StateID(definition.initial)),
        states: states, transitions: reopenings(isInternal: false))
    }
    // A state around all phases: its invocations live as long as the run, and its end is the end of the run.
    let enclosing = Chart.State(
      StateID(whole.id), title: whole.title, initial: Chart.Initial(StateID(definition.initial)), states: states,
      transitions: [Chart.Transition(on: ["done.state.\(whole.id)"], to: [StateID(Self.end)])] + reopenings(isInternal: true),
      invocations: invoke(whole))
    return Chart(
      name: definition.id, title: definition.title, data: definition.data,
      states: [enclosing, Chart.State(StateID(Self.end), title: "结束", kind: .final)],
      // From the end the state around all phases is entered again too; within it these come after its own, which do not leave it.
      transitions: reopenings(isInternal: false))
  }

  /// A phase that is over can be entered again, by an event that only the office sends.
  private func reopenings(isInternal: Bool) -> [Chart.Transition] {
    definition.states.filter { $0.kind != .final }.map {
      Chart.Transition(on: [CompiledWorkflow.reopenName($0.id)], to: [StateID($0.id)], isInternal: isInternal)
    }
  }

  /// No identifier of a file: those begin with a letter.
  private static let end = "_end"

  static func invocations(_ state: StateDefinition) -> [(InvocationID, CompiledWorkflow.Invocation)] {
    state.tasks.map { (InvocationID("\(state.id)/\($0.key)"), .tasks($0, state: state.id)) }
      + (state.each.map { [(InvocationID("\(state.id)/each"), .each($0, state: state.id))] } ?? [])
      + (state.review.map { [(InvocationID("\(state.id)/review"), .review($0, state: state.id))] } ?? [])
  }

  private func invoke(_ state: StateDefinition) -> [Chart.Invocation] {
    Self.invocations(state).map { id, invocation in
      switch invocation {
      case .tasks: Chart.Invocation(id, type: "tasks")
      case .each: Chart.Invocation(id, type: "each")
      case .review: Chart.Invocation(id, type: "review")
      }
    }
  }
}
