extension Program {
  /// The states from the top level down to this one.
  func path(to state: Int) -> [StateID] { state == 0 ? [] : states[state].ancestors.map { states[$0].id } + [states[state].id] }

  /// A transition as part of its state; those of timers are numbered after the others.
  func part(of transition: CompiledTransition) -> Problem.Part {
    let prefix = "after.\(states[transition.source].id)."
    let timers = states[transition.source].transitions.count { transitions[$0].events.first?.hasPrefix(prefix) ?? false }
    let plain = states[transition.source].transitions.count - timers
    return transition.index >= plain ? .timer(transition.index - plain) : .transition(transition.index)
  }
}
