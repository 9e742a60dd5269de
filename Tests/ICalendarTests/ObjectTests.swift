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
    (ObjectSamples.event("DTSTART:20260901T080000Z\nDTEND:20260901"), .invalidData("DTSTART and its end are of two kinds")),
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
