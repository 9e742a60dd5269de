import Synchronization
import Testing

@testable import CalDAV

/// PUT, GET, DELETE, COPY and MOVE of calendar objects (RFC 4791 section 5.3, RFC 4918 section 9).
@Suite struct ResourceTests {
  private static let lines = "DTSTART:20260901T080000Z\r\nX-ODD;A=\"b\":  c \r\nSUMMARY:a"

  @Test func `What is sent is kept byte for byte`() throws {
    let client = try Client.withCalendar()
    let put = try client.put("a.ics", Self.lines, ["If-None-Match": "*"])
    #expect(put.status == 201)
    let got = try client.send("GET", Client.calendar + "a.ics")
    #expect(got.text == Client.event(Self.lines, uid: "a.ics") && got.header("ETag") == put.header("ETag"))
    #expect(try client.send("GET", Client.calendar + "a.ics", ["If-None-Match": put.header("ETag") ?? ""]).status == 304)
    #expect(try client.send("HEAD", Client.calendar + "a.ics").header("Content-Length") == "\(got.body.count)")
  }

  @Test func `A change that is based on an old state is refused`() throws {
    let client = try Client.withCalendar()
    let old = try client.put("a.ics", Self.lines).header("ETag") ?? ""
    #expect(try client.put("a.ics", Self.lines, ["If-None-Match": "*"]).status == 412)
    #expect(try client.put("a.ics", Self.lines + "b", ["If-Match": old]).status == 204)
    #expect(try client.put("a.ics", Self.lines, ["If-Match": old]).status == 412)
    #expect(try client.put("b.ics", Self.lines, ["If-Match": "*"]).status == 412)
    #expect(try client.send("DELETE", Client.calendar + "a.ics", ["If-Match": old]).status == 412)
    #expect(try client.send("DELETE", Client.calendar + "a.ics").status == 204)
    #expect(try client.send("DELETE", Client.calendar + "a.ics").status == 404)
  }

  private static let preconditions: [(String, String, QualifiedName)] = [
    ("text/plain", "hello", .caldav("supported-calendar-data")),
    ("text/calendar", "hello", .caldav("valid-calendar-data")),
    ("text/calendar", Client.event("SUMMARY:a", uid: "a"), .caldav("valid-calendar-data")),
    (
      "text/calendar", Client.event("DTSTART:20260901", uid: "a").replacing("VERSION", with: "METHOD:PUBLISH\r\nVERSION"),
      .caldav("valid-calendar-object-resource")
    ),
    (
      "text/calendar", Client.event("DTSTART:20260901", uid: "a").replacing("VEVENT", with: "VAVAILABILITY"),
      .caldav("supported-calendar-component")
    ),
    ("text/calendar", Client.event("DTSTART:18000101", uid: "a"), .caldav("min-date-time")),
    ("text/calendar", Client.event("DTSTART:99990101", uid: "a"), .caldav("max-date-time")),
    ("text/calendar", Client.event("DTSTART:20260901\r\nRRULE:FREQ=DAILY;COUNT=20000", uid: "a"), .caldav("max-instances")),
  ]

  @Test(arguments: 0..<8)
  func `Each precondition is named`(index: Int) throws {
    let (type, body, condition) = Self.preconditions[index]
    let response = try Client.withCalendar().send("PUT", Client.calendar + "a.ics", ["Content-Type": type], body)
    #expect((400..<500).contains(response.status) && response.condition == condition)
  }

  @Test func `A part is not taken for the whole`() throws {
    let client = try Client.withCalendar()
    try client.put("a.ics", Self.lines)
    #expect(try client.put("a.ics", "SUMMARY:part", ["Content-Range": "bytes 0-10/20"]).status == 400)
    #expect(try client.send("GET", Client.calendar + "a.ics").text.contains("SUMMARY:part") == false)
  }

  @Test func `A UID stands once in a calendar, and stays with its resource`() throws {
    let client = try Client.withCalendar()
    try client.put("a.ics", Self.lines, uid: "u")
    let twice = try client.put("b.ics", Self.lines, uid: "u")
    #expect(twice.condition == .caldav("no-uid-conflict") && twice.text.contains("/own/a.ics</D:href>"))
    #expect(try client.put("a.ics", Self.lines, uid: "v").condition == .caldav("no-uid-conflict"))
    #expect(try client.send("PUT", "/dav/calendars/T1/none/a.ics", [:], Client.event(Self.lines, uid: "u")).status == 409)
  }

  @Test func `The present state is sent where it is asked for`() throws {
    let client = try Client.withCalendar()
    let response = try client.put("a.ics", Self.lines, ["Prefer": "return=representation"])
    #expect(response.status == 201 && response.text == Client.event(Self.lines, uid: "a.ics"))
    #expect(response.header("Content-Location") == Client.calendar + "a.ics")
    let late = try client.put("a.ics", "DTSTART:20260902", ["Prefer": "return=representation", "If-Match": "\"old\""])
    #expect(late.status == 412 && late.text == Client.event(Self.lines, uid: "a.ics") && late.header("ETag") == response.header("ETag"))
  }

  @Test func `A calendar gives a name to what is posted to it`() throws {
    let client = try Client.withCalendar()
    let names = try client.send("PROPFIND", Client.calendar, ["Depth": "0"], "<propfind xmlns='DAV:'><prop><add-member/></prop></propfind>")
      .text
    let address = Client.calendar + ";add-member"
    #expect(names.contains("<D:href>\(address)</D:href>"))
    let event = Client.event(Self.lines, uid: "new")
    let posted = try client.send("POST", address, ["Content-Type": "text/calendar"], event)
    let place = try #require(posted.header("Location"))
    #expect(posted.status == 201 && posted.body.isEmpty && place.hasPrefix(Client.calendar))
    #expect(try client.send("GET", place).text == event)
    #expect(try client.send("POST", address, [:], event).condition == .caldav("no-uid-conflict"))
    #expect(try client.send("PUT", address, [:], event).status == 405)
    #expect(try client.send("POST", "/dav/calendars/T1/events/;add-member", [:], event).condition == .dav("need-privileges"))
  }

  @Test func `Resources and calendars are copied and moved`() throws {
    let client = try Client.withCalendar()
    try client.send("MKCALENDAR", "/dav/calendars/T1/other/")
    try client.put("a.ics", Self.lines)
    func send(_ method: String, _ from: String, _ to: String, _ headers: [String: String] = [:]) throws -> DAVResponse {
      try client.send(method, "/dav/calendars/T1/" + from, headers.merging(["Destination": "http://h/dav/calendars/T1/" + to]) { $1 })
    }
    #expect(try send("COPY", "own/a.ics", "own/b.ics").condition == .caldav("no-uid-conflict"))
    let copy = try send("COPY", "own/a.ics", "other/a.ics")
    #expect(copy.status == 201 && copy.header("Location") == "http://h/dav/calendars/T1/other/a.ics")
    #expect(try send("COPY", "own/a.ics", "other/a.ics", ["Overwrite": "F"]).status == 412)
    #expect(try send("MOVE", "own/a.ics", "other/a.ics").status == 204)
    #expect(try client.send("GET", Client.calendar + "a.ics").status == 404)
    #expect(try send("MOVE", "other/", "third/").status == 201)
    #expect(try client.send("GET", "/dav/calendars/T1/third/a.ics").text == Client.event(Self.lines, uid: "a.ics"))
    #expect(try send("MOVE", "third/", "own/x/").condition == .caldav("calendar-collection-location-ok"))
    #expect(try client.send("MOVE", "/dav/calendars/T1/third/a.ics", ["Destination": "/dav/calendars/T2/own/a.ics"]).status == 403)
    // Another server is not ours to write to; a proxy may leave out the port.
    let elsewhere = ["Destination": "http://evil.example/dav/calendars/T1/third/b.ics", "Host": "h:8443"]
    #expect(try client.send("MOVE", "/dav/calendars/T1/third/a.ics", elsewhere).status == 502)
    #expect(try send("MOVE", "third/a.ics", "third/b.ics", ["Host": "h:8443"]).status == 201)
  }

  @Test func `What is overwritten has the same UID, and a move that is refused moves nothing`() throws {
    let client = try Client.withCalendar()
    try client.put("a.ics", Self.lines)
    try client.put("b.ics", Self.lines)
    for method in ["COPY", "MOVE"] {
      let response = try client.send(method, Client.calendar + "a.ics", ["Destination": Client.calendar + "b.ics"])
      #expect(response.condition == .caldav("no-uid-conflict"))
    }
    #expect(try client.send("GET", Client.calendar + "a.ics").status == 200)
    #expect(
      try client.send("MOVE", Client.calendar + "a.ics", ["Destination": Client.calendar + "c.ics"]).header("Location") == Client.calendar
        + "c.ics")
  }

  @Test func `A calendar in one piece has its name, a tag and a time`() throws {
    let client = try Client.withCalendar()
    let first = try client.send("GET", Client.calendar)
    #expect(first.text.contains("X-WR-CALNAME:own") && first.header("Content-Type") == "text/calendar;charset=utf-8")
    let (tag, time) = (try #require(first.header("ETag")), try #require(first.header("Last-Modified")))
    #expect(try client.send("GET", Client.calendar, ["If-None-Match": tag]).status == 304)
    #expect(try client.send("GET", Client.calendar, ["If-Modified-Since": time]).status == 304)
    try client.send(
      "PROPPATCH", Client.calendar, [:],
      "<propertyupdate xmlns='DAV:'><set><prop><displayname>课, 外</displayname></prop></set></propertyupdate>")
    let renamed = try client.send("GET", Client.calendar, ["If-None-Match": tag, "If-Modified-Since": time])
    #expect(renamed.status == 200 && renamed.text.contains("X-WR-CALNAME:课\\, 外"))
    let home = try client.send("GET", "/dav/calendars/T1/")
    #expect(home.header("ETag") != nil && home.header("Last-Modified") != nil)
  }

  @Test func `A ticked task is heard, and answered without a tag`() throws {
    let client = Client()
    let task = Client.event("DTSTART:20260901", uid: "t").replacing("VEVENT", with: "VTODO")
    try client.home.show("task-1.ics", Array(task.utf8), in: "tasks")
    let done = task.replacing("END:VTODO", with: "STATUS:COMPLETED\r\nEND:VTODO")
    let response = try client.send("PUT", "/dav/calendars/T1/tasks/task-1.ics", ["Content-Type": "text/calendar"], done)
    #expect(response.status == 204 && response.header("ETag") == nil)
    #expect(client.home.ticks.withLock { $0 } == ["task-1.ics"])
    let refusing = Client(MemoryHome(answer: .refused("期限由办公室定")))
    try refusing.home.show("task-1.ics", Array(task.utf8), in: "tasks")
    let refused = try refusing.send("PUT", "/dav/calendars/T1/tasks/task-1.ics", [:], done)
    #expect(refused.condition == .dav("need-privileges") && refused.text.contains("期限由办公室定"))
  }
}
