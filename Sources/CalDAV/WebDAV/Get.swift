import ICalendar

/// GET and HEAD (RFC 9110; RFC 4791 section 5.3.4).
extension DAVServer {
  func get(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    try home.read { reading in
      guard let target = try reading.target(location) else { throw Refusal.notFound }
      var response: DAVResponse
      switch target {
      case .resource(let resource, _): response = page(resource, status: 200)
      case .collection(let collection): response = try whole(collection, reading)
      case .home: response = try greeting(reading.collections())
      default: response = Self.greetingPage
      }
      if let etag = response.header("ETag"), Conditions(request).isUnchanged(etag, since: response.header("Last-Modified")) {
        return DAVResponse(304, headers: [("ETag", etag)])
      }
      if let etag = response.header("ETag"), request.header("If-Match") != nil { try Conditions(request).check(etag) }
      if request.method == "HEAD" {
        response.headers.append(("Content-Length", String(response.body.count)))
        response.body = []
      }
      return response
    }
  }

  /// What a calendar object is.
  static let calendarType = "text/calendar;charset=utf-8"

  private static let greetingPage = DAVResponse(
    200, headers: [("Content-Type", "text/plain; charset=utf-8")],
    body: Array("这里是教历的 CalDAV 服务, 请在日历程序里用这个地址添加账户。\n".utf8))

  /// What people see who open a home in a browser; its tag changes with the calendars.
  private func greeting(_ collections: [CalendarCollection]) -> DAVResponse {
    var response = Self.greetingPage
    response.headers.append(("ETag", "\"\(HomeToken(collections).text)\""))
    if let latest = collections.map(\.modified).max() { response.headers.append(("Last-Modified", WireDate.http(latest))) }
    return response
  }

  /// A resource as it was sent.
  func page(_ resource: CalendarResource, status: Int) -> DAVResponse {
    DAVResponse(
      status,
      headers: [
        ("Content-Type", Self.calendarType), ("ETag", resource.quotedTag),
        ("Last-Modified", WireDate.http(resource.modified)),
      ], body: resource.body)
  }

  /// A calendar in one piece, for saving to a file.
  private func whole(_ collection: CalendarCollection, _ reading: any HomeReading) throws -> DAVResponse {
    var zones: Set<String> = []
    var calendar = ObjectComponent("VCALENDAR", lines: [ObjectLine("VERSION", "2.0"), ObjectLine("PRODID", "-//Jiaoli//Jiaoli//ZH")])
    let context = PropertyContext(server: self, target: .collection(collection), reading: reading)
    if let name = try context.property(.dav("displayname"))?.text {
      calendar.lines.append(ObjectLine("X-WR-CALNAME", ObjectLine.escaped(name)))
    }
    for resource in try reading.resources(of: collection, ResourceQuery(withBodies: true)) {
      guard let object = try? CalendarObject(resource.body) else { continue }
      for zone in object.calendar.children where zone.name == "VTIMEZONE" && zones.insert(zone.first("TZID")?.value ?? "").inserted {
        calendar.children.append(zone)
      }
      calendar.children += object.entries
    }
    return DAVResponse(
      200,
      headers: [
        ("Content-Type", Self.calendarType), ("ETag", collection.quotedTag),
        ("Last-Modified", WireDate.http(collection.modified)),
      ],
      body: CalendarObject(calendar).bytes)
  }
}
