import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

/// What an office of today does otherwise than one of before: dates as of entry, lists that name each once, conditions that see what they count.
struct `Dates and lists of a state` {
  private static let first = day("2026-01-05")

  private func county(_ states: String, parameters: String = "{ other: { type: number, default: 1 } }") throws -> EngineCounty {
    let text = """
      workflow: w
      version: 1
      title: 流程
      roles: { manager: 项目管理员, expert: 评审员 }
      parameters: \(parameters)
      states:
      \(states)
        end: { type: final, title: 完 }
      """
    let child = """
      workflow: c
      version: 1
      title: 分
      subject: person
      states: { work: { tasks: { own: { title: 自己的, for: "[subject]" } }, on: { done: end } }, end: { type: final } }
      """
    return try EngineCounty([child, text], today: Self.first)
  }

  private func started(_ county: EngineCounty, _ parameters: [String: String] = [:]) throws -> Int64 {
    try county.office(Self.first).start("w", subjects: [], semester: nil, parameters: parameters).runs[0]
  }

  private func tasks(_ county: EngineCounty, _ text: String) throws -> [TaskSummary] {
    try county.office(day(text)).tasks(Office.TaskQuery()).filter { $0.status != .cancelled }
  }

  private func sound(_ county: EngineCounty) throws { #expect(try OfficeStore(path: county.database).tablesThatDifferFromJournal() == []) }

  @Test func `A day counted from today is counted from the entry, whatever touches the run later`() throws {
    let county = try county(
      """
        work:
          window: { from: today, through: today.addMonths(12) }
          tasks: { plan: { title: 计划, role: manager, due: today + days(7) } }
          duties: { report: { title: 报告, per: year, count: 1, role: manager, due: phase.end } }
          on: { done: end }
      """)
    let run = try started(county)
    let before = try tasks(county, "2026-01-05").map { "\($0.title) \($0.due?.description ?? "")" }
    #expect(before == ["计划 2026-01-12", "报告(2026年) 2027-01-05", "报告(2027年) 2027-01-05"])
    try county.office(day("2026-03-01")).setParameters(run, ["other": "2"], reason: "不相干")
    #expect(try tasks(county, "2026-03-01").map { "\($0.title) \($0.due?.description ?? "")" } == before)
    #expect(try tasks(county, "2026-03-01")[0].daysLate == 48)
    try county.office(day("2026-11-01")).add(#require(Semester(schoolYear: 2026, term: 2, firstDay: day("2027-02-22"), weeks: 20)))
    #expect(try tasks(county, "2026-11-01").map { "\($0.title) \($0.due?.description ?? "")" } == before)
    let phase = try county.office(day("2026-11-01")).progress(of: run).phases[0]
    #expect(phase.from == Self.first && phase.through == day("2027-01-05"))
    try sound(county)
  }

  @Test func `A list that asks for the day asks for that of the entry`() throws {
    let county = try county(
      """
        spread: { each: { person: "roster.people.filter(p, p.id == (today < day('2026-02-01') ? 'T001' : 'T002'))", run: c }, on: { done: end } }
      """)
    let run = try started(county)
    let before = try tasks(county, "2026-01-05").map(\.id)
    try county.office(day("2026-03-01")).setParameters(run, ["other": "2"], reason: "不相干")
    #expect(before.count == 1)
    #expect(try tasks(county, "2026-03-01").map(\.id) == before)
    try sound(county)
  }

  @Test func `A phase that comes again has the days of this time`() throws {
    let county = try county(
      """
        a: { window: { from: 02-01, through: 12-20 }, tasks: { t: { title: 甲, role: manager } }, on: { done: b }, after: { phase.end + days(1): end } }
        b: { tasks: { u: { title: 乙, role: manager } }, on: { done: a } }
      """)
    let run = try started(county)
    _ = try county.office(day("2026-03-01")).waive(1, reason: "免")
    _ = try county.office(day("2027-01-10")).waive(2, reason: "免")
    #expect(try county.office(day("2027-01-10")).progress(of: run).phases[0].through == day("2027-12-20"))
    #expect(try tasks(county, "2027-01-10").filter { $0.title == "甲" }.map(\.due) == [day("2026-12-20"), day("2027-12-20")])
    try county.office(day("2027-02-10")).setParameters(run, ["other": "2"], reason: "不相干")
    try county.turn(day("2027-12-20"))
    #expect(try county.office(day("2027-12-20")).progress(of: run).status == "active")
    try county.turn(day("2027-12-21"))
    #expect(try county.office(day("2027-12-21")).progress(of: run).status == "done")
    try sound(county)
  }

  @Test func `A state that is entered anew begins anew`() throws {
    let county = try county(
      """
        work:
          tasks: { plan: { title: 计划, role: manager, due: today + days(7) } }
          on: { done: [ { to: rest, if: parameters.other == 2 }, work ] }
        rest: { tasks: { t: { title: 收尾, role: manager } }, on: { done: end } }
      """)
    let run = try started(county)
    _ = try county.office(day("2026-02-01")).waive(1, reason: "免")
    try county.office(day("2026-03-01")).setParameters(run, ["other": "2"], reason: "不相干")
    #expect(try tasks(county, "2026-03-01").map(\.due) == [day("2026-01-12"), day("2026-02-08")])
    try sound(county)
  }

  @Test func `Phases show their own days, and one that was skipped is told so`() throws {
    let county = try county(
      """
        one: { title: 一, window: { from: 01-01, through: 02-28 }, tasks: { a: { title: 甲, role: manager } }, on: { done: [ { to: three, if: parameters.other == 1 }, two ] } }
        two: { title: 二, tasks: { b: { title: 乙, role: manager } }, on: { done: three } }
        three: { title: 三, window: { from: 02-01, through: 02-28 }, review: [ { id: r, title: 审, role: expert } ], on: { approved: four, rejected: one } }
        four: { title: 四, window: { from: 02-01, through: 02-28 }, tasks: { d: { title: 丁, role: manager } }, on: { done: end } }
      """)
    let run = try started(county)
    func phases(_ text: String) throws -> [String] {
      try county.office(day(text)).progress(of: run).phases.map {
        "\($0.title) \($0.stand) \($0.from?.description ?? "")"
      }
    }
    _ = try county.office(day("2026-03-02")).waive(1, reason: "免")
    #expect(try phases("2026-03-02") == ["一 past 2026-01-01", "二 skipped ", "三 current 2027-02-01", "四 ahead 2027-02-01"])
    let review = try county.office(day("2027-02-10")).approvals()[0].id
    _ = try county.office(day("2027-02-10"), as: "E001").decide(review, .approve, note: nil)
    let last = try tasks(county, "2027-02-10").first { $0.title == "丁" }
    _ = try county.office(day("2027-02-20")).waive(try #require(last).id, reason: "免")
    #expect(try phases("2028-03-01") == ["一 past 2026-01-01", "二 skipped ", "三 past 2027-02-01", "四 past 2027-02-01"])
    try sound(county)
  }

  @Test func `A list that names somebody twice asks once`() throws {
    let county = try county(
      """
        work:
          tasks: { visit: { title: 走访, for: parameters.schools + parameters.schools, role: manager } }
          on: { done: spread }
        spread: { each: { person: "roster.people.filter(p, p.id == 'T001') + roster.people.filter(p, p.id == 'T001')", run: c }, on: { done: end } }
      """, parameters: "{ schools: { type: list<school>, default: [S001, S002] } }")
    let run = try started(county, ["schools": "S001,S002,S001"])
    #expect(try tasks(county, "2026-01-05").count == 2)
    try county.office(Self.first).setParameters(run, ["schools": "S002,S002"], reason: "改")
    #expect(try tasks(county, "2026-01-05").count == 1)
    for task in try tasks(county, "2026-01-05") { _ = try county.office(Self.first).waive(task.id, reason: "免") }
    let child = try tasks(county, "2026-01-05").filter { $0.title == "自己的" }
    #expect(child.count == 1)
    _ = try county.office(Self.first).waive(try #require(child.first).id, reason: "免")
    #expect(try county.office(Self.first).progress(of: run).status == "done")
    try sound(county)
  }

  @Test(arguments: [("accepted", "done"), ("waived", "active")])
  func `A condition after a fan-out sees its children, and one after a task its own state's`(how: String, status: String) throws {
    let county = try county(
      """
        a: { tasks: { plan: { title: 甲, role: manager } }, on: { done: [ { to: spread, if: tasks.plan.accepted == 1 }, wrong ] } }
        spread:
          each: { person: "roster.people.filter(p, p.id == 'T001' || p.id == 'T002')", run: c }
          on: { done: [ { to: end, if: children.total == 2 && children.failed == 0 }, wrong ] }
        wrong: { tasks: { plan: { title: 错, role: manager } }, on: { done: a } }
      """)
    let run = try started(county)
    let office = try county.office(Self.first)
    // The first time round goes wrong, so that another state's line of the same name has counts, too.
    _ = try office.waive(1, reason: "免")
    _ = try office.waive(2, reason: "免")
    let again = try #require(try tasks(county, "2026-01-05").last { $0.title == "甲" }).id
    _ = try office.submit(again, files: [], note: nil)
    _ = try office.accept(again, note: nil)
    let children = try tasks(county, "2026-01-05").filter { $0.title == "自己的" }.map(\.id)
    #expect(children.count == 2)
    if how == "accepted" {
      for task in children {
        _ = try office.submit(task, files: [], note: nil)
        _ = try office.accept(task, note: nil)
      }
    } else {
      for run in try office.store.read({ try $0.children(of: run) }) { try office.cancel(run.id, reason: "停") }
    }
    #expect(try office.progress(of: run).status == status)
    #expect(try office.progress(of: run).obstacles == [])
    try sound(county)
  }

  @Test func `A level's day may be that of its phase`() throws {
    let county = try county(
      """
        check:
          window: { from: 01-01, through: 02-28 }
          review: [ { id: r, title: 审, role: expert, due: phase.end - days(10) } ]
          on: { approved: end, rejected: end }
      """)
    _ = try started(county)
    #expect(try county.office(Self.first).approvals().map(\.due) == [day("2026-02-18")])
    try sound(county)
  }

  @Test func `A timer that counts working days is set when the year's notice comes`() throws {
    let county = try county(
      """
        one:
          window: { from: 2026-01-01, through: 2027-03-31 }
          tasks: { a: { title: 甲, role: manager } }
          after: { "workday(phase.end, 2)": two }
        two: { tasks: { b: { title: 乙, role: manager } }, on: { done: end } }
      """)
    let run = try started(county)
    let notice = #"{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}"#
    _ = try county.office(day("2026-11-10")).importHolidays(Data(notice.utf8), file: "2027.json")
    func phase(_ text: String) throws -> String? {
      try county.turn(day(text))
      return try county.office(day(text)).progress(of: run).phases.first { $0.stand == .current }?.id
    }
    #expect(try phase("2027-04-01") == "one")
    #expect(try phase("2027-04-02") == "two")
    try sound(county)
  }
}
