import Rules

/// The expressions of a document in our language, and remarks on those that it does not have.
final class SCXMLExpressions {
  /// Whether they are written for ECMAScript.
  let isScript: Bool
  /// The variables that scripts make, in document order.
  let scriptVariables: [String]
  /// The states that the document has.
  let states: Set<StateID>
  private let translation: ScriptTranslation
  private(set) var remarks: [SCXMLError] = []

  init(_ root: XMLElement) {
    isScript = root["datamodel"] == nil || root["datamodel"] == "ecmascript"
    var (names, made, states) = (Set<String>(), [String](), Set<StateID>())
    SCXMLExpressions.collect(root, into: &names, &made, &states)
    scriptVariables = made
    self.states = states
    translation = ScriptTranslation(variables: names.union(made))
  }

  /// The variables that `data`, `foreach` and scripts declare, and the states; a nested machine has its own.
  private static func collect(
    _ element: XMLElement, into names: inout Set<String>, _ made: inout [String], _ states: inout Set<StateID>
  ) {
    for child in element.children where child.name != "scxml" {
      switch child.name {
      case "data": names.formUnion([child["id"]].compactMap(\.self))
      case "foreach": names.formUnion([child["item"], child["index"]].compactMap(\.self))
      case "script":
        for name in (try? ScriptProgram(child.text))?.names ?? [] where !made.contains(name) { made.append(name) }
      case "state", "parallel", "final", "history":
        if let id = child["id"] { states.insert(StateID(id)) }
        collect(child, into: &names, &made, &states)
      default: collect(child, into: &names, &made, &states)
      }
      if child.name == "foreach" { collect(child, into: &names, &made, &states) }
    }
  }

  /// The actions of a script that only assigns.
  func script(_ element: XMLElement) throws(SCXMLError) -> [Action] {
    var place = element.textPlace
    do throws(ScriptFault) {
      if !isScript || element["src"] != nil { throw ScriptFault(message: "只读取 ECMAScript 的赋值", offset: 0) }
      var result: [Action] = []
      for assignment in try ScriptProgram(element.text).assignments {
        if let value = assignment.value { result.append(.set(assignment.path, .expression(try translation.value(value)))) }
      }
      return result
    } catch {
      place = place.advanced(by: error.offset, in: element.text)
      throw SCXMLError(line: place.line, column: place.column, message: "不支持脚本 (script): \(error.message)")
    }
  }

  /// An attribute that is an expression for a value.
  func value(_ attribute: String, of element: XMLElement) -> String? {
    guard let source = element[attribute] else { return nil }
    return value(source, at: element.attributePlaces[attribute] ?? element.place)
  }

  /// An attribute that decides.
  func condition(_ attribute: String, of element: XMLElement) -> String? {
    guard let source = element[attribute] else { return nil }
    guard isScript else { return source }
    return taken(source, at: element.attributePlaces[attribute] ?? element.place) { source throws(ScriptFault) in
      try translation.condition(source)
    }
  }

  /// An expression that stands here.
  func value(_ source: String, at place: XMLPlace) -> String {
    guard isScript else { return source }
    return taken(source, at: place) { source throws(ScriptFault) in try translation.value(source) }
  }

  /// The value of the character data of an element: JSON or an expression, and else plain text with its space normalized.
  func literal(_ element: XMLElement) -> Template? {
    if !element.children.isEmpty { return .value(.string(element.source.trimmingSpace)) }
    return literal(element.text)
  }

  /// The value of a text, as for character data.
  func literal(_ text: String) -> Template? {
    let text = text.trimmingSpace
    guard let first = text.first else { return nil }
    let isExpression = "[{'\"".contains(first) || (Double(text) != nil && !first.isLetter)
    if !isScript, isExpression { return .expression(text) }
    if isScript, let value = try? Value(json: text) { return .value(value) }
    if isScript, isExpression, let source = try? translation.value(text) { return .expression(source) }
    return .value(.string(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
  }

  /// An expression that fails when it is evaluated; the remark says why.
  func failing(_ message: String, at place: XMLPlace) -> String {
    remarks.append(SCXMLError(line: place.line, column: place.column, message: message))
    return "js.fail(\(Literal.quoted(message)))"
  }

  private func taken(
    _ source: String, at place: XMLPlace, _ translate: (String) throws(ScriptFault) -> String
  ) -> String {
    do throws(ScriptFault) { return try translate(source) } catch {
      return failing("「\(source.trimmingSpace)」: \(error.message)", at: place.advanced(by: error.offset, in: source))
    }
  }
}
