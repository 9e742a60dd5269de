/// The nodes of one container in layers from left to right (Sugiyama, Tagawa and Toda 1981): cycles broken, ranks by longest path, long edges
/// cut into pieces by dummy nodes, crossings reduced by barycentres.
struct Layers {
  /// A node of the container, or the place where a long edge passes a layer.
  struct Item {
    /// The node's number; nil for a dummy.
    var node: Int?
    var width: Double
    var height: Double
    var rank: Int
    var x = 0.0
    var y = 0.0
    var middle: Double { y + height / 2 }
  }

  /// An edge between two nodes of the container, by item numbers from left to right.
  struct Chain {
    var items: [Int]
    /// Whether the edge runs from right to left.
    var isReversed: Bool
    var edge: Int
  }

  private(set) var items: [Item]
  private(set) var chains: [Chain] = []
  private(set) var columns: [[Int]] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// - Parameters:
  ///   - nodes: The nodes in document order, with their sizes.
  ///   - edges: Between which of them (by place in `nodes`) the edges run, with the width of each label.
  ///   - start: The place of the node entered by default.
  ///   - spacing: How far apart the edges at one side of a node are.
  init(
    _ nodes: [(node: Int, width: Double, height: Double)], edges: [(from: Int, to: Int, label: Double)], start: Int, spacing: Double = 20
  ) {
    items = nodes.map { Item(node: $0.node, width: $0.width, height: $0.height, rank: 0) }
    let reversed = Layers.backward(count: nodes.count, edges.map { ($0.from, $0.to) }, start: start)
    rank(edges.enumerated().map { reversed.contains($0.offset) ? ($0.element.to, $0.element.from) : ($0.element.from, $0.element.to) })
    for (number, edge) in edges.enumerated() { addChain(number, edge.from, edge.to, isReversed: reversed.contains(number)) }
    makeRoomForLabels(spacing)
    columns = (0...(items.map(\.rank).max() ?? 0)).map { rank in items.indices.filter { items[$0].rank == rank } }
    reduceCrossings()
    placeColumns(edges.map(\.label))
    placeRows()
  }

  /// The edges that close a cycle when the nodes are visited from the start, then in document order.
  private static func backward(count: Int, _ edges: [(Int, Int)], start: Int) -> Set<Int> {
    var state = [Int](repeating: 0, count: count)
    var result: Set<Int> = []
    func visit(_ node: Int) {
      state[node] = 1
      for (number, edge) in edges.enumerated() where edge.0 == node {
        if state[edge.1] == 1 { result.insert(number) } else if state[edge.1] == 0 { visit(edge.1) }
      }
      state[node] = 2
    }
    for node in [start] + Array(0..<count) where node < count && state[node] == 0 { visit(node) }
    return result
  }

  private mutating func rank(_ edges: [(Int, Int)]) {
    for _ in items.indices {
      var changed = false
      for (from, to) in edges where items[to].rank < items[from].rank + 1 {
        items[to].rank = items[from].rank + 1
        changed = true
      }
      if !changed { break }
    }
  }

  private mutating func addChain(_ number: Int, _ from: Int, _ to: Int, isReversed: Bool) {
    let (left, right) = isReversed ? (to, from) : (from, to)
    var path = [left]
    for rank in (items[left].rank + 1)..<max(items[right].rank, items[left].rank + 1) {
      path.append(items.count)
      items.append(Item(node: nil, width: 12, height: 14, rank: rank))
    }
    chains.append(Chain(items: path + [right], isReversed: isReversed, edge: number))
  }

  /// Each edge leaves and arrives at a height of its own, with its label above it.
  private mutating func makeRoomForLabels(_ spacing: Double) {
    for item in items.indices where items[item].node != nil {
      let right = chains.count { $0.items.first == item }
      let left = chains.count { $0.items.last == item }
      items[item].height = max(items[item].height, Double(max(left, right)) * spacing + 8)
    }
  }

  private mutating func reduceCrossings() {
    for sweep in 0..<8 {
      let order = sweep.isMultiple(of: 2) ? Array(columns.indices) : columns.indices.reversed()
      for column in order {
        let center = centers(towards: sweep.isMultiple(of: 2) ? -1 : 1, column)
        columns[column] = columns[column].enumerated().sorted { left, right in
          let a = center[left.element] ?? Double(left.offset)
          let b = center[right.element] ?? Double(right.offset)
          return (a, left.offset) < (b, right.offset)
        }.map(\.element)
      }
    }
  }

  /// The mean place of each item's neighbours in the next column on one side.
  private func centers(towards step: Int, _ column: Int) -> [Int: Double] {
    guard columns.indices.contains(column + step) else { return [:] }
    let places = Dictionary(uniqueKeysWithValues: columns[column + step].enumerated().map { ($1, Double($0)) })
    var found: [Int: [Double]] = [:]
    for (left, right) in pieces {
      let (own, other) = step < 0 ? (right, left) : (left, right)
      if items[own].rank == column, let place = places[other] { found[own, default: []].append(place) }
    }
    return found.mapValues { $0.reduce(0, +) / Double($0.count) }
  }

  private var pieces: [(Int, Int)] { chains.flatMap { zip($0.items, $0.items.dropFirst()) } }

  private mutating func placeColumns(_ labels: [Double]) {
    var x = 0.0
    for column in columns.indices {
      let widest = columns[column].map { items[$0].width }.max() ?? 0
      for item in columns[column] {
        if items[item].node == nil { items[item].width = widest }
        items[item].x = x + (widest - items[item].width) / 2
      }
      // Labels of edges that leave to the right stand right of this column, those of edges running back left of the next one.
      let leaving = chains.filter { !$0.isReversed && items[$0.items[0]].rank == column }.map { labels[$0.edge] }.max() ?? 0
      let returning = chains.filter { $0.isReversed && items[$0.items[$0.items.count - 1]].rank == column + 1 }.map { labels[$0.edge] }
        .max()
      width = x + widest
      x += widest + leaving + (returning.map { $0 + 24 } ?? 0) + 40
    }
  }

  private mutating func placeRows() {
    for column in columns.indices { settle(column, wanting: columns[column].map { _ in 0 }) }
    for round in 0..<10 {
      let towards = round.isMultiple(of: 2) ? -1 : 1
      for column in towards < 0 ? Array(columns.indices) : columns.indices.reversed() {
        let wanted = columns[column].map { item in
          let neighbours = pieces.compactMap { left, right -> Int? in
            let (own, other) = towards < 0 ? (right, left) : (left, right)
            return own == item ? other : nil
          }
          if neighbours.isEmpty { return items[item].middle }
          return neighbours.map { items[$0].middle }.reduce(0, +) / Double(neighbours.count)
        }
        settle(column, wanting: wanted)
      }
    }
    let top = items.map(\.y).min() ?? 0
    for item in items.indices { items[item].y -= top }
    height = items.map { $0.y + $0.height }.max() ?? 0
  }

  /// Places a column as near as its order allows to where its items would like to be.
  private mutating func settle(_ column: Int, wanting middles: [Double]) {
    let order = columns[column]
    guard !order.isEmpty else { return }
    var tops = zip(order, middles).map { $1 - items[$0].height / 2 }
    func gap(_ place: Int) -> Double { items[order[place]].node == nil || items[order[place - 1]].node == nil ? 16 : 26 }
    for place in tops.indices.dropFirst() {
      tops[place] = max(tops[place], tops[place - 1] + items[order[place - 1]].height + gap(place))
    }
    let drift = zip(zip(order, middles).map { $1 - items[$0].height / 2 }, tops).map { $0 - $1 }.reduce(0, +) / Double(tops.count)
    for place in tops.indices { items[order[place]].y = tops[place] + drift }
  }
}
