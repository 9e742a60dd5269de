import Rules

extension Chart {
  /// The chart as SCXML 1.0, with our expressions (`datamodel="cel"`) and, in a namespace of ours, titles and what the host performs.
  public var scxml: String {
    var writer = SCXMLWriter()
    writer.write(self)
    return writer.output
  }
}

/// Writes a chart as an SCXML document.
struct SCXMLWriter {
  private(set) var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  mutating func write(_ chart: Chart) {
    let wrapped = SCXMLWriter.wrapped(chart)
    let attributes: [(String, String?)] = [
      ("xmlns", SCXMLReader.namespace), ("xmlns:jl", SCXMLReader.extensions), ("version", "1.0"), ("datamodel", "cel"),
      ("name", wrapped.name.nonEmpty), ("jl:title", wrapped.title.nonEmpty),
      ("initial", wrapped.initial.map { SCXMLWriter.list($0.targets) }),
    ]
    element("scxml", attributes) { writer in
      if !wrapped.data.isEmpty {
        writer.element("datamodel", []) { writer in
          for datum in wrapped.data { writer.element("data", [("id", datum.name), ("expr", datum.value.map { Literal.source($0) })]) }
        }
      }
      for state in wrapped.states { writer.write(state) }
    }
  }

  /// Transitions of the chart itself and actions before its first state, which SCXML does not have, become those of a state around all that
  /// are not final.
  private static func wrapped(_ chart: Chart) -> Chart {
    guard !chart.transitions.isEmpty || chart.initial?.actions.isEmpty == false else { return chart }
    var result = chart
    let name = StateID("\(chart.name).all")
    let inner = chart.states.filter { $0.kind != .final }
    result.states =
      [Chart.State(name, initial: chart.initial, states: inner, transitions: chart.transitions)] + chart.states.filter { $0.kind == .final }
    result.initial = nil
    result.transitions = []
    return result
  }

  private mutating func write(_ state: Chart.State) {
    let initial = state.initial.flatMap { $0.actions.isEmpty ? SCXMLWriter.list($0.targets) : nil }
    switch state.kind {
    case .history(let depth):
      element("history", [("id", state.id.rawValue), ("jl:title", state.title.nonEmpty), ("type", depth.rawValue)]) { writer in
        if let initial = state.initial { writer.write(Chart.Transition(to: initial.targets, do: initial.actions)) }
      }
    case .compound:
      element("state", [("id", state.id.rawValue), ("jl:title", state.title.nonEmpty), ("initial", initial)]) { $0.body(of: state) }
    case .parallel: element("parallel", [("id", state.id.rawValue), ("jl:title", state.title.nonEmpty)]) { $0.body(of: state) }
    case .final: element("final", [("id", state.id.rawValue), ("jl:title", state.title.nonEmpty)]) { $0.body(of: state) }
    }
  }

  private mutating func body(of state: Chart.State) {
    if let initial = state.initial, !initial.actions.isEmpty {
      element("initial", []) { $0.write(Chart.Transition(to: initial.targets, do: initial.actions)) }
    }
    for block in state.entry { element("onentry", []) { $0.write(block) } }
    for (index, timer) in state.timers.enumerated() {
      let name = Chart.timerEvent(state.id, index)
      element("onentry", []) { $0.write([.send(.init(.value(.string(name)), id: SendID(name), delay: timer.delay))]) }
      element("onexit", []) { $0.write([.cancel(.value(.string(name)))]) }
    }
    for block in state.exit { element("onexit", []) { $0.write(block) } }
    for transition in state.transitions { write(transition) }
    for (index, timer) in state.timers.enumerated() {
      var transition = timer.transition
      transition.events = [Chart.timerEvent(state.id, index)]
      write(transition)
    }
    for invocation in state.invocations { write(invocation) }
    if let data = state.doneData { element("donedata", []) { $0.payload(data) } }
    for child in state.states { write(child) }
  }

  private mutating func write(_ transition: Chart.Transition) {
    let attributes: [(String, String?)] = [
      ("event", transition.events.isEmpty ? nil : transition.events.joined(separator: " ")), ("cond", transition.condition),
      ("target", transition.targets.isEmpty ? nil : SCXMLWriter.list(transition.targets)),
      ("type", transition.isInternal ? "internal" : nil),
    ]
    element("transition", attributes) { $0.write(transition.actions) }
  }

  private mutating func write(_ invocation: Chart.Invocation) {
    let attributes: [(String, String?)] = [
      ("type", invocation.type), ("id", invocation.id?.rawValue), ("idlocation", invocation.idLocation?.joined(separator: ".")),
      ("autoforward", invocation.autoforward ? "true" : nil),
    ]
    element("invoke", attributes) { writer in
      if invocation.content != .value(.null) { writer.element("content", [("expr", Literal.source(invocation.content))]) }
      if !invocation.finalize.isEmpty { writer.element("finalize", []) { $0.write(invocation.finalize) } }
    }
  }

  private mutating func write(_ actions: [Action]) { for action in actions { write(action) } }

  private mutating func write(_ action: Action) {
    switch action {
    case .raise(let event, let data): element("raise", [("event", event)]) { writer in if let data { writer.payload(data) } }
    case .send(let send): write(send)
    case .cancel(let id): element("cancel", [attribute("sendid", "sendidexpr", id)])
    case .set(let path, let value): element("assign", [("location", path.joined(separator: ".")), ("expr", Literal.source(value))])
    case .choose(let branches, let otherwise): write(branches, otherwise)
    case .forEach(let loop):
      element("foreach", [("array", loop.list), ("item", loop.item), ("index", loop.index)]) { $0.write(loop.body) }
    case .log(let label, let value): element("log", [("label", label.nonEmpty), ("expr", Literal.source(value))])
    case .perform(let name, let value): element("jl:perform", [("name", name), ("expr", Literal.source(value))])
    }
  }

  private mutating func write(_ branches: [Action.Branch], _ otherwise: [Action]) {
    guard let first = branches.first else { return write(otherwise) }
    element("if", [("cond", first.condition)]) { writer in
      writer.write(first.actions)
      for branch in branches.dropFirst() {
        writer.element("elseif", [("cond", branch.condition)])
        writer.write(branch.actions)
      }
      if !otherwise.isEmpty {
        writer.element("else", [])
        writer.write(otherwise)
      }
    }
  }

  private mutating func write(_ send: Action.Send) {
    let attributes: [(String, String?)] = [
      attribute("event", "eventexpr", send.event), ("id", send.id?.rawValue), ("idlocation", send.idLocation?.joined(separator: ".")),
      send.delay.map { attribute("delay", "delayexpr", $0) } ?? ("delay", nil),
      send.target.map { attribute("target", "targetexpr", $0) } ?? ("target", nil),
      send.type.map { attribute("type", "typeexpr", $0) } ?? ("type", nil),
    ]
    element("send", attributes) { writer in if let data = send.data { writer.payload(data) } }
  }

  private func attribute(_ literal: String, _ dynamic: String, _ template: Template) -> (String, String?) {
    if case .value(.string(let text)) = template { return (literal, text) }
    return (dynamic, Literal.source(template))
  }

  private mutating func payload(_ template: Template) {
    if case .object(let fields) = template {
      for field in fields { element("param", [("name", field.name), ("expr", Literal.source(field.value))]) }
    } else {
      element("content", [("expr", Literal.source(template))])
    }
  }

  private mutating func element(_ name: String, _ attributes: [(String, String?)], _ content: (inout SCXMLWriter) -> Void = { _ in }) {
    let head = attributes.compactMap { key, value in value.map { " \(key)=\"\(Markup.escaped($0))\"" } }.joined()
    let indent = String(repeating: "  ", count: depth)
    var inner = SCXMLWriter()
    inner.output = ""
    inner.depth = depth + 1
    content(&inner)
    output += inner.output.isEmpty ? "\(indent)<\(name)\(head)/>\n" : "\(indent)<\(name)\(head)>\n\(inner.output)\(indent)</\(name)>\n"
  }

  private static func list(_ targets: [StateID]) -> String { targets.map(\.rawValue).joined(separator: " ") }
}

extension String {
  /// Nil where there is nothing.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

/// Text in XML.
enum Markup {
  /// The text with what XML takes for markup replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
