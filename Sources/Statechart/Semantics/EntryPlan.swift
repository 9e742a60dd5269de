/// What a set of targets enters: the procedures `addDescendantStatesToEnter` and `addAncestorStatesToEnter` of SCXML 1.0, Appendix D.
struct EntryPlan: Sendable {
  /// The states to enter.
  private(set) var enters = BitSet()
  /// The compound states whose default way in is taken.
  private(set) var defaults = BitSet()
  /// The history states that had nothing recorded.
  private(set) var forgetful: [Int] = []
  /// Whether a history state was met.
  private(set) var metHistory = false

  /// Adds the targets of one transition, with everything that has to be active with them below `domain`.
  mutating func add(targets: [Int], domain: Int, in states: [CompiledState], history: [BitSet]) {
    for target in targets { addDescendants(target, states, history) }
    for target in EntryPlan.effective(targets, states, history) { addAncestors(of: target, below: domain, states, history) }
  }

  /// Adds a plan that was made apart from this one.
  mutating func formUnion(_ other: EntryPlan) {
    enters.formUnion(other.enters)
    defaults.formUnion(other.defaults)
    forgetful += other.forgetful
  }

  /// The targets with history states replaced by what they remember, or by their defaults (`getEffectiveTargetStates`).
  static func effective(_ targets: [Int], _ states: [CompiledState], _ history: [BitSet]) -> [Int] {
    var result: [Int] = []
    for target in targets {
      guard states[target].historySlot >= 0 else {
        if !result.contains(target) { result.append(target) }
        continue
      }
      let remembered = recall(target, states, history)
      let replacement = remembered.isEmpty ? effective(states[target].initial?.targets ?? [], states, history) : Array(remembered)
      for state in replacement where !result.contains(state) { result.append(state) }
    }
    return result
  }

  private static func recall(_ state: Int, _ states: [CompiledState], _ history: [BitSet]) -> BitSet {
    let slot = states[state].historySlot
    return history.indices.contains(slot) ? history[slot] : BitSet()
  }

  private mutating func addDescendants(_ state: Int, _ states: [CompiledState], _ history: [BitSet]) {
    if states[state].historySlot >= 0 { return addHistory(state, states, history) }
    enters.insert(state)
    if states[state].isCompound, let initial = states[state].initial {
      defaults.insert(state)
      for target in initial.targets { addDescendants(target, states, history) }
      for target in initial.targets { addAncestors(of: target, below: state, states, history) }
    } else if states[state].kind == .parallel {
      addRegions(of: state, states, history)
    }
  }

  private mutating func addHistory(_ state: Int, _ states: [CompiledState], _ history: [BitSet]) {
    metHistory = true
    let parent = states[state].parent
    let remembered = EntryPlan.recall(state, states, history)
    if remembered.isEmpty, !forgetful.contains(state) { forgetful.append(state) }
    let targets = remembered.isEmpty ? states[state].initial?.targets ?? [] : Array(remembered)
    for target in targets { addDescendants(target, states, history) }
    for target in targets { addAncestors(of: target, below: parent, states, history) }
  }

  private mutating func addAncestors(of state: Int, below domain: Int, _ states: [CompiledState], _ history: [BitSet]) {
    var ancestor = states[state].parent
    while ancestor != domain, ancestor > 0 {
      enters.insert(ancestor)
      if states[ancestor].kind == .parallel { addRegions(of: ancestor, states, history) }
      ancestor = states[ancestor].parent
    }
  }

  private mutating func addRegions(of parallel: Int, _ states: [CompiledState], _ history: [BitSet]) {
    for child in states[parallel].children where !enters.intersects(states[child].descendants) {
      addDescendants(child, states, history)
    }
  }
}
