import Foundation
import ICalendar
import Testing

@Suite(.timeLimit(.minutes(2))) struct HostileInputTests {
  private static let range = Date(timeIntervalSince1970: 1_790_000_000)..<Date(timeIntervalSince1970: 1_800_000_000)

  /// Reads bytes in every way there is; the normal form has to be its own.
  private func survive(_ bytes: [UInt8]) {
    let report = CalendarCheck.check(bytes)
    let again = CalendarCheck.check(report.normalForm)
    // Compared as one: the differences of two large arrays would take the test library minutes to find.
    let isSame = again.normalForm == report.normalForm
    let pairs = isSame ? [] : Array(zip(report.normalForm.physicalLines, again.normalForm.physicalLines))
    let (line, change) = pairs.first { $0 != $1 } ?? ([], [])
    #expect(isSame, "\(line.text.debugDescription) became \(change.text.debugDescription)")
    guard let object = try? CalendarObject(bytes) else { return }
    _ = object.busyTimes(in: Self.range)
    _ = object.span
  }

  private func calendar(_ body: String) -> [UInt8] {
    Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\(body)\r\nEND:VCALENDAR\r\n".utf8)
  }

  @Test func `a feed cut anywhere is read`() throws {
    let bytes = try render(Samples.rich)
    for end in stride(from: 0, to: bytes.count, by: 23) { survive(Array(bytes[..<end])) }
  }

  @Test func `deep nesting neither exhausts the stack nor is kept`() {
    let depth = 20_000
    let bytes = calendar(
      String(repeating: "BEGIN:VEVENT\r\n", count: depth) + "UID:1\r\n" + String(repeating: "END:VEVENT\r\n", count: depth))
    #expect(CalendarCheck.check(bytes).problems.contains { if case .tooDeep = $0.rule { true } else { false } })
    survive(bytes)
  }

  @Test func `huge lines, many lines and too large files are bounded`() {
    survive(calendar("BEGIN:VEVENT\r\nSUMMARY:" + String(repeating: "教", count: 400_000) + "\r\nEND:VEVENT"))
    survive(calendar("BEGIN:VEVENT\r\nSUMMARY:" + String(repeating: "a,", count: 200_000) + "\r\nEND:VEVENT"))
    survive(calendar("BEGIN:VEVENT\r\nEXDATE:" + String(repeating: "20260101T000000Z,", count: 5_000) + "\r\nEND:VEVENT"))
    survive(calendar(String(repeating: "X-A:1\r\n", count: 10_000)))
    survive(calendar("X" + String(repeating: ";A=1", count: 5_000) + ":1"))
    survive(Array(repeating: 0x0A, count: 200_000))
    survive(Array(repeating: 0x00, count: 200_000))
    #expect(
      CalendarCheck.check(Array(repeating: 0x41, count: 17 << 20)).problems.map(\.rule) == [.fileTooLarge(limit: 16 << 20)])
  }

  @Test(arguments: [
    "FREQ=SECONDLY", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;UNTIL=9",
    "FREQ=MINUTELY", "FREQ=YEARLY;RSCALE=CHINESE;BYMONTH=13", "FREQ=;;;=", "FREQ=DAILY;BYSETPOS=0", "FREQ=WEEKLY;WKST=XX", "COUNT=1",
    "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9",
    "FREQ=YEARLY;BYYEARDAY=" + (1...366).map(String.init).joined(separator: ","),
    "FREQ=MONTHLY;BYDAY=" + String(repeating: "MO,", count: 5000),
  ]) func `no recurrence rule makes the reader hang`(rule: String) {
    survive(
      calendar(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20200101T000000Z\r\nDTSTART:19000101T000000Z\r\nDURATION:PT1H\r\nRRULE:\(rule)\r\nEND:VEVENT"))
    let zone =
      "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:\(rule)\r\n"
    survive(
      calendar(
        zone + "END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Z:20260901T080000\r\nDURATION:PT1H\r\nEND:VEVENT"))
  }

  @Test func `a zone for every event is noted in linear time`() {
    let lines = (0..<20_000).map { "RDATE;TZID=Z\($0):20260101T000000\r\n" }
    survive(calendar("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260901T000000Z\r\n" + lines.joined() + "END:VEVENT"))
  }

  @Test func `rules that never match give nothing, in bounded time`() throws {
    let rules = String(repeating: "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n", count: 4)
    let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101T000000Z\r\n\(rules)DURATION:PT1H\r\nEND:VEVENT"
    let object = try CalendarObject(calendar(event))
    // As many as an object may have that is stored.
    try object.validate()
    #expect(object.busyTimes(in: Self.range) == [])
  }

  @Test func `a calendar with everything in it has a normal form that keeps every line`() {
    let report = CalendarCheck.check(Samples.foreign)
    let unfolded = report.normalForm.text.replacingOccurrences(of: "\r\n ", with: "")
    for name in [
      "GEO:37.386013", "X-R;VALUE=RECUR:FREQ=DAILY", "BEGIN:X-THING", "BEGIN:AVAILABLE", "CONFERENCE;", "IMAGE;", "MEMBER=", "FBTYPE=",
    ] {
      #expect(unfolded.contains(name), "\(name)")
    }
    survive(Samples.foreign)
  }

  @Test(arguments: [101, 102]) func `a calendar changed at random is read, and its normal form is its own`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let originals = [try render(Samples.rich), Samples.foreign]
    for round in 0..<120 { survive(Mutation.mutant(of: originals[round % 2], &random)) }
  }
}

/// Random damage to a calendar.
enum Mutation {
  private static let pieces = [
    "\r\n", "BEGIN:", "END:VEVENT", ";", ":", "\"", "\\", ",", "RRULE:FREQ=DAILY", "\u{0}", "P1H", "99999999999", ";VALUE=DATE", "\n ",
    ";VALUE=TEXT",
    ";TZID=", "=", "-", "教", "T", "Z", "/",
  ].map { Array($0.utf8) }

  /// A copy with one to eight changes.
  static func mutant(of original: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var mutant = original
    for _ in 0...(random.next() % 8) {
      let place = Int(random.next() % UInt64(mutant.count))
      switch random.next() % 5 {
      case 0: mutant[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: mutant.remove(at: place)
      case 2: mutant.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
      case 3: mutant.insert(contentsOf: original[place % original.count..<min(original.count, place % original.count + 60)], at: place)
      default: mutant.removeSubrange(place..<min(mutant.count, place + Int(random.next() % 40)))
      }
    }
    return mutant
  }
}
