import AcademicCalendar
import Store
import Workflow
import Testing

@testable import Office

/// Plans of the autumn of 2026: right in every session, and published without a surprise.
@Suite struct PlanTests {
  private static let autumn = "2026-2027-1"
  /// Enough for every session to find a place; the search for the best is the planner's own affair.
  private static let steps = 500

  private func plan(_ fixture: Fixture, studio: String? = nil, on day: String? = nil) throws -> PlanSummary {
    try fixture.office(on: day).plan(Self.autumn, studio: studio, steps: Self.steps)
  }

  /// How many sessions are new, moved and called off.
  private func publish(_ fixture: Fixture, on day: String? = nil) throws -> [Int] {
    let (added, moved, cancelled) = try fixture.office(on: day).publish(Self.autumn)
    return [added, moved, cancelled]
  }

  /// One workflow for one person with one activity in a window.
  private func single(_ from: String, _ through: String, periods: Int = 1, place: String = "assignee") -> String {
    """
    workflow: single
    version: 1
    title: 一项
    subject: person
    parameters: { hosts: { type: list<school>, default: [], title: 学校 } }
    roles: { self: 本人 }
    states:
      only:
        window: { from: \(from), through: \(through) }
        duties:
          lesson:
            title: 公开课
            per: semester
            count: 1
            for: "[subject]"
            role: self
            activity: { kind: open-lesson, periods: \(periods), place: \(place) }
        on: { done: end }
      end: { type: final }
    """
  }

  /// An office with one activity for each of these people.
  private func fixture(_ people: [String], _ workflow: String, lessons: String = "") throws -> Fixture {
    let fixture = try Fixture(installing: [])
    try fixture.office(on: "2026-08-31").add(Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!)
    try fixture.install(workflow)
    if !lessons.isEmpty { _ = try fixture.office().importRoster([fixture.file("l.csv", "工号,星期,节次,周次,班级\n" + lessons)]) }
    _ = try fixture.office().start("single", subjects: people, semester: Self.autumn, parameters: [:])
    return fixture
  }

  @Test func `Every session keeps every rule`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let plan = try plan(fixture)
    #expect(plan.unplaced.isEmpty)
    // Eight members with a lesson and a lecture each, four visits, two trips.
    #expect(plan.sessions.count == 8 * 2 + 4 + 2)
    try check(plan, fixture)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  /// The rules of issue item 5, worked out anew from the roster and the calendar.
  private func check(_ plan: PlanSummary, _ fixture: Fixture) throws {
    let (tasks, lessons, people) = try fixture.office().store.read { reader in
      (try plan.sessions.map { try #require(try reader.task($0.task)) }, try reader.lessons(), try reader.people())
    }
    let semester = Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!
    let days = Dictionary(semester.teachingDays(in: .national).map { ($0.day, $0) }, uniquingKeysWith: { $1 })
    let schoolOf = Dictionary(people.map { ($0.id, $0.school) }, uniquingKeysWith: { $1 })
    var taken: Set<String> = []
    var trips: [String: Set<String>] = [:]
    for (line, task) in zip(plan.sessions, tasks) {
      let day = try #require(days[line.day], "\(line.day) is no teaching day")
      #expect(line.provisional == day.isProvisional)
      #expect(line.day >= task.opens && line.day <= task.due!, "\(line.title) outside its window")
      #expect(line.period >= 1 && line.period + line.length - 1 <= 7 && (line.period > 4 || line.period + line.length - 1 <= 4))
      #expect(Set(line.people).count == line.people.count)
      for person in line.people {
        for period in line.period..<line.period + line.length {
          #expect(taken.insert("\(person) \(line.day) \(period)").inserted, "\(person) twice on \(line.day)")
          let inClass = lessons.contains { lesson in
            lesson.person == person && lesson.weekday == day.follows.rawValue && lesson.period == period
              && (lesson.weeks == .every || (lesson.weeks == .odd) == (day.parity == .odd))
          }
          // A mentor comes to hear the trainee teach; nobody else is in class.
          #expect(inClass == (person == task.mentee), "\(person) \(line.day) \(period)")
        }
        if let place = line.place, place != schoolOf[person] { trips["\(person) \(line.day)", default: []].insert(place) }
      }
    }
    #expect(trips.values.allSatisfy { $0.count == 1 })
    for (line, task) in zip(plan.sessions, tasks) where task.title == "送教下乡" {
      #expect((2...5).contains(line.people.count))
      #expect(line.people.first == task.assignee)
      #expect(["S002", "S004"].contains(line.place))
    }
    for (line, task) in zip(plan.sessions, tasks) where task.mentee != nil { #expect(line.place == schoolOf[task.mentee!]!) }
  }

  @Test func `A make-up day counts as the weekday it replaces`() throws {
    // Saturday 2026-10-10 repays Wednesday 10-07: A1 has no time on it, A2 the last period only; what Saturdays bring does not matter.
    var lessons = ""
    for period in 1...7 {
      lessons += "A1,周三,\(period),每周,一班\nA2,周六,\(period),每周,一班\n"
      if period < 7 { lessons += "A2,周三,\(period),每周,一班\n" }
    }
    let fixture = try fixture(["A1", "A2"], single("2026-10-10", "2026-10-10"), lessons: lessons)
    let plan = try plan(fixture)
    #expect(plan.sessions.map(\.people) == [["A2"]])
    #expect(plan.sessions.map { "\($0.day) \($0.period)" } == ["2026-10-10 7"])
    #expect(plan.unplaced.map(\.title) == ["公开课"])
    #expect(plan.unplaced.allSatisfy { !$0.reasons.isEmpty && $0.reasons.allSatisfy { !$0.isEmpty } })
  }

  @Test func `Odd and even weeks are told apart`() throws {
    // 2026-09-07 begins week 2, 2026-09-14 week 3; A1 teaches all of both weeks' odd Mondays to Fridays.
    var lessons = ""
    for weekday in 1...5 { for period in 1...7 { lessons += "A1,\(weekday),\(period),单周,一班\nA2,\(weekday),\(period),双周,一班\n" } }
    let fixture = try fixture(["A1", "A2"], single("2026-09-07", "2026-09-18"), lessons: lessons)
    let plan = try plan(fixture)
    #expect(plan.unplaced.isEmpty)
    for line in plan.sessions { #expect((line.day < Day("2026-09-12")!) == (line.people == ["A1"])) }
  }

  @Test func `Nothing is placed on a holiday, and what cannot be placed says why`() throws {
    let fixture = try fixture(["A1"], single("2026-10-01", "2026-10-07"))
    let plan = try plan(fixture)
    #expect(plan.sessions.isEmpty)
    #expect(plan.unplaced.count == 1)
    #expect(plan.unplaced.first?.reasons.joined().contains("2026-10-01 至 2026-10-07") == true)
    #expect(try fixture.office().draft(Self.autumn).unplaced.count == 1)
  }

  @Test func `What the roster leaves open is said in words`() throws {
    let fixture = try fixture(["P1"], single("2026-09-07", "2026-09-18"))
    #expect(try plan(fixture).unplaced.first?.reasons == ["负责人没有所在学校: 请在名册中补上"])
    let hosts = try self.fixture(["A1"], single("2026-09-07", "2026-09-18", place: "parameters.hosts"))
    #expect(try plan(hosts).unplaced.first?.reasons.first?.contains("--set hosts") == true)
    let late = try self.fixture(["A1"], single("2026-09-07", "2026-09-18"))
    #expect(try plan(late, on: "2026-09-19").unplaced.first?.reasons == ["期限 2026-09-18 已过"])
  }

  @Test func `January 2027 has no notice yet: its weekdays are taken and marked 暂定`() throws {
    let fixture = try fixture(["A1", "A2"], single("2027-01-04", "2027-01-08"))
    let plan = try plan(fixture)
    #expect(plan.sessions.count == 2)
    #expect(plan.sessions.allSatisfy { $0.provisional && !$0.day.weekday.isWeekend })
    _ = try fixture.office().publish(Self.autumn)
    let feed = String(decoding: try fixture.office().feed(.person("A1")), as: UTF8.self)
    #expect(feed.contains("STATUS:TENTATIVE"))
    #expect(feed.contains("暂定"))
  }

  // MARK: Publishing

  @Test func `To publish twice changes nothing`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try plan(fixture)
    #expect(try publish(fixture) == [22, 0, 0])
    let before = try fixture.office().store.read { try $0.published(of: Self.autumn) }
    #expect(try publish(fixture, on: "2026-09-02") == [0, 0, 0])
    #expect(try fixture.office().store.read { try $0.published(of: Self.autumn) } == before)
    #expect(before.allSatisfy { $0.sequence == 0 && !$0.isCancelled && $0.change.isEmpty })
  }

  @Test func `To plan again with nothing changed moves nothing`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try plan(fixture)
    _ = try fixture.office().publish(Self.autumn)
    #expect(try plan(fixture).changed == 0)
  }

  @Test func `A changed timetable moves the sessions it hits, and says so`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let first = try plan(fixture)
    _ = try fixture.office().publish(Self.autumn)
    let hit = try #require(first.sessions.first { $0.people == ["A1"] && $0.title == "示范课" })
    let weekday = hit.day.weekday.rawValue
    var rows = "工号,星期,节次,周次,班级\n"
    for period in 1...7 { rows += "A1,\(weekday),\(period),每周,新班\n" }
    _ = try fixture.office(on: "2026-09-01").importRoster([fixture.file("new.csv", rows)])
    let second = try plan(fixture)
    try check(second, fixture)
    let (added, moved, cancelled) = try fixture.office().publish(Self.autumn)
    #expect(added == 0 && cancelled == 0)
    #expect(moved >= 1 && moved == second.changed)
    let published = try fixture.office().store.read { try $0.published(of: Self.autumn) }
    let now = try #require(published.first { $0.session.task == hit.task })
    #expect(now.sequence == 1)
    #expect(now.change.hasPrefix("2026-09-01 时间由 \(hit.day) 第\(hit.period)节 改为 "))
    let unmoved = published.filter { $0.sequence == 0 }
    #expect(unmoved.count == 22 - moved)
    #expect(unmoved.allSatisfy { row in first.sessions.contains { $0.task == row.session.task && $0.day == row.session.day } })
    let feed = String(decoding: try fixture.office().feed(.person("A1")), as: UTF8.self)
    #expect(feed.contains("SEQUENCE:1"))
  }

  @Test func `A session whose task is waived is called off and stays, marked, for thirty days`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try plan(fixture)
    _ = try fixture.office().publish(Self.autumn)
    let task = try fixture.task("专题讲座", of: "A1")
    _ = try fixture.office(on: "2026-09-01").waive(task, reason: "病假")
    _ = try plan(fixture)
    #expect(try publish(fixture) == [0, 0, 0])
    let row = try #require(try fixture.office().store.read { try $0.published(of: Self.autumn) }.first { $0.session.task == task })
    #expect(row.isCancelled && row.sequence == 1)
    func shown(_ day: String) throws -> Bool {
      String(decoding: try fixture.office(on: day).feed(.person("A1")), as: UTF8.self).contains("STATUS:CANCELLED")
    }
    #expect(try shown("2026-09-01"))
    #expect(try shown("2026-10-01"))
    #expect(try !shown("2026-10-02"))
    #expect(try publish(fixture, on: "2026-10-02") == [0, 0, 0])
  }

  @Test func `A plan for one studio leaves the others alone`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try plan(fixture)
    _ = try fixture.office().publish(Self.autumn)
    let before = try fixture.office().store.read { try $0.published(of: Self.autumn) }
    // Everybody of both studios now teaches all Mondays and Tuesdays.
    var rows = "工号,星期,节次,周次,班级\n"
    for person in ["A1", "A2", "B1", "B2"] {
      for weekday in 1...2 { for period in 1...7 { rows += "\(person),\(weekday),\(period),每周,新班\n" } }
    }
    _ = try fixture.office(on: "2026-09-01").importRoster([fixture.file("new.csv", rows)])
    let draft = try plan(fixture, studio: "W01")
    let own = Set(
      try fixture.office().tasks(
        {
          var query = Office.TaskQuery(); query.studio = "W01"; return query
        }()
      ).map(\.id))
    let others = before.filter { !own.contains($0.session.task) }
    #expect(others.count == 11)
    #expect(draft.sessions.allSatisfy { own.contains($0.task) })
    let whole = try fixture.office().draft(Self.autumn)
    for old in others {
      let line = try #require(whole.sessions.first { $0.task == old.session.task })
      #expect(line.day == old.session.day && line.period == old.session.period && line.place == old.session.place)
      #expect(line.people == old.session.people)
    }
    #expect(draft.sessions.allSatisfy { !($0.people.contains("A1") && $0.day.weekday <= .tuesday) })
    _ = try fixture.office().publish(Self.autumn, studio: "W01")
    let after = try fixture.office().store.read { try $0.published(of: Self.autumn) }
    #expect(others.allSatisfy { after.contains($0) })
  }

  @Test func `A task waived after it was drafted is not published`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try plan(fixture)
    _ = try fixture.office().waive(fixture.task("示范课", of: "A1"), reason: "产假")
    #expect(try publish(fixture) == [21, 0, 0])
    _ = try fixture.office().waive(fixture.task("示范课", of: "A2"), reason: "产假")
    #expect(try publish(fixture) == [0, 0, 0])
    #expect(try publish(fixture) == [0, 0, 0])
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A task whose days span two semesters is held once, in the one that was planned`() throws {
    let fixture = try fixture(["A1"], single("2026-12-01", "2027-04-30").replacing("per: semester", with: "per: month"))
    let spring = Semester(schoolYear: 2026, term: 2, firstDay: Day("2027-02-22")!, weeks: 20)!
    try fixture.office().add(spring)
    try fixture.install(
      single("2026-12-01", "2027-04-30").replacing("duties:", with: "tasks:")
        .replacing("per: semester", with: "required: true").replacing("count: 1", with: "opens: 2026-12-01").replacing(
          "single", with: "long"))
    let task = try fixture.office().start("long", subjects: ["A2"], semester: nil, parameters: [:])
    #expect(task.runs.count == 1)
    let long = try fixture.task("公开课", of: "A2")
    #expect(try plan(fixture).sessions.contains { $0.task == long })
    let other = try fixture.office().plan(spring.id, studio: nil, steps: 0)
    #expect(other.sessions.contains { $0.task == long })
    #expect(try fixture.office().draft(Self.autumn).sessions.allSatisfy { $0.task != long })
    #expect(try plan(fixture).sessions.contains { $0.task == long })
    _ = try publish(fixture)
    #expect(try fixture.office().plan(spring.id, studio: nil, steps: 0).sessions.allSatisfy { $0.task != long })
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was held stays where it was held`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let first = try plan(fixture)
    _ = try fixture.office().publish(Self.autumn)
    let held = try #require(first.sessions.min { $0.day < $1.day })
    try fixture.done(held.task, on: held.day.description)
    _ = try fixture.office().accept(held.task, note: nil)
    let again = try plan(fixture, on: (held.day + 7).description)
    #expect(again.sessions.first { $0.task == held.task }?.day == held.day)
  }

  @Test func `A semester that is not known is named, a draft that is not there as well`() throws {
    let fixture = try Fixture()
    #expect(fixture.refusal { try plan(fixture) }?.kind == .notFound)
    try fixture.startSemester()
    #expect(fixture.refusal { try fixture.office().publish(Self.autumn) }?.kind == .no)
    #expect(fixture.refusal { try fixture.office().plan(Self.autumn, studio: "W1") }?.advice == "是不是「W01」?")
  }
}
