import Testing
import Workflow
import YAMLReading

private func findings(_ states: String, parameters: String = "") throws -> [String] {
  let text = "workflow: test\nversion: 1\ntitle: 测试\n\(parameters)roles: { leader: 主持人 }\nstates:\n" + states
  let result = try WorkflowReader.read(text, file: "test.yaml")
  return WorkflowVerification(result, file: "test.yaml").findings.map(\.description)
}

private let task = "tasks: { plan: { title: 计划, role: leader } }"

struct `Verifying workflows` {
  @Test func `A plain workflow is sound`() throws {
    #expect(try findings("  a: { \(task), on: { done: b } }\n  b: { type: final }\n") == [])
  }

  @Test func `A phase that nothing leads to`() throws {
    let found = try findings("  a: { \(task), on: { done: c } }\n  b: { \(task), on: { done: c } }\n  c: { type: final }\n")
    #expect(found == ["test.yaml:7:3: 错误: 状态 b 永远到不了"])
  }

  @Test func `A guard that can never hold loses the end, and the events show how`() throws {
    let found = try findings(
      "  a: { \(task), on: { done: b } }\n  b: { \(task), on: { done: { to: c, if: 1 > 2 } } }\n  c: { type: final }\n")
    #expect(found.contains { $0.contains("永远不会发生") && $0.contains("a 的 done") }, "\(found)")
    #expect(found.contains { $0.contains("终止状态") }, "\(found)")
  }

  @Test func `Days outside the phase`() throws {
    let window = "window: { from: 2026-09-01, through: 2026-10-31 }"
    func check(_ dates: String) throws -> [String] {
      try findings(
        "  a:\n    \(window)\n    tasks: { plan: { title: 计划, role: leader, \(dates) } }\n    on: { done: b }\n  b: { type: final }\n")
    }
    #expect(try check("due: 2026-10-31") == [])
    #expect(try check("due: 2026-11-01").first?.contains("错误: a/plan「计划」的 due 2026-11-01 在阶段") == true)
    #expect(try check("due: phase.end + days(5)").first?.contains("提醒") == true)
    #expect(try check("due: 2026-08-31").first?.contains("早于") == true)
    #expect(try check("opens: 2026-11-02, due: 2026-11-03").count == 2)
    #expect(try check("opens: \"workday(phase.end, -3)\", due: phase.end") == [])
  }

  @Test func `A phase that has no days`() throws {
    let found = try findings("  a: { \(task), on: { done: b }, after: { phase.end + days(1): b } }\n  b: { type: final }\n")
    #expect(found == ["test.yaml:6:3: 错误: 状态 a 用到 phase, 但它和外层都没有 window"])
  }

  @Test func `A fan-out that can never be through`() throws {
    func check(_ until: String) throws -> [String] {
      try findings(
        "  a: { each: { school: parameters.schools, run: other, until: '\(until)' }, on: { done: b } }\n  b: { type: final }\n",
        parameters: "parameters: { schools: { type: list<school> } }\n")
    }
    #expect(try check("settled >= 0.8 * total") == [])
    #expect(try check("children.accepted == children.total") == [])
    #expect(try check("children.settled > children.total").first?.contains("永远不成立") == true)
  }

  @Test func `A workflow's transitions take every action`() throws {
    let found = try findings(
      """
        a:
          \(task)
          entry: [ { set: { rounds: rounds + 1 } } ]
          on:
            done: [ { if: vars.rounds >= 2, to: b, do: [ { notify: leader }, { grant: { title: 首席, to: subject.id } } ] }, { to: a } ]
          after: { days(30): { to: b, do: [ { record: { kind: "'late'", n: rounds } } ] } }
        b: { type: final }

      """, parameters: "data: { rounds: 0 }\n")
    #expect(found == [])
  }
}
