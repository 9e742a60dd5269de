import Rules
import Statechart
import YAMLReading
import Yams

/// What the office does for a workflow within the same transaction: `notify`, `grant`, `record` and `start`.
extension ActionReader {
  func effect(_ verb: String, _ fields: Fields) -> Action? {
    switch verb {
    case "notify": return notify(fields)
    case "grant":
      return object("grant", fields, literal: ["title"], values: ["to"], dates: ["through"])
    case "record":
      guard let node = fields.node("record") else { return nil }
      return expressions.template(node, "record").map { .perform("record", $0) }
    default:
      guard let workflow = fields.identifier("start") else { return nil }
      var content = [Template.Field("workflow", .value(.string(workflow)))]
      if let subject = expressions.template(fields, "subject") { content.append(Template.Field("subject", subject)) }
      return .perform("start", .object(content))
    }
  }

  /// Somebody is told, by role; `text` adds what.
  private func notify(_ fields: Fields) -> Action? {
    guard let role = fields.requiredText("notify") else { return nil }
    if let roles, !roles.contains(role) {
      reading.report(at: fields.node("notify"), "没有角色「\(role)」\(NearestName.hint(role, among: roles))")
    }
    guard let text = fields.text("text") else { return .perform("notify", .value(.string(role))) }
    return .perform("notify", .object([Template.Field("role", .value(.string(role))), Template.Field("text", .value(.string(text)))]))
  }

  private func object(_ verb: String, _ fields: Fields, literal: [String], values: [String], dates: [String]) -> Action? {
    guard let node = fields.node(verb), let inner = reading.fields(node, verb) else { return nil }
    defer { inner.finish() }
    var content: [Template.Field] = []
    for key in literal { if let text = inner.requiredText(key) { content.append(Template.Field(key, .value(.string(text)))) } }
    for key in values + dates { if let value = expressions.template(inner, key) { content.append(Template.Field(key, value)) } }
    return .perform(verb, .object(content))
  }
}
