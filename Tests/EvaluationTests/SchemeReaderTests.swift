import Rules
import Testing
import YAMLReading

@testable import Evaluation

struct SchemeReaderTests {
  static let head = "scheme: s\nversion: 1\ntitle: 样例\nsubject: person\nperiod: semester\n"
  static let measures = "measures:\n  a: { from: tasks }\n"

  @Test(arguments: [
    ("- 1", "1:1 办法应为一组键值"),
    ("workflow: x", "1:1 这不是考核办法: 缺少 scheme"),
    ("", "1:1 文件是空的"),
    (head + measures, "1:1 办法没有任何指标 (indicators)"),
    (head + "measures:\n  a: { from: task }\nindicators:\n  x: { title: 一, require: 'true', cite: S1-1 }", "7:14 量 a的 from「task」应为"),
    (head + "measures:\n  a: { from: tasks, where: { mode: 网络 } }\nindicators: {}", "没有「mode」这个键"),
    (head + "measures:\n  a: { from: tasks, where: { status: acepted } }\nindicators: {}", "7:38 status「acepted」应为"),
    (head + "measures:\n  a: { from: tasks, aggregate: sum, field: person }\nindicators: {}", "tasks 没有可相加的「person」"),
    (head + "measures:\n  a: { from: hours, aggregate: sum }\nindicators: {}", "须有 field"),
    (head + "measures:\n  a: { from: tasks, aggregate: streak }\nindicators: {}", "streak 只能用于 results"),
    (head + "measures:\n  a: { from: tasks, held: 骨干 }\nindicators: {}", "held 只能用于 minimum"),
    (head + "measures:\n  a: { from: hours, ladder: [骨干] }\nindicators: {}", "ladder 只能用于 titles"),
    (head + "measures:\n  a: { from: tasks, aggregate: semesters }\nindicators: {}", "semesters 只能用于 titles"),
    (head + "measures:\n  a: { from: tasks, aggregate: minimum }\nindicators: {}", "须有 per"),
    (head + "measures:\n  score: { from: tasks }\nindicators: {}", "7:3 量不能叫「score」"),
    (head + "measures:\n  a: { title: 空 }\nindicators: {}", "须有 from (数哪种记录) 或 value"),
    (head + measures + "indicators:\n  x: { title: 一, require: aa >= 1 }", "9:27 表达式「aa >= 1」: 没有名为「aa」的变量"),
    (head + measures + "indicators:\n  x: { title: 一, require: a + 1.0 }", "应为 bool"),
    (
      head + measures + "indicators:\n  x: { title: 一, require: a >= parameters.lest }\nparameters: { least: { type: number } }",
      "没有参数「lest」, 是不是「least」?"
    ),
    (
      head + measures + "indicators:\n  x: { title: 一, require: 'a >= 1 && a < parameters.lest' }\nparameters: {}",
      "9:42 没有参数「lest」"
    ),
    (
      head + measures + "indicators:\n  x:\n    title: 一\n    require: |\n      a >= 1 &&\n        a + 2 > 2 && bogus > 2\n",
      "13:22 表达式「a >= 1 && a + 2 > 2 && bogus > 2」: 没有名为「bogus」的变量"
    ),
    (
      head + measures + "indicators:\n  x:\n    title: 一\n    require: |\n      a + 2 >\n      1 / a\n",
      "13:9 「a + 2 > 1 / a」除以可能为 0 的数"
    ),
    (head + measures + "indicators:\n  x: { title: 一, require: 1 / a >= 0.2 }", "9:29 「1 / a >= 0.2」除以可能为 0 的数"),
    (head + measures + "indicators:\n  x: { title: 一, require: a >= 2 && b >= 1 }", "9:37 表达式「a >= 2 && b >= 1」: 没有名为「b」的变量"),
    (head + measures + "indicators:\n  x: { title: 一, points: a, deduct: a }", "只能有一种计分方式"),
    (head + measures + "indicators:\n  x: { title: 一 }", "须有 require (要求) 或计分方式"),
    (head + measures + "indicators:\n  x: { title: 一, points: a }", "无法判断通过与否"),
    (head + measures + "indicators:\n  x: { title: 一, require: a >= 1, most: 3 }", "不计分, 不能有 most"),
    (head + measures + "indicators:\n  x: { title: 一, require: a >= 1, cite: 五(二) }", "cite「五(二)」应以需求条目开头"),
    (head + measures + "indicators:\n  x: { title: 一, requires: a >= 1 }", "没有「requires」这个键, 是不是「require」?"),
    (head + "parameters: { n: { type: number, default: 若干 } }\n" + measures + "indicators: {}", "不要写 0"),
    (head.replacing("semester", with: "{ kind: cycle, years: 3 }") + measures, "须有 years 与 from"),
    (head.replacing("semester", with: "{ kind: calendar-year, cut-off: 13-40 }") + measures, "没有「13-40」这一天"),
    (head.replacing("subject: person", with: "subject: { kind: person, membrship: 成员 }") + measures, "是不是「membership」?"),
    (
      head + measures + "indicators:\n  x: { title: 一, require: a >= 1 }\nconsequences:\n  c: { title: 后果, if: 'true', do: { lists: 名单 } }",
      "须恰有一种效果"
    ),
    (
      head + measures
        + "indicators:\n  x: { title: 一, require: a >= 1 }\nconsequences:\n  c: { title: 后果, if: grade == '优', do: { list: 名单 } }", "grade"
    ),
    (head + measures + "indicators:\n  x: { title: 一, require: a >= 1 }\ngrades: [{ title: 优 }, { title: 良 }]", "其后的等次永远轮不到"),
  ])
  func `Every slip is found at its place`(text: String, finding: String) {
    let found = findings(text)
    #expect(found.contains { $0.contains(finding) }, "\(found)")
  }

  @Test func `All slips of a file are told at once`() {
    let found = findings(
      Self.head + "measures:\n  a: { from: task }\n  b: { from: tasks, as: doers }\nindicators:\n  x: { title: 一, require: a >= }")
    #expect(found.count == 3)
  }

  @Test func `What nothing reads, and what cites nothing, is only a warning`() throws {
    let (_, warnings) = try SchemeReader.readWithWarnings(
      Self.head
        + "parameters: { n: { type: number } }\nmeasures:\n  a: { from: tasks }\n  b: { from: tasks }\nindicators:\n  x: { title: 一, require: a >= 1 }",
      file: "s.yaml")
    #expect(warnings.count == 3)
    #expect(warnings.allSatisfy { $0.severity == .warning })
  }

  @Test func `A later measure cannot stand behind an earlier one`() {
    let found = findings(Self.head + "measures:\n  a: { value: b }\n  b: { from: tasks }\nindicators:\n  x: { title: 一, require: a >= 1 }")
    #expect(found.contains { $0.contains("没有名为「b」的变量") })
  }

  @Test func `Whole numbers never cut a quotient`() throws {
    let scheme = try scheme(
      "measures: { a: { from: tasks }, b: { from: tasks } }\nindicators: { x: { title: 一, require: 'ratio(a, b) >= 0.2', cite: S1-21 } }")
    #expect(scheme.judge(["a": 2, "b": 10]).verdict == .pass)
    #expect(scheme.judge(["a": 1, "b": 10]).verdict == .fail)
    #expect(scheme.judge(["a": 0, "b": 0]).verdict == .unknown(["ratio(a, b) >= 0.2"]))
  }

  @Test(arguments: [("82%", 0.82), ("0.82", 0.82), ("-3", -3), ("20", 20), ("2/3", 2.0 / 3), ("1/3", 1.0 / 3)] as [(String, Double)])
  func `Numbers and per cents`(text: String, number: Double) {
    #expect(SchemeParameter.Kind.number.value(text) == .double(number))
  }

  @Test(arguments: ["", "若干", "1e9", "nan", "0x10", "1 000", "1/0", "/3", "5%/2"])
  func `What is no number is refused`(text: String) {
    #expect(SchemeParameter.Kind.number.value(text) == nil)
  }

  @Test(arguments: [
    ("a == 2", "a == 2.0"), ("a*2+1>=b1", "a*2.0+1.0>=b1"), ("a >= 0.5", "a >= 0.5"), ("t == '12 (3'", "t == '12 (3'"),
    ("period.start + days(30) <= day('2024-01-01')", "period.start + days(30) <= day('2024-01-01')"), ("x in [1, 2]", "x in [1.0, 2.0]"),
    ("xs[0] + 1", "xs[0] + 1.0"), ("d.addMonths(3 + 4)", "d.addMonths(3 + 4)"), ("min(a, 10)", "min(a, 10.0)"), ("1e-3 + 2", "1e-3 + 2.0"),
    ("'\\'5' + 5", "'\\'5' + 5.0"), ("(a)[3]", "(a)[3]"), ("", ""), ("'", "'"), ("(((", "((("), ("a /", "a /"),
  ])
  func `Whole numbers become doubles where measures are`(source: String, widened: String) {
    #expect(Widening(source).text == widened)
  }

  @Test(
    arguments: [
      ("a >= 1.0", nil), ("a >= b * 0.05", "a >= exact(b * 0.05)"), ("a + b == 0.3 && c", "exact(a + b) == 0.3 && c"),
      ("(a + b) / 2.0", nil),
      ("!(a - 1.0 > b)", "!(exact(a - 1.0) > b)"), ("x ? a * 2.0 < b : c", "x ? exact(a * 2.0) < b : c"), ("a >= -1.0", nil),
      ("t == 'a + b'", nil), ("min(a * 2.0, 3.0) <= b", "exact(min(a * 2.0, 3.0)) <= b"), ("f(a + 1.0 > b, c)", "f(exact(a + 1.0) > b, c)"),
      ("", nil), ("(", nil), (")", nil), ("a * >= ", "exact(a *) >= "), ("'", nil),
    ] as [(String, String?)])
  func `What a comparison computes is freed of noise`(source: String, settled: String?) {
    #expect(Settling.text(source) == settled)
  }
}
