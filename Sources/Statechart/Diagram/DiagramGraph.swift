/// A chart as a picture needs it: nodes by number in document order, 0 around them all, and labelled edges.
struct DiagramGraph {
  struct Node {
    var id: StateID
    var label: String
    var kind: Chart.Kind
    var parent: Int
    var children: [Int] = []
    /// The children entered by default.
    var initial: [Int] = []
    var isActive: Bool

    var isAtomic: Bool { children.isEmpty }
  }

  struct Edge {
    var source: Int
    var target: Int
    var label: String
    /// The label, cut where it would be too long to read in a picture.
    var shortLabel: String { label.count > 44 ? label.prefix(43) + "…" : label }
  }

  private(set) var nodes: [Node]
  private(set) var edges: [Edge] = []

  init(_ chart: Chart, highlighting active: Set<StateID>) {
    let root = Node(id: "", label: chart.title.isEmpty ? chart.name : chart.title, kind: .compound, parent: -1, isActive: false)
    nodes = [root]
    var numbers: [StateID: Int] = [:]
    var parents: [Int] = [0]
    let all = chart.inDocumentOrder
    for (state, path) in all {
      parents.removeLast(parents.count - path.count)
      let number = nodes.count
      let node = Node(
        id: state.id, label: state.label, kind: state.kind, parent: parents[path.count - 1], isActive: active.contains(state.id))
      nodes.append(node)
      nodes[node.parent].children.append(number)
      numbers[state.id] = numbers[state.id] ?? number
      parents.append(number)
    }
    func resolve(_ initial: Chart.Initial?) -> [Int] { initial?.targets.compactMap { numbers[$0] } ?? [] }
    for number in nodes.indices {
      let state: Chart.State? = number == 0 ? nil : all[number - 1].state
      let given = resolve(number == 0 ? chart.initial : state?.initial)
      if case .history = nodes[number].kind {
        edges += given.map { Edge(source: number, target: $0, label: "") }
      } else if nodes[number].kind == .compound {
        let first = nodes[number].children.first { nodes[$0].kind.isReal }
        nodes[number].initial = given.isEmpty ? first.map { [$0] } ?? [] : given
      }
      let transitions = (state?.transitions ?? []).map { ($0, DiagramGraph.label($0)) }
      let timers = (state?.timers ?? []).map {
        ($0.transition, "after " + Literal.source($0.delay).trimmingQuotes + DiagramGraph.suffix($0.transition))
      }
      // Transitions of the chart itself hold everywhere; an arrow from everywhere would hide the rest.
      for (transition, label) in transitions + timers where number != 0 {
        for target in transition.targets.compactMap({ numbers[$0] }) { add(Edge(source: number, target: target, label: label)) }
      }
    }
  }

  private mutating func add(_ edge: Edge) {
    if let same = edges.firstIndex(where: { $0.source == edge.source && $0.target == edge.target }) {
      edges[same].label += edges[same].label.isEmpty ? edge.label : " / " + edge.label
    } else {
      edges.append(edge)
    }
  }

  /// The event and the guard; long guards are cut.
  private static func label(_ transition: Chart.Transition) -> String { transition.events.joined(separator: ", ") + suffix(transition) }

  private static func suffix(_ transition: Chart.Transition) -> String {
    guard let condition = transition.condition else { return "" }
    return " [\(condition.count > 28 ? condition.prefix(27) + "…" : condition[...])]"
  }

  /// A node and those around it, without the outermost.
  func ancestors(_ node: Int) -> [Int] {
    var result: [Int] = []
    var place = node
    while place > 0 {
      result.append(place)
      place = nodes[place].parent
    }
    return result
  }

  /// The innermost node around both, and which of its children leads to each; nil where one lies within the other.
  func meeting(_ edge: Edge) -> (container: Int, from: Int, to: Int)? {
    let (left, right) = (Array(ancestors(edge.source).reversed()), Array(ancestors(edge.target).reversed()))
    let common = zip(left, right).prefix { $0 == $1 }.count
    guard common < left.count, common < right.count else { return nil }
    return (common == 0 ? 0 : left[common - 1], left[common], right[common])
  }
}

extension String {
  /// Without the single quotes around it.
  fileprivate var trimmingQuotes: String { count >= 2 && hasPrefix("'") && hasSuffix("'") ? String(dropFirst().dropLast()) : self }
}

extension DiagramGraph {
  /// Containers that stand beside others of their kind in a row: the phases of a chart that has many.
  var phases: Set<Int> {
    func containers(of node: Int) -> [Int] { nodes[node].children.filter { !nodes[$0].isAtomic } }
    var result: Set<Int> = []
    for node in nodes.indices where nodes[node].kind != .parallel && !result.contains(node) {
      let rows = containers(of: node)
      if rows.count >= 3 { result.formUnion(rows.filter { nodes[$0].kind != .parallel }) }
    }
    return result
  }
}
