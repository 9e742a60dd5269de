import AcademicCalendar
import Office
import Store
import Testing

private let workflow = """
  workflow: failing
  version: 1
  title: 出错
  roles: { manager: 项目管理员 }
  data: { zero: 0 }
  states:
    work:
      tasks: { t: { title: 甲, role: manager } }
      on: { done: [ { if: 1 / zero > 0, to: rest }, { to: rest, do: [ { set: { zero: "[1][7]" } }, { notify: manager } ] } ] }
    rest: { tasks: { u: { title: 乙, role: manager } }, on: { done: end } }
    end: { type: final }
  """

struct `A condition or an action that fails` {
  @Test func `Is told in the status of the run, once a day, and the run goes on`() throws {
    let county = try EngineCounty([workflow], today: day("2026-09-01"))
    let office = try county.office(day("2026-09-01"))
    let run = try office.start("failing", subjects: [], semester: nil, parameters: [:]).runs[0]
    #expect(try office.progress(of: run).obstacles == [])
    _ = try office.waive(1, reason: "免")
    let progress = try office.progress(of: run)
    #expect(progress.phases.first { $0.stand == .current }?.id == "rest")
    #expect(progress.obstacles.count == 2)
    #expect(progress.obstacles.allSatisfy { $0.hasPrefix("2026-09-01 流程里有条件或动作出错: ") }, "\(progress.obstacles)")
    #expect(progress.obstacles[0].contains("1 / zero > 0"))
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
