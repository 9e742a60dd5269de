/// What a transition leaves: `getTransitionDomain` and `findLCCA` of SCXML 1.0, Appendix D.
enum Domains {
  /// The transition with its domain and its entry set, as far as they do not depend on history.
  static func planned(_ transition: CompiledTransition, in states: [CompiledState]) -> CompiledTransition {
    var result = transition
    result.dependsOnHistory = transition.targets.contains { states[$0].historySlot >= 0 }
    guard !transition.targets.isEmpty, !result.dependsOnHistory else { return result }
    result.domain = domain(of: transition, targets: transition.targets, in: states)
    result.exits = states[result.domain].descendants
    var plan = EntryPlan()
    plan.add(targets: transition.targets, domain: result.domain, in: states, history: [])
    result.plan = plan.metHistory ? nil : plan
    return result
  }

  /// The domain of a transition with these effective targets.
  static func domain(of transition: CompiledTransition, targets: [Int], in states: [CompiledState]) -> Int {
    let source = transition.source
    if source == 0 { return 0 }
    let all = BitSet(targets)
    if transition.isInternal, states[source].isCompound, all.isSubset(of: states[source].descendants) { return source }
    var candidate = states[source].parent
    while candidate != 0 {
      if states[candidate].isCompound, all.isSubset(of: states[candidate].descendants) { return candidate }
      candidate = states[candidate].parent
    }
    return 0
  }
}
