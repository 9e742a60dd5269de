import AcademicCalendar
import Rules
import Statechart
import YAMLReading
import Yams

/// What a state's lines may name.
struct Names {
  var parameters: [Parameter]
  var roles: [String]
  var evidence: [String]
  /// Whether there are people: a machine (`statechart:`) has `invoke` in place of tasks, duties and fan-outs.
  var hasPeople = true
}

/// Reads states with their tasks, duties, fan-out and transitions.
struct StateReader {
  let reading: Reading
  let names: Names
  let expressions: MachineExpressions
  let places: Places

  private var actions: ActionReader { ActionReader(reading: reading, expressions: expressions, roles: names.hasPeople ? names.roles : nil) }
  private var ways: TransitionReader { TransitionReader(reading: reading, expressions: expressions, actions: actions) }

  /// Transitions at the top of a machine, which hold in every state.
  func transitions(_ fields: Fields) -> [TransitionDefinition] { ways.transitions(fields) }
  func initial(_ node: Node) -> Chart.Initial? { ways.initial(node) }

  func states(_ node: Node?, depth: Int) -> [StateDefinition] {
    guard let node, let fields = reading.fields(node, "states") else { return [] }
    guard depth < 16 else {
      reading.report(at: node, "状态嵌套超过 16 层")
      return []
    }
    return fields.entries.compactMap { key, keyNode, node in
      guard names.hasPeople ? reading.identifier(key, at: keyNode) : machineName(key, at: keyNode) else { return nil }
      places.note(key, at: keyNode, holding: node)
      return state(key, node, depth: depth)
    }
  }

  /// A machine's states may be called what SCXML allows, short of white space.
  private func machineName(_ text: String, at node: Node) -> Bool {
    if text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.-]*/) != nil, text.utf8.count <= 128 { return true }
    reading.report(at: node, "状态名「\(text)」应为字母、数字、下划线、点与连字符, 以字母开头")
    return false
  }

  /// The tasks and duties at the top of a workflow, which live as long as the run.
  func whole(_ fields: Fields, id: String, title: String) -> StateDefinition? {
    let tasks = TaskReader(reading: reading, names: names)
    let whole = StateDefinition(
      id: id, title: title, kind: .compound, window: window(fields.node("window"), "流程的 window", taking: .state),
      tasks: tasks.tasks(fields.node("tasks"), isDuty: false) + tasks.tasks(fields.node("duties"), isDuty: true), each: nil,
      transitions: [],
      initial: nil, states: [])
    guard whole.hasInvocations else { return nil }
    places.note(id, at: fields.node, holding: fields.node)
    check(whole, at: fields.node)
    return whole
  }

  private func state(_ id: String, _ node: Node, depth: Int) -> StateDefinition? {
    guard let fields = reading.fields(node, "状态 \(id)") else { return nil }
    let kind = fields.choice("type", StateDefinition.Kind.self) ?? .compound
    var state = StateDefinition(
      id: id, title: fields.text("title") ?? id, kind: kind, window: nil, tasks: [], each: nil, transitions: [], initial: nil, states: [])
    if names.hasPeople {
      let tasks = TaskReader(reading: reading, names: names)
      state.window = window(fields.node("window"), "状态 \(id) 的 window", taking: .state)
      state.tasks = tasks.tasks(fields.node("tasks"), isDuty: false) + tasks.tasks(fields.node("duties"), isDuty: true)
      state.each = fields.node("each").flatMap(each)
      state.review = ReviewReader(reading: reading, names: names).review(fields)
    } else {
      // Read beforehand: the data of states belongs to the whole machine.
      _ = fields.node("data")
      state.invocations = InvokeReader(reading: reading, expressions: expressions, actions: actions).invocations(fields)
    }
    if kind == .history {
      state.depth = fields.choice("history", HistoryDepth.self)?.depth ?? .shallow
      state.initial = fields.node("initial").flatMap(initial) ?? history(fields)
    } else {
      state.initial = fields.node("initial").flatMap(initial)
      state.transitions = ways.transitions(fields)
      (state.entry, state.exit) = (actions.blocks(fields, "entry"), actions.blocks(fields, "exit"))
    }
    if kind == .final { state.doneData = expressions.template(fields, "donedata") }
    state.states = states(fields.node("states"), depth: depth + 1)
    fields.finish()
    check(state, at: node)
    return state
  }

  private enum HistoryDepth: String, CaseIterable {
    case shallow, deep
    var depth: Chart.Depth { self == .deep ? .deep : .shallow }
  }

  /// The default of a history state may stand in it directly, as `to` and `do`.
  private func history(_ fields: Fields) -> Chart.Initial? {
    let targets = fields.words("to").map { StateID($0.text) }
    return targets.isEmpty ? nil : Chart.Initial(targets: targets, actions: actions.actions(fields, "do"))
  }

  private func check(_ state: StateDefinition, at node: Node) {
    var seen: Set<String> = []
    for task in state.tasks where !seen.insert(task.key).inserted { reading.report(at: node, "状态 \(state.id) 的任务「\(task.key)」出现两次") }
    if !names.hasPeople { return }
    if state.kind == .final, state.hasInvocations || !state.transitions.isEmpty || !state.states.isEmpty {
      reading.report(at: node, "终止状态 \(state.id) 不能有任务、转移或子状态")
    }
    if state.review != nil, !state.transitions.contains(where: { $0.trigger == .event("rejected") }) {
      reading.report(.warning, at: node, "状态 \(state.id) 有 review, 但没有写 rejected (否决之后) 的去处")
    }
    if state.hasInvocations, !state.states.isEmpty {
      reading.report(at: node, "状态 \(state.id) 既有任务又有子状态: 请把任务放进一个子状态")
    }
    if state.kind == .history, state.initial == nil { reading.report(at: node, "历史状态 \(state.id) 没有默认去处: 请写 to") }
    if state.kind != .final, state.kind != .history, state.states.isEmpty, !state.hasInvocations, state.transitions.isEmpty {
      reading.report(.warning, at: node, "状态 \(state.id) 没有任务也没有出路, 进入后无法离开")
    }
    let inside = state.states.map(\.id)
    for initial in state.initial?.targets.map(\.rawValue) ?? [] where state.kind != .history && !inside.contains(initial) {
      reading.report(at: node, "状态 \(state.id) 的 initial「\(initial)」不存在\(NearestName.hint(initial, among: inside))")
    }
    if state.hasInvocations, state.window == nil, state.tasks.contains(where: { $0.quota != nil }) {
      reading.report(at: node, "状态 \(state.id) 有周期职责, 须有 window")
    }
  }

  func window(_ node: Node?, _ what: String, taking scope: ExpressionScope) -> WindowDefinition? {
    guard let node, let fields = reading.fields(node, what) else { return nil }
    defer { fields.finish() }
    let expressions = scope.reader(reading, names.parameters)
    guard let from = expressions.date(fields, "from"), let through = expressions.date(fields, "through") else {
      reading.report(at: node, "\(what)须有 from 与 through")
      return nil
    }
    if case .day(let first) = from, case .day(let last) = through, first > last { reading.report(at: node, "\(what)的 from 晚于 through") }
    return WindowDefinition(from: from, through: through)
  }

  private func each(_ node: Node) -> EachDefinition? {
    guard let fields = reading.fields(node, "each") else { return nil }
    let expressions = ExpressionScope.state.reader(reading, names.parameters)
    let gate = ExpressionScope.children.reader(reading, names.parameters)
    let workflow = fields.identifier("run") ?? ""
    let until = gate.expression(fields, "until", [.bool, .dyn])
    let (title, cite) = (fields.text("title"), fields.citation())
    let own = fields.entries.filter { !["run", "until", "title", "cite"].contains($0.key) }
    guard own.count == 1, let element = own.first, reading.identifier(element.key, at: element.keyNode) else {
      reading.report(at: node, "each 须恰有一个元素名, 如 school: parameters.schools")
      return nil
    }
    guard let list = expressions.expression(fields, element.key, [.list(.dyn), .dyn]) else { return nil }
    return EachDefinition(element: element.key, list: list, workflow: workflow, until: until, title: title ?? workflow, cite: cite)
  }
}
