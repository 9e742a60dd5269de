import Rules

extension Chart {
  /// Reads SCXML 1.0 without scripts: data models `null`, `ecmascript` in its simplest expressions, and `cel`, our own.
  ///
  /// Elements of other namespaces are passed over; nested machines in `<invoke>` become the text of its content.
  /// - Throws: `SCXMLError` with the line.
  public init(scxml text: String) throws(SCXMLError) {
    let root = try XMLReader.read(text)
    guard root.name == "scxml" else { throw SCXMLError(line: root.line, message: "根元素应是 scxml, 这里是 \(root.name)") }
    var reader = SCXMLReader(root)
    self = try reader.chart()
  }
}

/// Turns the elements of an SCXML document into a chart.
struct SCXMLReader {
  static let namespace = "http://www.w3.org/2005/07/scxml"
  /// The namespace of what SCXML does not have: titles, and what the host performs.
  static let extensions = "urn:jiaoli:statechart"

  private let root: XMLElement
  let content: SCXMLContent
  private var data: [Chart.Datum] = []
  private var unnamed = 0

  init(_ root: XMLElement) {
    self.root = root
    content = SCXMLContent(isScript: root["datamodel"] == nil || root["datamodel"] == "ecmascript")
  }

  mutating func chart() throws(SCXMLError) -> Chart {
    if let model = root["datamodel"], !["null", "ecmascript", "cel"].contains(model) {
      throw SCXMLError(line: root.line, message: "不支持数据模型 \(model)")
    }
    if root["binding"] == "late" { throw SCXMLError(line: root.line, message: "只支持 binding=\"early\"") }
    try collectData(root)
    let states = try states(in: root)
    let initial = root["initial"].map { Chart.Initial(targets: SCXMLReader.names($0)) }
    return Chart(name: root["name"] ?? "", title: title(root), data: data, initial: initial, states: states)
  }

  private func title(_ element: XMLElement) -> String {
    let prefix = root.attributes.first { $0.key.hasPrefix("xmlns:") && $0.value == SCXMLReader.extensions }?.key.dropFirst(6)
    return prefix.flatMap { element["\($0):title"] } ?? ""
  }

  private mutating func states(in parent: XMLElement) throws(SCXMLError) -> [Chart.State] {
    var result: [Chart.State] = []
    for child in scxml(parent.children) {
      switch child.name {
      case "state", "parallel", "final": result.append(try state(child))
      case "history": result.append(try history(child))
      case "script": throw SCXMLError(line: child.line, message: "不支持脚本 (script)")
      default: continue
      }
    }
    return result
  }

  private mutating func state(_ element: XMLElement) throws(SCXMLError) -> Chart.State {
    var state = Chart.State(name(element), title: title(element), kind: kind(element))
    try collectData(element)
    if let initial = element["initial"] { state.initial = Chart.Initial(targets: SCXMLReader.names(initial)) }
    state.states = try states(in: element)
    for child in scxml(element.children) {
      switch child.name {
      case "onentry": state.entry.append(try content.actions(child))
      case "onexit": state.exit.append(try content.actions(child))
      case "transition": state.transitions.append(try transition(child))
      case "initial": state.initial = try defaultWay(child)
      case "invoke": state.invocations.append(try content.invocation(child))
      case "donedata": state.doneData = try content.payload(child)
      case "state", "parallel", "final", "history", "datamodel": continue
      default: throw SCXMLError(line: child.line, message: "状态里不应有 \(child.name)")
      }
    }
    return state
  }

  private func kind(_ element: XMLElement) -> Chart.Kind {
    switch element.name {
    case "parallel": .parallel
    case "final": .final
    default: .compound
    }
  }

  private mutating func history(_ element: XMLElement) throws(SCXMLError) -> Chart.State {
    let depth: Chart.Depth = element["type"] == "deep" ? .deep : .shallow
    return Chart.State(name(element), title: title(element), kind: .history(depth), initial: try defaultWay(element))
  }

  private func defaultWay(_ element: XMLElement) throws(SCXMLError) -> Chart.Initial {
    guard let transition = element.children(named: "transition").first else {
      throw SCXMLError(line: element.line, message: "\(element.name) 里没有 transition")
    }
    let read = try self.transition(transition)
    return Chart.Initial(targets: read.targets, actions: read.actions)
  }

  private func transition(_ element: XMLElement) throws(SCXMLError) -> Chart.Transition {
    Chart.Transition(
      on: SCXMLReader.words(element["event"] ?? ""), if: element["cond"].map { content.expression($0) },
      to: SCXMLReader.names(element["target"] ?? ""), isInternal: element["type"] == "internal", do: try content.actions(element))
  }

  /// Data of every state belongs to the machine: it is bound when the machine starts.
  private mutating func collectData(_ element: XMLElement) throws(SCXMLError) {
    for model in scxml(element.children) where model.name == "datamodel" {
      for datum in scxml(model.children) where datum.name == "data" {
        guard let id = datum["id"] else { throw SCXMLError(line: datum.line, message: "data 没有 id") }
        if datum["src"] != nil { throw SCXMLError(line: datum.line, message: "不支持从别处读取数据 (src)") }
        data.append(Chart.Datum(id, datum["expr"].map { .expression(content.expression($0)) } ?? content.literal(datum)))
      }
    }
  }

  private mutating func name(_ element: XMLElement) -> StateID {
    if let id = element["id"] { return StateID(id) }
    unnamed += 1
    return StateID("_\(element.name)\(unnamed)")
  }

  private func scxml(_ children: [XMLElement]) -> [XMLElement] { SCXMLContent.own(children) }

  static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  static func names(_ text: String) -> [StateID] { words(text).map { StateID($0) } }
}
