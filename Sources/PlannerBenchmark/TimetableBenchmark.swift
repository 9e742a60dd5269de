import Foundation
import Planner

/// Course timetables, generated or from `.ctt` files: whether feasible after one core-second, and the mean cost after the time given. Files are
/// solved with three seeds.
struct TimetableBenchmark {
  let seconds: Double
  let files: [String]
  /// Only so many of the generated instances.
  var limit = Int.max
  var seed: UInt64 = 1

  func run() throws {
    let shapes = GeneratedTimetable.shapes.prefix(limit)
    let instances =
      try files.isEmpty
      ? shapes.map { GeneratedTimetable(seed: seed, shape: $0).instance }
      : files.map { try CourseTimetable(text: String(contentsOfFile: $0, encoding: .utf8)) }
    var (feasible, total, longest) = (0, 0, 0.0)
    let seeds: ClosedRange<UInt64> = files.isEmpty ? 1...1 : 1...3
    for instance in instances {
      for solver in seeds {
        let result = try run(instance, solver)
        if result.feasible { feasible += 1 }
        (total, longest) = (total + result.cost, max(longest, result.first))
      }
    }
    let runs = instances.count * seeds.count
    say(
      "timetables: \(feasible) of \(runs) runs feasible within 1 core-second (the first plan took at most \(Meter.format(longest))), "
        + "mean cost \(String(format: "%.1f", Double(total) / Double(max(runs, 1)))) at \(seconds) core-seconds, solver seeds \(seeds)")
  }

  /// Writes the generated instances to a folder, for other programs.
  func write(to folder: String) throws {
    for shape in GeneratedTimetable.shapes {
      let instance = GeneratedTimetable(seed: seed, shape: shape).instance
      try instance.text.write(toFile: "\(folder)/\(instance.name).ctt", atomically: true, encoding: .utf8)
    }
  }

  private func run(_ instance: CourseTimetable, _ solver: UInt64) throws -> (feasible: Bool, cost: Int, first: Double) {
    let problem = instance.problem()
    let (first, constructed) = try Meter.measure { try solve(problem, .construction) }
    let early = try solve(problem, SolveOptions(seed: solver, seconds: 0.95, clock: .processor, threads: 1))
    let (plan, searched) = try Meter.measure {
      try solve(problem, SolveOptions(seed: solver, seconds: seconds, clock: .processor, threads: 1))
    }
    let score = instance.score(instance.solution(plan, of: problem))
    say(
      "\(instance.name), seed \(solver): \(problem.sessions.count) lectures, \(instance.curricula.count) curricula; first plan \(Meter.format(constructed)), "
        + "unplaced \(first.unplaced.count); at 1 s: unplaced \(early.unplaced.count), cost \(early.score?.softTotal ?? -1); "
        + "at \(Meter.format(searched)): violations \(score.violations), "
        + "cost \(score.cost) = \(score.roomCapacity) + \(score.minimumDays) + \(score.compactness) + \(score.roomStability), "
        + "bound \(plan.bound ?? -1), steps \(plan.steps)")
    return (early.unplaced.isEmpty, score.cost, constructed)
  }
}
