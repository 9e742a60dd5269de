import Rules

extension Chart {
  /// Everything that is wrong with the structure, in document order; expressions are checked where the chart becomes a `Machine`.
  public func validate() -> [Problem] {
    var validation = Validation(self)
    return validation.run()
  }
}

/// The structural rules of SCXML 1.0, section 3.
struct Validation {
  static let tooDeep = "状态嵌套太深或太多 (至多 64 层, \(Compiler.mostStates) 个)"

  private let chart: Chart
  private var problems: [Problem] = []
  /// Where each state stands; the path ends with the state itself.
  private var paths: [StateID: [StateID]] = [:]
  private var kinds: [StateID: Chart.Kind] = [:]

  init(_ chart: Chart) { self.chart = chart }

  mutating func run() -> [Problem] {
    guard depth(chart.states, 0) <= 64, chart.inDocumentOrder.count < Compiler.mostStates else {
      return [Problem(.error, [], .itself, Validation.tooDeep)]
    }
    let all = chart.inDocumentOrder
    if chart.states.isEmpty { report([], .itself, "没有状态") }
    for (state, path) in all {
      if state.id.rawValue.isEmpty { report(path, .itself, "状态没有名字") }
      if state.id.rawValue.contains(where: \.isWhitespace) { report(path, .itself, "状态名「\(state.id)」中有空白") }
      if let other = paths[state.id] {
        report(path, .itself, "状态名 \(state.id) 已经用过 (\(other.map(\.rawValue).joined(separator: "."))), 全图中要唯一")
      } else {
        paths[state.id] = path
        kinds[state.id] = state.kind
      }
    }
    checkData()
    if let initial = chart.initial { check(initial, within: [], [], .initial) }
    check(chart.transitions, of: nil, [])
    for (state, path) in all { check(state, path) }
    checkCycles(all)
    return problems
  }

  private func depth(_ states: [Chart.State], _ level: Int) -> Int {
    if level > 64 { return level }
    return states.map { depth($0.states, level + 1) }.max() ?? level
  }

  private mutating func checkData() {
    var seen: Set<String> = []
    for datum in chart.data {
      if !seen.insert(datum.name).inserted { report([], .datum(datum.name), "变量 \(datum.name) 声明了两次") }
      if datum.name.isEmpty { report([], .datum(datum.name), "变量没有名字") }
    }
  }

  private mutating func check(_ state: Chart.State, _ path: [StateID]) {
    switch state.kind {
    case .compound: checkCompound(state, path)
    case .parallel:
      if state.initial != nil { report(path, .initial, "并行状态的各个分支同时进入, 不能有 initial") }
      if !state.states.contains(where: { $0.kind.isReal }) { report(path, .itself, "并行状态没有分支") }
      if state.states.contains(where: { $0.kind == .final }) { report(path, .itself, "并行状态的分支不能是终止状态") }
    case .final:
      if !state.states.isEmpty || !state.transitions.isEmpty || !state.timers.isEmpty || !state.invocations.isEmpty || state.initial != nil
      {
        report(path, .itself, "终止状态不能有子状态、转移或调用")
      }
    case .history(let depth): checkHistory(state, depth, path)
    }
    if state.doneData != nil, state.kind != .final { report(path, .doneData, "只有终止状态才有 donedata") }
    check(state.transitions, of: state, path)
    for (index, timer) in state.timers.enumerated() { check(timer.transition, of: state, path, .timer(index)) }
    checkInvocations(state, path)
  }

  private mutating func checkCompound(_ state: Chart.State, _ path: [StateID]) {
    guard state.states.contains(where: { $0.kind.isReal }) else {
      if state.initial != nil { report(path, .initial, "没有子状态, 不能有 initial") }
      return
    }
    if let initial = state.initial { check(initial, within: path, path, .initial) }
  }

  private mutating func checkHistory(_ state: Chart.State, _ depth: Chart.Depth, _ path: [StateID]) {
    if !state.states.isEmpty || !state.transitions.isEmpty || !state.timers.isEmpty || !state.entry.isEmpty || !state.exit.isEmpty
      || !state.invocations.isEmpty
    {
      report(path, .itself, "历史状态只能有默认去处")
    }
    if path.count < 2 { report(path, .itself, "历史状态要放在一个状态之内") }
    guard let initial = state.initial, !initial.targets.isEmpty else { return report(path, .initial, "历史状态没有默认去处") }
    let parent = Array(path.dropLast())
    check(initial, within: parent, path, .initial)
    guard depth == .shallow else { return }
    for target in initial.targets where (paths[target]?.count ?? 0) > path.count {
      report(path, .initial, "浅历史的默认去处 \(target) 应是同一层的状态", .warning)
    }
  }

  /// History states whose defaults lead to one another and to no state: what was never active could not be entered.
  private mutating func checkCycles(_ all: [(state: Chart.State, path: [StateID])]) {
    let histories = all.filter { !$0.state.kind.isReal }
    let defaults = Dictionary(histories.map { ($0.state.id, $0.state.initial?.targets ?? []) }, uniquingKeysWith: { first, _ in first })
    var reported: Set<StateID> = []
    for (state, path) in histories where !reported.contains(state.id) {
      guard let cycle = Validation.cycle(from: state.id, defaults) else { continue }
      reported.formUnion(cycle)
      report(path, .initial, "历史状态的默认去处绕成一圈: \((cycle + [state.id]).map(\.rawValue).joined(separator: " → "))")
    }
  }

  /// The history states from one of them back to itself, each the default of the one before; nil where no way leads back.
  private static func cycle(from start: StateID, _ defaults: [StateID: [StateID]]) -> [StateID]? {
    var pending = [[start]]
    var seen: Set<StateID> = []
    while let way = pending.popLast() {
      for target in way.last.flatMap({ defaults[$0] }) ?? [] where defaults[target] != nil {
        if target == start { return way }
        if seen.insert(target).inserted { pending.append(way + [target]) }
      }
    }
    return nil
  }

  private mutating func check(_ initial: Chart.Initial, within parent: [StateID], _ path: [StateID], _ part: Problem.Part) {
    if initial.targets.isEmpty { report(path, part, "没有写去处") }
    check(initial.targets, path, part)
    for target in initial.targets {
      guard let found = paths[target] else { continue }
      if found.count <= parent.count || !found.starts(with: parent) { report(path, part, "\(target) 不在这个状态之内") }
      if found == path { report(path, part, "默认去处不能是它自己") }
    }
  }

  private mutating func check(_ transitions: [Chart.Transition], of state: Chart.State?, _ path: [StateID]) {
    for (index, transition) in transitions.enumerated() {
      check(transition, of: state, path, .transition(index))
      if transition.events.isEmpty, transition.condition == nil, transition.targets.isEmpty {
        report(path, .transition(index), "不等事件、没有条件、没有去处的转移永远停不下来")
      }
      for event in transition.events {
        if event.isEmpty || event.contains(where: \.isWhitespace) {
          report(path, .transition(index), "事件名「\(event)」不合法")
        } else if EventTable.normalized(event).isEmpty {
          report(path, .transition(index), "事件名「\(event)」之前没有名字, 等不到事件", .warning)
        }
      }
    }
  }

  private mutating func check(_ transition: Chart.Transition, of state: Chart.State?, _ path: [StateID], _ part: Problem.Part) {
    check(transition.targets, path, part)
  }

  /// Targets must be known, and able to be active together.
  private mutating func check(_ targets: [StateID], _ path: [StateID], _ part: Problem.Part) {
    for target in targets where paths[target] == nil {
      report(path, part, "没有状态 \(target)\(NearestName.hint(target.rawValue, among: paths.keys.map(\.rawValue).sorted()))")
    }
    for (index, left) in targets.enumerated() {
      for right in targets[(index + 1)...] {
        guard let a = paths[left], let b = paths[right], !compatible(a, b) else { continue }
        report(path, part, "\(left) 和 \(right) 不能同时活动")
      }
    }
  }

  private func compatible(_ a: [StateID], _ b: [StateID]) -> Bool {
    if a.starts(with: b) || b.starts(with: a) { return true }
    let common = zip(a, b).prefix { $0 == $1 }.count
    guard common > 0 else { return false }
    return kinds[a[common - 1]] == .parallel
  }

  private mutating func checkInvocations(_ state: Chart.State, _ path: [StateID]) {
    var seen: Set<InvocationID> = []
    for (index, invocation) in state.invocations.enumerated() {
      guard let id = invocation.id else { continue }
      if !seen.insert(id).inserted { report(path, .invocation(index), "调用名 \(id) 在这个状态里用了两次") }
    }
  }

  private mutating func report(_ path: [StateID], _ part: Problem.Part, _ message: String, _ severity: Problem.Severity = .error) {
    problems.append(Problem(severity, path, part, message))
  }
}

extension Chart.Kind {
  /// Whether a state of this kind can be active.
  var isReal: Bool { if case .history = self { false } else { true } }
}
