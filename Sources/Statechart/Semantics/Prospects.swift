public import Rules

/// A transition of an active state, and what its guard says now.
public struct Prospect: Sendable {
  /// The states from the top level down to the source; empty is the chart.
  public var path: [StateID]
  /// Which of its transitions.
  public var part: Problem.Part
  /// The event descriptors that it waits for.
  public var events: [String]
  /// Where it leads.
  public var targets: [StateID]
  /// How its guard came out, and why; nil where it has none.
  public var explanation: Explanation?
}

extension Machine {
  /// What could happen next, and what stands in the way: the transitions of active states from the inside out, with their guards explained.
  ///
  /// - Parameters:
  ///   - event: Only transitions that this event enables, and guards evaluated with it; nil is all of them, with no event.
  ///   - titles: What people call the names in guards.
  public func prospects(
    in snapshot: Snapshot, for event: Event? = nil, now: Instant, bindings: Bindings = Bindings(), titles: [String: String] = [:]
  ) -> [Prospect] {
    guard program.accepts(snapshot), !snapshot.isDone else { return [] }
    var run = Run(program: program, snapshot: snapshot, now: now, bindings: bindings, limit: 0)
    run.event = event
    let match = event.map { program.table.match($0.name) }
    let sources = Array(snapshot.configuration.reversed()) + [0]
    var result: [Prospect] = []
    for number in sources.flatMap({ program.states[$0].transitions }) where match?.transitions.contains(number) ?? true {
      let transition = program.transitions[number]
      let explanation = transition.condition.flatMap { condition in
        condition.expression.map { $0.explain(run.names(of: condition), titles: titles) }
      }
      result.append(
        Prospect(
          path: program.path(to: transition.source), part: program.part(of: transition), events: transition.events,
          targets: transition.targets.map { program.states[$0].id }, explanation: explanation))
    }
    return result
  }
}

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
