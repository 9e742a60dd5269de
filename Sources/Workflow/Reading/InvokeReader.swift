import Rules
import Statechart
import YAMLReading
import Yams

/// Reads what a machine without people invokes.
struct InvokeReader {
  let reading: Reading
  let expressions: MachineExpressions
  let actions: ActionReader

  /// `invoke`: one mapping or a list of them, with `id`, `location`, `type`, `content`, `autoforward` and `finalize`.
  func invocations(_ fields: Fields) -> [Chart.Invocation] {
    guard let node = fields.node("invoke") else { return [] }
    return actions.elements(node).compactMap { node in
      guard let fields = reading.fields(node, "invoke") else { return nil }
      defer { fields.finish() }
      var location: [String]?
      if let place = fields.node("location") { location = reading.text(place, "location").flatMap { expressions.location($0, at: place) } }
      return Chart.Invocation(
        fields.text("id").map { InvocationID($0) }, idLocation: location, type: fields.text("type") ?? "",
        content: expressions.template(fields, "content") ?? .value(.null), autoforward: fields.bool("autoforward") ?? false,
        finalize: actions.actions(fields, "finalize"))
    }
  }
}
