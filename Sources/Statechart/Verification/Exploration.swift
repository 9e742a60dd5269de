import Rules

/// Every situation that a machine can come to rest in, found breadth first: guards as unknown, the world free to send what is awaited.
struct Exploration {
  /// What is active and what history remembers; data is left out, since guards are unknown.
  struct Situation: Hashable {
    var configuration: BitSet
    var history: [BitSet]
  }

  /// How many moments within macrosteps may be looked at for each situation of the limit, so that no chart takes for ever.
  private static let momentsPerSituation = 20

  let program: Program
  let abstraction: Abstraction
  private(set) var situations: [Situation] = []
  private(set) var successors: [[Int]] = []
  private(set) var finished: Set<Int> = []
  /// States that were active, with the first situation from which they came about, and by which event.
  private(set) var reached = BitSet()
  private(set) var taken = BitSet()
  private(set) var loops: [(events: [String], configuration: BitSet)] = []
  private(set) var conflicts: [(winner: Int, loser: Int, events: [String])] = []
  private(set) var isExhaustive = true
  private var work = 0
  private var numbers: [Situation: Int] = [:]
  private var origins: [(from: Int, event: String)] = []
  private let limit: Int
  private let ignored: Set<String>
  private let events: [(name: String, match: EventTable.Match, invoked: BitSet?)]

  /// - Parameter ignored: Descriptors of events that are taken not to come.
  init(_ program: Program, limit: Int, ignoring ignored: Set<String> = []) {
    self.program = program
    self.limit = limit
    self.ignored = ignored
    abstraction = Abstraction(program)
    events = Exploration.awaited(program).filter { event in !ignored.contains { EventTable.matches($0, event.name) } }
    run()
  }

  /// Whether a transition waits only for events that are taken not to come.
  func isIgnored(_ number: Int) -> Bool {
    let events = program.transitions[number].events
    return !events.isEmpty && events.allSatisfy { event in ignored.contains { EventTable.matches($0, EventTable.normalized(event)) } }
  }

  /// The events that lead to a situation, the fewest.
  func events(to situation: Int) -> [String] {
    var result: [String] = []
    var place = situation
    while place >= 0, !origins[place].event.isEmpty {
      result.append(origins[place].event)
      place = origins[place].from
    }
    return result.reversed()
  }

  /// The first situation in which this holds, which is one that the fewest events lead to.
  func first(where condition: (BitSet) -> Bool) -> Int? { situations.firstIndex { condition($0.configuration) } }

  /// One event for each descriptor that the world, and not only the machine itself, can satisfy.
  private static func awaited(_ program: Program) -> [(name: String, match: EventTable.Match, invoked: BitSet?)] {
    var seen: Set<String> = []
    let names = program.transitions.flatMap(\.events).map(EventTable.normalized).filter { seen.insert($0).inserted }
    return names.filter { !$0.hasPrefix("done.state.") }.map { name in
      (name, program.table.match(name), invoked(name, program))
    }
  }

  /// The states in whose lifetime an invocation can report that it is done; nil for every other event.
  private static func invoked(_ event: String, _ program: Program) -> BitSet? {
    guard event == "done.invoke" || event.hasPrefix("done.invoke.") else { return nil }
    return BitSet(
      program.states.indices.filter { state in
        program.states[state].invocations.contains { invocation in
          let name = "done.invoke.\(invocation.id?.rawValue ?? program.states[state].id.rawValue)"
          return EventTable.matches(event, name) || (invocation.id == nil && event.hasPrefix(name + "."))
        }
      })
  }

  private mutating func run() {
    let empty = Situation(configuration: BitSet(), history: Array(repeating: BitSet(), count: program.historyCount))
    var first = Macrostep(program, abstraction)
    first.begin(at: empty)
    absorb(first, from: -1, event: "")
    var next = 0
    while next < situations.count {
      if situations.count > limit || work > Exploration.momentsPerSituation * limit {
        isExhaustive = false
        return
      }
      if !finished.contains(next) { expand(next) }
      next += 1
    }
  }

  private mutating func expand(_ number: Int) {
    let situation = situations[number]
    let sources = situation.configuration.union(BitSet([0]))
    for event in events where event.match.sources.intersects(sources) {
      if let invoked = event.invoked, !invoked.intersects(situation.configuration) { continue }
      var macrostep = Macrostep(program, abstraction)
      macrostep.take(event.match, at: situation)
      absorb(macrostep, from: number, event: event.name)
    }
  }

  private mutating func absorb(_ macrostep: Macrostep, from origin: Int, event: String) {
    work += macrostep.work
    reached.formUnion(macrostep.reached)
    taken.formUnion(macrostep.taken)
    if !macrostep.isExhaustive { isExhaustive = false }
    let path = { (exploration: Exploration) in (origin < 0 ? [] : exploration.events(to: origin)) + (event.isEmpty ? [] : [event]) }
    if let loop = macrostep.loop, !loops.contains(where: { $0.configuration == loop }) { loops.append((path(self), loop)) }
    for (winner, loser) in macrostep.conflicts where !conflicts.contains(where: { $0.winner == winner && $0.loser == loser }) {
      conflicts.append((winner, loser, path(self)))
    }
    var targets: [Int] = []
    for rest in macrostep.rests {
      let number = numbers[rest.situation] ?? add(rest.situation, from: origin, event: event)
      if rest.isDone { finished.insert(number) }
      targets.append(number)
    }
    if origin >= 0 { successors[origin] += targets }
  }

  private mutating func add(_ situation: Situation, from origin: Int, event: String) -> Int {
    let number = situations.count
    numbers[situation] = number
    situations.append(situation)
    successors.append([])
    origins.append((origin, event))
    return number
  }
}
