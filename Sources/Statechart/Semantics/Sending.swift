import Rules

/// `send` (SCXML 1.0 section 6.2 and appendix C.1): what stays in this machine is queued here, everything else is an effect.
extension Run {
  mutating func perform(_ send: CompiledSend) throws(Fault) {
    let id = send.id ?? SendID("send.\(nextSerial())")
    if let location = send.idLocation { try assign(.string(id.rawValue), to: location) }
    do throws(Fault) {
      let event = try text(send.event, "send 的事件名")
      let data = try send.data.map { template throws(Fault) in try evaluate(template) } ?? .null
      try checkType(send)
      let target = try target(send)
      let due = try send.delay.map { template throws(Fault) in try Delay.due(try evaluate(template), after: now) } ?? .at(now)
      let sentID = send.id ?? (send.idLocation == nil ? nil : id)
      let message = Message(id: id, event: event, data: data, due: due, target: target.outside, isNamed: sentID != nil)
      deliver(message, isInternal: target.isInternal, sentID: sentID)
    } catch {
      throw Fault(error.message, kind: error.kind, sendID: send.id ?? (send.idLocation == nil ? nil : id))
    }
  }

  private mutating func deliver(_ message: Message, isInternal: Bool, sentID: SendID?) {
    if isInternal {
      internalQueue.append(Event(message.event, data: message.data, kind: .internal, sendID: sentID))
    } else if message.target == .own, message.due == .at(now) {
      externalQueue.append(
        Event(message.event, data: message.data, sendID: sentID, origin: "#_scxml_\(snapshot.session)"))
    } else {
      effects.append(.send(message))
    }
  }

  private mutating func checkType(_ send: CompiledSend) throws(Fault) {
    guard let template = send.type else { return }
    let type = try text(template, "send 的类型")
    guard type == "scxml" || type == "http://www.w3.org/TR/scxml/#SCXMLEventProcessor" || type == "http://www.w3.org/TR/scxml" else {
      throw Fault("不认识的 send 类型 \(type)")
    }
  }

  private mutating func target(_ send: CompiledSend) throws(Fault) -> (outside: Message.Target, isInternal: Bool) {
    guard let template = send.target else { return (.own, false) }
    let target = try text(template, "send 的目标")
    switch target {
    case "": return (.own, false)
    case "#_internal":
      if send.delay != nil { throw Fault("发往内部队列的事件不能延迟") }
      return (.own, true)
    case "#_parent": return (.parent, false)
    default: break
    }
    if let session = target.dropping("#_scxml_") {
      if session == snapshot.session { return (.own, false) }
      if let sessions = surroundings.sessions, !sessions.contains(session) { throw Fault("没有会话 \(session)", kind: .communication) }
      return (.session(session), false)
    }
    guard let invocation = target.dropping("#_") else { throw Fault("不认识的 send 目标 \(target)") }
    let id = InvocationID(invocation)
    guard snapshot.invocations.contains(where: { $0.id == id }) else {
      throw Fault("没有正在进行的调用 \(invocation)", kind: .communication)
    }
    return (.invocation(id), false)
  }
}

extension String {
  /// What follows a prefix, or nil where the text does not begin with it.
  fileprivate func dropping(_ prefix: String) -> String? { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil }
}
