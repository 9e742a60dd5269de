import Rules

/// Executable content, data and expressions of an SCXML document.
struct SCXMLContent {
  /// Whether expressions are written for ECMAScript.
  let isScript: Bool

  /// The children that are SCXML's or ours.
  static func own(_ children: [XMLElement]) -> [XMLElement] {
    children.filter { ["", SCXMLReader.namespace, SCXMLReader.extensions].contains($0.namespace) }
  }

  func expression(_ source: String) -> String { isScript ? ScriptExpression.translated(source) : source }

  /// What lies in an element, in order.
  func actions(_ element: XMLElement) throws(SCXMLError) -> [Action] {
    var result: [Action] = []
    for child in SCXMLContent.own(element.children) { result.append(try action(child)) }
    return result
  }

  private func action(_ element: XMLElement) throws(SCXMLError) -> Action {
    switch element.name {
    case "raise": return .raise(event: try required("event", element), data: try payload(element))
    case "send": return .send(try send(element))
    case "cancel": return .cancel(try either("sendid", "sendidexpr", element) ?? .value(.string("")))
    case "assign":
      let value = element["expr"].map { Template.expression(expression($0)) } ?? literal(element) ?? .value(.null)
      return .set(path(try required("location", element)), value)
    case "if": return try choice(element)
    case "foreach":
      return .forEach(
        Action.Loop(
          try required("item", element), index: element["index"], in: expression(try required("array", element)), try actions(element)))
    case "log": return .log(label: element["label"] ?? "", element["expr"].map { .expression(expression($0)) } ?? .value(.null))
    case "perform" where element.namespace == SCXMLReader.extensions:
      return .perform(try required("name", element), element["expr"].map { .expression(expression($0)) } ?? .value(.null))
    case "script": throw SCXMLError(line: element.line, message: "不支持脚本 (script)")
    default: throw SCXMLError(line: element.line, message: "不认识的动作 \(element.name)")
    }
  }

  private func choice(_ element: XMLElement) throws(SCXMLError) -> Action {
    var branches = [Action.Branch(if: expression(try required("cond", element)), [])]
    var otherwise: [Action]?
    for child in SCXMLContent.own(element.children) {
      switch child.name {
      case "elseif": branches.append(Action.Branch(if: expression(try required("cond", child)), []))
      case "else": otherwise = []
      default:
        let action = try action(child)
        if otherwise != nil { otherwise?.append(action) } else { branches[branches.count - 1].actions.append(action) }
      }
    }
    return .choose(branches, otherwise: otherwise ?? [])
  }

  private func send(_ element: XMLElement) throws(SCXMLError) -> Action.Send {
    guard let event = try either("event", "eventexpr", element) else {
      throw SCXMLError(line: element.line, message: "send 没有 event")
    }
    return Action.Send(
      event, id: element["id"].map { SendID($0) }, idLocation: element["idlocation"].map { path($0) }, data: try payload(element),
      delay: try either("delay", "delayexpr", element), target: try either("target", "targetexpr", element),
      type: try either("type", "typeexpr", element))
  }

  /// An invocation; its content for the host is a map of `src`, `params` and `content`, those that there are.
  func invocation(_ element: XMLElement) throws(SCXMLError) -> Chart.Invocation {
    var fields: [Template.Field] = []
    if let source = try either("src", "srcexpr", element) { fields.append(.init("src", source)) }
    if let type = element["typeexpr"] { fields.append(.init("type", .expression(expression(type)))) }
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
    if !isScript, fields.isEmpty { return .value(.null) }
    if !isScript, fields.count == 1, fields[0].name == "content" { return fields[0].value }
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
    var fields = SCXMLReader.words(element["namelist"] ?? "").map { Template.Field($0, .expression(expression($0))) }
    for param in element.children(named: "param") {
      guard let source = param["expr"] ?? param["location"] else { throw SCXMLError(line: param.line, message: "param 没有 expr 或 location") }
      fields.append(.init(try required("name", param), .expression(expression(source))))
    }
    return fields
  }

  private func contentValue(_ element: XMLElement) throws(SCXMLError) -> Template? {
    if let source = element["expr"] { return .expression(expression(source)) }
    if !element.children.isEmpty { return .value(.string(element.source.trimmingSpace)) }
    return literal(element)
  }

  /// The text of an element: a list, map, string or number where it looks like one, and else plain text with its space normalized.
  func literal(_ element: XMLElement) -> Template? {
    let text = element.text.trimmingSpace
    guard let first = text.first else { return nil }
    if "[{'\"".contains(first) || Double(text) != nil { return .expression(expression(text)) }
    return .value(.string(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
  }

  private func path(_ location: String) -> [String] {
    location.trimmingSpace.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private func required(_ attribute: String, _ element: XMLElement) throws(SCXMLError) -> String {
    guard let value = element[attribute] else { throw SCXMLError(line: element.line, message: "\(element.name) 没有 \(attribute)") }
    return value
  }

  private func either(_ literal: String, _ dynamic: String, _ element: XMLElement) throws(SCXMLError) -> Template? {
    if let text = element[literal] { return .value(.string(text)) }
    return element[dynamic].map { .expression(expression($0)) }
  }
}
