import Foundation
import Testing

@testable import ICalendar

/// Time ranges over events, to-dos, journals, alarms and their recurrences (RFC 4791 section 9.9).
@Suite struct ObjectTimeTests {
  struct Case: Sendable {
    var component: String
    var lines: String
    var start: String?
    var end: String?
    var isHit: Bool
  }

  private static let cases: [Case] = [
    // Events: half-open, with an end, a duration, neither, whole days.
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nDTEND:20260901T090000Z", start: "20260901T090000Z", end: "20260901T100000Z",
      isHit: false),
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nDTEND:20260901T090000Z", start: "20260901T085959Z", end: "20260901T100000Z",
      isHit: true),
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nDURATION:PT1H", start: "20260901T070000Z", end: "20260901T080000Z",
      isHit: false),
    Case(component: "VEVENT", lines: "DTSTART:20260901T080000Z", start: "20260901T080000Z", end: "20260901T080001Z", isHit: true),
    Case(component: "VEVENT", lines: "DTSTART;VALUE=DATE:20260901", start: "20260901T155959Z", end: nil, isHit: true),
    Case(component: "VEVENT", lines: "DTSTART;VALUE=DATE:20260901", start: "20260901T160000Z", end: nil, isHit: false),
    Case(
      component: "VEVENT", lines: "DTSTART;TZID=Asia/Shanghai:20260901T080000\nDURATION:PT1H", start: "20260901T000000Z",
      end: "20260901T000001Z", isHit: true),
    // Recurrences: far from the start, without the excluded, up to UNTIL.
    Case(
      component: "VEVENT", lines: "DTSTART:20200101T080000Z\nRRULE:FREQ=WEEKLY", start: "20260902T080000Z", end: "20260902T090000Z",
      isHit: true),
    Case(
      component: "VEVENT", lines: "DTSTART:20200101T080000Z\nRRULE:FREQ=WEEKLY", start: "20260903T080000Z", end: "20260903T090000Z",
      isHit: false),
    Case(
      component: "VEVENT", lines: "DTSTART:20200101T080000Z\nRRULE:FREQ=WEEKLY\nEXDATE:20260902T080000Z", start: "20260902T080000Z",
      end: "20260902T090000Z", isHit: false),
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nRRULE:FREQ=DAILY;UNTIL=20260903T080000Z", start: "20260903T080000Z", end: nil,
      isHit: true),
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nRRULE:FREQ=DAILY;UNTIL=20260903T080000Z", start: "20260904T080000Z", end: nil,
      isHit: false),
    Case(
      component: "VEVENT", lines: "DTSTART:20260901T080000Z\nRDATE:20261001T080000Z", start: "20261001T080000Z", end: "20261001T080001Z",
      isHit: true),
    // To-dos: the table.
    Case(component: "VTODO", lines: "DTSTART:20260901T080000Z\nDUE:20260902T080000Z", start: "20260902T075959Z", end: nil, isHit: true),
    Case(component: "VTODO", lines: "DTSTART:20260901T080000Z\nDUE:20260902T080000Z", start: "20260902T080000Z", end: nil, isHit: false),
    Case(component: "VTODO", lines: "DUE:20260902T080000Z", start: nil, end: "20260902T080000Z", isHit: true),
    Case(component: "VTODO", lines: "DUE:20260902T080000Z", start: "20260902T080000Z", end: nil, isHit: false),
    Case(component: "VTODO", lines: "COMPLETED:20260902T080000Z", start: "20260902T080000Z", end: "20260903T080000Z", isHit: true),
    Case(component: "VTODO", lines: "CREATED:20260902T080000Z", start: "20300101T000000Z", end: "20310101T000000Z", isHit: true),
    Case(component: "VTODO", lines: "SUMMARY:a", start: "20300101T000000Z", end: "20310101T000000Z", isHit: true),
    Case(component: "VJOURNAL", lines: "DTSTART;VALUE=DATE:20260901", start: "20260901T100000Z", end: "20260901T110000Z", isHit: true),
    Case(component: "VJOURNAL", lines: "SUMMARY:a", start: "20260901T100000Z", end: "20260901T110000Z", isHit: false),
    Case(component: "VFREEBUSY", lines: "FREEBUSY:20260901T080000Z/PT1H", start: "20260901T083000Z", end: "20260901T090000Z", isHit: true),
  ]

  @Test(arguments: 0..<23)
  func `A component overlaps a range by its own table`(index: Int) throws {
    let test = Self.cases[index]
    let component = "BEGIN:\(test.component)\nUID:u\n\(test.lines)\nEND:\(test.component)"
    #expect(try ObjectSamples.overlaps(component, test.component, test.start, test.end) == test.isHit, "\(test)")
  }

  @Test func `Noon stays noon when the clock changes`() throws {
    let event =
      ObjectSamples.newYork + "\n" + ObjectSamples.event("DTSTART;TZID=America/New_York:20260301T120000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY")
    #expect(try ObjectSamples.overlaps(event, "VEVENT", "20260301T170000Z", "20260301T170001Z"))
    #expect(try ObjectSamples.overlaps(event, "VEVENT", "20260315T160000Z", "20260315T160001Z"))
    #expect(try !ObjectSamples.overlaps(event, "VEVENT", "20260315T170000Z", "20260315T173000Z"))
  }

  private static let series =
    ObjectSamples.event("DTSTART:20260901T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:a") + "\n"
    + ObjectSamples.event("RECURRENCE-ID:20260902T080000Z\nDTSTART:20261001T080000Z\nDURATION:PT1H\nSUMMARY:moved")

  @Test func `A moved instance is where it was moved to, and no longer where it was`() throws {
    #expect(try !ObjectSamples.overlaps(Self.series, "VEVENT", "20260902T080000Z", "20260902T090000Z"))
    #expect(try ObjectSamples.overlaps(Self.series, "VEVENT", "20261001T080000Z", "20261001T090000Z"))
  }

  @Test(arguments: ["20260902T000000Z/20260905T000000Z", "20260902T000000Z/P3D", "20260902T000000Z/PT72H"])
  func `A period among the dates lasts as long as it says, for every question`(period: String) throws {
    let times = "DTSTART;TZID=Asia/Shanghai:20260901T080000\nDTEND;TZID=Asia/Shanghai:20260901T084000"
    let event = ObjectSamples.event("\(times)\nRDATE;VALUE=PERIOD:\(period)\nRDATE:20260907T000000Z")
    #expect(try ObjectSamples.overlaps(event, "VEVENT", "20260904T120000Z", "20260904T130000Z"))
    #expect(try !ObjectSamples.overlaps(event, "VEVENT", "20260905T000000Z", "20260907T000000Z"))
    let object = try ObjectSamples.object(event)
    let first = Date(timeIntervalSince1970: 1_788_220_800)
    let busy = object.busyTimes(in: first..<first + 30 * 86_400).map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    #expect(busy.map { Int($0.lowerBound.timeIntervalSince(first)) } == [0, 86_400, 6 * 86_400])
    #expect(busy.map { Int($0.upperBound.timeIntervalSince($0.lowerBound)) } == [2400, 3 * 86_400, 2400])
    let short = try ObjectSamples.object(ObjectSamples.event("\(times)\nRDATE;VALUE=PERIOD:\(period)"))
    #expect(short.span == ObjectSpan(first: 1_788_220_800 - 86_400, last: 1_788_566_400 + 86_400))
    var selection = DataSelection()
    selection.expand = TimeRange(start: "20260901T000000Z", end: "20261001T000000Z")
    let expanded = object.selected(selection).entries
    #expect(expanded.map { $0.first("DTEND")?.value } == ["20260901T004000Z", "20260905T000000Z", "20260907T004000Z"])
    #expect(expanded.allSatisfy { $0.all("DTEND").count == 1 && $0.first("RDATE") == nil })
  }

  @Test func `A period at the start of the event, or of its rule, says how long that instance lasts`() throws {
    let event = ObjectSamples.event(
      "DTSTART:20260901T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nRDATE;VALUE=PERIOD:20260902T000000Z/PT2H,20260901T000000Z/PT3H")
    let range = Date(timeIntervalSince1970: 1_788_220_800)..<Date(timeIntervalSince1970: 1_788_566_400)
    let busy = try ObjectSamples.object(event).busyTimes(in: range).map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    #expect(busy.map { Int($0.upperBound.timeIntervalSince($0.lowerBound)) / 3600 } == [3, 2, 1])
  }

  @Test func `Expanding writes each instance out in UTC with its RECURRENCE-ID`() throws {
    var selection = DataSelection()
    selection.expand = TimeRange(start: "20260901T000000Z", end: "20270101T000000Z")
    let object = try ObjectSamples.object(Self.series).selected(selection)
    #expect(object.entries.map { $0.first("DTSTART")?.value } == ["20260901T080000Z", "20260903T080000Z", "20261001T080000Z"])
    #expect(object.entries.map { $0.first("RECURRENCE-ID")?.value } == ["20260901T080000Z", "20260903T080000Z", "20260902T080000Z"])
    #expect(object.entries.allSatisfy { $0.first("RRULE") == nil })
  }

  @Test func `Limiting keeps the rule and only the changed instances that matter`() throws {
    var selection = DataSelection()
    selection.limitRecurrenceSet = TimeRange(start: "20260903T000000Z", end: "20260904T000000Z")
    #expect(try ObjectSamples.object(Self.series).selected(selection).entries.count == 1)
    selection.limitRecurrenceSet = TimeRange(start: "20260902T000000Z", end: "20260903T000000Z")
    #expect(try ObjectSamples.object(Self.series).selected(selection).entries.count == 2)
  }

  @Test(arguments: [("20260901T074500Z", true), ("20260901T080000Z", false), ("20260908T074500Z", true)])
  func `An alarm rings before each instance`(start: String, isHit: Bool) throws {
    var alarm = ComponentFilter("VALARM")
    alarm.timeRange = TimeRange(start: start, end: start.replacing("00Z", with: "30Z"))
    var event = ComponentFilter("VEVENT")
    event.components = [alarm]
    var filter = ComponentFilter("VCALENDAR")
    filter.components = [event]
    let lines = "DTSTART:20260901T080000Z\nRRULE:FREQ=WEEKLY\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM"
    #expect(try ObjectSamples.object(ObjectSamples.event(lines)).matches(filter) == isHit)
  }

  @Test func `Busy is what neither passes nor is called off`() throws {
    let range = Date(timeIntervalSince1970: 1_788_220_800)..<Date(timeIntervalSince1970: 1_788_307_200)
    func busy(_ lines: String) throws -> [BusyTime] {
      try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T080000Z\nDURATION:PT1H\n" + lines)).busyTimes(in: range)
    }
    #expect(try busy("").map(\.range.lowerBound.timeIntervalSince1970) == [1_788_249_600])
    #expect(try busy("TRANSP:TRANSPARENT").isEmpty)
    #expect(try busy("STATUS:CANCELLED").isEmpty)
    #expect(try busy("STATUS:TENTATIVE").map(\.kind) == [.tentative])
    let reply = FreeBusyReply.render(try busy(""), in: range, stamp: range.lowerBound)
    #expect(String(decoding: reply, as: UTF8.self).contains("FREEBUSY:20260901T080000Z/20260901T090000Z\r\n"))
  }

  @Test func `A time without a zone is read by the clock that is given`() throws {
    var inner = ComponentFilter("VEVENT")
    inner.timeRange = TimeRange(start: "20260901T080000Z", end: "20260901T090000Z")
    var filter = ComponentFilter("VCALENDAR")
    filter.components = [inner]
    let object = try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T160000\nDURATION:PT1H"))
    #expect(object.matches(filter))
    #expect(!object.matches(filter, floating: .utc))
    let singapore = try #require(ObjectZone(identifier: "Asia/Singapore"))
    #expect(object.matches(filter, floating: singapore))
    let newYork = try #require(ObjectZone(calendar: ObjectSamples.calendar(ObjectSamples.newYork)))
    #expect(!object.matches(filter, floating: newYork))
  }

  @Test func `Free and busy periods are limited to a range`() throws {
    var selection = DataSelection()
    selection.limitFreeBusySet = TimeRange(start: "20260901T000000Z", end: "20260902T000000Z")
    let lines =
      "BEGIN:VFREEBUSY\nUID:u\nFREEBUSY:20260901T080000Z/PT1H,20260903T080000Z/PT1H\nFREEBUSY:20260904T080000Z/PT1H\nEND:VFREEBUSY"
    let entry = try ObjectSamples.object(lines).selected(selection).entries[0]
    #expect(entry.all("FREEBUSY").map(\.value) == ["20260901T080000Z/PT1H"])
  }
}
