import AcademicCalendar
import FeedReading
import Foundation
import ICalendar
import Testing

@Suite struct RoundTripTests {
  @Test func `a feed read back is the feed that was written`() throws {
    let written = Samples.rich
    let bytes = try render(written)
    #expect(CalendarCheck.check(bytes).problems == [])
    let read = try Feed(reading: bytes)
    #expect(Set(read.entries) == Set(written.entries))
    var expected = written
    expected.entries = read.entries
    #expect(read == expected)
    #expect(try render(read) == bytes)
  }

  @Test(arguments: [11, 12, 13, 14, 15]) func `events of seeded text come back equal`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for length in 1...60 {
      var event = Samples.event(title: "题" + Samples.text(&random, length: length))
      event.title = event.title.trimmingCharacters(in: .whitespaces)
      // Readers drop spaces at both ends of a text, so there are none.
      let texts = (0..<5).map { _ in Samples.text(&random, length: length).trimmingCharacters(in: .whitespaces) }
      (event.description, event.location, event.change) = (texts[0] + "\n\n" + texts[1], texts[2], texts[3])
      event.uid = "u" + texts[4]
      #expect(try Feed(reading: render(Samples.feed([.event(event)]))).entries == [.event(event)])
    }
  }

  @Test(arguments: [
    EventTime.allDay(Samples.day), .allDay(Samples.day...Samples.day + 4), .timed(Samples.day, from: 0, to: 1440),
    .timed(Samples.day, from: 600, to: 600),
    .timed(Date(timeIntervalSince1970: 0)..<Date(timeIntervalSince1970: 1)),
    .timed(Date(timeIntervalSince1970: -1)..<Date(timeIntervalSince1970: 0)),
  ]) func `every kind of time comes back equal`(time: EventTime) throws {
    let event = Event(uid: "u", revision: Samples.revision, title: "题", time: time)
    #expect(try Feed(reading: render(Samples.feed([.event(event)]))).entries == [.event(event)])
  }

  @Test(arguments: [
    ToDoStatus.needsAction, .inProcess, .completed(nil), .completed(Samples.stamp), .cancelled,
  ]) func `every state of a to-do comes back equal`(status: ToDoStatus) throws {
    let toDo = ToDo(uid: "u", revision: Samples.revision, title: "题", start: Samples.day - 3, due: Samples.day, status: status)
    #expect(try Feed(reading: render(Samples.feed([.toDo(toDo)]))).entries == [.toDo(toDo)])
  }

  @Test(arguments: EventStatus.allCases) func `every state of an event comes back equal`(status: EventStatus) throws {
    var event = Samples.event()
    event.status = status
    #expect(try Feed(reading: render(Samples.feed([.event(event)]))).entries == [.event(event)])
  }

  @Test func `a comma in a category becomes a wide one`() throws {
    var event = Samples.event()
    event.categories = ["语文, 小学", "b;c", ""]
    let feed = try Feed(reading: render(Samples.feed([.event(event)])))
    guard case .event(let read)? = feed.entries.first else { return #expect(Bool(false)) }
    #expect(read.categories == ["语文， 小学", "b；c"])
  }

  @Test func `the number of entries left out stands in the calendar`() throws {
    var feed = Samples.feed((0..<50).map { .event(Samples.event("s\($0)")) })
    feed.settings.sizeLimit = 8000
    let rendering = try rendering(of: feed)
    #expect(try CalendarObject(rendering.bytes).calendar.first("X-JIAOLI-OMITTED")?.value == "\(rendering.omitted)")
    #expect(try rendering.omitted == 50 - Feed(reading: rendering.bytes).entries.count)
    #expect(rendering.omitted > 0)
  }
}
