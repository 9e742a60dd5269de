import AcademicCalendar
import FeedReading
import Foundation
import ICalendar
import Testing

@Suite struct RenderingTests {
  @Test func `an event is written with office time, an exclusive end and its revision`() throws {
    let text = try render(Samples.feed([.event(Samples.event())])).text
    for line in [
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Jiaoli//Jiaoli//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nNAME:张老师的日历\r\n",
      "X-WR-CALNAME:张老师的日历\r\n", "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n",
      "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\n",
      "UID:session-1@jiaoli\r\nSEQUENCE:2\r\nDTSTAMP:20260528T202640Z\r\n", "DTSTART;TZID=Asia/Shanghai:20261220T080000\r\n",
      "DTEND;TZID=Asia/Shanghai:20261220T094000\r\n", "STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\n",
    ] { #expect(text.contains(line), "\(line) in \(text)") }
  }

  @Test func `a deadline is an all-day event that ends on the next day`() throws {
    let deadline = Event(uid: "d", revision: Samples.revision, title: "截止", time: .allDay(Samples.day), isBusy: false)
    let text = try render(Samples.feed([.event(deadline)])).text
    #expect(text.contains("DTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20261221\r\n"))
    #expect(text.contains("TRANSP:TRANSPARENT\r\n"))
  }

  @Test func `a cancelled event opens with its mark, a changed one says what changed`() throws {
    var event = Samples.event()
    (event.status, event.change, event.description) = (.cancelled, "11月2日取消:\n教师请假", "带教案")
    let text = try render(Samples.feed([.event(event)])).text
    #expect(text.contains("SUMMARY:【已取消】示范课:《桂林山水》\r\n"))
    #expect(text.contains("DESCRIPTION:【有变更】11月2日取消: 教师请假\\n带教案\r\n"))
    #expect(text.contains("STATUS:CANCELLED\r\n"))
  }

  @Test func `alarms are durations of RFC 5545`() throws {
    var event = Samples.event()
    event.alarms = [60, 0, -540, 1440].map { Alarm(minutesBefore: $0) }
    let text = try render(Samples.feed([.event(event)])).text
    for line in ["TRIGGER:-PT1H\r\n", "TRIGGER:PT0S\r\n", "TRIGGER:PT9H\r\n", "TRIGGER:-P1D\r\n"] { #expect(text.contains(line)) }
  }

  @Test func `the same feed gives the same bytes, whatever the order of its entries`() throws {
    var feed = Samples.rich
    let bytes = try render(feed)
    feed.entries.reverse()
    #expect(try render(feed) == bytes)
  }

  @Test func `libical's own restrictions hold for a feed with everything in it`() throws {
    for feed in [Samples.rich, Samples.feed([]), Samples.feed([.event(Samples.event())])] {
      let bytes = try render(feed)
      #expect(Restrictions.complaints(bytes) == [])
    }
  }

  @Test func `control characters never reach the feed`() throws {
    var event = Samples.event(title: "a\u{0}b\u{7}c\u{1B}[0m\u{7F}\u{85}d\u{2028}e")
    event.description = "一\r\n二\r三\u{B}四\tTAB"
    let bytes = try render(Samples.feed([.event(event)]))
    #expect(bytes.text.contains("SUMMARY:abc[0m d e\r\n"))
    #expect(bytes.text.contains("DESCRIPTION:一\\n二\\n三四\tTAB\r\n"))
    #expect(bytes.physicalLines.joined().allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 })
  }

  @Test func `what is past goes first to hold the size limit, then what is settled, then what is to be done, then what is far`() throws {
    let events = (0..<30).map { Entry.event(Samples.event("e\($0)", day: Samples.day + $0)) }
    let settled = (0..<10).map {
      Entry.toDo(
        ToDo(uid: "s\($0)", revision: Samples.revision, title: "完成", start: Samples.day, due: Samples.day + $0, status: .completed(nil)))
    }
    let open = (0..<10).map {
      Entry.toDo(ToDo(uid: "o\($0)", revision: Samples.revision, title: "要做", start: Samples.day, due: Samples.day + $0))
    }
    var feed = Samples.feed(events + settled + open)
    feed.settings.today = Samples.day + 10
    let whole = try rendering(of: feed)
    #expect(whole.omitted == 0)
    let order =
      (0..<10).map { "e\($0)" } + (0..<10).map { "s\($0)" } + (0..<10).reversed().map { "o\($0)" } + (10..<30).reversed().map { "e\($0)" }
    for limit in [15_000, 12_000, 9000, 6000, 3000] {
      feed.settings.sizeLimit = limit
      let rendering = try rendering(of: feed)
      let kept = Set(try Feed(reading: rendering.bytes).entries.map(\.uid))
      #expect(kept == Set(order.dropFirst(rendering.omitted)), "\(limit)")
      #expect(rendering.bytes.count <= limit)
      // The next day the same goes, unless something else is past.
      feed.settings.today = Samples.day + 11
      if rendering.omitted < 10 { #expect(try render(feed) == rendering.bytes) }
      feed.settings.today = Samples.day + 10
    }
    feed.settings.sizeLimit = 1_000_000
    feed.settings.today = nil
    #expect(try render(feed) == whole.bytes)
  }

  @Test func `the oldest entries are left out to hold the size limit, and the feed says so`() throws {
    var feed = Samples.feed((0..<100).map { .event(Samples.event("s\($0)", day: Samples.day + $0)) })
    feed.settings.sizeLimit = 20_000
    let bytes = try render(feed)
    #expect(bytes.count <= 20_000 && bytes.count > 19_000)
    let kept = bytes.text.components(separatedBy: "BEGIN:VEVENT").count - 1
    #expect(bytes.text.contains("X-JIAOLI-OMITTED:\(100 - kept)\r\n"))
    let comments = bytes.text.replacing("\r\n ", with: "").components(separatedBy: "\r\n").filter { $0.hasPrefix("COMMENT") }
    #expect(comments == ["COMMENT:为使文件不超过大小上限，有 \(100 - kept) 项未列入：先略去已过去的，再略去待办和较远的。"])
    #expect(CalendarCheck.check(bytes).problems.isEmpty)
    #expect(bytes.text.contains("UID:s99\r\n") && !bytes.text.contains("UID:s0\r\n"))
    feed.settings.sizeLimit = 300
    #expect(throws: FeedError.limitTooSmall(300)) { try render(feed) }
  }

  @Test func `a window selects the entries that touch it`() throws {
    var feed = Samples.feed((0..<10).map { .event(Samples.event("s\($0)", day: Samples.day + $0)) })
    feed.settings.window = Samples.day + 2...Samples.day + 3
    let text = try render(feed).text
    #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 3)
    #expect(text.contains("UID:s2\r\n") && text.contains("UID:s3\r\n"))
  }

  @Test func `what cannot stand in a calendar is refused with the entry's name`() throws {
    func refusal(_ change: (inout Event) -> Void) -> FeedError? {
      var event = Samples.event()
      change(&event)
      do throws(FeedError) { _ = try render(Samples.feed([.event(event)])) } catch { return error }
      return nil
    }
    #expect(refusal { $0.uid = " \n" } == .missingIdentifier(title: "示范课:《桂林山水》"))
    #expect(refusal { $0.title = "\u{1}" } == .missingTitle(uid: "session-1@jiaoli"))
    #expect(refusal { $0.revision.sequence = -1 } == .numberOutOfRange(uid: "session-1@jiaoli", property: "SEQUENCE"))
    #expect(refusal { $0.time = .timed(.distantPast ..< .distantFuture) } == .timeOutOfRange(uid: "session-1@jiaoli"))
    #expect(refusal { $0.time = .allDay(.latest) } == .timeOutOfRange(uid: "session-1@jiaoli"))
    #expect(refusal { $0.alarms = [Alarm(minutesBefore: .max / 100)] } == .numberOutOfRange(uid: "session-1@jiaoli", property: "TRIGGER"))
    let twice = Samples.feed([.event(Samples.event()), .event(Samples.event())])
    #expect(throws: FeedError.duplicateIdentifier("session-1@jiaoli")) { try render(twice) }
  }

  @Test func `many threads render at once and get the same bytes`() async throws {
    let expected = try render(Samples.rich)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<64 { group.addTask { try render(Samples.rich) } }
      for try await bytes in group { #expect(bytes == expected) }
    }
  }
}

/// What libical's restriction check says of a calendar, in its own words.
enum Restrictions {
  static func complaints(_ bytes: [UInt8]) -> [String] {
    // Asked through the module, whose lock the library needs.
    CalendarCheck.check(bytes).problems.map(\.description)
  }
}
