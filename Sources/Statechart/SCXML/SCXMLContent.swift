import Rules

/// Executable content and invocations of an SCXML document.
struct SCXMLContent {
  let expressions: SCXMLExpressions

  /// The children that are SCXML's or ours.
  static func own(_ children: [XMLElement]) -> [XMLElement] {
    children.filter { ["", SCXMLReader.namespace, SCXMLReader.extensions].contains($0.namespace) }
  }

  /// What lies in an element, in order.
  func actions(_ element: XMLElement) throws(SCXMLError) -> [Action] {
    var result: [Action] = []
    for child in SCXMLContent.own(element.children) { result += try steps(child) }
    return result
  }

  /// What one element does; a script can be several assignments.
  private func steps(_ element: XMLElement) throws(SCXMLError) -> [Action] {
    element.name == "script" ? try expressions.script(element) : [try action(element)]
  }

  private func action(_ element: XMLElement) throws(SCXMLError) -> Action {
    switch element.name {
    case "raise": return .raise(event: try required("event", element), data: try payload(element))
    case "send": return .send(try send(element))
    case "cancel": return .cancel(try either("sendid", "sendidexpr", element) ?? .value(.string("")))
    case "assign":
      let value = expressions.value("expr", of: element).map { Template.expression($0) } ?? expressions.literal(element) ?? .value(.null)
      return .set(path(try required("location", element)), value)
    case "if": return try choice(element)
    case "foreach":
      return .forEach(
        Action.Loop(
          try required("item", element), index: element["index"],
          in: try required(expressions.value("array", of: element), "array", element),
          try actions(element)))
    case "log": return .log(label: element["label"] ?? "", computed("expr", element) ?? .value(.null))
    case "perform" where element.namespace == SCXMLReader.extensions:
      return .perform(try required("name", element), computed("expr", element) ?? .value(.null))
    default: throw refusal(element, "不认识的动作 \(element.name)")
    }
  }

  private func choice(_ element: XMLElement) throws(SCXMLError) -> Action {
    var branches = [Action.Branch(if: try required(expressions.condition("cond", of: element), "cond", element), [])]
    var otherwise: [Action]?
    for child in SCXMLContent.own(element.children) {
      switch child.name {
      case "elseif": branches.append(Action.Branch(if: try required(expressions.condition("cond", of: child), "cond", child), []))
      case "else": otherwise = []
      default:
        let steps = try steps(child)
        if otherwise != nil { otherwise? += steps } else { branches[branches.count - 1].actions += steps }
      }
    }
    return .choose(branches, otherwise: otherwise ?? [])
  }

  private func send(_ element: XMLElement) throws(SCXMLError) -> Action.Send {
    // Other event processors know messages without a name; here sending one fails.
    let event = try either("event", "eventexpr", element) ?? .expression(expressions.failing("send 没有 event", at: element.place))
    return Action.Send(
      event, id: element["id"].map { SendID($0) }, idLocation: element["idlocation"].map { path($0) }, data: try payload(element),
      delay: delay(element), target: try either("target", "targetexpr", element),
      type: try either("type", "typeexpr", element))
  }

  /// An invocation; its content for the host is a map of `src`, `params` and `content`, those that there are.
  func invocation(_ element: XMLElement) throws(SCXMLError) -> Chart.Invocation {
    var fields: [Template.Field] = []
    if let source = try either("src", "srcexpr", element) { fields.append(.init("src", source)) }
    if let type = computed("typeexpr", element) { fields.append(.init("type", type)) }
    let parameters = try parameters(element)
    if !parameters.isEmpty { fields.append(.init("params", .object(parameters))) }
    if let content = element.children(named: "content").first, let value = try contentValue(content) {
      fields.append(.init("content", value))
    }
    var finalize: [Action] = []
    if let given = element.children(named: "finalize").first {
      finalize = try actions(given)
      if finalize.isEmpty { finalize = returned(element) }
    }
    return Chart.Invocation(
      element["id"].map { InvocationID($0) }, idLocation: element["idlocation"].map { path($0) }, type: element["type"] ?? "scxml",
      content: hostContent(fields), autoforward: element["autoforward"] == "true", finalize: finalize)
  }

  /// Charts of our own say all that the host is told in `content`.
  private func hostContent(_ fields: [Template.Field]) -> Template {
    if !expressions.isScript, fields.isEmpty { return .value(.null) }
    if !expressions.isScript, fields.count == 1, fields[0].name == "content" { return fields[0].value }
    return .object(fields)
  }

  /// An empty `finalize` takes over what the event brings under the names that were given along (SCXML 1.0 section 6.5).
  private func returned(_ element: XMLElement) -> [Action] {
    let listed = SCXMLReader.words(element["namelist"] ?? "").map { (name: $0, location: $0) }
    let given = element.children(named: "param").compactMap { param in
      param["name"].flatMap { name in param["location"].map { (name: name, location: $0) } }
    }
    return (listed + given).map { entry in
      .choose([Action.Branch(if: "has(event.data.\(entry.name))", [.set(path(entry.location), .expression("event.data.\(entry.name)"))])])
    }
  }

  /// What `param`, `namelist` and `content` say.
  func payload(_ element: XMLElement) throws(SCXMLError) -> Template? {
    if let content = element.children(named: "content").first { return try contentValue(content) }
    let parameters = try parameters(element)
    return parameters.isEmpty ? nil : .object(parameters)
  }

  private func parameters(_ element: XMLElement) throws(SCXMLError) -> [Template.Field] {
    let place = element.attributePlaces["namelist"] ?? element.place
    var fields = SCXMLReader.words(element["namelist"] ?? "").map { Template.Field($0, .expression(expressions.value($0, at: place))) }
    for param in element.children(named: "param") {
      guard let value = computed("expr", param) ?? computed("location", param) else { throw refusal(param, "param 没有 expr 或 location") }
      fields.append(.init(try required("name", param), value))
    }
    return fields
  }

  private func contentValue(_ element: XMLElement) throws(SCXMLError) -> Template? {
    computed("expr", element) ?? expressions.literal(element)
  }

  /// The fields of a location; `a['b']` is `a.b`.
  private func path(_ location: String) -> [String] {
    var plain = location.trimmingSpace
    for (open, close) in [("['", "']"), ("[\"", "\"]")] where plain.contains(open) {
      plain = plain.replacing(open, with: ".").replacing(close, with: "")
    }
    return plain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// In documents for ECMAScript a bare number is in milliseconds.
  private func delay(_ element: XMLElement) -> Template? {
    guard expressions.isScript else {
      return element["delay"].map { .value(.string($0)) } ?? computed("delayexpr", element)
    }
    if let text = element["delay"] { return .value(.string(Double(text) == nil ? text : text + "ms")) }
    return expressions.value("delayexpr", of: element).map { .expression("js.delay(\($0))") }
  }

  private func computed(_ attribute: String, _ element: XMLElement) -> Template? {
    expressions.value(attribute, of: element).map { .expression($0) }
  }

  private func required(_ attribute: String, _ element: XMLElement) throws(SCXMLError) -> String {
    try required(element[attribute], attribute, element)
  }

  private func required(_ value: String?, _ attribute: String, _ element: XMLElement) throws(SCXMLError) -> String {
    guard let value else { throw refusal(element, "\(element.name) 没有 \(attribute)") }
    return value
  }

  private func refusal(_ element: XMLElement, _ message: String) -> SCXMLError {
    SCXMLError(line: element.line, column: element.place.column, message: message)
  }

  private func either(_ literal: String, _ dynamic: String, _ element: XMLElement) throws(SCXMLError) -> Template? {
    if let text = element[literal] { return .value(.string(text)) }
    return computed(dynamic, element)
  }
}
