import AcademicCalendar
import Foundation
import Office
import Rules
import Statechart
import Store
import Testing
import Workflow

private let workflow = """
  workflow: conditions
  version: 1
  title: 条件
  data: { late: false }
  roles: { coordinator: 学校联络员 }
  states:
    work:
      window: { from: 2026-09-01, through: 2026-09-30 }
      tasks:
        first-part: { title: 甲, role: coordinator }
        second-part: { title: 乙, role: coordinator, required: false }
      on:
        done:
          - { if: tasks.second_part.settled == tasks.second_part.total, to: closed }
          - { to: rest, do: [ { set: { late: today > phase.end } }, { start: other, subject: "'S001'" } ] }
    rest:
      tasks: { all: { title: 补, role: coordinator } }
      on: { done: [ { if: late, to: closed-late }, { to: closed } ] }
    closed: { type: final }
    closed-late: { type: final }
  """

private let other = """
  workflow: other
  version: 1
  title: 另一个
  subject: school
  roles: { coordinator: 学校联络员 }
  states: { only: { tasks: { t: { title: 丁, role: coordinator } }, on: { done: end } }, end: { type: final } }
  """

struct `Conditions of a run` {
  private let county: EngineCounty

  init() throws { county = try EngineCounty([other, workflow], today: day("2026-09-01")) }

  @Test func `A guard sees how far the tasks of a line are`() throws {
    let office = try county.office(day("2026-09-01"))
    let run = try office.start("conditions", subjects: [], semester: nil, parameters: [:]).runs[0]
    _ = try office.waive(2, reason: "免")
    _ = try office.waive(1, reason: "免")
    #expect(try office.progress(of: run).status == "done")
  }

  @Test func `A variable keeps what was known on the day, and another workflow is started`() throws {
    let run = try county.office(day("2026-09-01")).start("conditions", subjects: [], semester: nil, parameters: [:]).runs[0]
    let late = try county.office(day("2026-10-08"))
    _ = try late.waive(1, reason: "免")
    #expect(try late.runs().map(\.workflow).contains("other"))
    #expect(try late.tasks(Office.TaskQuery()).first { $0.title == "丁" }?.assignee == "T001")
    let rest = try #require(try late.tasks(Office.TaskQuery()).first { $0.title == "补" })
    _ = try late.waive(rest.id, reason: "免")
    let active = try late.store.read { reader in
      let record = try #require(try reader.run(run))
      return try reader.process("conditions", 1).machine.variables(of: record.snapshot)["late"]
    }
    #expect(active == .bool(true))
    #expect(try late.store.tablesThatDifferFromJournal() == [])
  }
}
