import AcademicCalendar
import Foundation
import Statechart
import Testing
import Workflow
import YAMLReading

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

  @Test func `Conditions see what the lines counted, as in an office`() throws {
    let text = """
      workflow: test
      version: 1
      title: 测试
      parameters: { schools: { type: list<school> } }
      roles: { leader: 主持人 }
      states:
        first:
          tasks: { plan: { title: 计划, role: leader } }
          on: { done: [ { to: second, if: tasks.plan.accepted == 1 }, wrong ] }
        second:
          each: { school: parameters.schools, run: other }
          on: { done: [ { to: third, if: children.settled == children.total && children.failed == 0 }, wrong ] }
        third:
          tasks: { sum: { title: 总结, role: leader } }
          on: { done: [ { to: end, if: tasks.plan.accepted == 1 && tasks.sum.accepted == 1 }, wrong ] }
        wrong: { tasks: { plan: { title: 重来, role: leader } }, on: { done: end } }
        end: { type: final }
      """
    let definition = try WorkflowReader.read(text, file: "test.yaml").definition
    let report = try SimulationReport(definition, from: Day(2026, 9, 1), runs: 20, seed: 3, people: SimulatedPeople())
    #expect(report.done == 1 && report.phases.map(\.id) == ["first", "second", "third"])
  }

  @Test func `People finish as a script says, to the day`() throws {
    let definition = try WorkflowReader.read(workflow, file: "test.yaml").definition
    let script = try SimulationScript.read(
      """
      simulate: test
      from: 2026-09-02
      usual: opens + 2
      tasks:
        first/each-school: [ 2026-09-10, due - 5, due + 3 ]
        second/*: opens + 4
      reviews: { third: [ reject + 3, approve + 10 ] }
      """, for: definition, file: "script.yaml")
    let report = try SimulationReport(definition, runs: 50, seed: 1, script: script)
    #expect(report.runs == 1 && report.done == 1 && report.errors == [])
    // The last task is done three days late, half of ten children after four days, the chain rejects once.
    let run = report.phases
    #expect(run.map(\.id) == ["first", "second", "third"])
    #expect(run[0].entered == Day(2026, 9, 2) && run[0].inTime == 0)
    #expect(run[1].entered == Day(2026, 10, 3))
    #expect(run[2].entered == Day(2026, 10, 7))
    #expect(report.lines.first?.inTime == 0.1)
    #expect(try SimulationReport(definition, runs: 1, seed: 2, script: script) == report)
  }

  @Test func `Whoever never finishes is pushed on by the timer or holds the run up`() throws {
    let definition = try WorkflowReader.read(workflow, file: "test.yaml").definition
    func report(_ tasks: String) throws -> SimulationReport {
      let text = "simulate: test\nfrom: 2026-09-01\ntasks: \(tasks)\n"
      return try SimulationReport(
        definition, runs: 1, seed: 1, script: try SimulationScript.read(text, for: definition, file: "script.yaml"))
    }
    #expect(try report("{ first/each-school: never }").phases[0].left == Day(2026, 10, 20))
    let stuck = try report("{ second/each: never }")
    #expect(stuck.done == 0 && stuck.phases[1].left == nil)
  }

  private func report(_ states: String, script: String = "", parameters: String = "", runs: Int = 1) throws -> SimulationReport {
    let text =
      "workflow: test\nversion: 1\ntitle: 测试\nroles: { leader: 主持人 }\ndata: { n: 0 }\n\(parameters)states:\n\(states)  end: { type: final }\n"
    let definition = try WorkflowReader.read(text, file: "test.yaml").definition
    let read = try script.isEmpty ? nil : SimulationScript.read("simulate: test\n" + script, for: definition, file: "script.yaml")
    return try SimulationReport(definition, from: read == nil ? Day(2026, 9, 1) : nil, runs: runs, seed: 1, script: read)
  }

  @Test(arguments: [
    "  a: { tasks: { t: { title: 甲, for: \"[]\" } }, on: { done: [ { if: vars.n > 99, to: end }, a ] } }\n",
    "  a: { after: { \"day('2026-08-01')\": a, days(9): end } }\n",
  ])
  func `What goes round without time going on is told, and is no crash`(state: String) throws {
    #expect(throws: StepError.self) { try report(state) }
  }

  @Test func `A timer beyond all days never comes`() throws {
    let never = try report(
      "  a: { tasks: { t: { title: 甲 } }, on: { done: end }, after: { \"9223372036854775807\": end } }\n", script: "tasks: { a/t: never }\n"
    )
    #expect(never.done == 0)
  }

  @Test func `What was begun in an earlier visit of a state does not count in the next`() throws {
    let again = "after: { days(5): { if: vars.n < 1, to: b, do: [ { set: { n: vars.n + 1 } } ] } }"
    // Begun anew on the 7th: the ten days count from then.
    let tasks = try report(
      "  a: { tasks: { t: { title: 甲 } }, on: { done: end }, \(again) }\n  b: { after: { days(1): a } }\n",
      script: "from: 2026-09-01\nusual: opens + 10\n")
    #expect(tasks.phases.first?.left == Day(2026, 9, 17))
    let reviews = try report(
      "  a: { review: [ { id: r, title: 审, role: leader } ], on: { approved: end, rejected: b }, \(again) }\n  b: { after: { days(1): a } }\n",
      script: "from: 2026-09-01\nreviews: { a: [ reject + 10, approve + 10 ] }\n")
    #expect(reviews.phases.first?.left == Day(2026, 9, 17) && reviews.done == 1)
  }

  @Test func `A window that begins with its phase has its own last day in every run`() throws {
    let states = """
        a: { tasks: { t: { title: 甲, due: today + days(60) } }, on: { done: b } }
        b: { window: { from: today, through: today + days(20) }, tasks: { u: { title: 乙 } }, on: { done: end }, after: { phase.end: end } }

      """
    // Each run enters it on another day, and leaves it by its own last one.
    #expect(try report(states, runs: 40).phases.last?.inTime == 1)
  }

  @Test(arguments: [
    ("simulate: other", "不是「test」"), ("simulate: test\ntasks: { first/each-schol: due }", "是不是「first/each-school」"),
    ("simulate: test\ntasks: { first/*: soon }", "「soon」应为"), ("simulate: test\nreviews: { thrd: approve }", "是不是「third」"),
    ("simulate: test\nevents: { 2026-02-30: x }", "没有「2026-02-30」这一天"), ("simulate: test\ntask: {}", "没有「task」这个键"),
    ("simulate: test\ntasks: { first/each-school: [] }", "「first/each-school」的列表是空的"),
    ("simulate: test\nreviews: { third: [] }", "「third」的列表是空的"),
  ])
  func `A mistake in a script is found`(text: String, message: String) throws {
    let definition = try WorkflowReader.read(workflow, file: "test.yaml").definition
    let error = #expect(throws: FindingList.self) { try SimulationScript.read(text, for: definition, file: "script.yaml") }
    #expect(error?.findings.contains { $0.message.contains(message) } == true, "\(error?.findings ?? [])")
  }

  @Test func `The schema is JSON and knows every key of the language`() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(WorkflowSchema.text.utf8)) as? [String: Any])
    #expect((schema["$defs"] as? [String: Any])?["state"] != nil)
  }
}
