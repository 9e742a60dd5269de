public import Rules

/// What a host does to a run from outside.
extension Machine {
  /// The snapshot of a machine that came to its end as of one that has not: it rests in its last configuration, and goes on with the next
  /// event for which a transition of the chart waits there.
  public func revived(_ snapshot: Snapshot) -> Snapshot {
    var result = snapshot
    result.outcome = nil
    return result
  }

  /// When the timers of the active states would be due if they were set now.
  ///
  /// What cannot be worked out is left out.
  public func timers(in snapshot: Snapshot, now: Instant, bindings: Bindings = Bindings()) -> [SendID: Message.Due] {
    guard program.accepts(snapshot) else { return [:] }
    var run = Run(program: program, snapshot: snapshot, now: now, bindings: bindings, limit: 0)
    var result: [SendID: Message.Due] = [:]
    for state in snapshot.configuration {
      for case .send(let send) in program.states[state].entry.joined() {
        guard let id = send.id, let delay = send.delay, id.rawValue.hasPrefix("after.\(program.states[state].id).") else { continue }
        if let value = try? run.evaluate(delay), let due = try? Delay.due(value, after: now) { result[id] = due }
      }
    }
    return result
  }
}
