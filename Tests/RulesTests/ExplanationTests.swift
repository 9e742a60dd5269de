import AcademicCalendar
import Rules
import Testing

@Suite struct ExplanationTests {
  private func explain(
    _ source: String, _ values: [String: Value], unset: Set<String> = [], titles: [String: String] = [:]
  ) throws -> Explanation {
    let names = Array(values.keys) + unset.filter { !$0.contains(".") }
    let environment = Environment(variables: Dictionary(uniqueKeysWithValues: names.map { ($0, ValueType.dyn) }))
    return try Expression(source, in: environment).explain(Bindings(values, unset: unset), titles: titles)
  }

  @Test func `each comparison tells both sides and what is missing`() throws {
    let explanation = try explain(
      "lessons >= 1 && hours >= 50", ["lessons": 1, "hours": 42], titles: ["lessons": "示范课", "hours": "网络研修学时"])
    #expect(explanation.description == "示范课 1 ≥ 1 成立; 网络研修学时 42 ≥ 50 不成立, 还差 8")
    #expect(explanation.outcome == .value(false))
    #expect(explanation.children.map(\.isDeciding) == [false, true])
    #expect(explanation.children[1].comparison == Explanation.Comparison(">=", 42, 50))
  }

  @Test func `an unset parameter is told by its title`() throws {
    let explanation = try explain(
      "hours >= parameters.hours", ["hours": 42, "parameters": [:]], unset: ["parameters.hours"], titles: ["parameters.hours": "规定学时"])
    #expect(explanation.outcome == .unknown(["parameters.hours"]))
    #expect(explanation.description.hasSuffix("未设定: 规定学时"))
  }

  @Test func `exists tells which element settled it`() throws {
    let awards: Value = [["rank": 5], ["rank": 2], ["rank": 1]]
    let explanation = try explain("awards.exists(a, a.rank <= 3)", ["awards": awards], titles: ["awards": "获奖", "awards.rank": "名次"])
    #expect(explanation.sentence == "获奖的第 2 项符合")
    #expect(explanation.sentences == ["名次 5 ≤ 3 不成立, 超出 2", "名次 2 ≤ 3 成立"])
  }

  @Test(arguments: [
    ("size(x) >= 2", "x个数 1 ≥ 2 不成立, 还差 1"), ("!(1 > 2)", "1 > 2 不成立, 还差 2"), ("x[0] + 1 > 9", "x[0] + 1 (= 8) > 9 不成立, 还差 2"),
    ("d <= day('2014-02-28')", "d 2014-03-02 ≤ 2014-02-28 不成立, 晚 2 天"), ("has(m.a)", "没有 m.a"), ("'语文' in s", "「语文」 属于 s [「数学」] 不成立"),
    ("1 / 0 > 1", "1 ÷ 0 > 1, 无法计算: 除以零"),
  ])
  func `sentences are short`(_ source: String, _ sentence: String) throws {
    let day = try #require(Day(2014, 3, 2))
    let values: [String: Value] = ["x": [7], "d": .day(day), "m": [:], "s": ["数学"]]
    #expect(try explain(source, values).description == sentence)
  }

  @Test func `the tree is one line of JSON`() throws {
    let explanation = try explain("x > 1", ["x": 1])
    #expect(
      explanation.json
        == #"{"kind":"comparison","sentence":"x 1 > 1 不成立, 还差 1","value":false,"deciding":false,"line":1,"column":3,"operator":">","left":1,"right":1}"#
    )
  }
}
