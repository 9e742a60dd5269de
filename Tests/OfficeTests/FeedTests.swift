import AcademicCalendar
import FeedReading
import Foundation
import ICalendar
import Store
import Testing
import Workflow

@testable import Office

/// Feeds checked by libical and read back, octet by octet.
@Suite struct FeedTests {
  private static let autumn = "2026-2027-1"

  private func published() throws -> (Fixture, PlanSummary) {
    let fixture = try Fixture()
    try fixture.startSemester()
    let plan = try fixture.office().plan(Self.autumn, studio: nil, steps: 500)
    _ = try fixture.office().publish(Self.autumn)
    return (fixture, plan)
  }

  private static let subjects: [FeedSubject] = [
    .person("A1"), .person("X1"), .studio("W01"), .studio("W02"), .school("S001"), .school("S004"), .run(1), .semester(autumn),
  ]

  @Test func `What is read back is exactly what was published`() throws {
    let (fixture, plan) = try published()
    for person in ["L1", "A1", "X1", "B2"] {
      let bytes = try fixture.office().feed(.person(person), content: .sessions)
      #expect(CalendarCheck.check(bytes).problems.isEmpty)
      let own = plan.sessions.filter { $0.people.contains(person) }
      let expected = try own.map { line -> String in
        let times = try #require(BellSchedule.usual.times(first: line.period, length: line.length))
        let (start, end) = (OfficeTimes.instant(line.day, times.start.minutes), OfficeTimes.instant(line.day, times.end.minutes))
        return "session-\(line.task)@x.test \(line.title): \(line.peopleNames[0]) \(line.placeName ?? "") \(start) \(end)"
      }
      let read = try Feed(reading: bytes).entries.compactMap { entry -> String? in
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

  @Test func `A task that was returned waits again and says why, and a calendar of several people says whose each is`() throws {
    let (fixture, _) = try published()
    let task = try fixture.task("示范课", of: "A1")
    try fixture.done(task, as: "A1")
    _ = try fixture.office().giveBack(task, reason: "缺盖章")
    func text(_ subject: FeedSubject) throws -> String {
      String(decoding: try fixture.office().feed(subject), as: UTF8.self).replacing("\r\n ", with: "")
    }
    let own = try #require(try text(.person("A1")).split(separator: "BEGIN:VTODO").first { $0.contains("UID:task-\(task)@") })
    #expect(own.contains("STATUS:NEEDS-ACTION") && own.contains("已退回: 缺盖章") && own.contains("SUMMARY:示范课\r\n"))
    let shared = try #require(try text(.studio("W01")).split(separator: "BEGIN:VTODO").first { $0.contains("UID:task-\(task)@") })
    #expect(shared.contains("SUMMARY:示范课: 安一\r\n") && shared.contains("已退回") && !shared.contains("缺盖章"))
  }

  @Test func `What is read back renders to the same octets`() throws {
    let (fixture, _) = try published()
    for subject in Self.subjects {
      let bytes = try fixture.office().feed(subject, alarms: [60, 1440])
      #expect(CalendarCheck.check(bytes).problems.isEmpty)
      #expect(try render(Feed(reading: bytes)) == bytes)
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
    let entries = try Feed(reading: fixture.office().feed(.person("A1"))).entries
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
    let after = try Feed(reading: fixture.office().feed(.person("A1"), content: .deadlines))
    #expect(after.entries.isEmpty)
  }

  @Test func `A studio's feed holds its own sessions, a run's those of the run`() throws {
    let (fixture, plan) = try published()
    let own = try Feed(reading: fixture.office().feed(.studio("W01"), content: .sessions)).entries
    #expect(own.count == 11)
    #expect(plan.sessions.count == 22)
    #expect(try Feed(reading: fixture.office().feed(.run(1), content: .sessions)).entries == own)
  }

  @Test func `Who is asked for by a wrong code is named`() throws {
    let fixture = try Fixture(installing: [])
    #expect(fixture.refusal { try fixture.office().feedSubject("W011") }?.advice == "是不是「W01」?")
    #expect(fixture.refusal { try fixture.office().feed(.run(7)) }?.kind == .notFound)
  }

  private func sessions(_ fixture: Fixture, _ subject: FeedSubject, from: String? = nil, to: String? = nil) throws -> [Event] {
    let order = FeedOrder(subject, content: .sessions, from: from.map { Day($0)! }, through: to.map { Day($0)! })
    return try Feed(reading: fixture.office().feed(order)).entries.compactMap {
      if case .event(let event) = $0 { event } else { nil }
    }
  }

  @Test func `A school's feed holds what is held there and what takes its people away, a semester's everything`() throws {
    let (fixture, plan) = try published()
    let people = ["S001": ["L1", "A1", "A3", "X1", "C1"], "S004": ["B2", "B3", "Y2"]]
    for (school, staff) in people {
      let expected = plan.sessions.filter { line in
        line.placeName == fixture.name(of: school) || line.people.contains(where: staff.contains)
      }
      #expect(Set(try sessions(fixture, .school(school)).map(\.uid)) == Set(expected.map { "session-\($0.task)@x.test" }))
      #expect(!expected.isEmpty && expected.count < plan.sessions.count)
    }
    #expect(try sessions(fixture, .semester(Self.autumn)).count == plan.sessions.count)
    let entries = try Feed(reading: fixture.office().feed(.semester(Self.autumn), content: .toDos)).entries
    #expect(entries.count == (try fixture.tasks().count { $0.status != .cancelled }))
  }

  @Test func `Bounds select by day, both inclusive, and bounds that leave no day leave nothing`() throws {
    let (fixture, plan) = try published()
    let days = plan.sessions.filter { $0.people.contains("A1") }.map(\.day).sorted()
    let (first, last) = (try #require(days.first), try #require(days.last))
    #expect(try sessions(fixture, .person("A1"), from: "\(first)", to: "\(last)").count == days.count)
    #expect(try sessions(fixture, .person("A1"), from: "\(first + 1)").count == days.count { $0 > first })
    #expect(try sessions(fixture, .person("A1"), to: "\(last - 1)").count == days.count { $0 < last })
    let none = FeedOrder(.person("A1"), from: last, through: first - 1)
    #expect(try Feed(reading: fixture.office().feed(none)).entries.isEmpty)
  }

  @Test func `Other people at the same time are told, and SEQUENCE stays; another time raises it`() throws {
    let (fixture, _) = try published()
    let before = try #require(try sessions(fixture, .studio("W01")).first)
    let task = try #require(Int64(before.uid.dropFirst("session-".count).prefix { $0 != "@" }))
    func publish(_ day: String, _ change: (inout Session) -> Void) throws -> Event {
      let office = try fixture.office(on: day)
      try office.command { transaction in
        var drafted = try transaction.reader.draft(of: Self.autumn)
        let index = try #require(drafted.firstIndex { $0.task == task })
        change(&drafted[index])
        try transaction.record(.planDrafted(PlanDraft(semester: Self.autumn, studio: nil, sessions: drafted, unplaced: [])))
        try transaction.record(.planPublished(PlanPublication(semester: Self.autumn, studio: nil)))
      }
      return try #require(try sessions(fixture, .studio("W01")).first { $0.uid == before.uid })
    }
    let joined = try publish("2026-09-01") { $0.people.append("X2") }
    #expect(joined.revision.sequence == 0 && joined.change == "2026-09-01 增加 徐二")
    #expect(joined.revision.lastModified > before.revision.lastModified)
    let moved = try publish("2026-09-02") { $0.day = $0.day + 1 }
    #expect(moved.revision.sequence == 1 && moved.change.hasPrefix("2026-09-02 时间由 "))
    #expect(moved.uid == before.uid && moved.time.start == before.time.start.addingTimeInterval(86_400))
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A place that gets another name is told with the time of that, and SEQUENCE stays`() throws {
    let (fixture, _) = try published()
    let before = try #require(try sessions(fixture, .studio("W01")).first { !$0.location.isEmpty })
    let school = try #require(try fixture.office().store.read { try $0.schools().first { $0.name == before.location } })
    func imported(_ name: String, _ day: String) throws -> Event {
      let row = "\(school.id),\(name),\(school.zone),\(school.stage)"
      _ = try fixture.office(on: day).importRoster([fixture.file("schools.csv", "学校编号,学校名称,片区,学段\n\(row)\n")])
      return try #require(try sessions(fixture, .studio("W01")).first { $0.uid == before.uid })
    }
    #expect(try imported(school.name, "2026-09-01") == before)
    let after = try imported("改名小学", "2026-09-02")
    #expect(after.location == "改名小学" && after.revision.sequence == before.revision.sequence)
    #expect(
      ICalendar.OfficeTime.day(of: after.revision.lastModified) == Day("2026-09-02")! && after.revision.stamp == after.revision.lastModified
    )
    #expect(try imported("改名小学", "2026-09-03") == after)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A session that is called off rings no bell and takes no time`() throws {
    let (fixture, _) = try published()
    let task = try fixture.task("专题讲座", of: "A1")
    _ = try fixture.office(on: "2026-09-01").waive(task, reason: "病假")
    let events = try Feed(reading: fixture.office().feed(.person("A1"), content: .sessions, alarms: [30])).entries
      .compactMap {
        if case .event(let event) = $0 { event } else { nil }
      }
    #expect(events.count > 1)
    for event in events {
      #expect(event.isBusy == (event.status != .cancelled) && event.alarms.isEmpty == (event.status == .cancelled))
    }
    #expect(events.count { $0.status == .cancelled } == 1)
  }

  @Test func `Only a calendar that may be too large knows its day`() throws {
    let fixture = try Fixture(installing: [])
    let tasks = (1...130).map { "      long\($0): { title: 第\($0)项, due: 2026-11-\($0 % 18 + 10) }\n" }.joined()
    try fixture.install(
      """
      workflow: long
      version: 1
      title: 长流程
      subject: studio
      initial: work
      states:
        work:
          title: 进行
          window: { from: 2026-09-01, through: 2027-01-31 }
          tasks:
      \(tasks)    on: { done: closed }
        closed: { type: final, title: 结束 }

      """)
    _ = try fixture.office(on: "2026-09-01").start("long", subjects: ["W01"], semester: nil, parameters: [:])
    func feed(_ content: FeedContent, _ day: String) throws -> Feed {
      try fixture.office(on: day).calendar(FeedOrder(.studio("W01"), content: content))
    }
    #expect(try feed(.toDos, "2026-09-01") == feed(.toDos, "2026-09-02"))
    let (first, second) = (try feed(.everything, "2026-09-01"), try feed(.everything, "2026-09-02"))
    #expect(first.entries.count == 260 && first.settings.today == Day("2026-09-01")!)
    #expect(first != second)
    #expect(try Office.rendered(first) == Office.rendered(second))
  }

  @Test func `A cancelled duty stays for thirty days with SEQUENCE 1, and what never opened is no news`() throws {
    let fixture = try Fixture(installing: [])
    try fixture.install(
      """
      workflow: short
      version: 1
      title: 短流程
      subject: studio
      roles: { member: 成员 }
      initial: work
      states:
        work:
          tasks:
            now: { title: 现在做, for: subject.members, role: member, due: 2026-10-01 }
            later: { title: 以后做, for: subject.members, role: member, opens: 2026-12-01, due: 2026-12-31 }
          on: { done: closed }
        closed: { type: final, title: 结束 }

      """)
    let run = try fixture.office().start("short", subjects: ["W01"], semester: nil, parameters: [:])
    func texts(_ day: String) throws -> [String] {
      try Feed(reading: fixture.office(on: day).feed(.person("A1"))).entries.map { entry in
        switch entry {
        case .event(let event): "\(event.uid.prefix { $0 != "-" }) \(event.title) \(event.status) \(event.revision.sequence)"
        case .toDo(let toDo): "\(toDo.uid.prefix { $0 != "-" }) \(toDo.title) \(toDo.status) \(toDo.revision.sequence)"
        }
      }
    }
    #expect(try texts("2026-09-01").count == 4)
    #expect(try texts("2026-09-01").allSatisfy { $0.hasSuffix(" 0") })
    try fixture.office(on: "2026-09-05").cancel(try #require(run.runs.first), reason: "改期")
    let left = try texts("2026-10-05")
    #expect(left == ["deadline 截止: 现在做 cancelled 1", "task 现在做 cancelled 1"])
    #expect(try texts("2026-10-06").isEmpty)
  }
}
