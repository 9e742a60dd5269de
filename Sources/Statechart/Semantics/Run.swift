import Rules

/// One step in progress: the main event loop of SCXML 1.0, Appendix D, from an event to the next rest.
///
/// It cannot be copied, so that a step moves its snapshot in and out.
struct Run: ~Copyable {
  let program: Program
  let now: Instant
  let bindings: Bindings
  let surroundings: Surroundings
  var snapshot: Snapshot
  var effects: [Effect] = []
  /// The event that expressions see; nil before the first one.
  var event: Event? { didSet { eventValue = nil } }
  /// The same as expressions see it, made when it is first asked for.
  var eventValue: Value?
  var internalQueue = Queue()
  /// Events that the machine sent to itself without delay; they come before whatever the host gives next.
  var externalQueue = Queue()
  /// The states that were entered and not left since the machine last came to rest.
  var statesToInvoke = BitSet()
  /// Set by a top-level final state.
  var isHalted = false
  /// Nothing happened since a failure was told: conditions that fail once more raise no other error.
  var areFailuresTold = false
  /// How many parts of values have been looked at, to see that they are within bounds.
  var weight = 0
  private var budget: Int
  private let limit: Int
  /// A step that looks through more is given up as endless: it would take minutes.
  private static let heaviest = 100 * ValueBounds.mostParts

  init(
    program: Program, snapshot: consuming Snapshot, now: Instant, bindings: Bindings, surroundings: Surroundings = Surroundings(),
    limit: Int
  ) {
    self.program = program
    self.snapshot = snapshot
    self.now = now
    self.bindings = bindings
    self.surroundings = surroundings
    self.limit = limit
    budget = limit
  }

  /// Binds the data and enters the initial states.
  mutating func start(_ data: [String: Value]) throws(StepError) {
    for (slot, template) in program.firstValues.enumerated() {
      if let given = data[program.slots[slot]] {
        snapshot.data[slot] = given
      } else if let template {
        assignFirst(slot, template)
      }
    }
    execute(program.initial.actions)
    let plan = plan(of: program.initial, domain: 0)
    enter(plan, defaultActions: defaultActions(of: plan))
    try settle()
  }

  private mutating func assignFirst(_ slot: Int, _ template: CompiledTemplate) {
    do throws(Fault) { snapshot.data[slot] = try evaluate(template) } catch { raise(error) }
  }

  /// The snapshot and the effects, at the end.
  consuming func result() -> (snapshot: Snapshot, effects: [Effect]) { (snapshot, effects) }

  /// Takes in an event from outside.
  mutating func receive(_ event: Event) throws(StepError) {
    guard accept(event) else { return }
    try take(program.table.match(event.name))
    try settle()
  }

  /// Binds the event, tells those who listen to it, and says whether it counts: what a cancelled invocation still sends does not.
  private mutating func accept(_ event: Event) -> Bool {
    if let id = event.invokeID, !surroundings.isForwarded {
      let place = snapshot.invocations.firstIndex { $0.id == id }
      guard place != nil || surroundings.isQueued else { return false }
      self.event = event
      if let place {
        let invocation = snapshot.invocations[place]
        execute(program.states[invocation.state].invocations[invocation.index].finalize)
        if event.name == "done.invoke.\(id)" { snapshot.invocations.remove(at: place) }
      }
    } else {
      self.event = event
    }
    if program.hasAutoforward { forward(event) }
    return true
  }

  private mutating func forward(_ event: Event) {
    for invocation in snapshot.invocations where program.states[invocation.state].invocations[invocation.index].autoforward {
      effects.append(.forward(invocation.id, event))
    }
  }

  /// Runs to completion: macrosteps until no internal event, no invocation to start and no event to oneself is left.
  private mutating func settle() throws(StepError) {
    while !isHalted {
      try finishMacrostep()
      if isHalted { break }
      startInvocations()
      if !internalQueue.isEmpty { continue }
      guard let next = externalQueue.popFirst() else { return }
      if accept(next) { try take(program.table.match(next.name)) }
    }
    finish()
  }

  private mutating func finishMacrostep() throws(StepError) {
    while !isHalted {
      let isTaken = try take(program.eventless)
      areFailuresTold = false
      if isTaken { continue }
      guard let next = internalQueue.popFirst() else { return }
      event = next
      if try take(program.table.match(next.name)) { continue }
      // An error that the chart does not answer must not pass in silence; nor may a condition that fails whenever it is asked, after
      // each such error too, keep the machine from coming to rest.
      if next.kind == .platform, next.name.hasPrefix("error.") {
        effects.append(.unhandled(next))
        areFailuresTold = true
      }
    }
  }

  /// Selects among these transitions and makes one microstep; false where none is enabled.
  @discardableResult
  private mutating func take(_ match: EventTable.Match) throws(StepError) -> Bool {
    if match.isEmpty { return false }
    let enabled = select(match)
    if enabled.isEmpty { return false }
    budget -= 1
    if budget < 0 || weight > Run.heaviest {
      throw .endless(active: snapshot.configuration.map { program.states[$0].id }, event: event?.name)
    }
    microstep(enabled)
    return true
  }

  /// Comes to its end, which the snapshot keeps.
  private mutating func finish() {
    let outcome = leaveAll()
    snapshot.outcome = outcome
    effects.append(.done(outcome))
  }

  /// Leaves all states (`exitInterpreter`); the snapshot keeps the configuration that it ended in, which is what people ask for.
  ///
  /// - Returns: What the final state reports.
  mutating func leaveAll() -> Value {
    let last = snapshot.configuration
    var outcome = Value.null
    var remaining = last
    while let state = remaining.popLast() {
      leave(state)
      let compiled = program.states[state]
      if compiled.kind == .final, compiled.parent == 0, let template = compiled.doneData {
        outcome = report(template)
      }
    }
    snapshot.configuration = last
    return outcome
  }
}

/// A first-in first-out queue that takes from its front without moving the rest.
struct Queue {
  private var events: [Event] = []
  private var front = 0

  var isEmpty: Bool { front == events.count }

  mutating func append(_ event: Event) { events.append(event) }

  mutating func popFirst() -> Event? {
    guard front < events.count else { return nil }
    defer {
      front += 1
      if front == events.count {
        events.removeAll(keepingCapacity: true)
        front = 0
      }
    }
    return events[front]
  }
}
