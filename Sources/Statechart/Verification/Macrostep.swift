/// All the ways in which one event can be run to completion when guards are unknown.
struct Macrostep {
  /// Where the machine may come to rest.
  private(set) var rests: [(situation: Exploration.Situation, isDone: Bool)] = []
  private(set) var reached = BitSet()
  private(set) var taken = BitSet()
  /// A configuration from which transitions without events are forced to go round for ever.
  private(set) var loop: BitSet?
  private(set) var conflicts: [(winner: Int, loser: Int)] = []
  private(set) var isExhaustive = true
  /// How many moments were looked at.
  var work: Int { seen.count }

  private let program: Program
  private let abstraction: Abstraction
  private var seen: Set<Moment> = []
  private var pending: [(moment: Moment, trail: [Moment])] = []

  /// More moments than this in one macrostep are not told apart.
  private static let limit = 4000
  /// More than this many internal events in the queue means that it grows without end.
  private static let longestQueue = 64

  /// A situation in the midst of a macrostep, with the internal events that wait.
  private struct Moment: Hashable {
    var situation: Exploration.Situation
    var queue: [String]
    var isDone = false
  }

  init(_ program: Program, _ abstraction: Abstraction) {
    self.program = program
    self.abstraction = abstraction
  }

  /// Enters the initial states.
  mutating func begin(at situation: Exploration.Situation) {
    var plan = program.initial.plan ?? EntryPlan()
    if program.initial.plan == nil {
      plan.add(targets: program.initial.targets, domain: 0, in: program.states, history: situation.history)
    }
    for moment in entering(plan, Raises(program.initial.actions), Moment(situation: situation, queue: [])) { push(moment, []) }
    drain()
  }

  /// Takes in an event.
  mutating func take(_ match: EventTable.Match, at situation: Exploration.Situation) {
    let start = Moment(situation: situation, queue: [])
    for choice in choices(match, situation) where !choice.transitions.isEmpty {
      for moment in microstep(choice.transitions, start) { push(moment, []) }
    }
    drain()
  }

  private mutating func push(_ moment: Moment, _ trail: [Moment]) {
    if moment.queue.count > Macrostep.longestQueue {
      loop = loop ?? moment.situation.configuration
    } else if trail.contains(moment) {
      loop = loop ?? moment.situation.configuration
    } else if seen.count >= Macrostep.limit {
      isExhaustive = false
    } else if seen.insert(moment).inserted {
      pending.append((moment, trail))
    }
  }

  private mutating func drain() {
    while let (moment, trail) = pending.popLast() {
      if moment.isDone {
        rest(moment.situation, isDone: true)
      } else {
        proceed(moment, trail)
      }
    }
  }

  private mutating func rest(_ situation: Exploration.Situation, isDone: Bool) {
    if !rests.contains(where: { $0.situation == situation && $0.isDone == isDone }) { rests.append((situation, isDone)) }
  }

  private mutating func proceed(_ moment: Moment, _ trail: [Moment]) {
    let eventless = choices(program.eventless, moment.situation)
    for choice in eventless where !choice.transitions.isEmpty {
      follow(choice.transitions, moment, trail + [moment], isForced: eventless.count == 1)
    }
    guard eventless.isEmpty || eventless.contains(where: { $0.transitions.isEmpty }) else { return }
    guard let event = moment.queue.first else { return rest(moment.situation, isDone: false) }
    var after = moment
    after.queue.removeFirst()
    let matched = choices(program.table.match(event), moment.situation)
    let isForced = eventless.count <= 1 && matched.count <= 1
    if matched.isEmpty { push(after, isForced ? trail + [moment] : []) }
    for choice in matched {
      if choice.transitions.isEmpty {
        push(after, [])
      } else {
        follow(choice.transitions, after, trail + [moment], isForced: isForced)
      }
    }
  }

  /// - Parameter trail: The moments from which there was only one way to this one, as long as that was so.
  private mutating func follow(_ transitions: Enabled, _ moment: Moment, _ trail: [Moment], isForced: Bool) {
    let results = microstep(transitions, moment)
    for result in results { push(result, isForced && results.count == 1 ? trail : []) }
  }
}

/// Choosing transitions when guards are unknown.
extension Macrostep {
  fileprivate struct Choice {
    var transitions = Enabled()
    var assumed: [Int: Bool] = [:]
  }

  /// The most combinations of guards that are told apart in one selection.
  private static let mostChoices = 256

  /// Every set of transitions that may be enabled together; the empty set among them where it may be that none is.
  fileprivate mutating func choices(_ match: EventTable.Match, _ situation: Exploration.Situation) -> [Choice] {
    let configuration = situation.configuration
    guard !match.isEmpty, match.sources.contains(0) || match.sources.intersects(configuration) else { return [] }
    var partial = [Choice()]
    for state in configuration.intersection(program.atomic) {
      let candidates = candidates(match, from: state)
      if candidates.isEmpty { continue }
      partial = partial.flatMap { extended($0, by: candidates, configuration) }
      if partial.count > Macrostep.mostChoices {
        isExhaustive = false
        partial = Array(partial.prefix(Macrostep.mostChoices / 2) + partial.suffix(Macrostep.mostChoices / 2))
      }
    }
    if partial.count == 1, partial[0].transitions.isEmpty { return [] }
    var result: [Choice] = []
    for choice in partial { result.append(withoutConflicts(choice, situation)) }
    return result
  }

  private func candidates(_ match: EventTable.Match, from state: Int) -> [Int] {
    var result: [Int] = []
    var source = state
    while true {
      if match.sources.contains(source) { result += program.states[source].transitions.filter { match.transitions.contains($0) } }
      if source == 0 { return result }
      source = program.states[source].parent
    }
  }

  private func extended(_ choice: Choice, by candidates: [Int], _ configuration: BitSet) -> [Choice] {
    var result: [Choice] = []
    var current = choice
    for number in candidates {
      let status: GuardStatus =
        switch current.assumed[number] {
        case true?: .always
        case false?: .never
        case nil: abstraction.status(number, in: configuration)
        }
      if status == .never { continue }
      var chosen = current
      chosen.transitions.append(number)
      if status == .unknown { chosen.assumed[number] = true }
      result.append(chosen)
      if status == .always { return result }
      current.assumed[number] = false
    }
    return result + [current]
  }

  private mutating func withoutConflicts(_ choice: Choice, _ situation: Exploration.Situation) -> Choice {
    guard choice.transitions.count > 1 else { return choice }
    var found: [(winner: Int, loser: Int)] = []
    var result = choice
    result.transitions = program.withoutConflicts(choice.transitions, situation.configuration, history: situation.history) {
      found.append(($0, $1))
    }
    conflicts += found
    return result
  }
}

/// Taking transitions when data is unknown.
extension Macrostep {
  /// The moments that may follow when these transitions are taken together.
  private mutating func microstep(_ transitions: Enabled, _ moment: Moment) -> [Moment] {
    var exits = BitSet()
    var raises = Raises()
    for number in transitions {
      taken.insert(number)
      exits.formUnion(program.exitSet(number, moment.situation.configuration, history: moment.situation.history))
    }
    var next = moment
    next.situation.history = program.recording(exits, moment.situation.configuration, in: moment.situation.history)
    var remaining = exits
    while let state = remaining.popLast() { raises.append(abstraction.onExit[state]) }
    next.situation.configuration.subtract(exits)
    var plan = EntryPlan()
    for number in transitions {
      raises.append(abstraction.onTransition[number])
      guard let domain = program.domain(of: number, history: next.situation.history) else { continue }
      if let fixed = program.transitions[number].plan {
        plan.formUnion(fixed)
      } else {
        plan.add(targets: program.transitions[number].targets, domain: domain, in: program.states, history: next.situation.history)
      }
    }
    return entering(plan, raises, next)
  }

  private mutating func entering(_ plan: EntryPlan, _ before: Raises, _ moment: Moment) -> [Moment] {
    var raises = before
    var next = moment
    for state in plan.enters {
      next.situation.configuration.insert(state)
      let compiled = program.states[state]
      raises.append(abstraction.onEntry[state])
      if plan.defaults.contains(state) { raises.append(abstraction.onDefault[state]) }
      for history in plan.forgetful where program.states[history].parent == state {
        raises.append(abstraction.onDefault[history])
      }
      guard compiled.kind == .final else { continue }
      if compiled.parent == 0 {
        next.isDone = true
        continue
      }
      raises.append(completion(of: compiled.parent, next.situation.configuration))
    }
    reached.formUnion(next.situation.configuration)
    if raises.isCut { isExhaustive = false }
    return raises.alternatives.map { events in
      var result = next
      result.queue += events.filter { !program.table.match($0).isEmpty }
      return result
    }
  }

  private func completion(of state: Int, _ configuration: BitSet) -> Raises {
    let outer = program.states[state].parent
    let isWhole = outer != 0 && program.states[outer].kind == .parallel && program.isInFinalState(outer, configuration)
    return Raises(events: [program.states[state].doneEvent] + (isWhole ? [program.states[outer].doneEvent] : []))
  }
}
