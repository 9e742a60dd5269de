import Testing

@testable import CalDAV

/// Discovery, properties and calendars: RFC 4918, 5397, 5689, 3744 and 4791 sections 5.2 and 5.3.1.
@Suite struct CollectionTests {
  private static let whereAmI = "<propfind xmlns='DAV:'><prop><current-user-principal/></prop></propfind>"

  @Test(arguments: [
    "/dav/", "/dav", "/dav/principals/", "/dav/principals/T1/", "/dav/calendars/", "/dav/calendars/T1/", "/dav/calendars/T1/tasks/",
  ])
  func `Every resource says who one is`(path: String) throws {
    let response = try Client().send("PROPFIND", path, ["Depth": "0"], Self.whereAmI)
    #expect(response.status == 207)
    #expect(response.text.contains("<D:current-user-principal><D:href>/dav/principals/T1/</D:href>"))
    #expect(try Client().send("OPTIONS", path).header("DAV")?.contains("calendar-access") == true)
  }

  @Test(arguments: ["PROPFIND", "REPORT", "GET", "PUT", "DELETE", "MKCALENDAR", "PROPPATCH"])
  func `Nobody can tell whether another home exists`(method: String) throws {
    for path in ["/dav/calendars/T2/", "/dav/calendars/T2/own/", "/dav/principals/T2/", "/dav/calendars/T2/own/a.ics"] {
      let response = try Client().send(method, path)
      #expect(response.status == 404 && response.body.isEmpty)
    }
  }

  @Test func `A principal leads to its home and addresses`() throws {
    let text = try Client().send("PROPFIND", "/dav/principals/T1/", ["Depth": "0"], "<propfind xmlns='DAV:'><propname/></propfind>").text
    for name in ["C:calendar-home-set", "C:calendar-user-address-set", "C:schedule-outbox-URL", "D:principal-URL", "D:displayname"] {
      #expect(text.contains("<\(name)/>"), "\(name)")
    }
  }

  @Test func `A calendar is made with its properties, or not at all`() throws {
    let client = Client()
    let body = """
      <C:mkcalendar xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav' xmlns:A='http://apple.com/ns/ical/'><D:set><D:prop>
      <D:displayname>课外</D:displayname><A:calendar-color>#FF0000FF</A:calendar-color>
      <C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set>%@</D:prop></D:set></C:mkcalendar>
      """
    let wrong = try client.send("MKCALENDAR", Client.calendar, [:], body.replacing("%@", with: "<D:getetag>x</D:getetag>"))
    #expect(wrong.status == 207 && wrong.text.contains("424 Failed Dependency") && wrong.text.contains("cannot-modify-protected-property"))
    #expect(try client.send("PROPFIND", Client.calendar, ["Depth": "0"]).status == 404)
    #expect(try client.send("MKCALENDAR", Client.calendar, [:], body.replacing("%@", with: "")).status == 201)
    for again in ["", body.replacing("%@", with: "<D:getetag>x</D:getetag>")] {
      #expect(try client.send("MKCALENDAR", Client.calendar, [:], again).condition == .dav("resource-must-be-null"))
    }
    let text = try client.send(
      "PROPFIND", Client.calendar, ["Depth": "0"],
      "<propfind xmlns='DAV:'><prop><displayname/><calendar-color xmlns='http://apple.com/ns/ical/'/><supported-calendar-component-set xmlns='urn:ietf:params:xml:ns:caldav'/></prop></propfind>"
    ).text
    #expect(text.contains("课外") && text.contains("#FF0000FF") && text.contains("<C:comp name=\"VTODO\"/>"))
    #expect(try client.put("a.ics", "DTSTART:20260901T080000Z").condition == .caldav("supported-calendar-component"))
  }

  @Test func `Calendars stand directly in the home, and nothing else is made there`() throws {
    let client = try Client.withCalendar()
    #expect(try client.send("MKCALENDAR", Client.calendar + "inner/").condition == .caldav("calendar-collection-location-ok"))
    #expect(try client.send("MKCOL", "/dav/calendars/T1/plain/").condition == .dav("valid-resourcetype"))
    let body =
      "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/><calendar xmlns='urn:ietf:params:xml:ns:caldav'/></resourcetype></prop></set></mkcol>"
    #expect(try client.send("MKCOL", "/dav/calendars/T1/more/", [:], body).status == 201)
  }

  @Test func `Properties change together or not at all, and dead ones are kept`() throws {
    let client = try Client.withCalendar()
    func patch(_ inner: String) throws -> DAVResponse {
      try client.send("PROPPATCH", Client.calendar, [:], "<propertyupdate xmlns='DAV:'>\(inner)</propertyupdate>")
    }
    func value() throws -> String {
      try client.send("PROPFIND", Client.calendar, ["Depth": "0"], "<propfind xmlns='DAV:'><prop><x xmlns='urn:x'/></prop></propfind>").text
    }
    #expect(try patch("<set><prop><x xmlns='urn:x' xml:lang='zh'>一<y/></x></prop></set>").text.contains("200 OK"))
    #expect(try value().contains("xml:lang=\"zh\">一<X:y xmlns:X=\"urn:x\"/>"))
    let refused = try patch("<remove><prop><x xmlns='urn:x'/></prop></remove><set><prop><getetag>1</getetag></prop></set>").text
    #expect(refused.contains("424 Failed Dependency") && refused.contains("403 Forbidden"))
    #expect(try value().contains("一"))
    #expect(
      try client.send(
        "PROPPATCH", Client.calendar, ["Prefer": "return=minimal"],
        "<propertyupdate xmlns='DAV:'><remove><prop><x xmlns='urn:x'/></prop></remove></propertyupdate>"
      ).body.isEmpty)
    #expect(try !value().contains("一"))
  }

  @Test func `A minimal answer leaves out what is not there`() throws {
    for headers in [["Prefer": "return=minimal"], ["Brief": "t"]] {
      let text = try Client().send(
        "PROPFIND", "/dav/", headers.merging(["Depth": "0"]) { $1 }, "<propfind xmlns='DAV:'><prop><x xmlns='urn:x'/></prop></propfind>"
      ).text
      #expect(!text.contains("404"))
    }
  }

  @Test func `A document type is refused by its precondition`() throws {
    let response = try Client().send("PROPFIND", "/dav/", [:], "<!DOCTYPE a [<!ENTITY b 'c'>]><propfind xmlns='DAV:'><prop/></propfind>")
    #expect(response.status == 403 && response.condition == .dav("no-external-entities"))
  }

  @Test func `What the office fills cannot be changed or removed`() throws {
    let client = Client()
    for (method, path) in [("PUT", "events/a.ics"), ("DELETE", "events/"), ("DELETE", "tasks/"), ("PUT", "tasks/new.ics")] {
      let response = try client.send(method, "/dav/calendars/T1/" + path, [:], Client.event("DTSTART:20260901", uid: "a"))
      #expect(response.status == 403 && response.condition == .dav("need-privileges"), "\(method) \(path)")
    }
  }

  @Test func `Properties of properties come in one answer`() throws {
    let body =
      "<expand-property xmlns='DAV:'><property name='current-user-principal'><property name='displayname'/></property></expand-property>"
    #expect(try Client().send("REPORT", "/dav/", [:], body).text.contains("<D:displayname>张老师</D:displayname>"))
  }

  @Test func `A listing goes as deep as it is asked to, with or without its root`() throws {
    let client = try Client.withCalendar()
    try client.put("a.ics", "DTSTART:20260901")
    func count(_ headers: [String: String]) throws -> Int {
      try XMLReading.read(client.send("PROPFIND", "/dav/calendars/T1/", headers).body).children(.dav("response")).count
    }
    // The home, 活动, 任务, the own calendar, inbox and outbox; then the event.
    #expect(try count(["Depth": "0"]) == 1)
    #expect(try count(["Depth": "1"]) == 6)
    #expect(try count(["Depth": "1", "Prefer": "depth-noroot"]) == 5)
    #expect(try count(["Depth": "infinity"]) == 7)
    #expect(try client.send("PROPFIND", "/dav/", ["Depth": "2"]).status == 400)
  }

  @Test func `A principal finds itself by its name, and nobody else`() throws {
    func search(_ name: String) throws -> Bool {
      let body =
        "<principal-property-search xmlns='DAV:'><property-search><prop><displayname/></prop><match>\(name)</match></property-search><prop><displayname/></prop></principal-property-search>"
      return try Client().send("REPORT", "/dav/principals/", ["Depth": "0"], body).text.contains("/dav/principals/T1/")
    }
    #expect(try search("张"))
    #expect(try !search("李"))
  }

  @Test(arguments: ["DELETE", "PROPPATCH", "COPY", "MOVE"])
  func `A calendar that is not as the client believes stays as it is`(method: String) throws {
    let client = try Client.withCalendar()
    let tag = try #require(client.send("GET", Client.calendar).header("ETag"))
    try client.put("a.ics", "DTSTART:20260901T080000")
    let body = "<propertyupdate xmlns='DAV:'><set><prop><displayname>新</displayname></prop></set></propertyupdate>"
    func change(_ tag: String) throws -> Int {
      try client.send(
        method, Client.calendar, ["If-Match": tag, "Destination": "/dav/calendars/T1/neu/"], method == "PROPPATCH" ? body : ""
      ).status
    }
    #expect(try change(tag) == 412)
    #expect(try client.send("GET", "/dav/calendars/T1/neu/").status == 404)
    let now = try #require(client.send("GET", Client.calendar).header("ETag"))
    #expect(now != tag)
    #expect(try change(now) < 300)
  }

  @Test func `A copied calendar keeps what was set on its resources`() throws {
    let client = try Client.withCalendar()
    try client.put("a.ics", "DTSTART:20260901T080000")
    let mark = "<propertyupdate xmlns='DAV:'><set><prop><x:mark xmlns:x='urn:x'>重要</x:mark></prop></set></propertyupdate>"
    try client.send("PROPPATCH", Client.calendar + "a.ics", [:], mark)
    try client.send("COPY", Client.calendar, ["Destination": "/dav/calendars/T1/neu/"])
    let asked = "<propfind xmlns='DAV:'><prop><x:mark xmlns:x='urn:x'/></prop></propfind>"
    #expect(try client.send("PROPFIND", "/dav/calendars/T1/neu/a.ics", ["Depth": "0"], asked).text.contains("重要"))
  }
}
