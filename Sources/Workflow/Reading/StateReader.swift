import AcademicCalendar
import Rules
import YAMLReading
import Yams

/// What a state's lines may name.
struct Names {
  var parameters: [Parameter]
  var roles: [String]
  var evidence: [String]
}

/// Reads states with their tasks, duties, fan-out and transitions.
struct StateReader {
  let reading: Reading
  let names: Names

  func states(_ node: Node?, depth: Int) -> [StateDefinition] {
    guard let node, let fields = reading.fields(node, "states") else { return [] }
    guard depth < 16 else {
      reading.report(at: node, "状态嵌套超过 16 层")
      return []
    }
    return fields.entries.compactMap { key, keyNode, node in
      guard reading.identifier(key, at: keyNode) else { return nil }
      return state(key, node, depth: depth)
    }
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
    check(whole, at: fields.node)
    return whole
  }

  private func state(_ id: String, _ node: Node, depth: Int) -> StateDefinition? {
    guard let fields = reading.fields(node, "状态 \(id)") else { return nil }
    let kind = fields.choice("type", StateDefinition.Kind.self) ?? .compound
    let window = window(fields.node("window"), "状态 \(id) 的 window", taking: .state)
    let tasks = TaskReader(reading: reading, names: names)
    var state = StateDefinition(
      id: id, title: fields.text("title") ?? id, kind: kind, window: window,
      tasks: tasks.tasks(fields.node("tasks"), isDuty: false) + tasks.tasks(fields.node("duties"), isDuty: true),
      each: fields.node("each").flatMap(each), transitions: transitions(fields), initial: fields.text("initial"), states: [])
    state.states = states(fields.node("states"), depth: depth + 1)
    fields.finish()
    check(state, at: node)
    return state
  }

  private func check(_ state: StateDefinition, at node: Node) {
    var seen: Set<String> = []
    for task in state.tasks where !seen.insert(task.key).inserted { reading.report(at: node, "状态 \(state.id) 的任务「\(task.key)」出现两次") }
    if state.kind == .final, state.hasInvocations || !state.transitions.isEmpty || !state.states.isEmpty {
      reading.report(at: node, "终止状态 \(state.id) 不能有任务、转移或子状态")
    }
    if state.hasInvocations, !state.states.isEmpty {
      reading.report(at: node, "状态 \(state.id) 既有任务又有子状态: 请把任务放进一个子状态")
    }
    if state.kind != .final, state.states.isEmpty, !state.hasInvocations, state.transitions.isEmpty {
      reading.report(.warning, at: node, "状态 \(state.id) 没有任务也没有出路, 进入后无法离开")
    }
    if let initial = state.initial, !state.states.map(\.id).contains(initial) {
      reading.report(at: node, "状态 \(state.id) 的 initial「\(initial)」不存在\(NearestName.hint(initial, among: state.states.map(\.id)))")
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

  private func transitions(_ fields: Fields) -> [TransitionDefinition] {
    var result: [TransitionDefinition] = []
    if let node = fields.node("on"), let events = reading.fields(node, "on") {
      for (key, _, node) in events.entries {
        result += alternatives(node, key == "done" ? .done : .event(key))
      }
    }
    if let node = fields.node("always") { result += alternatives(node, .always) }
    if let node = fields.node("after"), let times = reading.fields(node, "after") {
      let expressions = ExpressionScope.state.reader(reading, names.parameters)
      for (key, keyNode, node) in times.entries where expressions.compile(key, at: keyNode, [.day, .days, .duration, .dyn]) != nil {
        result += alternatives(node, .after(key))
      }
    }
    return result
  }

  /// A target, a mapping, or a list of either: the first whose condition holds is taken.
  private func alternatives(_ node: Node, _ trigger: TransitionDefinition.Trigger) -> [TransitionDefinition] {
    switch node {
    case .sequence(let sequence): return sequence.flatMap { alternatives($0, trigger) }
    case .scalar(let scalar): return [TransitionDefinition(trigger: trigger, condition: nil, target: scalar.string, notify: [])]
    default: break
    }
    guard let fields = reading.fields(node, "转移") else { return [] }
    defer { fields.finish() }
    let gate = ExpressionScope.guardCondition.reader(reading, names.parameters)
    return [
      TransitionDefinition(
        trigger: trigger, condition: gate.expression(fields, "if", [.bool, .dyn])?.source, target: fields.text("to"),
        notify: notices(fields))
    ]
  }

  private func notices(_ fields: Fields) -> [String] {
    guard let node = fields.node("do") else { return [] }
    guard case .sequence(let actions) = node else {
      reading.report(at: node, "do 应为动作列表")
      return []
    }
    return actions.compactMap { action in
      guard let fields = reading.fields(action, "动作") else { return nil }
      defer { fields.finish() }
      guard let role = fields.requiredText("notify") else { return nil }
      if !names.roles.contains(role) {
        reading.report(at: action, "没有角色「\(role)」\(NearestName.hint(role, among: names.roles))")
      }
      return role
    }
  }
}
