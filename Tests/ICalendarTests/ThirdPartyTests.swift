import Foundation
import ICalendar
import Testing

/// Calendars as the programs of others write them, well and badly: thousands, made from a seed, and as many damaged at random.
@Suite(.timeLimit(.minutes(2))) struct ThirdPartyTests {
  @Test(arguments: [201, 202, 203] as [UInt64])
  func `A thousand calendars of others, and each of them damaged, are checked; the normal form is its own`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<1000 {
      let file = ForeignCalendar.file(&random)
      let report = CalendarCheck.check(file)
      #expect(report.normalForm.starts(with: Array("BEGIN:VCALENDAR\r\n".utf8)))
      let again = CalendarCheck.check(report.normalForm)
      let isSame = again.normalForm == report.normalForm
      #expect(isSame, "seed \(seed)")
      _ = CalendarCheck.check(Mutation.mutant(of: file, &random))
    }
  }
}

/// Makes calendars in the manner of different programs.
enum ForeignCalendar {
  private static let makers = [
    "-//Google Inc//Google Calendar 70.9054//EN", "-//Apple Inc.//macOS 14.0//EN", "Microsoft Exchange Server 2010",
    "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
    "-//K Desktop Environment//NONSGML libkcal 4.3//EN",
    "PHPCalendar", "",
  ]
  private static let zones = [
    "Asia/Shanghai", "China Standard Time", "\"W. Europe Standard Time\"", "/freeassociation.sourceforge.net/Asia/Shanghai", "GMT+8",
  ]
  private static let texts = [
    "会议", "Team sync\\, weekly", "教研活动\\n第一项", "say \"hi\"", "C:\\path", "😀 emoji", "très bien", "a;b,c", "\t tabbed ", "",
    String(repeating: "长标题", count: 60),
  ]
  private static let rules = [
    "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270101T000000Z", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;COUNT=10",
    "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU", "FREQ=HOURLY;INTERVAL=6", "FREQ=FORTNIGHTLY", "",
  ]
  private static let extras = [
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC", "CLASS:PRIVATE", "PRIORITY:5", "TRANSP:OPAQUE",
    "GEO:29.8;113.4",
    "ATTENDEE;CN=\"Li, Lei\";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:li@example.com", "ORGANIZER;CN=Han:mailto:han@example.com",
    "ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:iVBORw0KGgo=", "CATEGORIES:A,B,C", "STATUS:TENTATIVE", "SEQUENCE:-1",
    "URL:not a url",
    "EXDATE;TZID=Asia/Shanghai:20260910T090000,20260917T090000", "RDATE;VALUE=PERIOD:20260901T000000Z/PT1H", "COMMENT:ok", "NOPROP",
    "LOCATION;LANGUAGE=zh:会议室",
    "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM",
    "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER;RELATED=END:P0D\r\nEND:VALARM",
    "DTSTAMP:20260901T000000Z", "RECURRENCE-ID:20260901T000000Z", "DURATION:P1H",
  ]

  static func file(_ random: inout SeededRandom) -> [UInt8] {
    var lines = ["BEGIN:VCALENDAR", "VERSION:\(pick(["2.0", "2.0", "1.0"], &random))", "PRODID:\(pick(makers, &random))"]
    if one(in: 2, &random) { lines.append("METHOD:\(pick(["PUBLISH", "REQUEST", "REPLY", "CANCEL"], &random))") }
    if one(in: 2, &random) { lines.append("X-WR-CALNAME:\(pick(texts, &random))") }
    let zone = pick(zones, &random)
    if one(in: 2, &random) {
      lines += [
        "BEGIN:VTIMEZONE", "TZID:\(zone.filter { $0 != "\"" })", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD", "END:VTIMEZONE",
      ]
    }
    for number in 0..<Int(random.next() % 6) { lines += entry(number, zone, &random) }
    lines.append("END:VCALENDAR")
    let lineBreak = pick(["\r\n", "\r\n", "\n", "\r\n\r\n"], &random)
    let text = (one(in: 10, &random) ? "\u{FEFF}" : "") + lines.joined(separator: lineBreak) + lineBreak
    return Array(text.utf8)
  }

  private static func entry(_ number: Int, _ zone: String, _ random: inout SeededRandom) -> [String] {
    let kind = pick(["VEVENT", "VEVENT", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"], &random)
    let day = String(20_260_901 + Int(random.next() % 29))
    let start = pick(
      [
        "DTSTART;VALUE=DATE:\(day)", "DTSTART:\(day)T010000Z", "DTSTART;TZID=\(zone):\(day)T090000", "DTSTART:\(day)T090000",
        "DTSTART:\(day)T250000",
      ], &random)
    let end = pick(
      ["DTEND;VALUE=DATE:\(day)", "DTEND:\(day)T020000Z", "DTEND;TZID=\(zone):\(day)T100000", "DURATION:PT1H", "DUE:\(day)T000000Z"],
      &random)
    var lines = ["BEGIN:\(kind)", "UID:\(one(in: 8, &random) ? 0 : number)@example.com", start, end, "SUMMARY:\(pick(texts, &random))"]
    if one(in: 2, &random) { lines.append("DTSTAMP:20260801T000000Z") }
    if one(in: 3, &random) { lines.append("RRULE:\(pick(rules, &random))") }
    for _ in 0..<Int(random.next() % 5) { lines.append(pick(extras, &random)) }
    return lines + ["END:\(kind)"]
  }

  private static func pick<T>(_ values: [T], _ random: inout SeededRandom) -> T { values[Int(random.next() % UInt64(values.count))] }
  private static func one(in count: UInt64, _ random: inout SeededRandom) -> Bool { random.next() % count == 0 }
}
