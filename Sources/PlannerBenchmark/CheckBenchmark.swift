import AcademicCalendar
import Foundation
import Planner

/// The slower checks: a million moves against the full score, replanning, explanations at size.
struct CheckBenchmark {
  /// Every move's cost by differences against the score from scratch.
  func verify(moves: Int) -> Bool {
    let ((done, failure), seconds) = Meter.measure { DifferenceCheck.run(moves: moves, seed: 1) { _ in } }
    say("verify: \(done) moves, seed 1, CPU \(Meter.format(seconds)): \(failure ?? "every cost by differences equals the full score")")
    let ((units, unitFailure), unitSeconds) = Meter.measure { DifferenceCheck.runUnits(moves: moves / 10, seed: 1) }
    say("verify: \(units) moves of the quick search, seed 1, CPU \(Meter.format(unitSeconds)): \(unitFailure ?? "the same")")
    return failure == nil && unitFailure == nil
  }

  /// Small changed plans: moved sessions beside the proved minimum.
  func fewestMoves(seeds: ClosedRange<UInt64>) throws {
    var (cases, equal, moved) = (0, 0, 0)
    for seed in seeds {
      guard let result = try FewestMoves.compare(seed: seed) else { continue }
      cases += 1
      moved += result.moved
      if result.moved == result.fewest { equal += 1 } else { say("  seed \(seed): moved \(result.moved), \(result.fewest) would do") }
    }
    say("replan: seeds \(seeds), \(cases) solvable cases, \(moved) sessions moved; equal to the proved minimum in \(equal)")
  }

  /// Somebody falls ill after publication.
  func replanning(sessions: Int) throws {
    var problem = GeneratedSemester(seed: 1, sessions: sessions).problem
    let published = try solve(problem, SolveOptions(seconds: 1, clock: .processor, threads: 1))
    problem = problem.knowing(published)
    guard let mentor = problem.people.firstIndex(where: { $0.id == "mentor0" }) else { return }
    let hit = published.assignments.filter { $0.people.contains("mentor0") }.prefix(4)
    for assignment in hit { problem.people[mentor].absences.append(Absence(from: assignment.day, through: assignment.day, reason: "病假")) }
    for limit in [0.3, 1, 4] { try replan(problem, published, hit.count, limit) }
  }

  private func replan(_ problem: Problem, _ published: Plan, _ hit: Int, _ limit: Double) throws {
    let (plan, seconds) = try Meter.measure { try Planner.replan(problem, SolveOptions(seconds: limit, clock: .processor, threads: 1)) }
    let diff = PlanDiff(problem, from: published, to: plan)
    say(
      "replan: \(problem.sessions.count) sessions, seed 1, \(hit) sessions hit, CPU \(Meter.format(seconds)): "
        + "\(diff.changes.count) changed, \(diff.notices.count) people told, unplaced \(plan.unplaced.count)")
  }

  /// A semester with a contradiction hidden in it.
  func explanation(sessions: Int) throws {
    var problem = GeneratedSemester(seed: 1, sessions: sessions).problem
    let from = problem.days[20].day
    for index in 0..<8 {
      problem.sessions.append(
        Session(
          id: "extra\(index)", title: "加开报告\(index)", length: 3, from: from, through: from + 2, people: ["mentor0"],
          places: .of(["hall0", "hall1"])))
    }
    let plan = try solve(problem, SolveOptions(steps: 20_000, threads: 1))
    let (found, seconds) = try Meter.measure { try diagnose(problem, plan, explanations: 1) }
    say("explanation: \(problem.sessions.count) sessions, seed 1, unplaced \(plan.unplaced.count), CPU \(Meter.format(seconds)):")
    for explanation in found { say("  \(explanation.facts.count) facts, \(explanation.sessions.count) sessions: \(explanation.text)") }
  }
}
