import AcademicCalendar
public import Rules

extension Effect {
  /// The effect as a map with one entry, for people and for logs: `{"invoke": {"id": …, "state": …, "type": …, "content": …}}`.
  public var value: Value {
    switch self {
    case .invoke(let id, let state, let type, let content):
      .object([
        "invoke": .object([
          "id": .string(id.rawValue), "state": .string(state.rawValue), "type": .string(type), "content": content,
        ])
      ])
    case .cancel(let id): .object(["cancel": .string(id.rawValue)])
    case .forward(let id, let event):
      .object(["forward": .object(["id": .string(id.rawValue), "event": .string(event.name), "data": event.data])])
    case .send(let message): .object(["send": message.value])
    case .cancelSend(let id): .object(["cancelSend": .string(id.rawValue)])
    case .perform(let name, let value): .object(["perform": .object(["name": .string(name), "value": value])])
    case .log(let label, let value): .object(["log": .object(["label": .string(label), "value": value])])
    case .unhandled(let event): .object(["error": .object(["name": .string(event.name), "data": event.data])])
    case .done(let value): .object(["done": value])
    }
  }
}

extension Message {
  fileprivate var value: Value {
    let due: Value =
      switch self.due {
      case .at(let instant): .int(instant.rawValue)
      case .on(let day): .string(day.description)
      }
    let target =
      switch self.target {
      case .own: ""
      case .parent: "#_parent"
      case .invocation(let id): "#_\(id)"
      case .session(let session): "#_scxml_\(session)"
      }
    return .object(["id": .string(id.rawValue), "event": .string(event), "data": data, "due": due, "target": .string(target)])
  }
}
