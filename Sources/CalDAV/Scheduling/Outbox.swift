import ICalendar

/// POST to the outbox: free and busy times (RFC 6638 section 5).
///
/// A teacher asks only for their own: to anybody else's address the answer is the same whether there is such a person or not.
extension DAVServer {
  func post(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    if case .resource(Locator.newMember, let parent) = location { return try addMember(request, to: parent) }
    guard location == .outbox else { throw notAllowed(location) }
    guard request.header("Content-Type")?.lowercased().hasPrefix("text/calendar") ?? true else {
      throw Refusal(415, .caldav("supported-calendar-data"))
    }
    let object: CalendarObject
    do { object = try CalendarObject(request.body) } catch { throw Refusal(403, .caldav("valid-calendar-data")) }
    guard object.calendar.first("METHOD")?.value.uppercased() == "REQUEST", object.kind == "VFREEBUSY", let question = object.entries.first,
      let range = TimeRange(start: question.first("DTSTART")?.value, end: question.first("DTEND")?.value), range.isBounded
    else { throw Refusal(403, .caldav("valid-scheduling-message"), reason: "VFREEBUSY with METHOD:REQUEST, DTSTART and DTEND in UTC") }
    guard let organizer = question.first("ORGANIZER"), isOwn(organizer.value) else { throw Refusal(403, .caldav("organizer-allowed")) }
    return try home.read { reading in
      let answers = try question.all("ATTENDEE").prefix(200).map { attendee in
        try answer(attendee, question, organizer, range, reading)
      }
      return DAVResponse(200, xml: XMLElement(.caldav("schedule-response"), Array(answers)))
    }
  }

  private func isOwn(_ address: String) -> Bool {
    addresses.contains(address) || locator.location(href: address) == .principal
  }

  private func answer(
    _ attendee: ObjectLine, _ question: ObjectComponent, _ organizer: ObjectLine, _ range: TimeRange, _ reading: any HomeReading
  ) throws -> XMLElement {
    let recipient = XMLElement(.caldav("recipient"), [.href(attendee.value)])
    guard isOwn(attendee.value) else {
      return XMLElement(.caldav("response"), [recipient, XMLElement(.caldav("request-status"), text: "3.7;Invalid calendar user")])
    }
    let times = try BusyReading(reading: reading).times(try reading.collections().filter(\.isOpaque), range)
    let lines = [question.first("UID"), organizer, attendee].compactMap(\.self)
    let reply = FreeBusyReply.render(times, in: range.instants, stamp: home.now, lines: lines, method: "REPLY")
    return XMLElement(
      .caldav("response"),
      [
        recipient, XMLElement(.caldav("request-status"), text: "2.0;Success"),
        XMLElement(.caldav("calendar-data"), text: String(decoding: reply, as: UTF8.self)),
      ])
  }
}
