import Testing

@testable import CalDAV

/// The clock of a calendar: RFC 4791 section 5.2.2, RFC 7809 section 5.2.
@Suite struct TimeZoneTests {
  private func patch(_ client: Client, _ instruction: String) throws -> String {
    try client.send(
      "PROPPATCH", Client.calendar, [:],
      "<propertyupdate xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>\(instruction)</propertyupdate>"
    ).text
  }

  private func value(_ client: Client, _ name: String) throws -> String? {
    let response = try client.send(
      "PROPFIND", Client.calendar, ["Depth": "0"],
      "<propfind xmlns='DAV:'><prop><\(name) xmlns='urn:ietf:params:xml:ns:caldav'/></prop></propfind>")
    let propstat = try XMLReading.read(response.body).child(.dav("response"))?.child(.dav("propstat"))
    guard propstat?.child(.dav("status"))?.text.contains("200") == true else { return nil }
    return propstat?.child(.dav("prop"))?.child(.caldav(name))?.text
  }

  @Test func `Whichever way a clock is set, the other way says the same`() throws {
    let client = try Client.withCalendar()
    #expect(try value(client, "calendar-timezone") == nil)
    #expect(try value(client, "calendar-timezone-id") == "Asia/Shanghai")
    #expect(
      try patch(client, "<set><prop><C:calendar-timezone-id>America/New_York</C:calendar-timezone-id></prop></set>").contains("200 OK"))
    let definition = try #require(try value(client, "calendar-timezone"))
    #expect(definition.contains("TZID:America/New_York") && definition.contains("TZOFFSETTO:-0400"))
    let london = definition.replacing("America/New_York", with: "Europe/London")
    #expect(try patch(client, "<set><prop><C:calendar-timezone>\(london)</C:calendar-timezone></prop></set>").contains("200 OK"))
    #expect(try value(client, "calendar-timezone-id") == "Europe/London")
    _ = try patch(client, "<remove><prop><C:calendar-timezone/></prop></remove>")
    #expect(try value(client, "calendar-timezone") == nil)
    #expect(try value(client, "calendar-timezone-id") == "Asia/Shanghai")
  }

  @Test(arguments: [
    "<C:calendar-timezone>BEGIN:VCALENDAR</C:calendar-timezone>", "<C:calendar-timezone-id>Mars/Olympus</C:calendar-timezone-id>",
  ])
  func `A clock that is none is refused`(property: String) throws {
    #expect(try patch(Client.withCalendar(), "<set><prop>\(property)</prop></set>").contains("403 Forbidden"))
  }
}
