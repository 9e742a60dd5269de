import Rules

/// A compiled chart: states are numbers in document order, 0 is the root, which is never in a configuration.
///
/// A class, so that a running machine holds one reference and not one for each table; immutable, hence Sendable.
final class Program: Sendable {
  let name: String
  let fingerprint: UInt64
  let states: [CompiledState]
  let transitions: [CompiledTransition]
  let table: EventTable
  /// The transitions that need no event.
  let eventless: EventTable.Match
  let initial: CompiledInitial
  /// The variables, by slot.
  let slots: [String]
  /// Their first values; nil is null.
  let firstValues: [CompiledTemplate?]
  let atomic: BitSet
  let withInvocations: BitSet
  let withHistory: BitSet
  let withExitBlocks: BitSet
  let historyCount: Int
  let byID: [StateID: Int]
  let hasAutoforward: Bool
  /// Every state but the root and the history states: what a configuration may hold.
  private let activatable: BitSet

  init(
    name: String, fingerprint: UInt64, states: [CompiledState], transitions: [CompiledTransition], table: EventTable,
    initial: CompiledInitial, slots: [String], firstValues: [CompiledTemplate?], historyCount: Int
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.states = states
    self.transitions = transitions
    self.table = table
    self.initial = initial
    self.slots = slots
    self.firstValues = firstValues
    self.historyCount = historyCount
    var eventless = EventTable.Match()
    for (number, transition) in transitions.enumerated() where transition.isEventless {
      eventless.transitions.insert(number)
      eventless.sources.insert(transition.source)
    }
    self.eventless = eventless
    func all(_ condition: (CompiledState) -> Bool) -> BitSet { BitSet(states.indices.filter { condition(states[$0]) }) }
    atomic = all { $0.isAtomic }
    withInvocations = all { !$0.invocations.isEmpty }
    withHistory = all { !$0.histories.isEmpty }
    activatable = BitSet(states.indices.dropFirst().filter { states[$0].historySlot < 0 })
    withExitBlocks = all { !$0.exit.isEmpty }
    byID = Dictionary(states.dropFirst().enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    hasAutoforward = states.contains { $0.invocations.contains { $0.autoforward } }
  }

  /// The value of `active`.
  func activeNames(_ configuration: BitSet) -> Value { .list(configuration.map { .string(states[$0].id.rawValue) }) }

  /// The innermost state that stays active, or nil for a transition without targets.
  func domain(of number: Int, history: [BitSet]) -> Int? {
    guard transitions[number].dependsOnHistory else {
      let domain = transitions[number].domain
      return domain < 0 ? nil : domain
    }
    let transition = transitions[number]
    let targets = EntryPlan.effective(transition.targets, states, history)
    return targets.isEmpty ? nil : Domains.domain(of: transition, targets: targets, in: states)
  }

  /// The states that a transition leaves (`computeExitSet`).
  func exitSet(_ number: Int, _ configuration: BitSet, history: [BitSet]) -> BitSet {
    guard let domain = domain(of: number, history: history) else { return BitSet() }
    return configuration.intersection(states[domain].descendants)
  }

  /// What each history state remembers once these states are left.
  func recording(_ exits: BitSet, _ configuration: BitSet, in history: [BitSet]) -> [BitSet] {
    guard exits.intersects(withHistory) else { return history }
    var result = history
    for state in exits.intersection(withHistory) {
      for child in states[state].histories {
        let kept = states[child].kind == .history(.deep) ? atomic.intersection(states[state].descendants) : BitSet(states[state].children)
        result[states[child].historySlot] = configuration.intersection(kept)
      }
    }
    return result
  }

  /// Whether a state has come to its end (`isInFinalState`).
  func isInFinalState(_ state: Int, _ configuration: BitSet) -> Bool {
    let children = states[state].children
    switch states[state].kind {
    case .compound: return children.contains { states[$0].kind == .final && configuration.contains($0) }
    case .parallel: return children.allSatisfy { isInFinalState($0, configuration) }
    case .final, .history: return false
    }
  }

  /// Whether a snapshot's numbers mean something here; a snapshot may come from a file, and must not lead out of bounds.
  func accepts(_ snapshot: Snapshot) -> Bool {
    snapshot.fingerprint == fingerprint && snapshot.data.count == slots.count && snapshot.history.count == historyCount
      && snapshot.configuration.isSubset(of: activatable) && snapshot.history.allSatisfy { $0.isSubset(of: activatable) }
      && snapshot.invocations.allSatisfy { states.indices.contains($0.state) && states[$0.state].invocations.indices.contains($0.index) }
  }
}

/// A state in its compiled form.
struct CompiledState: Sendable {
  var id: StateID
  var kind: Chart.Kind
  var parent: Int
  /// Proper ancestors without the root.
  var ancestors = BitSet()
  /// Proper descendants, history states included.
  var descendants = BitSet()
  /// Children that can be active, in document order.
  var children: [Int] = []
  /// The history states among the children.
  var histories: [Int] = []
  /// Which history slot a history state has.
  var historySlot = -1
  /// The default way in of a compound state or a history state.
  var initial: CompiledInitial?
  /// Its transitions' numbers.
  var transitions = 0..<0
  var entry: [[Step]] = []
  var exit: [[Step]] = []
  var invocations: [CompiledInvocation] = []
  var doneData: CompiledTemplate?
  /// `done.state.ID`, made once.
  var doneEvent: String

  var isAtomic: Bool {
    switch kind {
    case .final: true
    case .compound: children.isEmpty
    case .parallel: children.isEmpty
    case .history: false
    }
  }

  var isCompound: Bool { kind == .compound && !children.isEmpty }
}

/// A default way in, with its targets as numbers.
struct CompiledInitial: Sendable {
  var targets: [Int]
  var actions: [Step]
  /// The entry set, where it depends on no history.
  var plan: EntryPlan?
}

/// A transition in its compiled form.
struct CompiledTransition: Sendable {
  var source: Int
  /// Which transition of its source it is.
  var index: Int
  var isEventless: Bool
  var events: [String]
  var condition: CompiledExpression?
  var targets: [Int]
  var isInternal: Bool
  var actions: [Step]
  /// Whether a target is a history state, so that the domain is known only when it is taken.
  var dependsOnHistory = false
  /// The domain where it is known; -1 for a transition without targets.
  var domain = -1
  /// What it may leave: the descendants of the domain.
  var exits = BitSet()
  /// What it enters, where it depends on no history.
  var plan: EntryPlan?
}

/// An invocation in its compiled form.
struct CompiledInvocation: Sendable {
  var id: InvocationID?
  var idLocation: Location?
  var type: String
  var content: CompiledTemplate
  var autoforward: Bool
  var finalize: [Step]
}

/// A variable, or a field within one.
struct Location: Sendable {
  var slot: Int
  var fields: [String]
}

/// Executable content in its compiled form.
indirect enum Step: Sendable {
  case raise(String, CompiledTemplate?)
  case send(CompiledSend)
  case cancel(CompiledTemplate)
  case set(Location, CompiledTemplate)
  case choose([(condition: CompiledExpression, body: [Step])], otherwise: [Step])
  case forEach(list: CompiledExpression, item: Int, index: Int?, body: [Step])
  case log(String, CompiledTemplate)
  case perform(String, CompiledTemplate)
  /// What could not be compiled, and fails when it is done (`Machine.Strictness.deferred`).
  case fail(String)
}

/// A `send` in its compiled form.
struct CompiledSend: Sendable {
  var event: CompiledTemplate
  var id: SendID?
  var idLocation: Location?
  var data: CompiledTemplate?
  var delay: CompiledTemplate?
  var target: CompiledTemplate?
  var type: CompiledTemplate?
}

/// A template in its compiled form; a part without expressions is a constant.
indirect enum CompiledTemplate: Sendable {
  case constant(Value)
  case expression(CompiledExpression)
  case list([CompiledTemplate])
  case object([(name: String, value: CompiledTemplate)])
}

/// An expression, and where the names that it reads come from.
struct CompiledExpression: Sendable {
  var source: String
  /// Nil where it could not be compiled and fails when it is evaluated.
  var expression: Expression?
  var failure: String
  var inputs: [(name: String, source: Source)]

  enum Source: Sendable {
    case slot(Int)
    case vars, event, active, session, name, host
  }
}
