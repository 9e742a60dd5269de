import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

private let parent = """
  workflow: parent
  version: 1
  title: 总
  roles: { coordinator: 学校联络员, manager: 项目管理员 }
  states:
    plan:
      tasks: { plan: { title: 方案, role: manager } }
      on: { done: spread }
    spread:
      each: { person: "roster.people.filter(p, '学校联络员' in p.posts)", run: child, until: settled >= 0.7 * total }
      on: { done: wrap }
      after: { days(30): wrap }
    wrap:
      tasks: { report: { title: 总结, role: manager } }
      on: { done: closed }
    closed: { type: final }
  """

private let child = """
  workflow: child
  version: 1
  title: 分
  subject: person
  states:
    work:
      tasks: { own: { title: 自己的, for: "[subject]" }, more: { title: 选做, for: "[subject]", required: false } }
      on: { done: end }
    end: { type: final }
  """

struct `Runs from outside` {
  private let county: EngineCounty
  private let first = day("2026-09-01")

  init() throws { county = try EngineCounty([child, parent], today: first) }

  private func office(_ text: String = "2026-09-01") throws -> Office { try county.office(day(text)) }
  private func task(_ id: Int64) throws -> TaskRecord { try #require(try office("2026-12-31").store.read { try $0.task(id) }) }
  private func sound() throws { #expect(try OfficeStore(path: county.database).tablesThatDifferFromJournal() == []) }

  @Test func `A fan-out over people of the roster goes on when enough are through, and loses no task`() throws {
    let run = try office().start("parent", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office().waive(1, reason: "免")
    // Four coordinators, a child each, two tasks each.
    #expect(try office().tasks(Office.TaskQuery()).count == 9)
    for id: Int64 in [2, 4] { _ = try office().submit(id, files: [], note: nil) }
    _ = try office().submit(8, files: [], note: nil)
    for id: Int64 in [2, 4] { _ = try office().accept(id, note: nil) }
    #expect(try office().progress(of: run).phases.first { $0.stand == .current }?.id == "spread")
    _ = try office().waive(6, reason: "免")
    #expect(try office().progress(of: run).phases.first { $0.stand == .current }?.id == "wrap")
    // The fourth child is left, but what was handed in there is still reviewed.
    #expect(try office().store.read { try $0.task(8)?.status } == .submitted)
    #expect(try office().accept(8, note: nil).status == .accepted)
    let open = try office().store.read { reader in
      try reader.tasks(TaskFilter()).filter { $0.status.isPending }.map { ($0.id, try reader.run($0.run)?.status) }
    }
    #expect(open.allSatisfy { $0.1 == .active })
    try sound()
  }

  @Test func `A halted run does nothing until it is resumed, and then catches up`() throws {
    let run = try office().start("parent", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office().waive(1, reason: "免")
    try office("2026-09-05").suspend(run, reason: "防汛")
    #expect(throws: OfficeError.self) { try office("2026-09-06").submit(2, files: [], note: nil) }
    #expect(throws: OfficeError.self) { try office("2026-09-06").suspend(run, reason: "再") }
    #expect(throws: OfficeError.self) { try office("2026-10-20").submit(2, files: [], note: nil) }
    #expect(try office("2026-10-20").progress(of: run).phases.first { $0.stand == .current }?.id == "spread")
    try office("2026-10-20").resume(run, reason: nil)
    #expect(try office("2026-10-20").progress(of: run).phases.first { $0.stand == .current }?.id == "wrap")
    #expect(try task(2).settled == day("2026-10-01"))
    try sound()
  }

  @Test func `A run is called off with what it started, and a reason`() throws {
    let run = try office().start("parent", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office().waive(1, reason: "免")
    try office().cancel(run, reason: "并入另一项")
    #expect(throws: OfficeError.self) { try office().cancel(run, reason: "再") }
    #expect(try office().progress(of: run).status == "cancelled")
    #expect(try office().tasks(Office.TaskQuery()).filter { $0.status == .open }.isEmpty)
    try sound()
  }

  @Test func `A phase that is over is entered again, also after the end`() throws {
    let run = try office().start("parent", subjects: [], semester: nil, parameters: [:]).runs[0]
    #expect(throws: OfficeError.self) { try office().reopen(run, phase: "wrap", reason: "早") }
    _ = try office().waive(1, reason: "免")
    try county.turn(day("2026-10-05"))
    let wrap = try #require(try office("2026-10-05").tasks(Office.TaskQuery()).first { $0.title == "总结" })
    _ = try office("2026-10-05").waive(wrap.id, reason: "免")
    #expect(try office("2026-10-05").progress(of: run).status == "done")
    try office("2026-10-06").reopen(run, phase: "plan", reason: "方案要改")
    #expect(try office("2026-10-06").progress(of: run).status == "active")
    let plan = try #require(try office("2026-10-06").tasks(Office.TaskQuery()).first { $0.title == "方案" && $0.status == .open })
    _ = try office("2026-10-06").waive(plan.id, reason: "免")
    #expect(try office("2026-10-06").progress(of: run).phases.first { $0.stand == .current }?.id == "spread")
    try sound()
  }

  @Test(arguments: Office.DiagramFormat.allCases)
  func `What is installed is drawn, with a run or without`(format: Office.DiagramFormat) throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    #expect(try !fixture.office().diagram(of: "studio-semester", run: nil, as: format).isEmpty)
    #expect(try !fixture.office().diagram(of: "studio-semester", run: 1, as: format).isEmpty)
    #expect(fixture.refusal { try fixture.office().diagram(of: "none", run: nil, as: format) }?.kind == .notFound)
  }

  @Test func `A run that was halted by itself stays so when the one that started it goes on`() throws {
    let run = try office().start("parent", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office().waive(1, reason: "免")
    let children = try office().store.read { try $0.children(of: run) }.map(\.id)
    func halted() throws -> [Int64] {
      try office().store.read { reader in try ([run] + children).filter { try reader.isSuspended(run: $0) } }
    }
    try office().suspend(children[0], reason: "停水")
    try office().suspend(run, reason: "停电")
    #expect(try halted() == [run] + children)
    try office().resume(run, reason: nil)
    #expect(try halted() == [children[0]])
    try office().resume(children[0], reason: nil)
    #expect(try halted() == [])
    try sound()
  }

  @Test func `A child that is entered again keeps the phase waiting`() throws {
    let waiting = """
      workflow: waiting
      version: 1
      title: 等
      roles: { manager: 项目管理员 }
      states:
        both:
          tasks: { own: { title: 本级, role: manager } }
          each: { person: "roster.people.filter(p, p.id == 'T001')", run: child }
          on: { done: closed }
        closed: { type: final }
      """
    let county = try EngineCounty([child, waiting], today: first)
    let office = try county.office(first)
    let run = try office.start("waiting", subjects: [], semester: nil, parameters: [:]).runs[0]
    let part = try #require(try office.store.read { try $0.children(of: run) }.first).id
    func own(_ title: String) throws -> Int64 { try #require(try office.tasks(Office.TaskQuery()).last { $0.title == title }).id }
    _ = try office.waive(try own("自己的"), reason: "免")
    try office.reopen(part, phase: "work", reason: "重做")
    _ = try office.waive(try own("本级"), reason: "免")
    #expect(try office.progress(of: run).status == "active" && office.progress(of: part).status == "active")
    _ = try office.waive(try own("自己的"), reason: "免")
    #expect(try office.progress(of: run).status == "done")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
