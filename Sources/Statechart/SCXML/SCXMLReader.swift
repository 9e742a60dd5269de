import Rules

/// Turns the elements of an SCXML document into a chart.
struct SCXMLReader {
  static let namespace = "http://www.w3.org/2005/07/scxml"
  /// The namespace of what SCXML does not have: titles, and what the host performs.
  static let extensions = "urn:jiaoli:statechart"

  private let root: XMLElement
  private let source: @Sendable (String) -> String?
  let content: SCXMLContent
  private var data: [Chart.Datum] = []
  private var unnamed = 0
  /// Where each state begins.
  private(set) var places: [StateID: XMLPlace] = [:]
  private var expressions: SCXMLExpressions { content.expressions }

  init(_ root: XMLElement, source: @escaping @Sendable (String) -> String?) {
    self.root = root
    self.source = source
    content = SCXMLContent(expressions: SCXMLExpressions(root))
  }

  mutating func chart() throws(SCXMLError) -> Chart {
    if let model = root["datamodel"], !["null", "ecmascript", "cel"].contains(model) {
      throw refusal(root, "不支持数据模型 \(model)")
    }
    data += try collectData(root)
    let declared = Set(data.map(\.name))
    data += expressions.scriptVariables.filter { !declared.contains($0) }.map { Chart.Datum($0) }
    let states = try states(in: root)
    var initial = root["initial"].map { Chart.Initial(targets: SCXMLReader.names($0)) }
    var script: [Action] = []
    for child in scxml(root.children) where child.name == "script" { script += try expressions.script(child) }
    if !script.isEmpty {
      initial = initial ?? states.first { $0.kind.isReal }.map { Chart.Initial($0.id) }
      initial?.actions = script
    }
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
      default: continue
      }
    }
    return result
  }

  private mutating func state(_ element: XMLElement) throws(SCXMLError) -> Chart.State {
    var state = Chart.State(name(element), title: title(element), kind: kind(element))
    bind(try collectData(element), in: &state)
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
      default: throw refusal(child, "状态里不应有 \(child.name)")
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
      throw refusal(element, "\(element.name) 里没有 transition")
    }
    return Chart.Initial(targets: SCXMLReader.names(transition["target"] ?? ""), actions: try content.actions(transition))
  }

  /// One that leads to no state cannot be taken: asking for it fails.
  private func transition(_ element: XMLElement) throws(SCXMLError) -> Chart.Transition {
    var condition = expressions.condition("cond", of: element)
    var targets = SCXMLReader.names(element["target"] ?? "")
    if let lost = targets.first(where: { !expressions.states.contains($0) }) {
      let hint = NearestName.hint(lost.rawValue, among: expressions.states.map(\.rawValue).sorted())
      condition = expressions.failing("没有状态 \(lost)\(hint)", at: element.attributePlaces["target"] ?? element.place)
      targets = []
    }
    return Chart.Transition(
      on: SCXMLReader.words(element["event"] ?? ""), if: condition, to: targets, isInternal: element["type"] == "internal",
      do: try content.actions(element))
  }

  /// Data of every state belongs to the machine: it is bound when the machine starts, or with late binding when its state is first entered.
  private mutating func bind(_ own: [Chart.Datum], in state: inout Chart.State) {
    guard root["binding"] == "late", !own.isEmpty else {
      data += own
      return
    }
    let mark = "_bound_\(data.count)"
    data += own.map { Chart.Datum($0.name) } + [Chart.Datum(mark, .value(false))]
    // One block each, so that one that fails does not keep the others from being bound.
    state.entry += own.map { [.choose([.init(if: "!\(mark)", [.set([$0.name], $0.value ?? .value(.null))])])] }
    state.entry.append([.set([mark], .value(true))])
  }

  private func collectData(_ element: XMLElement) throws(SCXMLError) -> [Chart.Datum] {
    var result: [Chart.Datum] = []
    for model in scxml(element.children) where model.name == "datamodel" {
      for datum in scxml(model.children) where datum.name == "data" {
        guard let id = datum["id"] else { throw refusal(datum, "data 没有 id") }
        result.append(
          Chart.Datum(id, expressions.value("expr", of: datum).map { .expression($0) } ?? loaded(datum) ?? expressions.literal(datum)))
      }
    }
    return result
  }

  /// What `src` names.
  private func loaded(_ datum: XMLElement) -> Template? {
    guard let name = datum["src"] else { return nil }
    if let text = source(name) { return expressions.literal(text) ?? .value(.string("")) }
    return .expression(expressions.failing("读不到 \(name)", at: datum.attributePlaces["src"] ?? datum.place))
  }

  private func refusal(_ element: XMLElement, _ message: String) -> SCXMLError {
    SCXMLError(line: element.line, column: element.place.column, message: message)
  }

  private mutating func name(_ element: XMLElement) -> StateID {
    if element["id"] == nil { unnamed += 1 }
    let id = StateID(element["id"] ?? "_\(element.name)\(unnamed)")
    places[id] = places[id] ?? element.place
    return id
  }

  private func scxml(_ children: [XMLElement]) -> [XMLElement] { SCXMLContent.own(children) }

  static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  static func names(_ text: String) -> [StateID] { words(text).map { StateID($0) } }
}
