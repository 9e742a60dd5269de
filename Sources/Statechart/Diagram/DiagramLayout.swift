/// Where everything of a diagram stands: containers are laid out from the inside out, phases from left to right. Where that becomes too wide
/// to be read, what is within the phases goes from top to bottom.
struct DiagramLayout {
  struct Frame {
    var x = 0.0
    var y = 0.0
    var width = 0.0
    var height = 0.0
    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: Double { y + height / 2 }
  }

  struct Point {
    var x: Double
    var y: Double
  }

  /// An edge as a line through points, left or right at each of them.
  struct Route {
    var edge: Int
    var points: [Point]
    var label: Point
    var isLabelBefore: Bool
    /// Whether it runs against the order of the layers.
    var isReversed = false
    /// Whether it runs from top to bottom.
    var isTall = false
  }

  static let fontSize = 14.0
  static let smallFont = 11.5
  static let padding = 18.0
  static let header = 30.0

  let graph: DiagramGraph
  private(set) var frames: [Frame]
  private(set) var routes: [Route] = []
  /// Edges between a node and itself or one around it.
  private(set) var loops: [Int] = []

  /// Containers whose contents go from top to bottom.
  private let tall: Set<Int>
  /// Wider than this nobody reads a picture whole.
  private static let widest = 1600.0

  init(_ graph: DiagramGraph) {
    self.init(graph, tall: [])
    if frames[0].width > DiagramLayout.widest { self = DiagramLayout(graph, tall: graph.phases) }
  }

  private init(_ graph: DiagramGraph, tall: Set<Int>) {
    self.graph = graph
    self.tall = tall
    frames = Array(repeating: Frame(), count: graph.nodes.count)
    loops = graph.edges.indices.filter { graph.meeting(graph.edges[$0]) == nil }
    arrange(0)
    connectRegions()
  }

  /// The width of a text: an em for Chinese, a good half for Latin.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 1.0 : 0.57) } * size
  }

  /// Sizes a node, and places what is in it relative to its own corner.
  private mutating func arrange(_ node: Int) {
    let content = graph.nodes[node]
    let title = DiagramLayout.width(content.label, size: DiagramLayout.fontSize) + 28
    for child in content.children { arrange(child) }
    if case .history = content.kind {
      frames[node] = Frame(width: 30, height: 30)
    } else if content.isAtomic {
      frames[node] = Frame(width: max(76, title), height: loops.contains { graph.edges[$0].source == node } ? 58 : 40)
    } else if content.kind == .parallel {
      stack(node, title)
    } else {
      layer(node, title)
    }
  }

  private mutating func stack(_ node: Int, _ title: Double) {
    let children = graph.nodes[node].children
    let widest = max(title, children.map { frames[$0].width }.max() ?? 0)
    var y = DiagramLayout.header + DiagramLayout.padding / 2
    for child in children {
      if graph.nodes[child].kind.isReal, !graph.nodes[child].isAtomic { frames[child].width = widest }
      move(child, DiagramLayout.padding, y)
      y += frames[child].height + 14
    }
    frames[node] = Frame(width: widest + 2 * DiagramLayout.padding, height: y + DiagramLayout.padding / 2 - 6)
  }

  private mutating func layer(_ node: Int, _ title: Double) {
    let children = graph.nodes[node].children
    let meetings = graph.edges.indices.compactMap { edge -> (edge: Int, from: Int, to: Int)? in
      guard let meeting = graph.meeting(graph.edges[edge]), meeting.container == node,
        let from = children.firstIndex(of: meeting.from), let to = children.firstIndex(of: meeting.to)
      else { return nil }
      return (edge, from, to)
    }
    let start = graph.nodes[node].initial.first.flatMap { initial in
      children.firstIndex { $0 == initial || graph.ancestors(initial).contains($0) }
    }
    let isTall = tall.contains(node)
    let labels = meetings.map { DiagramLayout.width(graph.edges[$0.edge].shortLabel, size: DiagramLayout.smallFont) }
    let widestLabel = labels.max() ?? 0
    let layers = Layers(
      children.map { isTall ? ($0, frames[$0].height, frames[$0].width) : ($0, frames[$0].width, frames[$0].height) },
      edges: zip(meetings, labels).map { ($0.from, $0.to, isTall ? 4 : $1) }, start: start ?? 0, spacing: isTall ? widestLabel + 14 : 20)
    let isRoot = node == 0
    let left = DiagramLayout.padding + 26
    let top = isRoot && graph.nodes[0].label.isEmpty ? DiagramLayout.padding : DiagramLayout.header + DiagramLayout.padding
    for item in layers.items {
      guard let child = item.node else { continue }
      if isTall { frames[child].width = item.height } else { frames[child].height = item.height }
      move(child, left + (isTall ? item.y : item.x), top + (isTall ? item.x : item.y))
    }
    let (along, across) = isTall ? (layers.height + widestLabel / 2, layers.width) : (layers.width, layers.height)
    frames[node] = Frame(
      width: max(title, left + along + DiagramLayout.padding), height: top + across + DiagramLayout.padding)
    route(layers, meetings.map(\.edge), within: node) { along, across in
      isTall ? Point(x: left + across, y: top + along) : Point(x: left + along, y: top + across)
    }
  }

  /// - Parameter place: where a point along and across the layers stands.
  private mutating func route(_ layers: Layers, _ edges: [Int], within container: Int, at place: (Double, Double) -> Point) {
    let isTall = tall.contains(container)
    for (number, chain) in layers.chains.enumerated() {
      let ends = (chain.items[0], chain.items[chain.items.count - 1])
      let first = place(layers.items[ends.0].x + layers.items[ends.0].width, port(layers, ends.0, number, isRight: true))
      let last = place(layers.items[ends.1].x, port(layers, ends.1, number, isRight: false))
      var points = [first]
      for item in chain.items.dropFirst().dropLast() {
        points.append(place(layers.items[item].x, layers.items[item].middle))
        points.append(place(layers.items[item].x + layers.items[item].width, layers.items[item].middle))
      }
      points.append(last)
      let label =
        isTall
        ? (chain.isReversed ? Point(x: last.x + 5, y: last.y - 8) : Point(x: first.x + 5, y: first.y + 14))
        : (chain.isReversed ? Point(x: last.x - 8, y: last.y - 5) : Point(x: first.x + 8, y: first.y - 5))
      routes.append(
        Route(
          edge: edges[chain.edge], points: chain.isReversed ? points.reversed() : points, label: label,
          isLabelBefore: chain.isReversed && !isTall,
          isReversed: chain.isReversed, isTall: isTall))
      owners.append(container)
    }
  }

  /// In which container each route is laid out, until everything stands where it belongs.
  private var owners: [Int] = []

  /// The height at which an edge meets the side of a node: in the order of the places where the edges go.
  private func port(_ layers: Layers, _ item: Int, _ chain: Int, isRight: Bool) -> Double {
    let meeting = layers.chains.indices.filter {
      isRight ? layers.chains[$0].items.first == item : layers.chains[$0].items.last == item
    }
    let ordered = meeting.sorted { a, b in
      func next(_ number: Int) -> Double {
        let items = layers.chains[number].items
        return layers.items[isRight ? items[1] : items[items.count - 2]].middle
      }
      return (next(a), a) < (next(b), b)
    }
    let place = ordered.firstIndex(of: chain) ?? 0
    let node = layers.items[item]
    return node.y + node.height * Double(place + 1) / Double(ordered.count + 1)
  }

  /// Moves a node with everything in it.
  private mutating func move(_ node: Int, _ x: Double, _ y: Double) {
    let (dx, dy) = (x - frames[node].x, y - frames[node].y)
    for place in graph.nodes.indices where graph.ancestors(place).contains(node) {
      frames[place].x += dx
      frames[place].y += dy
    }
    for number in routes.indices where graph.ancestors(owners[number]).contains(node) {
      routes[number].points = routes[number].points.map { Point(x: $0.x + dx, y: $0.y + dy) }
      routes[number].label.x += dx
      routes[number].label.y += dy
    }
  }

  /// The way from a state to the border of a node around it: straight, or below everything where something stands in between.
  private func passage(from state: Int, to border: Point, of outer: Int, isRight: Bool) -> [Point] {
    let frame = frames[state]
    let start = Point(x: isRight ? frame.right : frame.x, y: frame.middle)
    let (low, high) = (min(start.y, border.y) - 4, max(start.y, border.y) + 4)
    let isBlocked = graph.nodes.indices.contains { other in
      guard other != state, graph.nodes[other].isAtomic, graph.ancestors(other).contains(outer) else { return false }
      let obstacle = frames[other]
      return obstacle.x < max(start.x, border.x) && obstacle.right > min(start.x, border.x) && obstacle.y < high && obstacle.bottom > low
    }
    guard isBlocked else { return [start] }
    let floor = frames[outer].bottom - 8
    let below = frame.x + frame.width / 2 + (isRight ? 8 : -8)
    return [Point(x: below, y: frame.bottom), Point(x: below, y: floor), Point(x: border.x, y: floor)]
  }

  /// Leads routes on from the container's border to the states within, and draws those between regions directly.
  private mutating func connectRegions() {
    for number in routes.indices {
      let edge = graph.edges[routes[number].edge]
      let forward = !routes[number].isReversed
      guard let meeting = graph.meeting(edge) else { continue }
      if meeting.from != edge.source {
        let border = routes[number].points[0]
        routes[number].points.insert(contentsOf: passage(from: edge.source, to: border, of: meeting.from, isRight: forward), at: 0)
      }
      if meeting.to != edge.target, let border = routes[number].points.last {
        routes[number].points += passage(from: edge.target, to: border, of: meeting.to, isRight: !forward).reversed()
      }
    }
    for (number, edge) in graph.edges.enumerated() {
      guard let meeting = graph.meeting(edge), graph.nodes[meeting.container].kind == .parallel else { continue }
      let (from, to) = (frames[edge.source], frames[edge.target])
      let start = Point(x: from.x + from.width / 2, y: to.y > from.y ? from.bottom : from.y)
      let end = Point(x: to.x + to.width / 2, y: to.y > from.y ? to.y : to.bottom)
      routes.append(
        Route(edge: number, points: [start, end], label: Point(x: start.x + 6, y: (start.y + end.y) / 2), isLabelBefore: false))
      owners.append(meeting.container)
    }
  }
}
