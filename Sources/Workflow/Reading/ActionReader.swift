import Rules
import Statechart
import YAMLReading
import Yams

/// Reads what is done: the lists under `do`, `entry`, `exit` and `finalize`.
struct ActionReader {
  let reading: Reading
  let expressions: MachineExpressions
  /// The roles that `notify` may name; nil for a machine without people, which has no effects of the office.
  let roles: [String]?

  /// The actions of a key; none where it is absent.
  func actions(_ fields: Fields, _ key: String) -> [Action] { fields.node(key).map { actions($0, key) } ?? [] }

  /// Blocks of actions, each of which fails on its own: a list of lists, or one list.
  func blocks(_ fields: Fields, _ key: String) -> [[Action]] {
    guard let node = fields.node(key) else { return [] }
    if case .sequence(let sequence) = node, sequence.contains(where: { if case .sequence = $0 { true } else { false } }) {
      return sequence.map { actions($0, key) }
    }
    return [actions(node, key)]
  }

  func actions(_ node: Node, _ key: String) -> [Action] {
    switch node {
    case .sequence(let sequence): return sequence.compactMap(action)
    case .mapping: return [action(node)].compactMap(\.self)
    default:
      reading.report(at: node, "\(key) 应为动作列表")
      return []
    }
  }

  private static let machineVerbs = ["set", "raise", "send", "cancel", "log", "if", "foreach"]
  private static let officeVerbs = ["notify", "grant", "record", "start"]

  private var verbs: [String] { Self.machineVerbs + (roles == nil ? [] : Self.officeVerbs) }

  private func action(_ node: Node) -> Action? {
    guard let fields = reading.fields(node, "动作") else { return nil }
    guard let verb = fields.keys.first(where: verbs.contains) else {
      let name = fields.keys.first ?? ""
      reading.report(at: node, "没有「\(name)」这种动作, 应为 \(verbs.joined(separator: "、")) 之一\(NearestName.hint(name, among: verbs))")
      return nil
    }
    defer { fields.finish() }
    switch verb {
    case "set": return set(fields)
    case "raise": return inner(fields, "raise", raise)
    case "send": return inner(fields, "send", send)
    case "cancel": return name(fields, "cancel").map { .cancel($0) }
    case "log": return expressions.template(fields, "log").map { .log(label: fields.text("label") ?? "", $0) }
    case "if": return choose(fields)
    case "foreach": return loop(fields)
    default: return effect(verb, fields)
    }
  }

  /// Several assignments are done in order, so they stand for a choice that is always taken.
  private func set(_ fields: Fields) -> Action? {
    guard let node = fields.node("set"), let values = reading.fields(node, "set") else { return nil }
    let actions = values.entries.compactMap { key, keyNode, node -> Action? in
      guard let location = expressions.location(key, at: keyNode), let value = expressions.template(node, "set \(key)") else { return nil }
      return .set(location, value)
    }
    return actions.count == 1 ? actions[0] : .choose([.init(if: "true", actions)])
  }

  /// A literal name, or `{ value: EXPRESSION }`.
  private func name(_ fields: Fields, _ key: String) -> Template? {
    guard let node = fields.node(key) else { return nil }
    if case .scalar(let scalar) = node { return .value(.string(scalar.string)) }
    guard let inner = reading.fields(node, key) else { return nil }
    defer { inner.finish() }
    guard inner.node("value") != nil else {
      reading.report(at: node, "\(key) 应为名称, 或 { value: 表达式 }")
      return nil
    }
    return expressions.template(inner, "value")
  }

  /// `send: NAME` with what belongs to it beside it, or `send: { event: NAME, … }`.
  private func inner(_ fields: Fields, _ verb: String, _ read: (Fields, String) -> Action?) -> Action? {
    guard let node = fields.node(verb), case .mapping(let mapping) = node, mapping[Node("event")] != nil,
      let own = reading.fields(node, verb)
    else { return read(fields, verb) }
    defer { own.finish() }
    return read(own, "event")
  }

  private func raise(_ fields: Fields, _ key: String) -> Action? {
    fields.requiredText(key).map { .raise(event: $0, data: expressions.template(fields, "data")) }
  }

  private func send(_ fields: Fields, _ key: String) -> Action? {
    guard let event = name(fields, key) else { return nil }
    var send = Action.Send(event)
    send.id = fields.text("id").map { SendID($0) }
    if let node = fields.node("location") {
      send.idLocation = reading.text(node, "location").flatMap { expressions.location($0, at: node) }
    }
    send.data = expressions.template(fields, "data")
    if let node = fields.node("after"), let text = reading.text(node, "after") { send.delay = expressions.delay(text, at: node) }
    if let node = fields.node("to"), let text = reading.text(node, "to") {
      send.target = text.hasPrefix("#") ? .value(.string(text)) : expressions.source(text, at: node).map(Template.expression)
    }
    send.type = fields.text("type").map { .value(.string($0)) }
    return .send(send)
  }

  private func choose(_ fields: Fields) -> Action? {
    guard let first = branch(fields) else { return nil }
    var branches = [first]
    for node in fields.node("elseif").map(elements) ?? [] {
      guard let fields = reading.fields(node, "elseif") else { continue }
      if let next = branch(fields) { branches.append(next) }
      fields.finish()
    }
    return .choose(branches, otherwise: actions(fields, "else"))
  }

  private func branch(_ fields: Fields) -> Action.Branch? {
    guard let condition = expressions.source(fields, "if", [.bool, .dyn]) else {
      if fields.node("if") == nil { reading.report(at: fields.node, "\(fields.what)缺少 if") }
      return nil
    }
    return Action.Branch(if: condition, actions(fields, "do"))
  }

  private func loop(_ fields: Fields) -> Action? {
    guard let item = fields.requiredText("foreach"), fields.requiredText("in") != nil,
      let list = expressions.source(fields, "in", [.list(.dyn), .dyn])
    else { return nil }
    return .forEach(Action.Loop(item, index: fields.text("index"), in: list, actions(fields, "do")))
  }

  func elements(_ node: Node) -> [Node] { node.sequence.map(Array.init) ?? [node] }
}
