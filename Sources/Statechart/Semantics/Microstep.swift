import Rules

/// One microstep: `exitStates`, `executeTransitionContent`, `enterStates` of SCXML 1.0, Appendix D.
extension Run {
  /// Takes these transitions together.
  mutating func microstep(_ enabled: Enabled) {
    var exits = BitSet()
    var entry = EntryPlan()
    for number in enabled { exits.formUnion(exitSet(number)) }
    exit(exits)
    for number in enabled { execute(program.transitions[number].actions) }
    if enabled.count == 1, let number = enabled.first(where: { _ in true }), let plan = program.transitions[number].plan {
      return enter(plan, defaultActions: nil)
    }
    for number in enabled {
      // Asked again, as in Appendix D: leaving may just have recorded the history that is a target.
      guard let domain = program.domain(of: number, history: snapshot.history) else { continue }
      if let plan = program.transitions[number].plan {
        entry.formUnion(plan)
      } else {
        entry.add(targets: program.transitions[number].targets, domain: domain, in: program.states, history: snapshot.history)
      }
    }
    enter(entry, defaultActions: defaultActions(of: entry))
  }

  /// What the defaults of the history states that remember nothing do, by the state around each.
  func defaultActions(of plan: EntryPlan) -> [(parent: Int, actions: [Step])]? {
    if plan.forgetful.isEmpty { return nil }
    return plan.forgetful.map { (program.states[$0].parent, program.states[$0].initial?.actions ?? []) }
  }

  /// The entry set of a default way in.
  func plan(of initial: CompiledInitial, domain: Int) -> EntryPlan {
    if let plan = initial.plan { return plan }
    var plan = EntryPlan()
    plan.add(targets: initial.targets, domain: domain, in: program.states, history: snapshot.history)
    return plan
  }

  private mutating func exit(_ states: BitSet) {
    if states.isEmpty { return }
    if states.intersects(program.withHistory) {
      snapshot.history = program.recording(states, snapshot.configuration, in: snapshot.history)
    }
    statesToInvoke.subtract(states)
    if states.intersects(program.withExitBlocks) || !snapshot.invocations.isEmpty {
      var remaining = states
      while let state = remaining.popLast() { leave(state) }
    } else {
      snapshot.configuration.subtract(states)
    }
  }

  /// Runs the exit blocks, cancels what lives in the state, and makes it inactive.
  mutating func leave(_ state: Int) {
    for block in program.states[state].exit { execute(block) }
    if program.withInvocations.contains(state) { cancelInvocations(of: state) }
    snapshot.configuration.remove(state)
  }

  /// Enters states in document order, with their entry blocks and default content, and reports those that end their parents.
  mutating func enter(_ plan: EntryPlan, defaultActions: [(parent: Int, actions: [Step])]?) {
    let program = program
    for state in plan.enters {
      snapshot.configuration.insert(state)
      if program.withInvocations.contains(state) { statesToInvoke.insert(state) }
      for block in program.states[state].entry { execute(block) }
      if plan.defaults.contains(state), let initial = program.states[state].initial, !initial.actions.isEmpty { execute(initial.actions) }
      if let defaultActions { for content in defaultActions where content.parent == state { execute(content.actions) } }
      if program.states[state].kind == .final { complete(state) }
    }
  }

  /// Reports that the parent of a final state is done, and the grandparent where all its regions are.
  private mutating func complete(_ state: Int) {
    let parent = program.states[state].parent
    if parent == 0 {
      isHalted = true
      return
    }
    let data = program.states[state].doneData
    announce(parent, data)
    let grandparent = program.states[parent].parent
    guard grandparent != 0, program.states[grandparent].kind == .parallel else { return }
    if program.isInFinalState(grandparent, snapshot.configuration) { announce(grandparent, nil) }
  }

  private mutating func announce(_ state: Int, _ data: CompiledTemplate?) {
    let name = program.states[state].doneEvent
    // Nothing waits for it and nothing can fail: the event would be taken out of the queue without effect.
    if data == nil, program.table.match(name).isEmpty { return }
    var value = Value.null
    if let data { value = report(data) }
    internalQueue.append(Event(name, data: value, kind: .platform))
  }
}
