extension Chart {
  /// The chart in the DOT language of Graphviz, with these states highlighted.
  public func dot(highlighting active: Set<StateID> = []) -> String {
    let graph = DiagramGraph(self, highlighting: active)
    var lines = [
      "digraph \(Graphviz.quoted(name)) {", "  rankdir=LR; compound=true;",
      "  node [shape=box, style=\"rounded,filled\", fillcolor=white];",
    ]
    Graphviz.write(graph, 0, "  ", &lines)
    for edge in graph.edges {
      var attributes = ["label=\(Graphviz.quoted(edge.label))"]
      if !graph.nodes[edge.source].isAtomic { attributes.append("ltail=cluster\(edge.source)") }
      if !graph.nodes[edge.target].isAtomic { attributes.append("lhead=cluster\(edge.target)") }
      lines.append(
        "  n\(Graphviz.anchor(graph, edge.source)) -> n\(Graphviz.anchor(graph, edge.target)) [\(attributes.joined(separator: ", "))];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }
}

/// Pieces of the DOT language.
private enum Graphviz {
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }

  /// An atomic node that stands for a node with children, since an edge of DOT needs one at each end.
  static func anchor(_ graph: DiagramGraph, _ node: Int) -> Int {
    graph.nodes[node].children.first.map { anchor(graph, $0) } ?? node
  }

  static func write(_ graph: DiagramGraph, _ node: Int, _ indent: String, _ lines: inout [String]) {
    for child in graph.nodes[node].children {
      let content = graph.nodes[child]
      if content.isAtomic {
        lines.append("\(indent)n\(child) [\(attributes(content))];")
      } else {
        lines.append("\(indent)subgraph cluster\(child) {")
        lines.append("\(indent)  label=\(quoted(content.label)); style=\(content.kind == .parallel ? "dashed" : "rounded");")
        if content.isActive { lines.append("\(indent)  color=\"#b8860b\"; penwidth=2;") }
        write(graph, child, indent + "  ", &lines)
        lines.append("\(indent)}")
      }
    }
    for child in graph.nodes[node].initial {
      lines.append("\(indent)i\(node)_\(child) [shape=point, width=0.12, label=\"\"];")
      lines.append("\(indent)i\(node)_\(child) -> n\(anchor(graph, child));")
    }
  }

  private static func attributes(_ node: DiagramGraph.Node) -> String {
    let shape =
      switch node.kind {
      case .history(.shallow): "label=\"H\", shape=circle"
      case .history(.deep): "label=\"H*\", shape=circle"
      case .final: "label=\(quoted(node.label)), peripheries=2"
      default: "label=\(quoted(node.label))"
      }
    return node.isActive ? shape + ", fillcolor=\"#ffe9a8\"" : shape
  }
}
