import Foundation
import Planner

/// Generated semesters: how soon a feasible plan stands, how near the best known a short search comes, when a long one has settled.
struct SemesterBenchmark {
  let sizes: [Int]
  var seeds: ClosedRange<UInt64> = 1...3

  /// The first plan of each size and seed.
  func first() throws {
    for size in sizes {
      for seed in seeds {
        let problem = GeneratedSemester(seed: seed, sessions: size).problem
        let (plan, seconds) = try Meter.measure { try solve(problem, .construction) }
        show("first plan, \(size) sessions, seed \(seed)", plan, seconds)
        // What the first plan leaves out is either impossible, which can be proved, or a weakness.
        for cause in try diagnose(problem, plan) { say("  proved impossible: \(cause.text)") }
      }
    }
  }

  /// The plan after a time beside the one after a longer time.
  func settling(seconds: Double, reference: Double) throws {
    for size in sizes {
      for seed in seeds {
        let problem = GeneratedSemester(seed: seed, sessions: size).problem
        let (plan, spent) = try search(problem, seed, seconds)
        show("search, \(size) sessions, seed \(seed)", plan, spent)
        var best = plan
        for other in [seed + 100, seed + 200] {
          let (longer, _) = try search(problem, other, reference)
          if let score = longer.score, score < best.score ?? score || best.score == nil { best = longer }
        }
        let (own, known) = (plan.score?.softTotal ?? 0, best.score?.softTotal ?? 0)
        let gap = Double(own - known) / Double(max(known, 1)) * 100
        say(
          "  best known (two runs of \(reference) core-seconds): \(known); \(String(format: "%.1f", gap)) % above it; peak \(Meter.peakMemory) MB"
        )
      }
    }
  }

  private func search(_ problem: Problem, _ seed: UInt64, _ seconds: Double) throws -> (Plan, Double) {
    try Meter.measure { try solve(problem, SolveOptions(seed: seed, seconds: seconds, clock: .processor, threads: 1)) }
  }

  private func show(_ title: String, _ plan: Plan, _ seconds: Double) {
    let soft = (plan.score?.soft ?? []).filter { $0.amount > 0 }.map { "\($0.constraint.rawValue) \($0.cost)" }.joined(separator: ", ")
    say(
      "\(title): CPU \(Meter.format(seconds)), unplaced \(plan.unplaced.count), hard \(plan.score?.hardTotal ?? 0), soft "
        + "\(plan.score?.softTotal ?? 0) (bound \(plan.bound.map(String.init) ?? "-")), steps \(plan.steps), peak \(Meter.peakMemory) MB [\(soft)]"
    )
  }
}
