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
    var problem = RandomProblem(seed: UInt64(seed), sessions: 8).problem
    problem.sessions = problem.sessions.map { session in
      var session = session
      (session.previous, session.pinned) = (nil, nil)
      return session
    }
    let published = try solve(problem, SolveOptions(steps: 500, threads: 1))
    problem.sessions.removeAll { published[$0.id] == nil }
    problem.precedences.removeAll { published[$0.before] == nil || published[$0.after] == nil }
    // Somebody falls ill for the days of three sessions.
    for assignment in published.assignments.prefix(3) {
      guard let person = problem.people.firstIndex(where: { assignment.people.contains($0.id) }) else { continue }
      problem.people[person].absences.append(Absence(from: assignment.day, through: assignment.day, reason: "病假"))
    }
    let plan = try replan(problem, known: published, SolveOptions(steps: 3_000, threads: 1))
    guard plan.unplaced.isEmpty else { return }
    let moved = score(withDeviationWeights(problem.knowing(published)), plan).score[.moved]
    #expect(try moved == fewestMoves(problem.knowing(published), upTo: moved), "seed \(seed)")
  }

  private func withDeviationWeights(_ problem: Problem) -> Problem {
    var copy = problem
    copy.weights[.moved] = 1
    return copy
  }

  /// The smallest number of sessions that must leave the known plan, by trying all sets of that size with the rest pinned.
  private func fewestMoves(_ problem: Problem, upTo limit: Int) throws -> Int {
    for count in 0..<limit {
      for free in subsets(of: problem.sessions.count, count) {
        var pinned = problem
        for index in problem.sessions.indices where !free.contains(index) {
          pinned.sessions[index].pinned = problem.sessions[index].previous
        }
        if try isFeasible(pinned) { return count }
      }
    }
    return limit
  }

  private func subsets(of size: Int, _ count: Int) -> [Set<Int>] {
    (0..<(1 << size)).filter { $0.nonzeroBitCount == count }.map { mask in Set((0..<size).filter { mask >> $0 & 1 == 1 }) }
  }

  private func isFeasible(_ problem: Problem) throws -> Bool {
    let encoding = try #require(Encoding(Model(problem), sessions: Array(problem.sessions.indices), wide: false))
    return encoding.solver.core(encoding.selectors.values.sorted()) == nil
  }
}
