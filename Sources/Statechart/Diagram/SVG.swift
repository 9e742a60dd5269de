extension Chart {
  /// The chart as a picture: phases from left to right, regions one below the other, these states highlighted.
  ///
  /// The SVG needs no font, script or file of its own, and its text can be read by screen readers.
  public func svg(highlighting active: Set<StateID> = []) -> String {
    var picture = Picture(DiagramLayout(DiagramGraph(self, highlighting: active)))
    return picture.draw()
  }
}

/// Draws a layout.
private struct Picture {
  private let layout: DiagramLayout
  private var lines: [String] = []

  init(_ layout: DiagramLayout) { self.layout = layout }

  mutating func draw() -> String {
    let frame = layout.frames[0]
    let (width, height) = (format(frame.width + 4), format(frame.height + 4))
    let title = Markup.escaped(layout.graph.nodes[0].label)
    lines.append(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"-2 -2 \(width) \(height)\" role=\"img\" aria-label=\"\(title)\">"
    )
    lines.append(Picture.style)
    if !title.isEmpty { lines.append("<text class=\"t\" x=\"18\" y=\"24\">\(title)</text>") }
    for node in layout.graph.nodes.indices.dropFirst() { draw(node) }
    for node in layout.graph.nodes.indices { drawInitial(of: node) }
    for route in layout.routes { draw(route) }
    for edge in layout.loops { drawLoop(edge) }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static let style = """
    <defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#456"/></marker></defs>
    <style>text{font:14px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif;fill:#123}.t{font-weight:600}.l{font-size:11.5px;fill:#456;stroke:#fff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}.b{fill:#fff;stroke:#567;stroke-width:1.2}.c{fill:#f6f8fa;stroke:#89a}.p{fill:#fbfbf4;stroke:#998;stroke-dasharray:6 4}.on{fill:#ffe9a8;stroke:#b8860b;stroke-width:2.2}.con{stroke:#b8860b;stroke-width:2}.e{fill:none;stroke:#456;stroke-width:1.2}</style>
    """

  private mutating func draw(_ node: Int) {
    let content = layout.graph.nodes[node]
    let frame = layout.frames[node]
    if case .history(let depth) = content.kind {
      lines.append("<circle class=\"b\" cx=\"\(format(frame.x + 15))\" cy=\"\(format(frame.middle))\" r=\"14\"/>")
      text(depth == .deep ? "H*" : "H", frame.x + 15, frame.middle + 5, isCentered: true)
      return
    }
    let style =
      content.isAtomic ? (content.isActive ? "on" : "b") : (content.kind == .parallel ? "p" : "c") + (content.isActive ? " con" : "")
    rectangle(frame, style)
    if content.kind == .final {
      let inner = DiagramLayout.Frame(x: frame.x + 3, y: frame.y + 3, width: frame.width - 6, height: frame.height - 6)
      rectangle(inner, content.isActive ? "on" : "b")
    }
    if content.isAtomic {
      text(content.label, frame.x + frame.width / 2, frame.middle + 5, isCentered: true)
    } else {
      text(content.label, frame.x + 12, frame.y + 21, isCentered: false)
    }
  }

  private mutating func rectangle(_ frame: DiagramLayout.Frame, _ style: String) {
    lines.append(
      "<rect class=\"\(style)\" x=\"\(format(frame.x))\" y=\"\(format(frame.y))\" width=\"\(format(frame.width))\" height=\"\(format(frame.height))\" rx=\"8\"/>"
    )
  }

  private mutating func text(_ text: String, _ x: Double, _ y: Double, isCentered: Bool) {
    let style = isCentered ? " text-anchor=\"middle\"" : " class=\"t\""
    lines.append("<text\(style) x=\"\(format(x))\" y=\"\(format(y))\">\(Markup.escaped(text))</text>")
  }

  private mutating func drawInitial(of node: Int) {
    for target in layout.graph.nodes[node].initial {
      let frame = layout.frames[target]
      let y = frame.y + min(12, frame.height / 2)
      lines.append("<circle cx=\"\(format(frame.x - 20))\" cy=\"\(format(y))\" r=\"4.5\" fill=\"#456\"/>")
      lines.append("<path class=\"e\" d=\"M\(format(frame.x - 15)) \(format(y))H\(format(frame.x - 1))\" marker-end=\"url(#a)\"/>")
    }
  }

  private mutating func draw(_ route: DiagramLayout.Route) {
    var path = "M\(format(route.points[0].x)) \(format(route.points[0].y))"
    for (from, to) in zip(route.points, route.points.dropFirst()) {
      if route.isTall {
        let bend = (to.y - from.y) / 2
        path += "C\(format(from.x)) \(format(from.y + bend)) \(format(to.x)) \(format(to.y - bend)) \(format(to.x)) \(format(to.y))"
        continue
      }
      let bend = (to.x - from.x) / 2
      path += "C\(format(from.x + bend)) \(format(from.y)) \(format(to.x - bend)) \(format(to.y)) \(format(to.x)) \(format(to.y))"
    }
    lines.append("<path class=\"e\" d=\"\(path)\" marker-end=\"url(#a)\"/>")
    label(layout.graph.edges[route.edge], route.label, isBefore: route.isLabelBefore)
  }

  private mutating func label(_ edge: DiagramGraph.Edge, _ place: DiagramLayout.Point, isBefore: Bool) {
    if edge.label.isEmpty { return }
    let title = edge.shortLabel == edge.label ? "" : "<title>\(Markup.escaped(edge.label))</title>"
    let anchor = isBefore ? " text-anchor=\"end\"" : ""
    lines.append(
      "<text class=\"l\"\(anchor) x=\"\(format(place.x))\" y=\"\(format(place.y))\">\(title)\(Markup.escaped(edge.shortLabel))</text>")
  }

  /// An edge from a state to itself, to one within or to one around it.
  private mutating func drawLoop(_ number: Int) {
    let edge = layout.graph.edges[number]
    let (from, to) = (layout.frames[edge.source], layout.frames[edge.target])
    let x = from.x + from.width - 14
    if edge.source == edge.target {
      let y = from.bottom
      lines.append(
        "<path class=\"e\" d=\"M\(format(x - 20)) \(format(y))c0 18 20 18 20 1\" marker-end=\"url(#a)\"/>")
      label(edge, DiagramLayout.Point(x: x - 26, y: y + 12), isBefore: true)
      return
    }
    let isInward = layout.graph.ancestors(edge.target).contains(edge.source)
    let start =
      isInward ? DiagramLayout.Point(x: to.x + to.width / 2, y: from.y + 26) : DiagramLayout.Point(x: from.x + from.width / 2, y: from.y)
    let end =
      isInward ? DiagramLayout.Point(x: to.x + to.width / 2, y: to.y) : DiagramLayout.Point(x: from.x + from.width / 2, y: to.y + 26)
    lines.append(
      "<path class=\"e\" d=\"M\(format(start.x)) \(format(start.y))L\(format(end.x)) \(format(end.y))\" marker-end=\"url(#a)\"/>")
    label(edge, DiagramLayout.Point(x: start.x + 5, y: (start.y + end.y) / 2), isBefore: false)
  }

  /// A length with one decimal at most, the same on every machine.
  private func format(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
