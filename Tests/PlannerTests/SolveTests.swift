import AcademicCalendar
import Foundation
import Testing

@testable import Planner

@Suite struct SolveTests {
  @Test func `A small semester is planned whole and breaks no rule`() throws {
    let problem = Fixture.semester()
    let plan = try solve(problem, SolveOptions(steps: 2_000, threads: 1))
    let report = score(problem, plan)
    #expect(report.violations.isEmpty, "\(report.violations)")
    #expect(plan.unplaced.isEmpty, "\(plan.unplaced)")
    #expect(plan.score == report.score)
  }

  @Test func `What has no teaching day says so`() throws {
    var problem = Fixture.semester()
    let sunday = try #require(Day(2026, 9, 13))
    (problem.sessions[0].from, problem.sessions[0].through) = (sunday, sunday)
    let plan = try solve(problem, .construction)
    #expect(plan.unplaced == [Unplaced(session: "demo", reasons: ["2026-09-13 至 2026-09-13 之间没有教学日"])])
  }

  @Test func `Somebody on leave is named with the reason`() throws {
    var problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 14))
    (problem.sessions[3].from, problem.sessions[3].through) = (monday, monday + 4)
    let plan = try solve(problem, .construction)
    #expect(plan.unplaced.first?.session == "lecture")
    #expect(plan.unplaced.first?.reasons.first == "王老师病假")
  }

  @Test func `A group that is full is named, though another has the same limit`() throws {
    let day = try #require(Day(2026, 9, 7))
    let problem = Problem(
      periods: Period.regular(morning: 2, afternoon: 0), days: [TeachingDay(plain: day, week: 1)],
      sessions: [
        Session(id: "one", groups: ["g2"], pinned: Placement(day: day, period: 1)), Session(id: "both", groups: ["g1", "g2"]),
      ],
      groups: [Group(id: "g1", title: "数学组", maximumPerDay: 1), Group(id: "g2", title: "语文组", maximumPerDay: 1)])
    let reasons = ["「语文组」当天的活动已满"]
    #expect(try solve(problem, .construction).unplaced == [Unplaced(session: "both", reasons: reasons)])
  }

  @Test func `Each group that is busy is named, in every run`() throws {
    let day = try #require(Day(2026, 9, 7))
    let problem = Problem(
      periods: Period.regular(morning: 2, afternoon: 0), days: [TeachingDay(plain: day, week: 1)],
      sessions: [
        Session(id: "shared", groups: ["g1", "g2"], pinned: Placement(day: day, period: 1)),
        Session(id: "second", groups: ["g2"], pinned: Placement(day: day, period: 2)),
        Session(id: "both", length: 2, groups: ["g1", "g2"]),
      ],
      groups: [Group(id: "g1", title: "数学组", neverAtOnce: true), Group(id: "g2", title: "语文组", neverAtOnce: true)])
    let reasons = ["「数学组」已有活动", "「语文组」已有活动"]
    #expect(try solve(problem, .construction).unplaced == [Unplaced(session: "both", reasons: reasons)])
  }

  @Test(arguments: 1...20)
  func `The cost by differences equals the full score`(seed: Int) throws {
    let problem = RandomProblem(seed: UInt64(seed)).problem
    try problem.validate()
    let model = Model(problem)
    let engine = Engine(model, seed: UInt64(seed))
    engine.keepPrevious()
    engine.construct()
    engine.repair(iterations: 50)
    try checkAgainstScorer(engine, problem, "after the construction")
    for step in 0..<300 {
      let before = engine.cost
      if !engine.proposeForTest() || step.isMultiple(of: 3) {
        engine.undo()
        #expect(engine.cost == before)
      }
      try checkAgainstScorer(engine, problem, "at step \(step) of seed \(seed)")
    }
  }

  @Test func `What an insertion would cost is what it costs`() {
    for seed in 1...40 as ClosedRange<UInt64> { #expect(DifferenceCheck.check(seed) == nil, "seed \(seed)") }
  }

  private func checkAgainstScorer(_ engine: Engine, _ problem: Problem, _ moment: String) throws {
    let report = score(problem, Plan(assignments: engine.assignments()))
    let broken = report.violations.filter { $0.constraint != .unplaced }
    try #require(broken.isEmpty, "\(moment): \(broken.map(\.message))")
    try #require(report.score.softTotal == engine.cost, "\(moment): \(report.score.soft) is not \(engine.cost)")
    try #require(report.score.unplaced == engine.unplaced)
  }
}
