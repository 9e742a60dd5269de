import Statechart

/// Turns states as they are written into states of a chart.
struct StateLowering {
  /// What a state invokes.
  let invocations: (StateDefinition) -> [Chart.Invocation]

  /// - Parameter phase: the state whose window `phase` names in its expressions; nil where there is none.
  func state(_ definition: StateDefinition, phase around: String? = nil) -> Chart.State {
    let phase = definition.window == nil ? around : definition.id
    let named = definition.rewriting { PhaseName.rewrite($0, to: phase) }
    return Chart.State(
      StateID(definition.id), title: definition.title, kind: kind(definition), initial: named.initial,
      states: definition.states.map { state($0, phase: phase) },
      transitions: named.transitions.filter { !$0.isTimer }.map { Self.transition($0, of: definition) },
      timers: named.transitions.compactMap { timer($0, of: definition) }, entry: named.entry, exit: named.exit,
      invocations: invocations(definition), doneData: named.doneData)
  }

  private func kind(_ definition: StateDefinition) -> Chart.Kind {
    switch definition.kind {
    case .compound: .compound
    case .parallel: .parallel
    case .final: .final
    case .history: .history(definition.depth)
    }
  }

  /// - Parameter state: whose transition it is; nil is the chart's own.
  static func transition(_ definition: TransitionDefinition, of state: StateDefinition?) -> Chart.Transition {
    let events: [String] =
      switch definition.trigger {
      case .done: [done(state)]
      case .event(let names): names.split(separator: " ").map { name(String($0), of: state) }
      case .always, .after: []
      }
    return Chart.Transition(
      on: events, if: definition.condition, to: definition.targets.map { StateID($0) }, isInternal: definition.isInternal,
      do: definition.actions)
  }

  /// What a review chain reports is told apart by its state.
  private static func name(_ event: String, of state: StateDefinition?) -> String {
    guard let state, state.review != nil, ["approved", "rejected", "returned"].contains(event) else { return event }
    return CompiledWorkflow.reviewName(event, state.id)
  }

  /// What `done` waits for: everything that gates the state, its children, or else any completion.
  private static func done(_ state: StateDefinition?) -> String {
    guard let state else { return "done" }
    if state.hasInvocations { return CompiledWorkflow.settledName(state.id) }
    return state.states.isEmpty ? "done" : "done.state.\(state.id)"
  }

  private func timer(_ definition: TransitionDefinition, of state: StateDefinition) -> Chart.Timer? {
    guard case .after(let delay) = definition.trigger else { return nil }
    return Chart.Timer(after: delay, Self.transition(definition, of: state))
  }
}

extension StateDefinition {
  /// With every expression of the machine changed; those of tasks, windows and fan-outs stay.
  fileprivate func rewriting(_ change: (String) -> String) -> StateDefinition {
    var state = self
    state.initial?.actions = initial?.actions.map { $0.rewriting(change) } ?? []
    state.entry = entry.map { $0.map { $0.rewriting(change) } }
    state.exit = exit.map { $0.map { $0.rewriting(change) } }
    state.doneData = doneData?.rewriting(change)
    state.transitions = transitions.map { $0.rewriting(change) }
    return state
  }
}

extension TransitionDefinition {
  fileprivate func rewriting(_ change: (String) -> String) -> TransitionDefinition {
    var transition = self
    if case .after(let delay) = trigger { transition.trigger = .after(delay.rewriting(change)) }
    transition.condition = condition.map(change)
    transition.actions = actions.map { $0.rewriting(change) }
    return transition
  }

  var isTimer: Bool {
    if case .after = trigger { return true }
    return false
  }
}
