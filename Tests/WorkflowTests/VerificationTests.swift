import Foundation
import Testing
import Workflow
import YAMLReading

private func findings(_ states: String, parameters: String = "") throws -> [String] {
  let text = "workflow: test\nversion: 1\ntitle: 测试\n\(parameters)roles: { leader: 主持人 }\nstates:\n" + states
  let result = try WorkflowReader.read(text, file: "test.yaml")
  return WorkflowVerification(result, file: "test.yaml").findings.map(\.description)
}

/// From 1, as findings count; what is written stands once in the line.
private func column(of text: String, in line: String) throws -> Int {
  line.distance(from: line.startIndex, to: try #require(line.range(of: text)).lowerBound) + 1
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
    #expect(found == ["test.yaml:6:80: 错误: 状态 a 用到 phase, 但它和外层都没有 window"])
    let days = try findings(
      "  a: { tasks: { x: { title: 甲, due: phase.end } }, on: { done: b } }\n"
        + "  b: { review: [ { id: r, title: 审, due: phase.end } ], on: { approved: c, rejected: c } }\n  c: { type: final }\n")
    #expect(
      days == [
        "test.yaml:6:37: 错误: a/x「甲」的 due 用到 phase, 但状态 a 和外层都没有 window",
        "test.yaml:7:42: 错误: 状态 b 的审核级 r 的 due 用到 phase, 但状态 b 和外层都没有 window",
      ])
  }

  @Test func `A timer of a fixed day that leads back into its state`() throws {
    func check(_ window: String, _ after: String) throws -> [String] {
      try findings("  a: { window: { \(window) }, \(task), on: { done: b }, after: { \(after) } }\n  b: { type: final }\n")
    }
    let fixed = "from: 2026-09-01, through: 2026-12-31"
    #expect(try check(fixed, "phase.end: a").first?.contains("提醒: 状态 a 的 after「phase.end」到 2026-12-31 又回到自己") == true)
    #expect(try check("from: 09-01, through: 12-31", "phase.end: { to: a, do: [ { log: \"'催'\" } ] }").count == 1)
    #expect(try check(fixed, "phase.end: b") == [])
    #expect(try check(fixed, "days(7): a") == [])
    #expect(try check(fixed, "phase.end: [ { if: tasks.plan.settled > 0, to: b }, a ]") == [])
    #expect(try check("from: today, through: today + days(20)", "phase.end: a") == [])
  }

  @Test func `A phase that quotes hide`() throws {
    func check(_ source: String) throws -> [String] {
      try findings(
        """
          a:
            window: { from: 2026-09-01, through: 2026-09-30 }
            \(task)
            entry:
              - log: \(source)
            on: { done: b }
          b: { type: final }

        """)
    }
    let hidden = try check(#""'it\\'s ' + string(phase.end)""#)
    #expect(hidden.count == 1 && hidden.first?.contains("错误: 状态 a 的「'it\\'s ' + string(phase.end)」里认不出 phase") == true, "\(hidden)")
    #expect(try check(#""'''it's ''' + string(phase.end)""#).first?.contains("认不出 phase") == true)
    #expect(try check(#"'"it''s phase " + string(phase.end) + r"\"'"#) == [])
  }

  @Test func `What is too much to look at is told`() throws {
    let regions = (0..<10).map { region in
      "      r\(region): { states: { s\(region): { on: { a\(region): t\(region) } }, t\(region): { on: { b\(region): u\(region) } }, "
        + "u\(region): { type: final } } }\n"
    }
    let sends = (0..<10).map { "{ send: a\($0), after: 1d }, { send: b\($0), after: 2d }" }.joined(separator: ", ")
    let found = try findings(
      "  p:\n    type: parallel\n    entry: [ \(sends) ]\n    states:\n\(regions.joined())    on: { done: z }\n  z: { type: final }\n")
    #expect(found.count == 1 && found.first?.contains("提醒: 只查了前 20") == true && found.first?.hasSuffix("没有查全") == true, "\(found)")
  }

  /// Without it the run would wait for ever.
  @Test(arguments: [
    ("a: { \(task), on: { don: b } }", "don: b", "状态 a 等待「don」, 但没有什么会发出它, 是不是「done」?"),
    ("a: { \(task), on: { done: b, pause: b } }", "pause", "状态 a 等待「pause」, 但没有什么会发出它"),
    ("a: { \(task), on: { done: b, approved: b } }", "approved", "状态 a 等待「approved」, 但它没有 review"),
    ("a: { review: [ { id: r, title: 审 } ], on: { aproved: b, rejected: b } }", "aproved", "状态 a 等待「aproved」, 但没有什么会发出它, 是不是「approved」?"),
    ("a: { \(task), entry: [ { raise: halt } ], on: { done: b, halted: b } }", "halted", "状态 a 等待「halted」, 但没有什么会发出它, 是不是「halt」?"),
    ("a: { on: { done: b }, after: { days(9): b } }", "done", "状态 a 等待 done, 但它没有任务、each、review 或子状态"),
  ])
  func `An event that nothing sends`(state: String, wrong: String, message: String) throws {
    let found = try findings("  \(state)\n  b: { type: final }\n")
    #expect(found.contains("test.yaml:6:\(try column(of: wrong, in: "  \(state)")): 错误: \(message)"), "\(found)")
  }

  @Test(arguments: [
    "review: [ { id: r, title: 审 } ], on: { approved: b, rejected: b, returned: b }",
    "\(task), entry: [ { send: later, after: 36h } ], on: { done: b, later: b }",
    "\(task), entry: [ { raise: not.yet } ], on: { done: b, not: b }",
    "\(task), entry: [ { foreach: x, in: '[1]', do: [ { if: x > 0, do: [ { raise: halt } ] } ] } ], on: { done: b, halt: b }",
    "\(task), entry: [ { send: { value: \"'l' + 'ater'\" } } ], on: { done: b, later: b }", "\(task), on: { done: b, error.execution: b }",
    "\(task), on: { done: b, '*': b }",
  ])
  func `Events that may come`(state: String) throws {
    let found = try findings("  a: { \(state) }\n  b: { type: final }\n").filter { $0.contains("等待") }
    #expect(found == [])
  }

  private static let window = "window: { from: 2026-09-01, through: 2026-10-31 }"

  @Test(arguments: [
    (
      "\(window), \(task), on: { done: b }, after: { phase.ends + days(1): b }", "phase.ends",
      "状态 a 用到「phase.ends」, 可是 phase 只有 start、end, 是不是「end」?"
    ),
    (
      "\(window), tasks: { x: { title: 甲, due: phase.ends - days(1) } }, on: { done: b }", "phase.ends",
      "a/x「甲」的 due 用到「phase.ends」, 可是 phase 只有 start、end, 是不是「end」?"
    ),
    ("\(task), on: { done: { to: b, if: tasks.qq.accepted > 0 } }", "tasks.qq", "状态 a 用到「tasks.qq」, 可是没有这项任务"),
    (
      "\(task), on: { done: { to: b, if: tasks.plan.done > 0 } }", "tasks.plan.done",
      "状态 a 用到「tasks.plan.done」, 可是 tasks.plan 只有 total、settled、accepted、failed"
    ),
    ("\(task), on: { done: { to: b, if: children.total > 2 } }", "children", "状态 a 用到 children, 但它没有 each"),
    ("\(window), tasks: { x: { title: 甲, due: \"day('2026-02-30')\" } }, on: { done: b }", "x: {", "a/x「甲」的 due「day('2026-02-30')」无法计算"),
  ])
  func `A field that nothing has`(state: String, wrong: String, message: String) throws {
    let line = "  a: { \(state) }"
    let found = try findings("\(line)\n  b: { type: final }\n")
    #expect(found.contains { $0.hasPrefix("test.yaml:6:\((try? column(of: wrong, in: line)) ?? 0): 错误: \(message)") }, "\(found)")
  }

  @Test func `Names that more than one state has`() throws {
    let each = "each: { x: \"['1']\", run: other }"
    let found = try findings(
      """
        a:
          type: parallel
          states:
            c: { states: { d: { \(task), \(each), on: { done: { to: e, if: tasks.plan.failed + children.failed == 0 } } }, e: { type: final } } }
            f: { states: { g: { \(task), \(each), on: { done: h }, after: { days(9): h } }, h: { type: final } } }
            k: { states: { l: { on: { error.execution: { to: m, if: children.total > 1 } } }, m: { type: final } } }
          on: { done: i }
        i: { tasks: { sum: { title: 总结, role: leader } }, on: { done: { to: j, if: tasks.plan.failed == 0 } } }
        j: { type: final }

      """)
    #expect(
      found.filter { $0.contains("都有") } == [
        "test.yaml:11:63: 提醒: 状态 l 用到「children」, 可是 d、g 都有, 取到的未必是想要的那一个; 请写在其 done 里",
        "test.yaml:13:78: 提醒: 状态 i 用到「tasks.plan」, 可是 d、g 都有, 取到的未必是想要的那一个; 请用不同的名称",
      ])
  }

  @Test func `Fields that are there, quoted words and variables of one's own`() throws {
    let found = try findings(
      """
        a:
          \(Self.window)
          tasks: { plan-b: { title: 计划, role: leader, due: "semester.week(3).end" } }
          entry: [ { set: { period: period.no } } ]
          on: { done: { to: b, if: "tasks.plan_b.settled > 0 && 'phase.ends' != 'x' && phase.end.year() > 2000 && semester.weeks > 1" } }
        b:
          type: parallel
          states:
            c: { states: { d: { each: { x: "['1']", run: other }, on: { done: e } }, e: { type: final } } }
            f: { states: { g: { \(task), on: { done: { to: h, if: children.settled > 1 } }, after: { days(9): h } }, h: { type: final } } }
          on: { done: i }
        i: { type: final }

      """, parameters: "data: { period: { no: 1 } }\n")
    #expect(found.filter { !$0.contains("提醒") } == [])
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
