import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

private let workflow = """
  workflow: timers
  version: 1
  title: 定时
  data: { rings: 0 }
  roles: { coordinator: 学校联络员 }
  states:
    first:
      window: { from: 2026-09-01, through: 2026-09-30 }
      tasks: { t: { title: 甲, role: coordinator, opens: "workday(phase.start, 2)", due: "workday(phase.end, -2)" } }
      after: { phase.end + days(1): { to: second, do: [ { notify: coordinator } ] } }
    second:
      after: { days(10): third, 36h: { do: [ { set: { rings: rings + 1 } } ] } }
      tasks: { t: { title: 乙, role: coordinator } }
    third:
      window: { from: 10-01, through: 12-31 }
      tasks: { t: { title: 丙, role: coordinator, opens: phase.start + days(5), due: phase.end } }
      on: { done: { to: closed, if: rings == 1 && phase.end == day('2026-12-31') } }
    closed: { type: final }
  """

struct `Timers over downtime` {
  @Test func `Each fires once, in order, as of its own time, however late the office wakes`() throws {
    for wakes in [["2026-12-01"], ["2026-09-15", "2026-10-02", "2026-10-04", "2026-10-11", "2026-12-01"]] {
      let county = try EngineCounty([workflow], today: day("2026-08-20"))
      let run = try county.office(day("2026-08-20")).start("timers", subjects: [], semester: nil, parameters: [:]).runs[0]
      for wake in wakes { try county.turn(day(wake)) }
      let office = try county.office(day("2026-12-01"))
      let tasks = try office.store.read { reader in try (1...3).compactMap { try reader.task(Int64($0)) } }
      // 2026-09-20 is a make-up day; the first working day after the first is the second.
      #expect(tasks.map(\.opens) == [day("2026-09-03"), day("2026-10-01"), day("2026-10-06")])
      #expect(tasks.map(\.status.rawValue) == ["cancelled", "cancelled", "open"])
      #expect(tasks.map(\.due) == [day("2026-09-28"), nil, day("2026-12-31")])
      #expect(tasks.map(\.settled) == [day("2026-10-01"), day("2026-10-11"), nil])
      _ = try office.waive(3, reason: "免")
      #expect(try office.progress(of: run).status == "done")
      #expect(try office.store.tablesThatDifferFromJournal() == [])
    }
  }

  @Test func `A semester that is registered later opens what a duty has in it`() throws {
    let duties = """
      workflow: years
      version: 1
      title: 多年
      roles: { coordinator: 学校联络员 }
      states:
        work:
          window: { from: 2026-09-01, through: 2028-07-31 }
          duties: { d: { title: 小结, per: semester, count: 1, role: coordinator } }
          on: { done: closed }
        closed: { type: final }
      """
    let county = try EngineCounty([duties], today: day("2026-08-20"))
    let office = try county.office(day("2026-08-20"))
    try office.add(try #require(Semester(schoolYear: 2026, term: 1, firstDay: day("2026-09-01"), weeks: 20)))
    _ = try office.start("years", subjects: [], semester: nil, parameters: [:])
    #expect(try office.tasks(Office.TaskQuery()).count == 1)
    try office.add(try #require(Semester(schoolYear: 2026, term: 2, firstDay: day("2027-02-22"), weeks: 20)))
    #expect(try office.tasks(Office.TaskQuery()).map(\.opens) == [day("2026-09-01"), day("2027-02-22")])
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
