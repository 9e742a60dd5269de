import AcademicCalendar
import Foundation
import ICalendar
import Testing

@testable import Office

/// Feeds read back by libical, octet by octet.
@Suite struct FeedTests {
  private static let autumn = "2026-2027-1"

  private func published() throws -> (Fixture, PlanSummary) {
    let fixture = try Fixture()
    try fixture.startSemester()
    let plan = try fixture.office().plan(Self.autumn, studio: nil, steps: 500)
    _ = try fixture.office().publish(Self.autumn)
    return (fixture, plan)
  }

  private static let subjects: [FeedSubject] = [.person("A1"), .person("X1"), .studio("W01"), .studio("W02"), .run(1)]

  @Test func `libical reads back exactly what was published`() throws {
    let (fixture, plan) = try published()
    for person in ["L1", "A1", "X1", "B2"] {
      let parsed = try #require(Feed.parse(try fixture.office().feed(.person(person), content: .sessions)))
      #expect(parsed.problems.isEmpty)
      let own = plan.sessions.filter { $0.people.contains(person) }
      let expected = try own.map { line -> String in
        let times = try #require(BellSchedule.usual.times(first: line.period, length: line.length))
        let (start, end) = (OfficeTimes.instant(line.day, times.start.minutes), OfficeTimes.instant(line.day, times.end.minutes))
        return "session-\(line.task)@x.test \(line.title): \(line.peopleNames[0]) \(line.placeName ?? "") \(start) \(end)"
      }
      let read = parsed.feed.entries.compactMap { entry -> String? in
        guard case .event(let event) = entry, case .timed(let time) = event.time else { return nil }
        return
          "\(event.uid) \(event.title) \(event.location) \(time.lowerBound.timeIntervalSince1970) \(time.upperBound.timeIntervalSince1970)"
      }
      #expect(Set(read) == Set(expected))
      #expect(read.count == own.count && own.count > 0)
    }
  }

  private enum OfficeTimes {
    static func instant(_ day: Day, _ minutes: Int) -> Double { Double(Int(day.rawValue) * 86_400 - 8 * 3600 + minutes * 60) }
  }

  @Test func `What libical reads back renders to the same octets`() throws {
    let (fixture, _) = try published()
    for subject in Self.subjects {
      let bytes = try fixture.office().feed(subject, alarms: [60, 1440])
      let parsed = try #require(Feed.parse(bytes))
      #expect(parsed.problems.isEmpty)
      #expect(try render(parsed.feed) == bytes)
      #expect(CalendarCheck.check(bytes).problems.isEmpty)
    }
  }

  @Test func `An unchanged feed is the same octets on another day`() throws {
    let (fixture, _) = try published()
    for subject in Self.subjects {
      #expect(try fixture.office().feed(subject) == fixture.office(on: "2026-12-01").feed(subject))
    }
  }

  @Test func `No line is longer than 75 octets and none splits a character; no phone number is in it`() throws {
    let (fixture, _) = try published()
    for subject in Self.subjects {
      let bytes = try fixture.office().feed(subject)
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      #expect(lines.count > 20)
      for line in lines {
        #expect(line.last == 0x0D)
        #expect(line.count - 1 <= 75)
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      #expect(String(decoding: bytes, as: UTF8.self).matches(of: /[^0-9A-Fa-f-]1[3-9][0-9]{9}[^0-9]/).isEmpty)
    }
  }

  @Test func `A deadline is a day, a duty a to-do; what is scheduled has no deadline beside it`() throws {
    let (fixture, _) = try published()
    let entries = try #require(Feed.parse(try fixture.office().feed(.person("A1")))).feed.entries
    let research = try fixture.task("研究成果", of: "A1")
    let deadlines = entries.compactMap { entry -> Event? in
      if case .event(let event) = entry, event.uid.hasPrefix("deadline-") { event } else { nil }
    }
    #expect(deadlines.map(\.uid) == ["deadline-\(research)@x.test"])
    #expect(deadlines.first?.time == .allDay(Day("2027-01-10")!))
    #expect(deadlines.first?.isBusy == false)
    #expect(entries.count { if case .toDo = $0 { true } else { false } } == 4)
    try fixture.done(research, as: "A1", on: "2026-09-10")
    _ = try fixture.office().accept(research, note: nil)
    let after = try #require(Feed.parse(try fixture.office().feed(.person("A1"), content: .deadlines)))
    #expect(after.feed.entries.isEmpty)
  }

  @Test func `A studio's feed holds its own sessions, a run's those of the run`() throws {
    let (fixture, plan) = try published()
    let own = try #require(Feed.parse(try fixture.office().feed(.studio("W01"), content: .sessions))).feed.entries
    #expect(own.count == 11)
    #expect(plan.sessions.count == 22)
    #expect(try #require(Feed.parse(try fixture.office().feed(.run(1), content: .sessions))).feed.entries == own)
  }

  @Test func `Who is asked for by a wrong code is named`() throws {
    let fixture = try Fixture(installing: [])
    #expect(fixture.refusal { try fixture.office().feedSubject("W011") }?.advice == "是不是「W01」?")
    #expect(fixture.refusal { try fixture.office().feed(.run(7)) }?.kind == .notFound)
  }
}
