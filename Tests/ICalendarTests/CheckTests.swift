import FeedReading
import Foundation
import ICalendar
import Testing

@Suite struct CheckTests {
  /// A calendar with these lines in its one event.
  private func calendar(_ lines: String..., method: String? = nil) -> [UInt8] {
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//ZH"] + (method.map { ["METHOD:\($0)"] } ?? [])
    return Array((head + ["BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR", ""]).joined(separator: "\r\n").utf8)
  }

  private func problems(_ bytes: [UInt8]) -> [String] { CalendarCheck.check(bytes).problems.map(\.description) }

  @Test func `a good calendar has no problem and is printed in its normal form`() {
    let bytes = calendar("UID:1", "SUMMARY:课", "DTSTART:20261220T000000Z", "DTSTAMP:20261201T000000Z")
    let report = CalendarCheck.check(bytes)
    #expect(report.problems == [])
    #expect(
      report.normalForm.text
        == "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//ZH\r\nBEGIN:VEVENT\r\nDTSTAMP:20261201T000000Z\r\nDTSTART:20261220T000000Z\r\nSUMMARY:课\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
  }

  @Test(arguments: [
    ("DTEND:2026", "第 8 行 DTEND: 值不符合该属性的类型"), ("DURATION:P1H", "第 8 行 DURATION: 值不符合该属性的类型"),
    ("RRULE:FREQ=NEVER", "第 8 行 RRULE: 值不符合该属性的类型"), ("BOGUS:1", "第 8 行 BOGUS: 未登记的属性"), ("no colon", "第 8 行: 没有冒号"),
    ("B@D:1", "第 8 行: 名称只能由字母"), ("DTEND:20261219T000000Z", "第 8 行 DTEND: 结束不晚于开始"),
    ("DTEND;VALUE=DATE:20261221", "第 8 行 DTEND: 与 DTSTART"),
    ("UID:2", "第 8 行 VEVENT UID: 应有 0 或 1 个,实有 2 个"), ("SUMMARY:a\u{7}b", "第 8 行: 含有控制字符"),
    ("RECURRENCE-ID;TZID=Nowhere:20261220T000000", "第 8 行 RECURRENCE-ID: TZID 所指的时区"), ("END:VALARM", "第 8 行 VALARM: END 没有对应的 BEGIN"),
    ("COMMENT:C:\\教案", "第 8 行 COMMENT: 反斜杠之后只能是"), ("DTSTART:20260231T000000Z", "第 8 行 DTSTART: 没有这样的日期"),
    ("X-LIC-ERROR:1", "第 8 行 X-LIC-ERROR: 这是日历库内部"), ("BEGIN:VALARM", "第 8 行 VALARM: 缺少对应的 END"), ("BEGIN:VBOGUS", "第 8 行 VBOGUS: 未知的组件"),
    ("SUMMARY:" + String(repeating: "x", count: 80), "第 8 行: 一行 88 字节"),
  ]) func `each fault is named with its line`(line: String, expected: String) {
    let found = problems(calendar("UID:1", "DTSTAMP:20261201T000000Z", "DTSTART:20261220T000000Z", line))
    #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
  }

  @Test func `a backslash before any other character stands for itself`() {
    let report = CalendarCheck.check(calendar("UID:1", "DTSTAMP:20261201T000000Z", "DTSTART:20261220T000000Z", "COMMENT:C:\\教\\trip\\"))
    #expect(report.normalForm.text.contains("COMMENT:C:\\\\教\\\\trip\\\\\r\n"), "\(report.normalForm.text)")
  }

  @Test(arguments: ["X-A;VALUE=TEXT:a \\, b", "DTSTART:20260101T000000Z", "CATEGORIES:a\\,b,c"])
  func `a normal form is its own normal form`(line: String) {
    let event = calendar("UID:1", "DTSTAMP:20261201T000000Z", "DTSTART:20261220T000000Z", line)
    let other = calendar("UID:2", "DTSTAMP:20261201T000000Z", "DTSTART:20260601T000000Z")
    let both = event.text.replacingOccurrences(of: "END:VCALENDAR\r\n", with: "") + other.text.components(separatedBy: "ZH\r\n")[1]
    let normal = CalendarCheck.check(Array(both.utf8)).normalForm
    #expect(CalendarCheck.check(normal).normalForm == normal)
  }

  @Test func `what is missing is named at the component`() {
    let found = problems(calendar("SUMMARY:课"))
    for name in ["DTSTAMP", "DTSTART", "UID"] { #expect(found.contains { $0.hasPrefix("第 4 行 VEVENT \(name): 缺少必须有的属性") }, "\(found)") }
  }

  @Test func `line breaks, a mark at the start, blank lines and cut characters are named and mended`() {
    let bytes: [UInt8] =
      [0xEF, 0xBB, 0xBF] + Array("BEGIN:VCALENDAR\nVERSION:2.0\n\nPRODID:x\nX-WR-CALNAME:".utf8) + [0xE6, 0x95, 13, 10, 32, 0x99]
      + Array("\nEND:VCALENDAR".utf8)
    let report = CalendarCheck.check(bytes)
    let found = report.problems.map(\.rule)
    #expect(
      found.contains(.byteOrderMark) && found.contains(.lineBreak) && found.contains(.blankLine) && found.contains(.foldInsideCharacter))
    #expect(report.normalForm.text.contains("X-WR-CALNAME:教\r\n"))
  }

  @Test func `what is no calendar has no normal form`() {
    for text in ["", "hello", "BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", "\0\0\0"] {
      let report = CalendarCheck.check(Array(text.utf8))
      #expect(report.problems.contains { $0.rule == .notACalendar })
      #expect(report.normalForm == [])
      #expect((try? CalendarObject(Array(text.utf8))) == nil)
    }
  }

  @Test func `calendars that say the same have the same normal form`() {
    let one = calendar("UID:1", "dtstamp:20261201T000000Z", "DTSTART:20261220T000000Z", "SUMM", " ARY:课")
    let other = calendar("DTSTART:20261220T000000Z", "SUMMARY:课", "DTSTAMP:20261201T000000Z", "UID:1")
    #expect(CalendarCheck.check(one).normalForm == CalendarCheck.check(other).normalForm)
  }

  @Test func `the normal form of a feed is its own normal form and loses nothing`() throws {
    let bytes = try render(Samples.rich)
    let normal = CalendarCheck.check(bytes).normalForm
    #expect(CalendarCheck.check(normal).problems == [])
    #expect(CalendarCheck.check(normal).normalForm == normal)
    func entries(_ bytes: [UInt8]) throws -> Set<Entry> {
      Set(
        try Feed(reading: bytes).entries.map { entry -> Entry in
          guard case .event(var event) = entry else { return entry }
          event.categories.sort()
          event.alarms.sort { $0.minutesBefore < $1.minutesBefore }
          return .event(event)
        })
    }
    #expect(try entries(normal) == entries(bytes))
    #expect(try entries(bytes).count == Samples.rich.entries.count)
  }
}
