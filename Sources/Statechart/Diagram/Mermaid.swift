extension Chart {
  /// The chart as a Mermaid state diagram, with these states highlighted.
  public func mermaid(highlighting active: Set<StateID> = []) -> String {
    let graph = DiagramGraph(self, highlighting: active)
    var lines = ["stateDiagram-v2", "  direction LR"]
    func name(_ node: Int) -> String {
      "s\(node)_" + String(graph.nodes[node].id.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
    func quoted(_ text: String) -> String { text.replacing("\"", with: "'").replacing("\n", with: " ").replacing(";", with: ",") }
    func write(_ node: Int, _ indent: String) {
      let content = graph.nodes[node]
      let title =
        switch content.kind {
        case .history(.shallow): "H"
        case .history(.deep): "H*"
        default: quoted(content.label)
        }
      guard !content.children.isEmpty else { return lines.append("\(indent)state \"\(title)\" as \(name(node))") }
      lines.append("\(indent)state \"\(title)\" as \(name(node)) {")
      inside(node, indent + "  ")
      lines.append("\(indent)}")
    }
    func inside(_ node: Int, _ indent: String) {
      let content = graph.nodes[node]
      for (index, child) in content.children.enumerated() {
        if content.kind == .parallel, index > 0 { lines.append("\(indent)--") }
        write(child, indent)
        if content.kind != .parallel, graph.nodes[child].kind == .final { lines.append("\(indent)\(name(child)) --> [*]") }
      }
      for child in content.initial where graph.nodes[child].parent == node { lines.append("\(indent)[*] --> \(name(child))") }
      for edge in graph.edges where (graph.meeting(edge)?.container ?? graph.nodes[edge.target].parent) == node {
        let label = edge.label.isEmpty ? "" : " : " + quoted(edge.label).replacing(":", with: "：")
        lines.append("\(indent)\(name(edge.source)) --> \(name(edge.target))\(label)")
      }
    }
    inside(0, "  ")
    let highlighted = graph.nodes.indices.filter { graph.nodes[$0].isActive && graph.nodes[$0].isAtomic }
    if !highlighted.isEmpty {
      lines.append("  classDef active fill:#ffe9a8,stroke:#b8860b,stroke-width:2px")
      lines += highlighted.map { "  class \(name($0)) active" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
