import Rules
import Statechart
import YAMLReading
import Yams

/// Reads the ways out of a state: `on`, `always` and `after`.
struct TransitionReader {
  let reading: Reading
  let expressions: MachineExpressions
  let actions: ActionReader

  /// In document order.
  func transitions(_ fields: Fields) -> [TransitionDefinition] {
    var result: [TransitionDefinition] = []
    if let node = fields.node("on"), let events = reading.fields(node, "on") {
      for (event, _, node) in events.entries { result += alternatives(node, event == "done" ? .done : .event(event)) }
    }
    if let node = fields.node("always") { result += alternatives(node, .always) }
    if let node = fields.node("after"), let times = reading.fields(node, "after") {
      for (key, keyNode, node) in times.entries {
        if let delay = expressions.delay(key, at: keyNode) { result += alternatives(node, .after(delay)) }
      }
    }
    return result
  }

  /// A target, a mapping, or a list of either: the first whose condition holds is taken.
  private func alternatives(_ node: Node, _ trigger: TransitionDefinition.Trigger) -> [TransitionDefinition] {
    switch node {
    case .sequence(let sequence): return sequence.flatMap { alternatives($0, trigger) }
    case .scalar(let scalar): return [TransitionDefinition(trigger: trigger, targets: scalar.string.isEmpty ? [] : [scalar.string])]
    default: break
    }
    guard let fields = reading.fields(node, "转移") else { return [] }
    defer { fields.finish() }
    return [
      TransitionDefinition(
        trigger: trigger, condition: expressions.source(fields, "if", [.bool, .dyn]), targets: fields.words("to").map(\.text),
        isInternal: fields.bool("internal") ?? false, actions: actions.actions(fields, "do"))
    ]
  }

  /// `initial` (or the default of a history state): an identifier, several, or `{ to, do }`.
  func initial(_ node: Node) -> Chart.Initial? {
    guard case .mapping = node else {
      let names = actions.elements(node).compactMap { reading.text($0, "initial") }
      return names.isEmpty ? nil : Chart.Initial(targets: names.map { StateID($0) })
    }
    guard let fields = reading.fields(node, "initial") else { return nil }
    defer { fields.finish() }
    return Chart.Initial(targets: fields.words("to").map { StateID($0.text) }, actions: actions.actions(fields, "do"))
  }
}
