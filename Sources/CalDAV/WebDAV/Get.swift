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
      default:
        response = DAVResponse(
          200, headers: [("Content-Type", "text/plain; charset=utf-8")],
          body: Array("这里是教历的 CalDAV 服务, 请在日历程序里用这个地址添加账户。\n".utf8))
      }
      if let etag = response.header("ETag"), Conditions(request).isUnchanged(etag) {
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

  /// A resource as it was sent.
  func page(_ resource: CalendarResource, status: Int) -> DAVResponse {
    DAVResponse(
      status,
      headers: [
        ("Content-Type", "text/calendar; charset=utf-8; component=\(resource.component.lowercased())"), ("ETag", resource.quotedTag),
        ("Last-Modified", WireDate.http(resource.modified)),
      ], body: resource.body)
  }

  /// A calendar in one piece, for saving to a file.
  private func whole(_ collection: CalendarCollection, _ reading: any HomeReading) throws -> DAVResponse {
    var zones: Set<String> = []
    var calendar = ObjectComponent("VCALENDAR", lines: [ObjectLine("VERSION", "2.0"), ObjectLine("PRODID", "-//Jiaoli//Jiaoli//ZH")])
    for resource in try reading.resources(of: collection, ResourceQuery(withBodies: true)) {
      guard let object = try? CalendarObject(resource.body) else { continue }
      for zone in object.calendar.children where zone.name == "VTIMEZONE" && zones.insert(zone.first("TZID")?.value ?? "").inserted {
        calendar.children.append(zone)
      }
      calendar.children += object.entries
    }
    return DAVResponse(
      200, headers: [("Content-Type", "text/calendar; charset=utf-8"), ("ETag", "\"\(collection.id)-\(collection.change)\"")],
      body: CalendarObject(calendar).bytes)
  }
}
