public import Rules

/// Carrying a run over from one version of its chart to another.
extension Machine {
  /// Why a snapshot cannot be carried over.
  public struct Obstacle: Error, Hashable, Sendable, CustomStringConvertible {
    /// The states, variables or invocations that have no place in the new chart.
    public var reasons: [String]
    public var description: String { reasons.joined(separator: "\n") }
  }

  /// The snapshot of another version of this chart as one of this machine's: states, variables and invocations keep their names.
  ///
  /// Nothing is entered or left, and no action runs. A variable that is new gets its constant first value, or null.
  /// - Parameters:
  ///   - snapshot: A snapshot of `old`.
  ///   - old: The machine that the snapshot belongs to.
  ///   - mapping: New names for states that are called differently here.
  /// - Throws: `Obstacle` with every reason.
  public func adopt(_ snapshot: Snapshot, from old: Machine, mapping: [StateID: StateID] = [:]) throws(Obstacle) -> Snapshot {
    guard old.program.accepts(snapshot) else { throw Obstacle(reasons: ["快照不属于原来的版本"]) }
    var reasons: [String] = []
    func carried(_ set: BitSet) -> BitSet {
      BitSet(
        set.compactMap { state -> Int? in
          let id = old.program.states[state].id
          let number = program.byID[mapping[id] ?? id].flatMap { program.states[$0].historySlot < 0 ? $0 : nil }
          if number == nil { reasons.append("新版本没有状态 \(mapping[id] ?? id)") }
          return number
        })
    }
    var result = Snapshot(
      fingerprint: program.fingerprint, session: snapshot.session, histories: program.historyCount,
      data: program.firstValues.map { $0?.constant ?? .null })
    result.outcome = snapshot.outcome
    result.serial = snapshot.serial
    // Leaves are carried by name and their ancestors follow from the new chart, which may have regrouped them.
    for state in carried(snapshot.configuration.intersection(old.program.atomic)) {
      result.configuration.insert(state)
      result.configuration.formUnion(program.states[state].ancestors)
    }
    reasons += program.flaws(of: result.configuration)
    for (slot, name) in old.program.slots.enumerated() {
      if let place = program.slots.firstIndex(of: name) { result.data[place] = snapshot.data[slot] }
    }
    carryHistory(from: old.program, snapshot, mapping, into: &result)
    for invocation in snapshot.invocations { reasons += carry(invocation, from: old.program, mapping, into: &result) }
    guard reasons.isEmpty else { throw Obstacle(reasons: reasons) }
    return result
  }

  /// Starts what this version invokes in active states and another version did not know.
  ///
  /// - Parameters:
  ///   - snapshot: A snapshot that was carried over from the other version.
  ///   - known: What the other version invoked, by the names of this one.
  /// - Returns: The snapshot with the new invocations, and the effects that start them.
  public func startNewInvocations(
    _ snapshot: Snapshot, besides known: Set<InvocationID>, now: Instant, bindings: Bindings = Bindings()
  ) -> (snapshot: Snapshot, effects: [Effect]) {
    guard program.accepts(snapshot), !snapshot.isDone else { return (snapshot, []) }
    var run = Run(program: program, snapshot: snapshot, now: now, bindings: bindings, limit: 0)
    for state in snapshot.configuration.intersection(program.withInvocations) {
      for (index, invocation) in program.states[state].invocations.enumerated() {
        guard let id = invocation.id, !known.contains(id) else { continue }
        run.startInvocation(index, of: state)
      }
    }
    return run.result()
  }

  /// A memory that no longer fits is forgotten: the default of the history state takes its place.
  private func carryHistory(from old: Program, _ snapshot: Snapshot, _ mapping: [StateID: StateID], into result: inout Snapshot) {
    for state in old.states where state.historySlot >= 0 {
      guard let new = program.byID[mapping[state.id] ?? state.id], program.states[new].historySlot >= 0 else { continue }
      let remembered = snapshot.history[state.historySlot].map { old.states[$0].id }
      let numbers = remembered.compactMap { program.byID[mapping[$0] ?? $0] }
      let fitting = program.states[program.states[new].parent].descendants
      guard numbers.count == remembered.count, BitSet(numbers).isSubset(of: fitting) else { continue }
      result.history[program.states[new].historySlot] = BitSet(numbers.filter { program.states[$0].historySlot < 0 })
    }
  }

  private func carry(_ invocation: ActiveInvocation, from old: Program, _ mapping: [StateID: StateID], into result: inout Snapshot)
    -> [String]
  {
    let stateID = old.states[invocation.state].id
    let kept = old.states[invocation.state].invocations[invocation.index]
    guard let state = program.byID[mapping[stateID] ?? stateID], result.configuration.contains(state),
      let index = program.states[state].invocations.firstIndex(where: {
        kept.id == nil ? $0.id == nil && $0.type == kept.type : $0.id == kept.id
      })
    else { return ["新版本没有地方接续 \(stateID) 中的 \(invocation.id)"] }
    result.invocations.append(ActiveInvocation(id: invocation.id, state: state, index: index))
    return []
  }
}

extension Program {
  /// Why these states are not a legal configuration (SCXML 1.0 section 3.11); empty where they are.
  func flaws(of configuration: BitSet) -> [String] {
    var flaws: [String] = []
    func check(_ state: Int) {
      let active = states[state].children.filter { configuration.contains($0) }
      switch states[state].kind {
      case .parallel:
        for child in states[state].children where !configuration.contains(child) { flaws.append("分支 \(states[child].id) 没有活动状态") }
      case .compound where !states[state].children.isEmpty && active.count != 1:
        let name = state == 0 ? "最外层" : states[state].id.rawValue
        flaws.append("\(name) 中应有一个活动状态, 有 \(active.count) 个")
      default: break
      }
      active.forEach(check)
    }
    check(0)
    return flaws
  }
}
