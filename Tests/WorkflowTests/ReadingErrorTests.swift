import Rules
import Testing
import YAMLReading

@testable import Workflow

/// What is wrong is named with its line, its column and the nearest known name.
@Suite struct ReadingErrorTests {
  private let head = """
    workflow: small
    version: 1
    title: 小流程
    parameters:
      schools: { type: list<school>, title: 学校 }
    roles: { clerk: 干事 }
    states:
      only:
        title: 唯一
        window: { from: 2014-01-01, through: 2014-02-28 }
        tasks:

    """

  private func findings(ofTask line: String) -> [String] {
    Fixture.findings(head + "      report: \(line)\n    on: { done: end }\n  end: { type: final }\n")
  }

  @Test(arguments: [
    ("{ title: 报送, rolle: clerk }", "w.yaml:12:28: 错误: 任务 report没有「rolle」这个键, 是不是「role」?"),
    ("{ title: 报送, role: clrek }", "w.yaml:12:34: 错误: 没有角色「clrek」, 是不是「clerk」?; 角色须写进 roles"),
    ("{ title: 报送, evidence: [documnet] }", "w.yaml:12:39: 错误: 没有佐证种类「documnet」, 是不是「document」?; 新种类请写进 evidence"),
    ("{ title: 报送, due: 2014-02-30 }", "w.yaml:12:33: 错误: 没有「2014-02-30」这一天 (写法如 2014-02-28)"),
    ("{ title: 报送, due: 02-30 }", "w.yaml:12:33: 错误: 没有「02-30」这一天 (写法如 12-20)"),
    ("{ title: 报送, for: parameters.shools }", "w.yaml:12:33: 错误: 没有参数「shools」, 是不是「schools」?"),
    ("{ title: 报送, required: 也许 }", "w.yaml:12:38: 错误: 任务 report的 required「也许」应为 true 或 false"),
    ("{ title: 报送, cite: 六(一)1 }", "w.yaml:12:34: 错误: cite「六(一)1」应以需求条目开头, 如 S1-3 六(一)1"),
    ("{ role: clerk }", "w.yaml:12:15: 错误: 任务 report缺少 title"),
  ])
  func `A task's mistake is named where it stands`(line: String, expected: String) {
    #expect(findings(ofTask: line) == [expected])
  }

  @Test func `A mistake in an expression is named where it stands in the file`() throws {
    let found = findings(ofTask: "{ title: 报送, due: phase.end - dayz(5) }")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("w.yaml:12:"))
    #expect(found[0].contains("dayz"))
    #expect(findings(ofTask: "{ title: 报送, due: phase.end }").isEmpty)
    #expect(findings(ofTask: "{ title: 报送, due: 1 + 1 }").first?.contains("应为") == true)
  }

  /// The place is that of the character, however the scalar is written; what the file folds is named where it begins.
  @Test(arguments: [
    ("{ title: 报送, due: phase.end + 1 }", "12:43"), ("{ title: 报送, due: \"phase.end + 1\" }", "12:44"),
    ("{ title: 报送, due: 'phase.end + 1' }", "12:44"), ("{ title: 报送, due: 'phase.end + day(''x'') + 1' }", "12:33"),
    ("\n        title: 报送\n        due: |\n          phase.end\n            + 1", "16:13"),
    ("\n        title: 报送\n        due: >-\n          phase.end + 1\n", "15:21"),
    ("\n        title: 报送\n        due: >-\n          phase.end\n          + 1", "14:14"),
    ("\n        title: 报送\n        due: phase.end\n          + 1", "14:14"),
  ])
  func `An expression's mistake is named at its character`(line: String, place: String) {
    #expect(findings(ofTask: line).first?.hasPrefix("w.yaml:\(place): 错误: 表达式「phase.end") == true, "\(findings(ofTask: line))")
    #expect(findings(ofTask: line).allSatisfy { !$0.contains("\n") })
  }

  @Test func `A quoted time and a condition that asks for states are named at their character, too`() {
    let task = head + "      report: { title: 报送 }\n"
    let timer = Fixture.findings(task + "    after: { \"phase.end + 1\": end }\n  end: { type: final }\n")
    #expect(timer == ["w.yaml:13:25: 错误: 表达式「phase.end + 1」: 「+」不能用于 day 和 int"])
    let guarded = Fixture.findings(
      task + "    on: { done: { to: end, if: in('only') && 1 + 'a' } }\n  end: { type: final }\n")
    #expect(guarded.first?.hasPrefix("w.yaml:13:48: 错误: 表达式「in('only') && 1 + 'a'」") == true, "\(guarded)")
  }

  @Test func `A key that occurs twice is named where it stands again, and hides nothing`() {
    let found = findings(ofTask: "{ title: 甲, due: 12-20, title: 乙, \"due\": 02-30, role: x, role: clerk }\n    title: 又一")
    #expect(
      found == [
        "w.yaml:12:49: 错误: 键重复: due (第 12 行已有)", "w.yaml:12:72: 错误: 键重复: role (第 12 行已有)",
        "w.yaml:12:39: 错误: 键重复: title (第 12 行已有)", "w.yaml:13:5: 错误: 键重复: title (第 9 行已有)",
        "w.yaml:12:56: 错误: 没有「02-30」这一天 (写法如 12-20)",
      ])
  }

  @Test func `Lines may end as on other systems`() {
    let text = head + "      report: { title: 报送, due: \"phase.end + 1\", title: 又 }\n    on: { done: end }\n  end: { type: final }\n"
    #expect(
      Fixture.findings(text.replacing("\n", with: "\r\n")) == [
        "w.yaml:12:50: 错误: 键重复: title (第 12 行已有)", "w.yaml:12:44: 错误: 表达式「phase.end + 1」: 「+」不能用于 day 和 int",
      ])
  }

  @Test func `Every mistake of a file is named at once, in one go`() {
    let found = findings(ofTask: "{ title: 报送, rolle: a, evidence: [documnet, sgin-in], due: 2014-13-01 }")
    #expect(found.count == 4)
  }

  @Test func `A state that is not there is named with the nearest`() {
    let text = head + "      report: { title: 报送 }\n    on: { done: edn }\n  end: { type: final }\n"
    #expect(Fixture.findings(text).contains { $0.contains("要转到的「edn」不存在, 是不是「end」?") })
  }

  @Test(arguments: [
    ("", "w.yaml:1:1: 错误: 文件是空的"),
    ("# 只有注释\n", "w.yaml:1:1: 错误: 文件是空的"),
    ("hello\n", "w.yaml:1:1: 错误: 流程应为一组键值"),
    ("- a\n- b\n", "w.yaml:1:1: 错误: 流程应为一组键值"),
    ("name: CI\non: push\njobs: {}\n", "w.yaml:1:1: 错误: 这不是流程文件: 缺少 workflow"),
  ])
  func `A file that is not ours is told so`(text: String, expected: String) {
    #expect(Fixture.findings(text) == [expected])
  }

  @Test func `Broken YAML is named by line and column, a key that occurs twice by its name`() {
    let broken = Fixture.findings("workflow: a\ntitle: [1, 2\nversion: 1\n")
    #expect(broken.count == 1)
    #expect(broken[0].hasPrefix("w.yaml:3:"))
    #expect(Fixture.findings("workflow: a\nversion: 1\nversion: 2\n").first?.contains("键重复") == true)
    #expect(Fixture.findings("a: *nowhere\n").count == 1)
    #expect(Fixture.findings("a: \u{0}b\n").count == 1)
  }

  @Test func `A file of 2 MB is refused unread`() {
    let text = "workflow: a\n" + String(repeating: "# 注释\n", count: 250_000)
    #expect(Fixture.findings(text) == ["w.yaml:1:1: 错误: 文件超过 1 MB, 不像流程文件"])
  }

  /// Nine levels of nine aliases each: 387 million leaves if they were written out.
  private var laughs: String {
    var text = "l0: &l0 [x]\n"
    for level in 1...9 { text += "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 9).joined(separator: ",") + "]\n" }
    return text
  }

  @Test func `Aliases of aliases are refused and not written out`() {
    #expect(Fixture.findings(laughs).first?.contains("别名") == true)
    // Few enough aliases to be read, too many nodes once they are written out.
    var few = "l0: &l0 [" + Array(repeating: "x", count: 500).joined(separator: ",") + "]\n"
    for level in 1...10 { few += "l\(level): &l\(level) [*l\(level - 1),*l\(level - 1),*l\(level - 1)]\n" }
    #expect(Fixture.findings(few).first?.contains("展开后过大") == true)
    #expect(Fixture.findings(laughs + "? *l9\n: 1\n").first?.contains("别名") == true)
  }

  @Test func `A list nested a hundred thousand deep is refused and does not end the program`() {
    #expect(Fixture.findings(String(repeating: "[", count: 100_000)).count == 1)
    #expect(Fixture.findings(String(repeating: "- ", count: 100_000) + "x").count == 1)
    #expect(Fixture.findings(String(repeating: "{a: ", count: 100_000)).count == 1)
  }

  @Test func `States nested too deep, tasks beside states, duties without a window are refused`() {
    var text = "workflow: a\nversion: 1\ntitle: 深\nstates:\n"
    for depth in 0..<20 {
      text += String(repeating: "    ", count: depth) + "  s\(depth):\n" + String(repeating: "    ", count: depth) + "    states:\n"
    }
    #expect(Fixture.findings(text + String(repeating: "    ", count: 20) + "  x: { type: final }\n").contains { $0.contains("嵌套超过") })
    let duty = "workflow: a\nversion: 1\ntitle: 无窗\nstates:\n  s:\n    duties: { d: { title: 职责, per: month, count: 1 } }\n"
    #expect(Fixture.findings(duty).contains { $0.contains("须有 window") })
  }

  @Test func `A quota that is no whole number, or unset, keeps the phase from opening`() throws {
    let text = """
      workflow: a
      version: 1
      title: 数
      parameters: { n: { type: number, title: 次数 } }
      states:
        s: { window: { from: 2014-01-01, through: 2014-01-31 }, duties: { d: { title: 职责, per: month, count: parameters.n } } }
      """
    let state = try WorkflowReader.read(text, file: "a.yaml").definition.states[0]
    var context = try Fixture.pilotContext()
    (context.parameters, context.unsetParameters) = ([:], ["n"])
    #expect(throws: OpeningError(place: "s/d", message: "「parameters.n」未设定: parameters.n")) {
      try state.tasks[0].open(in: "s", phase: state.days(in: context), context: context)
    }
    for (value, count) in [(2, 2), (0, 0)] {
      (context.parameters, context.unsetParameters) = (["n": .int(Int64(value))], [])
      #expect(try state.tasks[0].open(in: "s", phase: state.days(in: context), context: context).count == count)
    }
    context.parameters = ["n": .double(1.5)]
    #expect(throws: OpeningError.self) { try state.tasks[0].open(in: "s", phase: state.days(in: context), context: context) }
  }
}
