import AcademicCalendar
import FeedReading
import Foundation
import ICalendar
import Office
import Store
import Testing
import Workflow

private let workflow = """
  workflow: tuned
  version: 1
  title: 参数
  roles: { manager: 项目管理员 }
  parameters:
    last: { type: day, default: 2026-10-31 }
    quota: { type: number, default: 1 }
    ready: { type: bool, default: false }
    schools: { type: list<school>, default: [S001, S002] }
  states:
    work:
      window: { from: 2026-09-01, through: parameters.last }
      tasks:
        report: { title: 报告, role: manager, due: phase.end - days(5) }
        visit: { title: 走访, for: parameters.schools, role: manager, required: false }
      duties: { record: { title: 记载, per: month, count: parameters.quota, role: manager, required: false } }
      always: { if: parameters.ready, to: rest }
      after: { phase.end + days(1): rest }
    rest: { tasks: { t: { title: 收尾, role: manager } }, on: { done: end } }
    end: { type: final }
  """

struct `Changing a run's parameters` {
  private let county: EngineCounty
  private let run: Int64

  init() throws {
    county = try EngineCounty([workflow], today: day("2026-09-01"))
    run = try county.office(day("2026-09-01")).start("tuned", subjects: [], semester: nil, parameters: [:]).runs[0]
  }

  private func office(_ text: String) throws -> Office { try county.office(day(text)) }
  private func open(_ title: String, _ office: Office) throws -> [TaskSummary] {
    try office.tasks(Office.TaskQuery()).filter { $0.title.hasPrefix(title) && !$0.status.isSettled }
  }
  private func phase(_ office: Office) throws -> String? { try office.progress(of: run).phases.first { $0.stand == .current }?.id }
  private func sound() throws { #expect(try OfficeStore(path: county.database).tablesThatDifferFromJournal() == []) }

  @Test func `Days of open tasks, duties and timers follow the new value`() throws {
    let office = try office("2026-09-10")
    #expect(try open("报告", office).first?.due == day("2026-10-26"))
    #expect(try open("记载", office).count == 2)
    try office.setParameters(run, ["last": "2026-12-20"], reason: "文件延期")
    #expect(try open("报告", office).first?.due == day("2026-12-15"))
    #expect(try open("记载", office).count == 4)
    try county.turn(day("2026-11-15"))
    #expect(try phase(try self.office("2026-11-15")) == "work")
    try county.turn(day("2026-12-21"))
    #expect(try phase(try self.office("2026-12-21")) == "rest")
    try sound()
  }

  @Test func `A deadline that is moved into the past falls due at once, not before it was moved`() throws {
    let office = try office("2026-10-20")
    try office.setParameters(run, ["last": "2026-10-10"], reason: "提前")
    #expect(try phase(office) == "rest")
    #expect(try office.store.read { try $0.task(1)?.settled } == day("2026-10-20"))
    try sound()
  }

  @Test func `Lists grow and shrink, what was handed in stays, and quotas count anew`() throws {
    let office = try office("2026-09-10")
    let visits = try open("走访", office)
    _ = try office.submit(try #require(visits.first { $0.target == "二小" }).id, files: [], note: nil)
    try office.setParameters(run, ["schools": "S003"], reason: "换学校")
    #expect(try open("走访", office).map(\.target).sorted() == ["三中", "二小"].sorted())
    try office.setParameters(run, ["quota": "3"], reason: "加量")
    #expect(try open("记载", office).count == 6)
    try office.setParameters(run, ["quota": "1"], reason: "减量")
    #expect(try open("记载", office).count == 2)
    try sound()
  }

  @Test func `Conditions are asked again, and what is wrong is refused`() throws {
    let office = try office("2026-09-10")
    #expect(throws: OfficeError.self) { try office.setParameters(run, ["laast": "2026-12-20"], reason: "错") }
    #expect(throws: OfficeError.self) { try office.setParameters(run, ["last": "soon"], reason: "错") }
    #expect(throws: OfficeError.self) { try office.setParameters(run, ["schools": "S099"], reason: "错") }
    #expect(throws: OpeningError.self) { try office.setParameters(run, ["last": "2026-01-01"], reason: "早于开始") }
    #expect(throws: OfficeError.self) { try office.setParameters(run, [:], reason: "无") }
    let teacher = try county.office(day("2026-09-10"), as: "T004")
    #expect(throws: OfficeError.self) { try teacher.setParameters(run, ["ready": "true"], reason: "想") }
    try office.setParameters(run, ["ready": "true"], reason: "提前就绪")
    #expect(try phase(office) == "rest")
    try sound()
  }

  @Test func `A school that is struck from a fan-out and stands on it again begins anew, with the run's own parameters`() throws {
    let child = """
      workflow: visit
      version: 1
      title: 走访
      subject: school
      parameters: { days: { type: number, default: 5 } }
      states: { work: { tasks: { t: { title: 走访, due: "day('2026-09-01') + days(int(parameters.days))" } }, on: { done: end } }, end: { type: final } }
      """
    let parent = """
      workflow: tour
      version: 1
      title: 巡访
      parameters: { schools: { type: list<school>, default: [S001, S002] }, days: { type: number, default: 5 } }
      states: { work: { each: { school: parameters.schools, run: visit, title: 各校 }, on: { done: end } }, end: { type: final } }
      """
    let county = try EngineCounty([child, parent], today: day("2026-09-01"))
    let office = try county.office(day("2026-09-01"))
    let tour = try office.start("tour", subjects: [], semester: nil, parameters: ["days": "20"]).runs[0]
    try office.setParameters(tour, ["schools": "S001"], reason: "减")
    #expect(try office.progress(of: tour).phases.prefix(1).flatMap { [$0.total, $0.missed] } == [1, 0])
    try office.setParameters(tour, ["schools": "S001,S002,S003"], reason: "加")
    let children = try office.store.read { try $0.children(of: tour) }
    #expect(children.map(\.subject) == ["S001", "S002", "S002", "S003"])
    #expect(children.map(\.status) == [.active, .cancelled, .active, .active])
    let open = try office.tasks(Office.TaskQuery()).filter { !$0.status.isSettled }
    #expect(open.map(\.due) == Array(repeating: day("2026-09-21"), count: 3))
    for task in open { _ = try office.waive(task.id, reason: "免") }
    #expect(try office.progress(of: tour).status == "done")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
    // One that people called off stays so.
    let other = try EngineCounty([child, parent], today: day("2026-09-01"))
    let second = try other.office(day("2026-09-01"))
    let run = try second.start("tour", subjects: [], semester: nil, parameters: [:]).runs[0]
    let called = try #require(try second.store.read { try $0.children(of: run) }.first)
    try second.cancel(called.id, reason: "不去了")
    try second.setParameters(run, ["schools": "S001,S002,S003"], reason: "加")
    #expect(try second.store.read { try $0.children(of: run) }.map(\.subject) == ["S001", "S002", "S003"])
  }

  @Test func `A word with an at sign is a word like others`() throws {
    let text = """
      workflow: words
      version: 1
      title: 分组
      parameters: { groups: { type: list<text>, default: [语文, 语文@城区, 语文@乡村] }, last: { type: day, default: 2026-10-31 } }
      states:
        work:
          tasks: { t: { title: 分组, for: parameters.groups, due: parameters.last } }
          on: { done: end }
        end: { type: final }
      """
    let county = try EngineCounty([text], today: day("2026-09-01"))
    let office = try county.office(day("2026-09-01"))
    let run = try office.start("words", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office.waive(1, reason: "免")
    try office.setParameters(run, ["last": "2026-11-30"], reason: "延")
    let tasks = try office.store.read { reader in try (1...4).map { try reader.task($0) } }
    #expect(tasks.map { $0?.status } == [.waived, .open, .open, nil])
    #expect(tasks[1]?.title == "分组(语文@城区)" && tasks[1]?.due == day("2026-11-30"))
    for task in 2...3 { _ = try office.waive(Int64(task), reason: "免") }
    #expect(try office.progress(of: run).status == "done")
  }

  @Test func `One more in each period is one more task, and those that are there stay`() throws {
    let office = try office("2026-09-10")
    let before = try open("记载", office)
    _ = try office.waive(before[0].id, reason: "免")
    try office.setParameters(run, ["quota": "2"], reason: "加倍")
    let tasks = try open("记载", office)
    #expect(tasks.count == 3 && tasks.contains { $0.id == before[1].id && $0.title.contains("1/2") })
    #expect(tasks.map(\.id).filter { $0 > before[1].id }.count == 2)
    #expect(try office.store.read { try $0.task(before[0].id)?.key.hasSuffix("/1") } == true)
    try office.setParameters(run, ["quota": "1"], reason: "还原")
    #expect(try open("记载", office).map(\.id) == [before[1].id])
    #expect(try open("记载", office).map(\.title) == [before[1].title])
    try sound()
  }

  @Test func `Days that move raise SEQUENCE in calendars, each time by one`() throws {
    func revisions() throws -> [String] {
      let feed = try Feed(reading: self.office("2026-09-10").feed(.person("P001")))
      return feed.entries.compactMap { entry in
        switch entry {
        case .event(let event) where event.title == "截止: 报告":
          if case .allDay(let days) = event.time { "截止 \(days.lowerBound) \(event.revision.sequence)" } else { nil }
        case .toDo(let toDo) where toDo.title == "报告": "待办 \(toDo.due?.description ?? "") \(toDo.revision.sequence)"
        default: nil
        }
      }
    }
    let office = try office("2026-09-10")
    #expect(try revisions() == ["截止 2026-10-26 0", "待办 2026-10-26 0"])
    try office.setParameters(run, ["last": "2026-12-20"], reason: "文件延期")
    #expect(try revisions() == ["截止 2026-12-15 1", "待办 2026-12-15 1"])
    try office.setParameters(run, ["quota": "2"], reason: "增加")
    try office.setParameters(run, ["last": "2026-12-25"], reason: "再延期")
    #expect(try revisions() == ["截止 2026-12-20 2", "待办 2026-12-20 2"])
    try office.cancel(run, reason: "停")
    #expect(try revisions() == ["截止 2026-12-20 3", "待办 2026-12-20 3"])
    try sound()
  }

  @Test func `Changes of before the rule was settled replay as they were made`() throws {
    let office = try office("2026-09-10")
    let before = try open("记载", office).map(\.id)
    try office.store.write(at: OfficeTime.milliseconds(of: day("2026-09-10"), minutes: 600), actor: "office") { transaction in
      _ = try transaction.record(.parametersChanged(ParameterChange(run: run, values: ["quota": "2"], reason: "旧", following: nil)))
    }
    // The only task of each period gave way to two new ones.
    let after = try open("记载", office)
    #expect(after.count == 4 && after.allSatisfy { !before.contains($0.id) })
    try sound()
  }
}
