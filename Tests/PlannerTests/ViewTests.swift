import AcademicCalendar
import Foundation
import Testing

@testable import Planner

@Suite struct ViewTests {
  private func week() throws -> (Problem, Plan) {
    var problem = Fixture.semester()
    problem.days = Array(problem.days.prefix(5))
    let monday = try #require(Day(2026, 9, 7))
    let plan = Plan(assignments: [
      Assignment(session: "demo", day: monday + 1, firstPeriod: 2, length: 1, place: "east", people: ["li"]),
      Assignment(session: "lecture", day: monday + 2, firstPeriod: 5, length: 2, place: "west", people: ["wang"]),
    ])
    return (problem, plan)
  }

  @Test func `The week board is aligned by display width`() throws {
    let (problem, plan) = try week()
    #expect(
      WeekBoard(problem, plan).text(columnWidth: 14) == """
        示例
                周一           周二           周三           周四           周五
        第1周   9/7            9/8            9/9            9/10           9/11
                               2 示范课       5-6 专题报告

        """)
  }

  @Test func `The SVG escapes what people write`() throws {
    var (problem, plan) = try week()
    problem.sessions[0].title = "<b>&\"示范\""
    let svg = WeekBoard(problem, plan).svg()
    #expect(svg.contains("&lt;b&gt;&amp;&quot;示范&quot;"))
    #expect(!svg.contains("<b>"))
  }

  @Test func `Classes to swap are listed for each school`() throws {
    let (problem, plan) = try week()
    let lists = ClassSwap.text(ClassSwap.needed(problem, plan), problem)
    #expect(lists.map(\.school) == ["东校"])
    #expect(lists.first?.text.contains("2026-09-08  周二  第2节  李老师  初二(4)班语文  示范课") == true)
  }

  @Test func `The load counts sessions, periods, days away and classes`() throws {
    let (problem, plan) = try week()
    #expect(
      PersonLoad.of(problem, plan) == [
        PersonLoad(person: "wang", name: "王老师", sessions: 1, periods: 2, busiestWeek: 1, daysAway: 0, classes: 0),
        PersonLoad(person: "li", name: "李老师", sessions: 1, periods: 1, busiestWeek: 1, daysAway: 0, classes: 1),
      ])
  }

  @Test func `A difference says who must be told what`() throws {
    let (problem, plan) = try week()
    var changed = plan
    changed.assignments[0].firstPeriod = 3
    changed.assignments.remove(at: 1)
    let diff = PlanDiff(problem, from: plan, to: changed)
    #expect(diff.changes.map(\.session) == ["demo", "lecture"])
    #expect(
      diff.text == """
        变动 2 项活动, 需通知 2 人
        李老师
          「示范课」由周二(2026-09-08)第2节「东校」改到周二(2026-09-08)第3节「东校」
        王老师
          不再参加「专题报告」(原在周三(2026-09-09)第5节「西校」)

        各场地
        东校
          「示范课」由周二(2026-09-08)第2节改到周二(2026-09-08)第3节
        西校
          不再有「专题报告」(原在周三(2026-09-09)第5节)

        """)
    #expect(PlanDiff(problem, from: plan, to: plan).text == "没有变动\n")
  }

  @Test func `Where only the people change, time and place are said to stay`() throws {
    let (problem, plan) = try week()
    var changed = plan
    changed.assignments[1].people = ["wang", "zhao"]
    let diff = PlanDiff(problem, from: plan, to: changed)
    let stays = "「专题报告」周三(2026-09-09)第5节「西校」不变, 人员有变: 增加 赵老师"
    #expect(diff.notices.map(\.lines) == [[stays], ["新增「专题报告」: 周三(2026-09-09)第5节「西校」"]])
    #expect(diff.places.map(\.lines) == [[stays.replacing("「西校」", with: "")]])
  }

  @Test func `A person's board has what hears them, and stands as data as well`() throws {
    let problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 7))
    let plan = Plan(assignments: [Assignment(session: "visit", day: monday, firstPeriod: 1, length: 1, place: "east", people: ["zhao"])])
    for (person, count) in [("li", 1), ("zhao", 1), ("wang", 0)] {
      let columns = WeekBoard(problem, plan, people: [person]).columns
      #expect(columns.count == 20)
      #expect(columns.flatMap(\.sessions).map(\.title) == Array(repeating: "入校指导", count: count))
      #expect(columns[0].day == monday && columns[0].week == 1 && columns[0].sessions.count == count)
    }
  }

  @Test func `Whoever is heard is told when the visit moves`() throws {
    let problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 7))
    let before = Plan(assignments: [Assignment(session: "visit", day: monday, firstPeriod: 1, length: 1, place: "east", people: ["zhao"])])
    let diff = PlanDiff(problem, from: before, to: Plan())
    #expect(diff.notices.map(\.person) == ["li", "zhao"])
    #expect(diff.notices.first?.lines == ["取消「入校指导」(原在周一(2026-09-07)第1节「东校」)(来听您的课)"])
    #expect(diff.places.map(\.name) == ["东校"])
  }

  @Test func `Drafts stand side by side, by constraint, session and person`() throws {
    let (problem, first) = try week()
    var second = first
    second.assignments[0].firstPeriod = 3
    second.assignments[1].people = ["zhao"]
    let comparison = PlanComparison(problem, [("甲", first), ("乙", second)])
    #expect(comparison.columns.map(\.moved) == [0, 2])
    #expect(comparison.columns.map(\.told) == [0, 3])
    #expect(comparison.rows.map(\.session) == ["demo", "lecture"])
    #expect(comparison.loads.map(\.sessions) == [[1, 0], [0, 1]])
    let text = comparison.text(problem)
    #expect(text.hasPrefix("方案  "))
    #expect(text.contains("示范课    周二(2026-09-08)第2节 东校  周二(2026-09-08)第3节 东校"))
  }

  @Test func `Why a session stands where it does names its alternatives and what they break`() throws {
    let problem = Fixture.semester()
    let plan = try solve(problem, SolveOptions(steps: 1_000, threads: 1))
    let why = try #require(try why(problem, plan, session: "demo", limit: 3))
    #expect(why.current == plan["demo"])
    #expect(why.alternatives.count == 6)
    #expect(why.alternatives.prefix(3).allSatisfy { $0.breaks.isEmpty && $0.total >= 0 })
    #expect(why.alternatives.suffix(3).allSatisfy { !$0.breaks.isEmpty })
    #expect(try Planner.why(problem, plan, session: "nobody") == nil)
  }

  @Test func `Documents go in and out, and a bad one is told where`() throws {
    let data = try PlannerDocument.encode(Fixture.semester())
    let plan = try PlannerDocument.solve(data, SolveOptions(steps: 100, threads: 1))
    let report = try JSONDecoder().decode(ScoreReport.self, from: PlannerDocument.score(data, plan))
    #expect(report.score.isFeasible)
    let bad = String(decoding: data, as: UTF8.self).replacing("\"period\" : 1", with: "\"period\" : 99")
    #expect(throws: PlannerDocument.Failure(description: "people[0] (li): 课表中没有第 99 节")) {
      try PlannerDocument.problem(Data(bad.utf8))
    }
    #expect(throws: PlannerDocument.Failure(description: "排期问题: 不是 JSON")) { try PlannerDocument.problem(Data("{".utf8)) }
    #expect(throws: PlannerDocument.Failure(description: "文件是空的; 应为 PROBLEM.json 或课表竞赛的 .ctt")) { try ProblemFile(Data(" \n".utf8)) }
  }
}
