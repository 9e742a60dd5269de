import Rules

/// What lives while a state is active: started when the machine comes to rest, cancelled when its state is left (SCXML 1.0 section 6.4).
extension Run {
  /// Starts what belongs to the states entered since the last rest.
  mutating func startInvocations() {
    if statesToInvoke.isEmpty { return }
    let states = statesToInvoke
    statesToInvoke = BitSet()
    for state in states {
      for index in program.states[state].invocations.indices { startInvocation(index, of: state) }
    }
  }

  mutating func startInvocation(_ index: Int, of state: Int) {
    let invocation = program.states[state].invocations[index]
    let stateID = program.states[state].id
    do throws(Fault) {
      let content = try evaluate(invocation.content)
      let id = invocation.id ?? InvocationID("\(stateID).\(nextSerial())")
      if let location = invocation.idLocation { try assign(.string(id.rawValue), to: location) }
      snapshot.invocations.append(ActiveInvocation(id: id, state: state, index: index))
      effects.append(.invoke(id, state: stateID, type: invocation.type, content: content))
    } catch {
      raise(error)
    }
  }

  /// Cancels what is left of a state.
  mutating func cancelInvocations(of state: Int) {
    for invocation in snapshot.invocations where invocation.state == state { effects.append(.cancel(invocation.id)) }
    snapshot.invocations.removeAll { $0.state == state }
  }

  /// A number that no identifier of this session has had.
  mutating func nextSerial() -> Int64 {
    snapshot.serial += 1
    return snapshot.serial
  }
}
