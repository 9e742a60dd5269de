import Rules
import Statechart
import YAMLReading
import Yams

/// Reads what a machine without people invokes.
struct InvokeReader {
  let reading: Reading
  let expressions: MachineExpressions
  let actions: ActionReader

  /// `invoke`: one mapping or a list of them, with `id`, `location`, `type`, `content`, `autoforward` and `finalize`; a machine
  /// of another file is `src`, one written here is `machine`, and both get `params`.
  func invocations(_ fields: Fields) -> [Chart.Invocation] {
    guard let node = fields.node("invoke") else { return [] }
    return actions.elements(node).compactMap { node in
      guard let fields = reading.fields(node, "invoke") else { return nil }
      defer { fields.finish() }
      var location: [String]?
      if let place = fields.node("location") { location = reading.text(place, "location").flatMap { expressions.location($0, at: place) } }
      let machine = machine(fields)
      return Chart.Invocation(
        fields.text("id").map { InvocationID($0) }, idLocation: location, type: fields.text("type") ?? (machine == nil ? "" : "scxml"),
        content: machine ?? expressions.template(fields, "content") ?? .value(.null), autoforward: fields.bool("autoforward") ?? false,
        finalize: actions.actions(fields, "finalize"))
    }
  }

  /// What a machine is told that runs along; nil where the invocation is something else.
  private func machine(_ fields: Fields) -> Template? {
    let parameters = expressions.template(fields, "params")
    var told: [Template.Field] = []
    if let source = fields.text("src") { told.append(.init("src", .value(.string(source)))) }
    if let node = fields.node("machine") {
      guard let document = StatechartReader.document(node, reading, isDeferred: expressions.isDeferred) else { return nil }
      told.append(.init("content", .value(.string(document))))
    }
    if told.count > 1 { reading.report(at: fields.node("src"), "src 和 machine 只能有一个") }
    guard !told.isEmpty else {
      if parameters != nil { reading.report(at: fields.node("params"), "params 要和 src 或 machine 一起写") }
      return nil
    }
    if let parameters { told.append(.init("params", parameters)) }
    return .object(told)
  }
}
