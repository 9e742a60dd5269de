import AcademicCalendar
import CalDAV
import Foundation
import ICalendar
import Store
import Testing

@testable import Office

private let workflow = """
  workflow: yearly
  version: 1
  title: 年度考核
  subject: person
  roles: { own: 教师本人, school: 学校联络员, county: 评审员, nobody: 无人担任 }
  states:
    working:
      tasks: { form: { title: 登记表, for: "[subject]", role: own, due: 2026-12-01 } }
      on: { done: assessing }
      after:
        day('2026-09-10'): { do: [ { notify: own, text: 登记表快到期了 }, { notify: school, text: 请催本校的登记表 }, { notify: nobody } ] }
        day('2026-09-28'): { do: [ { notify: county, text: 请准备考核 } ] }
    assessing:
      tasks: { check: { title: 考核, role: county } }
      on: { done: end }
    end: { type: final }
  """

/// What `notify` says reaches those it names.
struct `Reminders of workflows` {
  private let county: EngineCounty

  /// T003 of S003 and T004 of S001, whose coordinators are T001 and T005, each with a run.
  init() throws {
    county = try EngineCounty([workflow], today: day("2026-09-01"))
    _ = try county.office(day("2026-09-01")).start("yearly", subjects: ["T003", "T004"], semester: nil, parameters: [:])
  }

  private func texts(_ today: String, as staff: String? = nil) throws -> [String] {
    let office = try county.office(day(today), as: staff)
    var query = Office.TaskQuery()
    query.person = staff
    return try office.reminders(query).map(\.text)
  }

  @Test func `Each reaches those who hold the role where the run is, and the office sees all`() throws {
    try county.turn(day("2026-09-10"))
    #expect(try texts("2026-09-10", as: "T004") == ["登记表快到期了"])
    #expect(try texts("2026-09-10", as: "T003") == ["登记表快到期了", "请催本校的登记表"])
    #expect(try texts("2026-09-10", as: "T001") == ["请催本校的登记表"])
    #expect(try texts("2026-09-10", as: "T005") == ["请催本校的登记表"])
    #expect(try texts("2026-09-10", as: "T002") == [])
    let all = try county.office(day("2026-09-10")).reminders(Office.TaskQuery())
    #expect(all.map(\.text) == ["登记表快到期了", "请催本校的登记表", "请留意「年度考核」"])
    // The same words of two runs are one line.
    #expect(all[0].runs == [1, 2] && all[0].people == ["T003", "T004"] && all[0].names == ["丙三", "丁四"])
    #expect(all[1].people == ["T003", "T001", "T005"] && all[1].role == "学校联络员")
    #expect(all[2].people == [])
    #expect(throws: OfficeError.self) { try county.office(day("2026-09-10"), as: "T002").reminders(Office.TaskQuery()) }
    #expect(try county.office(day("2026-09-10")).store.tablesThatDifferFromJournal() == [])
  }

  /// As its tasks are the office's where a school has nobody for them.
  @Test func `No other school's people are reminded of a school's work`() throws {
    let text = """
      workflow: report
      version: 1
      title: 学校总结
      subject: school
      roles: { coordinator: 学校联络员 }
      states:
        work:
          tasks: { form: { title: 总结, role: coordinator } }
          on: { done: end }
          after: { day('2026-09-10'): { do: [ { notify: coordinator, text: 请交总结 } ] } }
        end: { type: final }
      """
    let county = try EngineCounty([text], today: day("2026-09-01"))
    let changed = county.folder.appending(path: "changed.csv")
    try Data("工号,姓名,学校编号,学段,学科,岗位\nT003,丙三,S003,初中,英语,\n".utf8).write(to: changed)
    _ = try county.office(day("2026-09-01")).importRoster([changed])
    _ = try county.office(day("2026-09-01")).start("report", subjects: ["all"], semester: nil, parameters: [:])
    try county.turn(day("2026-09-10"))
    let office = try county.office(day("2026-09-10"))
    var reached: [Bool] = []
    for run in try Set(office.tasks(Office.TaskQuery()).map(\.run)) {
      var query = Office.TaskQuery()
      query.run = run
      let people = try office.reminders(query).flatMap(\.people)
      #expect(try people.isEmpty == office.tasks(query).compactMap(\.assignee).isEmpty)
      reached.append(!people.isEmpty)
    }
    #expect(Set(reached) == [true, false])
  }

  @Test func `They stay for 14 days, or until the next phase`() throws {
    try county.turn(day("2026-09-24"))
    #expect(try texts("2026-09-24", as: "T004") == ["登记表快到期了"])
    #expect(try texts("2026-09-25", as: "T004") == [])
    _ = try county.office(day("2026-09-24")).waive(1, reason: "免")
    var query = Office.TaskQuery()
    query.run = 1
    #expect(try county.office(day("2026-09-24")).reminders(query).isEmpty)
    // The run itself still tells what it sent.
    let told = try county.office(day("2026-09-25")).progress(of: 1).reminders
    #expect(told.map(\.isCurrent) == [false, false, false] && told[0].day == day("2026-09-10") && told[0].people == ["T003"])
    query.run = 2
    #expect(try county.office(day("2026-09-24")).reminders(query).count == 3)
  }

  @Test func `A calendar has each as a day of its own, in feeds and in the home of a teacher`() throws {
    let before = try county.office(day("2026-09-09")).feed(.person("T002"))
    try county.turn(day("2026-09-10"))
    let events = try county.office(day("2026-09-10")).calendar(FeedOrder(.person("T003"))).entries.compactMap { entry -> Event? in
      if case .event(let event) = entry, event.uid.hasPrefix("reminder-") { event } else { nil }
    }
    #expect(events.map(\.title) == ["提醒: 登记表快到期了", "提醒: 请催本校的登记表"])
    #expect(events.map(\.time) == [.allDay(day("2026-09-10")), .allDay(day("2026-09-10"))])
    #expect(events[0].uid == "reminder-1@test" && events.allSatisfy { !$0.isBusy && !$0.description.contains("丙三") })
    #expect(try county.office(day("2026-12-01")).feed(.person("T003")) == county.office(day("2026-09-10")).feed(.person("T003")))
    let shared = try county.office(day("2026-09-10")).calendar(FeedOrder(.person("T001"))).entries
    #expect(shared.map(\.uid) == ["reminder-5@test"])
    // Nobody else's changes.
    #expect(try county.office(day("2026-09-10")).feed(.person("T002")) == before)
    let home = TeacherHome(try county.office(day("2026-09-10"), as: "T001"), address: "https://office.example")
    let answer = try DAVServer(home: home, root: "/dav/").respond(
      to: DAVRequest(method: "GET", path: "/dav/calendars/T001/office-events/reminder-5.ics", body: []))
    #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self).contains("提醒: 请催本校的登记表"))
  }
}

/// 催办 is seen by whoever is urged.
struct `Urging somebody` {
  private let county: EngineCounty
  private let today = day("2026-09-03")

  init() throws {
    county = try EngineCounty([workflow], today: day("2026-09-01"))
    _ = try county.office(day("2026-09-01")).start("yearly", subjects: ["T004"], semester: nil, parameters: [:])
  }

  private func toDo() throws -> ToDo {
    let entries = try county.office(today).calendar(FeedOrder(.person("T004"), content: .toDos)).entries
    guard case .toDo(let toDo)? = entries.first else { throw OfficeError(.notFound, "") }
    return toDo
  }

  private func task() throws -> TaskSummary {
    var query = Office.TaskQuery()
    query.person = "T004"
    return try #require(try county.office(today, as: "T004").tasks(query).first)
  }

  @Test func `The list and the to-do say when and with which words, until it is handed in`() throws {
    let before = try toDo()
    #expect(try task().urged == nil)
    _ = try county.office(day("2026-09-02")).urge(1, note: "周五前")
    _ = try county.office(today).urge(1, note: "今天要")
    #expect(try task().urged == TaskUrging(day: today, note: "今天要"))
    // What the journal alone gives is the same.
    #expect(try county.office(today).feedsThatDifferFromJournal { _ in } == [])
    let urged = try toDo()
    #expect(urged.description.contains("2026-09-03 催办: 今天要") && urged.revision.lastModified > before.revision.lastModified)
    #expect(urged.uid == before.uid && urged.revision.sequence == before.revision.sequence)
    _ = try county.office(today, as: "T004").submit(1, files: [], note: nil)
    #expect(try task().urged == nil)
    #expect(try !toDo().description.contains("催办") && toDo().revision.lastModified >= urged.revision.lastModified)
    // What was urged before it was handed in is past when it comes back.
    _ = try county.office(today).giveBack(1, reason: "补")
    #expect(try task().urged == nil && task().note == "补")
    #expect(try county.office(today).store.tablesThatDifferFromJournal() == [])
  }
}
