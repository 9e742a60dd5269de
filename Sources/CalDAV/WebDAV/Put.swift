import ICalendar

/// PUT (RFC 4791 sections 5.3.2 and 5.3.4).
extension DAVServer {
  func put(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    guard case .resource(let name, let parent) = location, name != Locator.newMember else { throw notAllowed(location) }
    let preferences = Preferences(request)
    let found = try home.read { reading -> (CalendarCollection, CalendarResource?) in
      guard let collection = try reading.collection(parent) else { throw Refusal(409, reason: "no such calendar") }
      return (collection, collection.kind == .tasks ? try reading.resource(name, in: collection) : nil)
    }
    switch found.0.kind {
    case .events: throw Refusal.needsPrivilege("write-content", at: locator.href(location), reason: "「活动」由办公室安排, 不能在日历里更改")
    case .tasks: return try tick(request, location, found.1)
    case .own: break
    }
    let object = try incoming(request)
    return try home.write { writing in
      guard let collection = try writing.collection(parent) else { throw Refusal(409, reason: "no such calendar") }
      let old = try writing.resource(name, in: collection)
      do {
        try Conditions(request).check(old?.quotedTag)
      } catch {
        guard let old else { throw error }
        // RFC 8144 section 3: who is late may have what is there instead.
        return preferences.wantsRepresentation
          ? representation(old, status: 412, at: location) : DAVResponse(412, headers: [("ETag", old.quotedTag)])
      }
      try admit(object, as: name, to: collection, old: old, writing)
      let etag = try writing.put(NewResource(name, object, body: request.body), in: collection)
      if preferences.wantsRepresentation, let resource = try writing.resource(name, in: collection) {
        return representation(resource, status: old == nil ? 201 : 200, at: location)
      }
      return DAVResponse(old == nil ? 201 : 204, headers: [("ETag", "\"\(etag)\"")])
    }
  }

  /// A resource as it is now, for who asked for it with a change (RFC 7240 section 4.2).
  func representation(_ resource: CalendarResource, status: Int, at location: Location) -> DAVResponse {
    var response = page(resource, status: status)
    response.headers += [("Content-Location", locator.href(location)), ("Preference-Applied", "return=representation")]
    return response
  }

  /// The object that a request brings, fit to be stored.
  func incoming(_ request: DAVRequest) throws(Refusal) -> CalendarObject {
    if let type = request.header("Content-Type")?.lowercased(), !type.hasPrefix("text/calendar") {
      throw Refusal(403, .caldav("supported-calendar-data"), reason: "text/calendar expected")
    }
    // A part must not be taken for the whole (RFC 9110 section 14.5).
    guard request.header("Content-Range") == nil else { throw Refusal(400, reason: "Content-Range") }
    guard request.body.count <= ObjectLimits.size else { throw Refusal(403, .caldav("max-resource-size")) }
    do {
      let object = try CalendarObject(request.body)
      try object.validate()
      return object
    } catch {
      throw Refusal(error)
    }
  }

  /// Whether a calendar takes an object under a name.
  func admit(
    _ object: CalendarObject, as name: String, to collection: CalendarCollection, old: CalendarResource?, _ writing: any HomeWriting
  ) throws {
    guard collection.components.contains(object.kind) else {
      throw Refusal(
        403, .caldav("supported-calendar-component"), reason: "this calendar takes \(collection.components.joined(separator: ", "))")
    }
    let uid = object.uid ?? ""
    if let old, old.uid != uid {
      throw Refusal(
        403, element: conflict(locator.href(.resource(name, in: collection.name))), reason: "the UID of a resource never changes")
    }
    if let holder = try writing.holder(of: uid, in: collection), holder != name {
      throw Refusal(403, element: conflict(locator.href(.resource(holder, in: collection.name))), reason: "the UID is in use")
    }
  }

  private func conflict(_ href: String) -> XMLElement { XMLElement(.caldav("no-uid-conflict"), [.href(href)]) }

  /// A task that a client ticked off, or changed otherwise.
  private func tick(_ request: DAVRequest, _ location: Location, _ task: CalendarResource?) throws -> DAVResponse {
    let href = locator.href(location)
    guard let task else { throw Refusal.needsPrivilege("bind", at: href, reason: "「任务」由办公室布置, 请把自己的待办放在自己的日历里") }
    try Conditions(request).check(task.quotedTag)
    let object = try incoming(request)
    guard object.kind == "VTODO" else { throw Refusal(403, .caldav("supported-calendar-component")) }
    guard object.uid == task.uid else { throw Refusal(403, element: conflict(href)) }
    switch try home.tick(task, object) {
    // Without a tag: what is stored is not what was sent (RFC 4791 section 5.3.4).
    case .taken: return DAVResponse(204)
    case .refused(let reason): throw Refusal.needsPrivilege("write-content", at: href, reason: reason)
    }
  }
}

extension NewResource {
  /// An object under a name, with the octets in which it came.
  init(_ name: String, _ object: CalendarObject, body: [UInt8]) {
    self.init(name: name, uid: object.uid ?? "", component: object.kind, span: object.span, body: body)
  }
}

extension Refusal {
  /// The precondition of RFC 4791 section 5.3.2.1 that an object breaks.
  init(_ fault: ObjectFault) {
    switch fault {
    case .invalidData(let what): self.init(403, .caldav("valid-calendar-data"), reason: what)
    case .invalidObject(let what): self.init(403, .caldav("valid-calendar-object-resource"), reason: what)
    case .tooEarly: self.init(403, .caldav("min-date-time"))
    case .tooLate: self.init(403, .caldav("max-date-time"))
    case .tooManyInstances: self.init(403, .caldav("max-instances"))
    case .tooManyAttendees: self.init(403, .caldav("max-attendees-per-instance"))
    }
  }
}
