import Testing

@testable import CalDAV

/// Reports: RFC 4791 section 7, RFC 6578, RFC 6638 section 5.
@Suite struct ReportTests {
  private func filled() throws -> Client {
    let client = try Client.withCalendar()
    try client.put("a.ics", "DTSTART:20260901T080000Z\r\nDTEND:20260901T090000Z\r\nSUMMARY:alpha")
    try client.put("b.ics", "DTSTART:20260801T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nSUMMARY:beta")
    try client.put("c.ics", "DTSTART:20261201T080000Z\r\nSUMMARY:gamma\r\nTRANSP:TRANSPARENT")
    return client
  }

  private static func query(_ filter: String, _ properties: String = "<D:getetag/>") -> String {
    """
    <C:calendar-query xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop>\(properties)</D:prop>
    <C:filter><C:comp-filter name='VCALENDAR'>\(filter)</C:comp-filter></C:filter></C:calendar-query>
    """
  }

  private static let cases: [(String, [String])] = [
    ("<C:comp-filter name='VEVENT'/>", ["a.ics", "b.ics", "c.ics"]), ("<C:comp-filter name='VTODO'/>", []),
    ("<C:comp-filter name='VEVENT'><C:time-range start='20260901T000000Z' end='20260902T000000Z'/></C:comp-filter>", ["a.ics", "b.ics"]),
    (
      "<C:comp-filter name='VEVENT'><C:prop-filter name='SUMMARY'><C:text-match>ALPH</C:text-match></C:prop-filter></C:comp-filter>",
      ["a.ics"]
    ),
    (
      "<C:comp-filter name='VEVENT'><C:prop-filter name='SUMMARY'><C:text-match negate-condition='yes'>a</C:text-match></C:prop-filter></C:comp-filter>",
      []
    ),
    ("<C:comp-filter name='VEVENT'><C:prop-filter name='RRULE'><C:is-not-defined/></C:prop-filter></C:comp-filter>", ["a.ics", "c.ics"]),
  ]

  @Test(arguments: 0..<6)
  func `A query finds what its filter says`(index: Int) throws {
    let (filter, names) = Self.cases[index]
    #expect(try filled().report(Self.query(filter)).keys.sorted() == names)
  }

  @Test func `A filter that says nothing sensible is refused by its precondition`() throws {
    let client = try filled()
    let wrong: [(String, QualifiedName)] = [
      ("<C:comp-filter/>", .caldav("valid-filter")),
      ("<C:comp-filter name='VEVENT'><C:time-range start='20260901'/></C:comp-filter>", .caldav("valid-filter")),
      (
        "<C:comp-filter name='VEVENT'><C:prop-filter name='SUMMARY'><C:text-match collation='i;none'>a</C:text-match></C:prop-filter></C:comp-filter>",
        .caldav("supported-collation")
      ),
    ]
    for (filter, condition) in wrong { #expect(try client.send("REPORT", Client.calendar, [:], Self.query(filter)).condition == condition) }
  }

  @Test func `Depth 0 reaches no resource of a calendar, and infinity all of a home`() throws {
    let client = try filled()
    let any = Self.query("<C:comp-filter name='VEVENT'/>")
    #expect(try client.report(any, ["Depth": "0"]).isEmpty)
    #expect(try client.report(any, at: "/dav/calendars/T1/", ["Depth": "infinity"]).count == 3)
    #expect(try client.report(any, at: Client.calendar + "a.ics", ["Depth": "0"]).count == 1)
  }

  @Test func `A query writes instances out`() throws {
    let data = "<C:calendar-data><C:expand start='20260901T000000Z' end='20260903T000000Z'/></C:calendar-data>"
    let range = "<C:time-range start='20260901T000000Z' end='20260903T000000Z'/>"
    let text = try filled().send(
      "REPORT", Client.calendar, ["Depth": "1"], Self.query("<C:comp-filter name='VEVENT'>\(range)</C:comp-filter>", data)
    ).text
    #expect(text.contains("RECURRENCE-ID:20260901T080000Z") && text.contains("RECURRENCE-ID:20260902T080000Z"))
    #expect(!text.contains("RRULE"))
  }

  @Test func `Several resources are read at once, and one that is not there says so`() throws {
    let hrefs = ["a.ics", "none.ics"].map { "<D:href>\(Client.calendar)\($0)</D:href>" }.joined()
    let body =
      "<C:calendar-multiget xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop><C:calendar-data/></D:prop>\(hrefs)</C:calendar-multiget>"
    #expect(try filled().report(body) == ["a.ics": "200", "none.ics": "404"])
  }

  private static func sync(_ token: String, _ limit: String = "") -> String {
    "<sync-collection xmlns='DAV:'><sync-token>\(token)</sync-token><sync-level>1</sync-level>\(limit)<prop><getetag/></prop></sync-collection>"
  }

  private func token(_ response: DAVResponse) throws -> String { try XMLReading.read(response.body).child(.dav("sync-token"))?.text ?? "" }

  @Test func `A client is told what changed since its token, and no more`() throws {
    let client = try filled()
    let first = try client.send("REPORT", Client.calendar, [:], Self.sync(""))
    #expect(first.text.contains("a.ics") && first.text.contains("c.ics"))
    let since = try token(first)
    #expect(try client.report(Self.sync(since)).isEmpty)
    try client.send("DELETE", Client.calendar + "a.ics")
    try client.put("b.ics", "DTSTART:20260801T080000Z")
    #expect(try client.report(Self.sync(since)) == ["a.ics": "404", "b.ics": "200"])
  }

  @Test func `A limit is kept, said, and gone on from`() throws {
    let client = try filled()
    let limit = "<limit><nresults>2</nresults></limit>"
    let page = try client.send("REPORT", Client.calendar, [:], Self.sync("", limit))
    #expect(try client.report(Self.sync("", limit)) == ["a.ics": "200", "b.ics": "200", "own": "507"])
    #expect(page.text.contains("number-of-matches-within-limits"))
    #expect(try client.report(Self.sync(try token(page), limit)) == ["c.ics": "200"])
  }

  @Test(arguments: ["x", "urn:jiaoli:sync:3:999", "urn:jiaoli:sync:1:0", "urn:jiaoli:sync:3:-1"])
  func `A token that is none of the calendar's is refused`(token: String) throws {
    #expect(try filled().send("REPORT", Client.calendar, [:], Self.sync(token)).condition == .dav("valid-sync-token"))
  }

  @Test func `A home tells which calendars changed, and with level infinite what in them`() throws {
    let client = try filled()
    func ask(_ token: String, _ level: String) throws -> DAVResponse {
      let body = Self.sync(token).replacing("<sync-level>1", with: "<sync-level>\(level)")
      return try client.send("REPORT", "/dav/calendars/T1/", [:], body)
    }
    let since = try token(ask("", "1"))
    #expect(try !ask(since, "infinite").text.contains("<D:response>"))
    try client.send("DELETE", Client.calendar + "a.ics")
    #expect(try ask(since, "1").text.contains("/own/</D:href>"))
    #expect(try ask(since, "infinite").text.contains("/own/a.ics</D:href><D:status>HTTP/1.1 404"))
    try client.send("DELETE", Client.calendar)
    #expect(try ask(since, "1").text.contains("/own/</D:href><D:status>HTTP/1.1 404"))
    #expect(try ask("urn:jiaoli:home:x", "1").condition == .dav("valid-sync-token"))
  }

  @Test func `Free and busy times are told`() throws {
    let body =
      "<C:free-busy-query xmlns:C='urn:ietf:params:xml:ns:caldav'><C:time-range start='20260901T000000Z' end='20260902T000000Z'/></C:free-busy-query>"
    let response = try filled().send("REPORT", Client.calendar, ["Depth": "1"], body)
    #expect(response.header("Content-Type")?.hasPrefix("text/calendar") == true)
    #expect(response.text.contains("FREEBUSY:20260901T080000Z/20260901T090000Z\r\n"))
  }

  @Test func `The outbox answers for oneself, and for nobody else whether they are there or not`() throws {
    let question = """
      BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VFREEBUSY\r\nUID:q\r\nDTSTART:20260901T000000Z\r
      DTEND:20260902T000000Z\r\nORGANIZER:/dav/principals/T1/\r\nATTENDEE:/dav/principals/T1/\r\nATTENDEE:/dav/principals/T2/\r
      END:VFREEBUSY\r\nEND:VCALENDAR\r\n
      """
    let text = try filled().send("POST", "/dav/calendars/T1/outbox/", ["Content-Type": "text/calendar"], question).text
    #expect(text.contains("2.0;Success") && text.contains("FREEBUSY:20260901T080000Z/20260901T090000Z"))
    #expect(text.contains("3.7;Invalid calendar user"))
  }

  @Test func `A report that is none is refused`() throws {
    #expect(try Client().send("REPORT", "/dav/", [:], "<x xmlns='DAV:'/>").condition == .dav("supported-report"))
  }
}
