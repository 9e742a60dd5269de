import AcademicCalendar
import Testing

@testable import Planner

@Suite struct SearchTests {
  @Test(arguments: [1, 2])
  func `The same seed and steps give the same plan`(threads: Int) throws {
    let problem = RandomProblem(seed: 5, sessions: 30).problem
    let options = SolveOptions(seed: 7, steps: 2_000, threads: threads)
    #expect(try solve(problem, options) == solve(problem, options))
  }

  @Test(arguments: [-1, Int.min, Int.max - 1, Int.max])
  func `Any number of steps is one that can be counted`(steps: Int) throws {
    for problem in [RandomProblem(seed: 5).problem, RandomUnitProblem(seed: 5, sessions: 16).problem] {
      let options = SolveOptions(steps: steps, seconds: 0.05, threads: 1)
      #expect(try solve(problem, options).assignments.isEmpty == false)
    }
  }

  @Test func `A bound never exceeds what a plan costs`() throws {
    for seed in 1...15 as ClosedRange<UInt64> {
      let plan = try solve(RandomProblem(seed: seed).problem, SolveOptions(steps: 1_000, threads: 1))
      if let bound = plan.bound { #expect(bound <= plan.score?.softTotal ?? 0, "seed \(seed)") }
    }
  }

  @Test func `A published plan that is still valid comes back unchanged`() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let problem = RandomProblem(seed: seed, sessions: 16).problem
      var published = try solve(problem, SolveOptions(steps: 300, threads: 1))
      // What found no place before is not asked again.
      var again = problem
      again.sessions.removeAll { published[$0.id] == nil }
      again.precedences.removeAll { published[$0.before] == nil || published[$0.after] == nil }
      published.unplaced = []
      let plan = try replan(again, known: published)
      #expect(plan.assignments == published.assignments, "seed \(seed)")
    }
  }

  @Test(arguments: 1...12)
  func `After a change the fewest sessions move`(seed: Int) throws {
    guard let result = try FewestMoves.compare(seed: UInt64(seed)) else { return }
    #expect(result.moved == result.fewest, "seed \(seed)")
  }
}
