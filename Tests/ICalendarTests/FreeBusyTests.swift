import AcademicCalendar
import Foundation
import ICalendar
import Testing

@Suite struct FreeBusyTests {
  private static let september = OfficeTime.instant(Day(2026, 9, 1)!)..<OfficeTime.instant(Day(2026, 10, 1)!)

  private func busy(_ events: String, in range: Range<Date> = september) throws -> [String] {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\(events.replacingOccurrences(of: "\n", with: "\r\n"))\r\nEND:VCALENDAR\r\n"
    return BusyTime.merged(try CalendarObject(Array(text.utf8)).busyTimes(in: range)).map(\.range).map { busy in
      let start = Int(busy.lowerBound.timeIntervalSince1970) + 28_800
      let day = OfficeTime.day(of: busy.lowerBound)
      let clock = start - Int(day.rawValue) * 86_400
      return "\(day) \(clock / 3600):\(clock / 60 % 60) +\(Int(busy.upperBound.timeIntervalSince(busy.lowerBound)) / 60)"
    }
  }

  private func event(_ lines: String) -> String { "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n\(lines)\nEND:VEVENT" }

  @Test func `a weekly lesson is busy in each week until its end, without its exceptions`() throws {
    let lesson = event(
      "DTSTART;TZID=Asia/Shanghai:20260901T080000\nDTEND;TZID=Asia/Shanghai:20260901T084500\nRRULE:FREQ=WEEKLY;UNTIL=20260922T000000Z\nEXDATE;TZID=Asia/Shanghai:20260908T080000"
    )
    #expect(try busy(lesson) == ["2026-09-01 8:0 +45", "2026-09-15 8:0 +45", "2026-09-22 8:0 +45"])
  }

  @Test func `an occurrence that moved is busy where it moved to`() throws {
    let lesson = event("DTSTART:20260901T000000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3")
    let moved = event("RECURRENCE-ID:20260908T000000Z\nDTSTART:20260909T010000Z\nDURATION:PT1H")
    #expect(try busy(lesson + "\n" + moved) == ["2026-09-01 8:0 +60", "2026-09-09 9:0 +60", "2026-09-15 8:0 +60"])
  }

  @Test func `whole days are office days, overlapping times are one, cancelled and transparent ones none`() throws {
    #expect(try busy(event("DTSTART;VALUE=DATE:20260930")) == ["2026-09-30 0:0 +1440"])
    #expect(try busy(event("DTSTART:20260901T000000Z\nDURATION:PT1H\nSTATUS:CANCELLED")) == [])
    #expect(try busy(event("DTSTART:20260901T000000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT")) == [])
    #expect(
      try busy(event("DTSTART:20260901T000000Z\nDURATION:PT1H") + "\n" + event("DTSTART:20260901T003000Z\nDURATION:PT1H")) == [
        "2026-09-01 8:0 +90"
      ])
    #expect(try busy(event("DTSTART:20260831T150000Z\nDURATION:PT2H")) == ["2026-09-01 0:0 +60"])
  }

  @Test func `a zone of another country follows its own VTIMEZONE`() throws {
    let zone = """
      BEGIN:VTIMEZONE\nTZID:Berlin\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200
      END:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE

      """
    #expect(try busy(zone + event("DTSTART;TZID=Berlin:20260901T080000\nDURATION:PT1H")) == ["2026-09-01 14:0 +60"])
    let winter = OfficeTime.instant(Day(2026, 12, 1)!)..<OfficeTime.instant(Day(2026, 12, 2)!)
    #expect(try busy(zone + event("DTSTART;TZID=Berlin:20261201T080000\nDURATION:PT1H"), in: winter) == ["2026-12-01 15:0 +60"])
  }

  @Test func `a feed of ours is busy at its sessions and free at its deadlines`() throws {
    let bytes = try render(Samples.rich)
    let december = OfficeTime.instant(Day(2026, 12, 1)!)..<OfficeTime.instant(Day(2027, 1, 1)!)
    var events = try CalendarObject(bytes)
    events.calendar.children.removeAll { $0.name == "VTODO" }
    #expect(
      events.busyTimes(in: december).map(\.range) == [
        OfficeTime.instant(Samples.day, minutes: 480)..<OfficeTime.instant(Samples.day, minutes: 580)
      ])
  }
}
