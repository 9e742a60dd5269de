import AcademicCalendar
import Foundation
import Testing
import Workflow

private let workflow = """
  workflow: test
  version: 1
  title: 测试
  parameters: { schools: { type: list<school> } }
  roles: { leader: 主持人 }
  states:
    first:
      window: { from: 2026-09-01, through: 2026-09-30 }
      tasks: { each-school: { title: 各校, for: parameters.schools, role: leader } }
      on: { done: second }
      after: { phase.end + days(20): second }
    second:
      each: { school: parameters.schools, run: other, until: settled >= 0.5 * total }
      on: { done: third }
    third:
      review: [ { id: a, title: 一, role: leader }, { id: b, title: 二, role: leader, quorum: all } ]
      on: { approved: end, rejected: first }
    end: { type: final }
  """

struct `Simulating workflows` {
  private func report(_ seed: UInt64, _ change: (inout SimulatedPeople) -> Void = { _ in }) throws -> SimulationReport {
    var people = SimulatedPeople()
    change(&people)
    return try SimulationReport(
      try WorkflowReader.read(workflow, file: "test.yaml").definition, from: Day(2026, 9, 1), runs: 60, seed: seed, people: people)
  }

  @Test func `The same seed gives the same, every run ends, and phases follow one another`() throws {
    let first = try report(7)
    #expect(try report(7) == first)
    #expect(try report(8) != first)
    #expect(first.done == 1)
    #expect(first.phases.map(\.id) == ["first", "second", "third"])
    #expect(first.phases[0].due == Day(2026, 9, 30))
    #expect(first.lines.map(\.id) == ["first/each-school"])
  }

  @Test func `Whoever is never late keeps every day, and whoever is late is pushed on by the timer`() throws {
    let punctual = try report(1) {
      $0.lateness = 0; $0.rejection = 0
    }
    #expect(punctual.phases[0].inTime == 1 && punctual.lines[0].inTime == 1)
    let late = try report(1) {
      $0.lateness = 1; $0.daysLate = 100; $0.rejection = 0
    }
    #expect(late.phases[0].inTime == 0 && late.lines[0].inTime == 0)
    #expect(late.phases[0].left == Day(2026, 10, 20))
  }

  @Test func `The schema is JSON and knows every key of the language`() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(WorkflowSchema.text.utf8)) as? [String: Any])
    #expect((schema["$defs"] as? [String: Any])?["state"] != nil)
  }
}
