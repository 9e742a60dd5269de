import Rules
@testable import Statechart

/// SCXML 1.0, Appendix D, word by word and without any cleverness: states are objects, sets are arrays. What it says is what the compiled
/// machine must do. Only guards of the form `n % 2 == 0`, and `set n + 1`, `log` and `raise` as content.
final class AppendixD {
  final class Node {
    let id: StateID
    let definition: Chart.State?
    let parent: Node?
    var children: [Node] = []
    let order: Int
    var transitions: [Arc] = []

    init(_ definition: Chart.State?, _ parent: Node?, _ order: inout Int) {
      self.definition = definition
      self.parent = parent
      self.order = order
      id = definition?.id ?? ""
    }

    var kind: Chart.Kind { definition?.kind ?? .compound }
    var isHistory: Bool { if case .history = kind { true } else { false } }
    var childStates: [Node] { children.filter { !$0.isHistory } }
    var isCompound: Bool { kind == .compound && !childStates.isEmpty }
    var isAtomic: Bool { kind == .final || (!isHistory && childStates.isEmpty) }
    func isDescendant(of other: Node) -> Bool { parent.map { $0 === other || $0.isDescendant(of: other) } ?? false }

    func properAncestors(below limit: Node?) -> [Node] {
      var result: [Node] = []
      var node = parent
      while let current = node, current !== limit {
        result.append(current)
        node = current.parent
      }
      return result
    }
  }

  final class Arc {
    let source: Node
    let events: [String]
    let definition: Chart.Transition
    init(_ source: Node, _ events: [String], _ definition: Chart.Transition) {
      self.source = source
      self.events = events
      self.definition = definition
    }
  }

  private let root: Node
  private var nodes: [StateID: Node] = [:]
  private var configuration: [Node] = []
  private var historyValue: [StateID: [Node]] = [:]
  private var internalQueue: [String] = []
  private var isRunning = true
  private(set) var n: Int64 = 0
  private(set) var log: [String] = []
  private(set) var isStuck = false

  init(_ chart: Chart) {
    var order = 0
    root = Node(nil, nil, &order)
    var nodes: [StateID: Node] = [:]
    func build(_ states: [Chart.State], _ parent: Node) {
      for state in states {
        order += 1
        let node = Node(state, parent, &order)
        parent.children.append(node)
        nodes[state.id] = node
        for transition in state.transitions { node.transitions.append(Arc(node, transition.events, transition)) }
        for (index, timer) in state.timers.enumerated() {
          node.transitions.append(Arc(node, [Chart.timerEvent(state.id, index)], timer.transition))
        }
        build(state.states, node)
      }
    }
    build(chart.states, root)
    self.nodes = nodes
    enter(states: [root.childStates[0]], transitions: nil)
    run()
  }

  /// The active atomic states by name.
  var atomic: [StateID] { configuration.filter(\.isAtomic).sorted { $0.order < $1.order }.map(\.id) }

  func send(_ event: String) {
    log = []
    guard isRunning else { return }
    let enabled = select(event)
    if !enabled.isEmpty { microstep(enabled) }
    run()
  }

  private func run() {
    var steps = 0
    while isRunning {
      steps += 1
      if steps > 300 {
        isStuck = true
        return
      }
      var enabled = select(nil)
      if enabled.isEmpty {
        guard !internalQueue.isEmpty else { return }
        enabled = select(internalQueue.removeFirst())
      }
      if !enabled.isEmpty { microstep(enabled) }
    }
  }

  private func select(_ event: String?) -> [Arc] {
    var enabled: [Arc] = []
    for state in configuration.filter(\.isAtomic).sorted(by: { $0.order < $1.order }) {
      search: for source in [state] + state.properAncestors(below: nil) {
        for arc in source.transitions {
          let matches = event.map { name in arc.events.contains { EventTable.matches($0, name) } } ?? arc.events.isEmpty
          if matches, arc.definition.condition == nil || n % 2 == 0 {
            if !enabled.contains(where: { $0 === arc }) { enabled.append(arc) }
            break search
          }
        }
      }
    }
    return removeConflicting(enabled)
  }

  private func removeConflicting(_ enabled: [Arc]) -> [Arc] {
    var filtered: [Arc] = []
    for first in enabled {
      var isPreempted = false
      var toRemove: [Arc] = []
      for second in filtered where exitSet([first]).contains(where: { state in exitSet([second]).contains { $0 === state } }) {
        if first.source.isDescendant(of: second.source) {
          toRemove.append(second)
        } else {
          isPreempted = true
          break
        }
      }
      if !isPreempted {
        filtered.removeAll { arc in toRemove.contains { $0 === arc } }
        filtered.append(first)
      }
    }
    return filtered
  }

  private func microstep(_ enabled: [Arc]) {
    exit(enabled)
    for arc in enabled { execute(arc.definition.actions) }
    enter(states: nil, transitions: enabled)
  }

  private func exitSet(_ arcs: [Arc]) -> [Node] {
    var result: [Node] = []
    for arc in arcs where !arc.definition.targets.isEmpty {
      guard let domain = domain(arc) else { continue }
      for state in configuration where state.isDescendant(of: domain) && !result.contains(where: { $0 === state }) { result.append(state) }
    }
    return result
  }

  private func exit(_ enabled: [Arc]) {
    let exits = exitSet(enabled).sorted { $0.order > $1.order }
    for state in exits {
      for history in state.children where history.isHistory {
        historyValue[history.id] =
          history.kind == .history(.deep)
          ? configuration.filter { $0.isAtomic && $0.isDescendant(of: state) } : configuration.filter { $0.parent === state }
      }
    }
    for state in exits {
      for block in state.definition?.exit ?? [] { execute(block) }
      configuration.removeAll { $0 === state }
    }
  }

  private func effectiveTargets(_ targets: [StateID]) -> [Node] {
    var result: [Node] = []
    for target in targets.compactMap({ nodes[$0] }) {
      let replaced =
        !target.isHistory ? [target] : historyValue[target.id] ?? effectiveTargets(target.definition?.initial?.targets ?? [])
      for state in replaced where !result.contains(where: { $0 === state }) { result.append(state) }
    }
    return result
  }

  private func domain(_ arc: Arc) -> Node? {
    let targets = effectiveTargets(arc.definition.targets)
    if targets.isEmpty { return nil }
    if arc.definition.isInternal, arc.source.isCompound, targets.allSatisfy({ $0.isDescendant(of: arc.source) }) { return arc.source }
    return arc.source.properAncestors(below: nil).first { ancestor in
      (ancestor.isCompound || ancestor === root) && targets.allSatisfy { $0.isDescendant(of: ancestor) }
    }
  }

  private var toEnter: [Node] = []
  private var defaults: [Node] = []
  private var defaultHistory: [StateID: [Action]] = [:]

  private func enter(states: [Node]?, transitions: [Arc]?) {
    toEnter = []
    defaults = []
    defaultHistory = [:]
    if let states {
      for state in states { addDescendants(state) }
      for state in states { addAncestors(state, below: root) }
    }
    for arc in transitions ?? [] {
      for target in arc.definition.targets.compactMap({ nodes[$0] }) { addDescendants(target) }
      let ancestor = domain(arc)
      for state in effectiveTargets(arc.definition.targets) { addAncestors(state, below: ancestor) }
    }
    for state in toEnter.sorted(by: { $0.order < $1.order }) {
      configuration.append(state)
      for block in state.definition?.entry ?? [] { execute(block) }
      if defaults.contains(where: { $0 === state }) { execute(state.definition?.initial?.actions ?? []) }
      execute(defaultHistory[state.id] ?? [])
      if state.kind == .final { end(state) }
    }
  }

  private func end(_ state: Node) {
    guard let parent = state.parent, parent !== root else {
      isRunning = false
      return
    }
    internalQueue.append("done.state.\(parent.id)")
    if let grandparent = parent.parent, grandparent.kind == .parallel, grandparent.childStates.allSatisfy(isInFinalState) {
      internalQueue.append("done.state.\(grandparent.id)")
    }
  }

  private func isActive(_ state: Node) -> Bool { configuration.contains { $0 === state } }

  private func isInFinalState(_ state: Node) -> Bool {
    if state.isCompound { return state.childStates.contains { $0.kind == .final && isActive($0) } }
    return state.kind == .parallel && state.childStates.allSatisfy(isInFinalState)
  }

  private func add(_ state: Node) { if !toEnter.contains(where: { $0 === state }) { toEnter.append(state) } }

  private func addDescendants(_ state: Node) {
    if state.isHistory, let parent = state.parent {
      if let remembered = historyValue[state.id] {
        for one in remembered { addDescendants(one) }
        for one in remembered { addAncestors(one, below: parent) }
      } else {
        defaultHistory[parent.id] = state.definition?.initial?.actions ?? []
        let targets = (state.definition?.initial?.targets ?? []).compactMap { nodes[$0] }
        for one in targets { addDescendants(one) }
        for one in targets { addAncestors(one, below: parent) }
      }
      return
    }
    add(state)
    if state.isCompound {
      defaults.append(state)
      let targets = state.definition?.initial?.targets.compactMap { nodes[$0] } ?? [state.childStates[0]]
      for one in targets { addDescendants(one) }
      for one in targets { addAncestors(one, below: state) }
    } else if state.kind == .parallel {
      addRegions(state)
    }
  }

  private func addAncestors(_ state: Node, below ancestor: Node?) {
    for one in state.properAncestors(below: ancestor) where one !== root {
      add(one)
      if one.kind == .parallel { addRegions(one) }
    }
  }

  private func addRegions(_ parallel: Node) {
    for child in parallel.childStates where !toEnter.contains(where: { $0.isDescendant(of: child) }) { addDescendants(child) }
  }

  private func execute(_ block: [Action]) {
    for action in block {
      switch action {
      case .raise(let event, _): internalQueue.append(event)
      case .set: n += 1
      case .log(let label, _): log.append(label)
      default: break
      }
    }
  }
}
