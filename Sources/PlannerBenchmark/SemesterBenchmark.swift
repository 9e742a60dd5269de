import Foundation
import Planner

/// Generated semesters: how soon a feasible plan stands, and how the score falls.
struct SemesterBenchmark {
  let sizes: [Int]
  /// Whether to stop after the construction.
  var constructionOnly = false

  func run() {
    for size in sizes.isEmpty ? [300, 5_000, 30_000] : sizes {
      for seed in 1...3 as ClosedRange<UInt64> { run(size, seed) }
    }
  }

  private func run(_ size: Int, _ seed: UInt64) {
    let problem = GeneratedSemester(seed: seed, sessions: size).problem
    do {
      let (first, constructed) = try Meter.measure { try solve(problem, .construction) }
      show("\(size) sessions, seed \(seed): construction", first, constructed)
      if constructionOnly { return }
      let seconds = size <= 300 ? 1.0 : size <= 5_000 ? 5.0 : 60.0
      let (best, searched) = try Meter.measure {
        try solve(problem, SolveOptions(seed: seed, seconds: seconds, clock: .processor, threads: 1))
      }
      show("\(size) sessions, seed \(seed): search", best, searched)
    } catch {
      print(error)
    }
  }

  private func show(_ title: String, _ plan: Plan, _ seconds: Double) {
    let soft = (plan.score?.soft ?? []).filter { $0.amount > 0 }.map { "\($0.constraint.rawValue) \($0.cost)" }.joined(separator: ", ")
    print(
      "\(title): CPU \(Meter.format(seconds)), unplaced \(plan.unplaced.count), hard \(plan.score?.hardTotal ?? 0), soft "
        + "\(plan.score?.softTotal ?? 0) (bound \(plan.bound.map(String.init) ?? "-")), steps \(plan.steps), peak \(Meter.peakMemory) MB [\(soft)]"
    )
    if let first = plan.unplaced.first { print("  e.g. \(first.session): \(first.reasons.prefix(3).joined(separator: "; "))") }
  }
}
