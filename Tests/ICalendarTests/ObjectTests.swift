import Foundation
import Testing

@testable import ICalendar

/// Calendar objects: what may be stored, and what is given of them.
@Suite struct ObjectTests {
  @Test func `Whatever a client wrote is read, known or not`() throws {
    let object = try ObjectSamples.object(
      ObjectSamples.event("DTSTART;X-A=\"a;b\",c:20260901T080000Z\nX-ODD:1\\,2\nATTENDEE;CN=\"^'甲^'\":mailto:a@x\nDESCRIPTION:一\n 二"))
    let event = object.entries[0]
    #expect(event.first("DTSTART")?.parameters == [ObjectLine.Parameter(name: "X-A", values: ["a;b", "c"])])
    #expect(event.first("X-ODD")?.text == "1,2")
    #expect(event.first("ATTENDEE")?.parameter("CN") == "\"甲\"")
    #expect(event.first("DESCRIPTION")?.value == "一二")
    #expect(try CalendarObject(object.bytes) == object)
  }

  private static let refused: [(String, ObjectFault)] = [
    ("HAHA:YES", .invalidObject("no component")),
    (ObjectSamples.event("SUMMARY:a"), .invalidData("no DTSTART")),
    (ObjectSamples.event("DTSTART:20260230T080000Z"), .invalidData("DTSTART")),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=MONTHLY;BYDAY=+1,3MO"), .invalidData("RRULE")),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nDTEND:20260901T070000Z"), .invalidData("the end is before DTSTART")),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=NEVER"), .invalidData("RRULE")),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nSUMMARY:a\nSUMMARY:b"), .invalidData("SUMMARY twice")),
    (ObjectSamples.event("DTSTART:18990101T080000Z"), .tooEarly),
    (ObjectSamples.event("DTSTART:22000101T080000Z"), .tooLate),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=DAILY;COUNT=10001"), .tooManyInstances),
    (ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=SECONDLY"), .tooManyInstances),
    (
      ObjectSamples.event("DTSTART:20260901T080000Z") + "\n" + ObjectSamples.event("DTSTART:20260902T080000Z", uid: "v"),
      .invalidObject("more than one UID")
    ),
    (ObjectSamples.event("DTSTART:20260901T080000Z") + "\n" + ObjectSamples.toDo(""), .invalidObject("more than one kind of component")),
    ("METHOD:PUBLISH\n" + ObjectSamples.event("DTSTART:20260901T080000Z"), .invalidObject("METHOD")),
  ]

  @Test(arguments: 0..<14)
  func `What no calendar may hold is refused by the precondition it breaks`(index: Int) throws {
    let (components, fault) = Self.refused[index]
    #expect(throws: fault) { try ObjectSamples.object(components).validate() }
  }

  @Test(arguments: [
    ObjectSamples.event("DTSTART:20260901T080000Z\nDTEND;VALUE=DATE:20260901"),
    ObjectSamples.event("DTSTART;VALUE=DATE:20260901\nDTEND:20260901T080000"),
    ObjectSamples.toDo("DTSTART:20260901T080000\nDUE;VALUE=DATE:20260902"), ObjectSamples.toDo("RRULE:FREQ=DAILY"),
    ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=MONTHLY;BYDAY=+1MO,-1fr,TU"),
  ])
  func `What programs write a little wrong, and what is clear all the same, is taken`(components: String) throws {
    let object = try ObjectSamples.object(components)
    try object.validate()
    var selection = DataSelection()
    selection.expand = TimeRange(start: "20260901T000000Z", end: "20260903T000000Z")
    #expect(object.selected(selection).entries.count == 1 || object.entries[0].first("RRULE") != nil)
    #expect(object.busyTimes(in: Date(timeIntervalSince1970: 1_788_000_000)..<Date(timeIntervalSince1970: 1_789_000_000)).count <= 1)
  }

  @Test(arguments: ["a\u{1}b", "a\u{B}b", "a\u{7F}b"])
  func `Control characters are refused, which no report could give`(text: String) {
    #expect(throws: ObjectFault.invalidData("a control character")) {
      try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T080000Z\nSUMMARY:" + text))
    }
  }

  @Test(arguments: ["", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "\u{0}\u{1}"])
  func `What is no calendar is said to be none`(text: String) {
    #expect(throws: ObjectFault.self) { try CalendarObject(Array(text.utf8)) }
  }

  @Test func `More attendees than the limit are refused`() throws {
    let attendees = (0...ObjectLimits.attendees).map { "ATTENDEE:mailto:a\($0)@x" }.joined(separator: "\n")
    #expect(throws: ObjectFault.tooManyAttendees) {
      try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901\n" + attendees)).validate()
    }
  }

  @Test func `Parts of an object are given as they are asked for`() throws {
    var event = ComponentSelection("VEVENT")
    event.properties = [.init("UID"), .init("SUMMARY", hasNoValue: true)]
    var calendar = ComponentSelection("VCALENDAR")
    (calendar.properties, calendar.components) = ([.init("VERSION")], [event])
    var selection = DataSelection()
    selection.components = calendar
    let bytes = try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T080000Z\nSUMMARY:a")).selected(selection).bytes
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nSUMMARY:\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
  }

  @Test func `A span is as wide as every clock needs, and open where a rule does not end`() throws {
    let single = try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T080000Z\nDTEND:20260901T090000Z")).span
    #expect(single == ObjectSpan(first: 1_788_249_600 - 86_400, last: 1_788_253_200 + 86_400))
    #expect(try ObjectSamples.object(ObjectSamples.event("DTSTART:20260901T080000Z\nRRULE:FREQ=DAILY")).span.last == nil)
    #expect(try ObjectSamples.object(ObjectSamples.toDo("SUMMARY:a")).span == ObjectSpan())
  }
}
