/// MKCALENDAR (RFC 4791 section 5.3.1) and extended MKCOL (RFC 5689).
extension DAVServer {
  func mkcalendar(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    let body = try request.xml()
    if let body, body.name != .caldav("mkcalendar") { throw Refusal(400, reason: "CALDAV:mkcalendar expected") }
    return try make(body, at: location, answer: .caldav("mkcalendar-response"), Preferences(request))
  }

  func mkcol(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    guard let body = try request.xml() else { throw try plain(location) }
    guard body.name == .dav("mkcol") else { throw Refusal(415, reason: "DAV:mkcol expected") }
    let types = body.children(.dav("set")).flatMap { $0.child(.dav("prop"))?.children(.dav("resourcetype")) ?? [] }.flatMap {
      $0.children.map(\.name)
    }
    guard types.contains(.dav("collection")), types.contains(.caldav("calendar")), types.count == 2 else {
      throw Refusal(403, .dav("valid-resourcetype"), reason: "only calendars are made here")
    }
    return try make(body, at: location, answer: .dav("mkcol-response"), Preferences(request))
  }

  /// Plain collections are not made here.
  private func plain(_ location: Location) throws -> Refusal {
    if try home.read({ try $0.target(location) }) != nil { return notAllowed(location) }
    return Refusal(403, .dav("valid-resourcetype"), reason: "only calendars are made here")
  }

  private func make(
    _ body: XMLElement?, at location: Location, answer: QualifiedName, _ preferences: Preferences
  ) throws -> DAVResponse {
    let taken = Refusal(answer == .dav("mkcol-response") ? 405 : 403, .dav("resource-must-be-null"))
    guard try home.read({ try $0.target(location) }) == nil else { throw taken }
    guard case .collection(let name) = location else {
      throw Refusal(403, .caldav("calendar-collection-location-ok"), reason: "calendars stand directly in the home")
    }
    var update = PropertyUpdate(body ?? XMLElement(answer))
    let components = try update.takeComponents()
    var properties: [QualifiedName: String] = [:]
    let faults = update.apply(to: &properties)
    guard faults.isEmpty else {
      // RFC 5689 section 3: a failed dependency; nothing was made.
      return DAVResponse(207, xml: XMLElement(.dav("multistatus"), [update.response(faults, [.href(locator.href(location))])]))
    }
    try home.write { writing in
      guard try writing.collection(name) == nil else { throw taken }
      try writing.create(name, components: components ?? Self.components, properties: properties)
    }
    let headers: [(name: String, value: String)] = [("Cache-Control", "no-cache")]
    guard !update.steps.isEmpty, !preferences.isMinimal else { return DAVResponse(201, headers: headers) }
    return DAVResponse(201, xml: XMLElement(answer, update.propstats([:])), headers: headers)
  }

  /// What a calendar may take, and takes where nothing else is said (RFC 4791 section 5.2.3).
  static let components = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]
}

extension PropertyUpdate {
  /// Takes out what may only be said when a calendar is made: its kind, and its components (RFC 4791 section 5.2.3).
  /// - Returns: the components, where any are given.
  mutating func takeComponents() throws(Refusal) -> [String]? {
    var components: [String]?
    for step in steps where step.element.name == .caldav("supported-calendar-component-set") {
      let names = step.element.children(.caldav("comp")).compactMap { $0.attribute("name")?.uppercased() }
      let known = names.filter(DAVServer.components.contains)
      guard !known.isEmpty else { throw Refusal(403, .caldav("supported-calendar-component"), reason: names.joined(separator: ", ")) }
      components = known
    }
    remove([.caldav("supported-calendar-component-set"), .dav("resourcetype")])
    return components
  }
}
