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
      ("<C:comp-filter name='VEVENT' test='some'/>", .caldav("valid-filter")),
      (
        "<C:comp-filter name='VEVENT'><C:prop-filter name='SUMMARY'><C:text-match match-type='like'>a</C:text-match></C:prop-filter></C:comp-filter>",
        .caldav("valid-filter")
      ),
    ]
    for (filter, condition) in wrong { #expect(try client.send("REPORT", Client.calendar, [:], Self.query(filter)).condition == condition) }
  }

  @Test func `One of several suffices where a filter says so`() throws {
    let client = try filled()
    func found(_ test: String, _ filters: String) throws -> [String] {
      try client.report(Self.query(filters).replacing("name='VCALENDAR'", with: "name='VCALENDAR' test='\(test)'")).keys.sorted()
    }
    let events = "<C:comp-filter name='VEVENT'><C:time-range start='20260901T000000Z' end='20260902T000000Z'/></C:comp-filter>"
    #expect(try found("anyof", events + "<C:comp-filter name='VTODO'/>") == ["a.ics", "b.ics"])
    #expect(try found("allof", events + "<C:comp-filter name='VTODO'/>") == [])
    #expect(
      try found("anyof", "<C:comp-filter name='VTODO'/><C:prop-filter name='PRODID'/>") == ["a.ics", "b.ics", "c.ics"],
      "The store leaves nothing out by kind.")
    let either = """
      <C:comp-filter name='VEVENT' test='anyof'><C:prop-filter name='RRULE'/>
      <C:prop-filter name='SUMMARY'><C:text-match match-type='starts-with'>GAM</C:text-match></C:prop-filter></C:comp-filter>
      """
    #expect(try found("allof", either) == ["b.ics", "c.ics"])
  }

  @Test func `Depth 0 reaches no resource of a calendar, and infinity all of a home`() throws {
    let client = try filled()
    let any = Self.query("<C:comp-filter name='VEVENT'/>")
    #expect(try client.report(any, ["Depth": "0"]).isEmpty)
    for depth in ["1", "infinity"] { #expect(try client.report(any, at: "/dav/calendars/T1/", ["Depth": depth]).count == 3) }
    #expect(try client.report(any, at: "/dav/calendars/T1/", ["Depth": "0"]).isEmpty)
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
    // What came and went since is gone for whoever brought it and did not look.
    try client.put("d.ics", "DTSTART:20260801T080000Z")
    try client.send("DELETE", Client.calendar + "d.ics")
    #expect(try client.report(Self.sync(since)) == ["a.ics": "404", "b.ics": "200", "d.ics": "404"])
    #expect(try client.report(Self.sync("")) == ["b.ics": "200", "c.ics": "200"])
  }

  @Test func `The inbox is a calendar's, and empty`() throws {
    let client = Client()
    let inbox = "/dav/calendars/T1/inbox/"
    let first = try client.send("REPORT", inbox, [:], Self.sync(""))
    #expect(first.status == 207)
    #expect(try client.report(Self.sync(try token(first)), at: inbox).isEmpty)
    #expect(try client.send("REPORT", inbox, [:], Self.sync("x")).condition == .dav("valid-sync-token"))
    let names = try client.send("PROPFIND", inbox, ["Depth": "0"], "<propfind xmlns='DAV:'><propname/></propfind>").text
    #expect(names.contains("<D:sync-token/>") && names.contains("<CS:getctag/>"))
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

  @Test func `What cannot be given is refused, whether anything is found or not`() throws {
    for attributes in ["content-type='text/html'", "content-type='text/calendar' version='1.0'"] {
      let data = "<C:calendar-data \(attributes)/>"
      let none = Self.query("<C:comp-filter name='VJOURNAL'/>", data)
      let multiget =
        "<C:calendar-multiget xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><D:prop>\(data)</D:prop><D:href>none.ics</D:href></C:calendar-multiget>"
      for body in [none, multiget] {
        #expect(try Client.withCalendar().send("REPORT", Client.calendar, [:], body).condition == .caldav("supported-calendar-data"))
      }
    }
  }

  @Test(arguments: ["", "start='20260901' end='20260902'", "start='20260901T000000' end='20260902T000000'", "start='20260901T000000Z'"])
  func `A range of free and busy times has both ends in UTC`(range: String) throws {
    let body = "<C:free-busy-query xmlns:C='urn:ietf:params:xml:ns:caldav'><C:time-range \(range)/></C:free-busy-query>"
    #expect(try Client.withCalendar().send("REPORT", Client.calendar, [:], body).status == 400)
  }

  @Test func `A time range that says nothing is a bad request`() throws {
    let filter = Self.query("<C:comp-filter name='VEVENT'><C:time-range/></C:comp-filter>")
    #expect(try filled().send("REPORT", Client.calendar, [:], filter).status == 400)
  }

  @Test(arguments: [
    "<expand-property xmlns='DAV:'/>", "<principal-match xmlns='DAV:'><self/></principal-match>",
    "<principal-property-search xmlns='DAV:'/>", "<principal-search-property-set xmlns='DAV:'/>",
    "<acl-principal-prop-set xmlns='DAV:'><prop/></acl-principal-prop-set>",
  ])
  func `Reports on principals go no deeper than what they are sent to`(body: String) throws {
    for depth in ["1", "infinity"] { #expect(try Client().send("REPORT", "/dav/principals/", ["Depth": depth], body).status == 400) }
    #expect(try Client().send("REPORT", "/dav/principals/", ["Depth": "0"], body).status < 300)
  }

  @Test func `Who one is among principals, and which resources name one`() throws {
    let client = try filled()
    let own = "<principal-match xmlns='DAV:'><self/><prop><displayname/></prop></principal-match>"
    #expect(try client.send("REPORT", "/dav/principals/", [:], own).text.contains("/dav/principals/T1/"))
    try client.send(
      "PROPPATCH", Client.calendar + "b.ics", [:],
      "<propertyupdate xmlns='DAV:'><set><prop><x xmlns='urn:x'><href xmlns='DAV:'>/dav/principals/T1/</href></x></prop></set></propertyupdate>"
    )
    let named =
      "<principal-match xmlns='DAV:'><principal-property><x xmlns='urn:x'/></principal-property><prop><getetag/></prop></principal-match>"
    #expect(try client.report(named, [:]) == ["b.ics": "200"])
    #expect(try client.send("REPORT", "/dav/principals/", [:], "<acl-principal-prop-set xmlns='DAV:'/>").status == 400)
    let set = "<principal-search-property-set xmlns='DAV:'/>"
    #expect(try client.send("REPORT", Client.calendar, [:], set).condition == .dav("supported-report"))
  }

  @Test func `A report that is none is refused`() throws {
    #expect(try Client().send("REPORT", "/dav/", [:], "<x xmlns='DAV:'/>").condition == .dav("supported-report"))
  }
}
