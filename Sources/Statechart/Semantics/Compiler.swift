import Rules

/// Turns a chart into a program: numbers the states in document order, compiles what they do, and works out ahead what each transition
/// leaves and enters.
struct Compiler {
  /// The most states that one chart may have.
  static let mostStates = 4096

  private let chart: Chart
  private(set) var actions: ActionCompiler
  private var states: [CompiledState] = []
  private var transitions: [CompiledTransition] = []
  private var numbers: [StateID: Int] = [:]
  private var histories = 0

  init(_ chart: Chart, environment: Environment, strictness: Machine.Strictness) {
    self.chart = chart
    actions = ActionCompiler(chart, environment: environment, strictness: strictness)
  }

  /// The program, or every problem of the chart.
  static func compile(_ chart: Chart, environment: Environment, strictness: Machine.Strictness) throws(ChartError) -> Program {
    let structure = chart.validate()
    guard !structure.contains(where: { $0.message == Validation.tooDeep }) else { throw ChartError(problems: structure) }
    var compiler = Compiler(chart, environment: environment, strictness: strictness)
    let program = compiler.run(planning: !structure.contains { $0.severity == .error })
    let problems = structure.filter { $0.severity == .error } + compiler.actions.problems
    guard problems.isEmpty else { throw ChartError(problems: problems) }
    return program
  }

  private mutating func run(planning: Bool) -> Program {
    number(root, parent: 0)
    let ordered = chart.inDocumentOrder
    compile(root, as: 0, path: [])
    for (offset, entry) in ordered.enumerated() { compile(entry.state, as: offset + 1, path: entry.path) }
    let initial = CompiledInitial(targets: resolve(root.initial?.targets ?? []), actions: states[0].initial?.actions ?? [])
    let firstValues = chart.data.map { datum -> CompiledTemplate? in
      actions.place = ([], .datum(datum.name))
      return datum.value.map { actions.template($0) }
    }
    if planning { plan() }
    return Program(
      name: chart.name, fingerprint: fingerprint(), states: states, transitions: transitions, table: EventTable(transitions),
      initial: planning ? planned(initial, domain: 0) : initial, slots: actions.slots,
      firstValues: firstValues + Array(repeating: nil, count: max(0, actions.slots.count - firstValues.count)), historyCount: histories)
  }

  /// The chart as a state that holds all the others.
  private var root: Chart.State {
    Chart.State(
      "", initial: chart.initial ?? chart.states.first { $0.kind.isReal }.map { Chart.Initial($0.id) }, states: chart.states,
      transitions: chart.transitions)
  }

  private mutating func number(_ state: Chart.State, parent: Int) {
    let own = states.count
    var compiled = CompiledState(id: state.id, kind: state.kind, parent: parent, doneEvent: "done.state.\(state.id)")
    if own != 0 {
      numbers[state.id] = numbers[state.id] ?? own
      if parent != 0 { compiled.ancestors = states[parent].ancestors.union(BitSet([parent])) }
    }
    if case .history = state.kind {
      compiled.historySlot = histories
      histories += 1
    }
    states.append(compiled)
    for child in state.states {
      let childNumber = states.count
      number(child, parent: own)
      if case .history = child.kind { states[own].histories.append(childNumber) } else { states[own].children.append(childNumber) }
    }
    states[own].descendants = BitSet((own + 1)..<states.count)
  }

  private mutating func compile(_ state: Chart.State, as number: Int, path: [StateID]) {
    let first = transitions.count
    for (index, transition) in state.transitions.enumerated() {
      actions.place = (path, .transition(index))
      append(transition, source: number, index: index, events: transition.events)
    }
    var entry = blocks(state.entry, path) { .entry(block: $0) }
    var exit = blocks(state.exit, path) { .exit(block: $0) }
    for (index, timer) in state.timers.enumerated() {
      actions.place = (path, .timer(index))
      let name = Chart.timerEvent(state.id, index)
      append(timer.transition, source: number, index: state.transitions.count + index, events: [name])
      let send = Action.Send(.value(.string(name)), id: SendID(name), delay: timer.delay)
      entry.append(actions.compile([.send(send)]))
      exit.insert(actions.compile([.cancel(.value(.string(name)))]), at: index)
    }
    states[number].transitions = first..<transitions.count
    states[number].entry = entry
    states[number].exit = exit
    states[number].invocations = invocations(state, path)
    actions.place = (path, .doneData)
    states[number].doneData = state.doneData.map { actions.template($0) }
    actions.place = (path, .initial)
    states[number].initial = initial(of: state, number)
  }

  private mutating func append(_ transition: Chart.Transition, source: Int, index: Int, events: [String]) {
    transitions.append(
      CompiledTransition(
        source: source, index: index, isEventless: events.isEmpty, events: events,
        condition: transition.condition.map { actions.condition($0) }, targets: resolve(transition.targets),
        isInternal: transition.isInternal, actions: actions.compile(transition.actions)))
  }

  private mutating func blocks(_ blocks: [[Action]], _ path: [StateID], _ part: (Int) -> Problem.Part) -> [[Step]] {
    blocks.enumerated().map { index, block in
      actions.place = (path, part(index))
      return actions.compile(block)
    }
  }

  private mutating func invocations(_ state: Chart.State, _ path: [StateID]) -> [CompiledInvocation] {
    state.invocations.enumerated().map { index, invocation in
      actions.place = (path, .invocation(index))
      return CompiledInvocation(
        id: invocation.id, idLocation: invocation.idLocation.flatMap { actions.location($0) }, type: invocation.type,
        content: actions.template(invocation.content), autoforward: invocation.autoforward, finalize: actions.compile(invocation.finalize))
    }
  }

  private mutating func initial(of state: Chart.State, _ number: Int) -> CompiledInitial? {
    if let initial = state.initial { return CompiledInitial(targets: resolve(initial.targets), actions: actions.compile(initial.actions)) }
    guard states[number].isCompound, let first = states[number].children.first else { return nil }
    return CompiledInitial(targets: [first], actions: [])
  }

  private func resolve(_ targets: [StateID]) -> [Int] { targets.compactMap { numbers[$0] } }

  /// FNV-1a over what a snapshot's numbers mean: states, their kinds, variables and invocations.
  private func fingerprint() -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    for state in states { mix("\(state.id) \(state.kind) \(state.parent) \(state.invocations.count)") }
    for slot in actions.slots { mix(slot) }
    return hash
  }
}

extension Compiler {
  /// Works out domains and entry sets.
  private mutating func plan() {
    for number in transitions.indices {
      transitions[number] = Domains.planned(transitions[number], in: states)
    }
    for number in states.indices.dropFirst() where states[number].historySlot < 0 {
      guard let initial = states[number].initial else { continue }
      states[number].initial = planned(initial, domain: number)
    }
  }

  private func planned(_ initial: CompiledInitial, domain: Int) -> CompiledInitial {
    var plan = EntryPlan()
    plan.add(targets: initial.targets, domain: domain, in: states, history: [])
    var result = initial
    result.plan = plan.metHistory ? nil : plan
    return result
  }
}

extension Chart {
  /// The states in document order with the path that leads to each, itself included.
  var inDocumentOrder: [(state: State, path: [StateID])] {
    var result: [(state: State, path: [StateID])] = []
    func visit(_ states: [State], _ path: [StateID]) {
      for state in states {
        let own = path + [state.id]
        result.append((state, own))
        visit(state.states, own)
      }
    }
    visit(states, [])
    return result
  }

  /// The event (and send identifier) of a state's timer.
  static func timerEvent(_ state: StateID, _ index: Int) -> String { "after.\(state).\(index)" }
}
