import Foundation

@testable import ICalendar

/// Calendar objects for tests.
enum ObjectSamples {
  /// A calendar around components.
  static func calendar(_ components: String) -> [UInt8] {
    Array("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n\(components)\nEND:VCALENDAR\n".replacing("\n", with: "\r\n").utf8)
  }

  /// An event with further lines.
  static func event(_ lines: String, uid: String = "u") -> String {
    "BEGIN:VEVENT\nUID:\(uid)\nDTSTAMP:20260101T000000Z\n\(lines)\nEND:VEVENT"
  }

  static func toDo(_ lines: String) -> String { "BEGIN:VTODO\nUID:u\nDTSTAMP:20260101T000000Z\n\(lines)\nEND:VTODO" }

  static func object(_ components: String) throws -> CalendarObject { try CalendarObject(calendar(components)) }

  /// The zone that shifts in March and November.
  static let newYork = """
    BEGIN:VTIMEZONE
    TZID:America/New_York
    BEGIN:DAYLIGHT
    DTSTART:20070311T020000
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
    TZOFFSETFROM:-0500
    TZOFFSETTO:-0400
    END:DAYLIGHT
    BEGIN:STANDARD
    DTSTART:20071104T020000
    RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
    TZOFFSETFROM:-0400
    TZOFFSETTO:-0500
    END:STANDARD
    END:VTIMEZONE
    """

  /// Whether a component overlaps a range.
  static func overlaps(_ components: String, _ name: String, _ start: String?, _ end: String?) throws -> Bool {
    var inner = ComponentFilter(name)
    inner.timeRange = TimeRange(start: start, end: end)
    var filter = ComponentFilter("VCALENDAR")
    filter.components = [inner]
    return try object(components).matches(filter)
  }
}
