import AcademicCalendar
import Foundation
import Testing

@testable import Planner

@Suite struct UnitSearchTests {
  @Test func `The cost of the quick search equals the full score after every move`() {
    let (moves, failure) = DifferenceCheck.runUnits(moves: 4_000, seed: 1)
    #expect(failure == nil)
    #expect(moves == 4_000)
  }

  @Test func `A matching is the cheapest of all assignments`() {
    var random = Random(seed: 3)
    for _ in 0..<200 {
      let (rows, columns) = (1 + random.below(4), 4 + random.below(2))
      let costs = (0..<rows).map { _ in (0..<columns).map { _ in random.below(5) == 0 ? Matching.forbidden : random.below(20) } }
      let chosen = Matching.columns(costs)
      #expect(Set(chosen).count == rows)
      let sum = zip(costs, chosen).reduce(0) { $0 + $1.0[$1.1] }
      #expect(sum == cheapest(costs[...], without: []))
    }
  }

  private func cheapest(_ costs: ArraySlice<[Int]>, without used: Set<Int>) -> Int {
    guard let first = costs.first else { return 0 }
    return first.indices.filter { !used.contains($0) }.map { first[$0] + cheapest(costs.dropFirst(), without: used.union([$0])) }.min() ?? 0
  }

  @Test func `Places are matched where no exchange of two helps`() throws {
    let monday = try #require(Day(2026, 9, 7))
    let need = [30, 20, 10]
    var problem = Problem(
      periods: Period.regular(morning: 1, afternoon: 0), days: [TeachingDay(plain: monday, week: 1)],
      places: [Place(id: "a", seats: 10), Place(id: "b", seats: 20), Place(id: "c", seats: 30)],
      sessions: (0..<3).map { Session(id: "s\($0)", places: .any, attendance: need[$0]) }, weights: .only([.seats: 1]))
    let engine = Engine(Model(problem), seed: 1)
    for (session, place) in zip(0..<3, ["b", "a", "c"]) {
      #expect(engine.place(Placement(day: monday, period: 1, place: place), session))
    }
    #expect(engine.cost == 20)
    engine.matchPlaces()
    #expect(engine.cost == 0)
    problem.weights = .only([:])
    #expect(try solve(problem, SolveOptions(steps: 10, threads: 1)).stop == .optimal)
  }

  @Test(arguments: [1, 2])
  func `The same seed and steps give the same timetable`(threads: Int) throws {
    let problem = try CourseTimetable(text: CourseTimetableTests.text).problem()
    var random = RandomUnitProblem(seed: 9).problem
    random.sessions.removeLast(4)
    for problem in [problem, random] {
      let options = SolveOptions(seed: 7, steps: 400, threads: threads)
      #expect(try solve(problem, options) == solve(problem, options))
    }
  }

  @Test func `A timetable's bound never exceeds its cost`() throws {
    for seed in 1...15 as ClosedRange<UInt64> {
      let plan = try solve(RandomUnitProblem(seed: seed, sessions: 16).problem, SolveOptions(steps: 300, threads: 1))
      if let bound = plan.bound { #expect(bound <= plan.score?.softTotal ?? 0, "seed \(seed)") }
    }
  }

  @Test func `Big rooms for so many periods and lone times bound the cost`() throws {
    let monday = try #require(Day(2026, 9, 7))
    var problem = Problem(
      periods: Period.regular(morning: 3, afternoon: 0), days: [TeachingDay(plain: monday, week: 1)],
      places: [
        Place(id: "small", seats: 20), Place(id: "large", seats: 30, closures: [Absence(from: monday, through: monday, periods: [2])]),
      ],
      sessions: (0..<3).map { Session(id: "s\($0)", places: .any, attendance: 30) }, weights: .only([.seats: 1]))
    // Two of three find 30 seats, in whatever order.
    let plan = try solve(problem, SolveOptions(steps: 100, threads: 1))
    #expect((plan.bound, plan.score?.softTotal, plan.stop) == (10, 10, .optimal))
    problem.weights = .only([.compactness: 2])
    problem.groups = [Group(id: "g", compact: true)]
    for index in 0..<2 {
      problem.sessions[index].groups = ["g"]
      problem.sessions[index].forbidden = [TimePattern(periods: [2])]
    }
    #expect(try solve(problem, SolveOptions(steps: 100, threads: 1)).bound == 4)
  }

  @Test func `A timetable's lectures go into a solution file and back`() throws {
    let instance = try CourseTimetable(text: CourseTimetableTests.text)
    let file = try ProblemFile(Data(CourseTimetableTests.text.utf8))
    let plan = try PlannerDocument.plan(file.problem, SolveOptions(steps: 200, threads: 1))
    let text = try file.write(plan)
    let back = try file.plan(text)
    #expect(Set(instance.solution(back, of: file.problem)) == Set(instance.solution(plan, of: file.problem)))
    #expect(score(file.problem, back).score == plan.score)
    #expect(try ProblemFile(file.converted()).converted() == Data(CourseTimetableTests.text.utf8))
    #expect(throws: PlannerDocument.Failure(description: "第 2 行: 应为「课程 教室 天 节」, 天和节从 0 起")) {
      try file.plan(Data("maths small 0 1\nmaths small 0\n".utf8))
    }
  }
}
