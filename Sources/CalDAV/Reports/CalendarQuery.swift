public import ICalendar

/// CALDAV:calendar-query and CALDAV:calendar-multiget (RFC 4791 sections 7.8 and 7.9).
extension ReportContext {
  func calendarQuery() throws -> DAVResponse {
    let filter = try FilterReading.filter(body.child(.caldav("filter")))
    let wanted = try PropertyRequest(body)
    try CalendarData.check(wanted)
    let zone = try requestZone()
    var multistatus = Multistatus()
    for collection in try scope() {
      let floating = zone ?? collection.floatingZone
      let resources: [CalendarResource]
      if case .resource(let resource, _) = target {
        resources = [resource]
      } else {
        resources = try reading.resources(of: collection, Self.query(filter))
      }
      for resource in resources {
        guard let object = try? CalendarObject(resource.body), object.matches(filter, floating: floating) else { continue }
        multistatus.entries.append(try entry(resource, collection, wanted, floating))
      }
    }
    return answer(multistatus)
  }

  /// The calendars that a report reaches: Depth 0 reaches a resource, 1 what lies in a calendar; of a home all, as programs mean it.
  private func scope() throws -> [CalendarCollection] {
    switch (target, try request.depth(orElse: .one)) {
    case (.resource(_, let collection), _): [collection]
    case (.collection(let collection), .one), (.collection(let collection), .infinity): [collection]
    case (.home, .one), (.home, .infinity): try reading.collections()
    default: []
    }
  }

  /// CALDAV:timezone or, of RFC 7809, CALDAV:timezone-id.
  private func requestZone() throws(Refusal) -> ObjectZone? {
    if let element = body.child(.caldav("timezone")) {
      guard let zone = ObjectZone(calendar: Array(element.rawText.utf8)) else {
        throw Refusal(403, .caldav("valid-calendar-data"), reason: "timezone")
      }
      return zone
    }
    guard let element = body.child(.caldav("timezone-id")) else { return nil }
    guard let zone = ObjectZone(identifier: element.text) else { throw Refusal(403, .caldav("valid-timezone")) }
    return zone
  }

  /// What the store may leave out: it knows kinds and spans. Alarms ring outside of the span, so their ranges do not count.
  static func query(_ filter: ComponentFilter) -> ResourceQuery {
    guard filter.components.count == 1, let inner = filter.components.first, !inner.isNotDefined,
      !filter.isAnyOf || filter.properties.isEmpty
    else {
      return ResourceQuery(during: filter.timeRange?.seconds, withBodies: true)
    }
    return ResourceQuery(
      during: inner.timeRange?.seconds ?? filter.timeRange?.seconds, component: inner.name == "VTIMEZONE" ? nil : inner.name,
      withBodies: true)
  }

  private func entry(
    _ resource: CalendarResource, _ collection: CalendarCollection, _ wanted: PropertyRequest, _ floating: ObjectZone
  ) throws -> Multistatus.Entry {
    let data = CalendarData(floating: floating)
    return try wanted.entry(properties(.resource(resource, collection)), isMinimal: preferences.isMinimal) {
      try data.property($0, of: resource)
    }
  }

  func multiget() throws -> DAVResponse {
    let wanted = try PropertyRequest(body)
    try CalendarData.check(wanted)
    let hrefs = body.children(.dav("href")).map(\.text)
    guard !hrefs.isEmpty else { throw Refusal(400, reason: "no href") }
    var multistatus = Multistatus()
    for href in hrefs {
      guard case .resource(let name, let parent)? = server.locator.location(href: href), reaches(parent, name),
        let collection = try reading.collection(parent), let resource = try reading.resource(name, in: collection)
      else {
        multistatus.entries.append(Multistatus.Entry(href, status: 404))
        continue
      }
      multistatus.entries.append(try entry(resource, collection, wanted, collection.floatingZone))
    }
    return answer(multistatus)
  }

  /// Whether an address lies in what the report was sent to (section 7.9).
  private func reaches(_ parent: String, _ name: String) -> Bool {
    switch target {
    case .home: true
    case .collection(let collection): collection.name == parent
    case .resource(let resource, let collection): collection.name == parent && resource.name == name
    default: false
    }
  }
}

extension CalendarCollection {
  /// The clock of times that have none (RFC 4791 section 5.2.2, RFC 7809 section 5.2): as set, else the office's.
  public var floatingZone: ObjectZone {
    if let calendar = storedText(.caldav("calendar-timezone")), let zone = ObjectZone(calendar: Array(calendar.utf8)) { return zone }
    if let identifier = storedText(.caldav("calendar-timezone-id")), let zone = ObjectZone(identifier: identifier.trimmed) { return zone }
    return .office
  }

  /// The text of a property as a client set it.
  func storedText(_ name: QualifiedName) -> String? { properties[name].flatMap { try? XMLReading.read(Array($0.utf8)) }?.rawText }

  /// Whether what is in it takes up time (RFC 6638 section 9.1).
  public var isOpaque: Bool {
    guard let stored = properties[.caldav("schedule-calendar-transp")] else { return kind != .tasks }
    return (try? XMLReading.read(Array(stored.utf8)))?.child(.caldav("transparent")) == nil
  }
}
