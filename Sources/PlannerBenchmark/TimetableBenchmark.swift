import Foundation
import Planner

/// Course timetables, generated or from `.ctt` files: feasible when, and the mean cost at the time given.
struct TimetableBenchmark {
  let seconds: Double
  let files: [String]

  func run() throws {
    var total = 0
    if files.isEmpty {
      for (index, shape) in GeneratedTimetable.shapes.enumerated() {
        total += try run(GeneratedTimetable(seed: UInt64(index + 1), shape: shape).instance)
      }
    } else {
      for file in files { total += try run(CourseTimetable(text: String(contentsOfFile: file, encoding: .utf8))) }
    }
    print("mean cost \(Double(total) / Double(files.isEmpty ? GeneratedTimetable.shapes.count : files.count))")
  }

  private func run(_ instance: CourseTimetable) throws -> Int {
    let problem = instance.problem()
    let (first, constructed) = try Meter.measure { try solve(problem, SolveOptions(seconds: 1, clock: .processor, threads: 1)) }
    let (plan, searched) = try Meter.measure { try solve(problem, SolveOptions(seconds: seconds, clock: .processor, threads: 1)) }
    let score = instance.score(instance.solution(plan, of: problem))
    print(
      "\(instance.name): \(problem.sessions.count) lectures, \(instance.curricula.count) curricula; at \(Meter.format(constructed)): "
        + "unplaced \(first.unplaced.count), cost \(first.score?.softTotal ?? -1); at \(Meter.format(searched)): violations \(score.violations), "
        + "cost \(score.cost) = \(score.roomCapacity) + \(score.minimumDays) + \(score.compactness) + \(score.roomStability); "
        + "ours \(plan.score?.softTotal ?? -1), bound \(plan.bound ?? -1), steps \(plan.steps)")
    return score.cost
  }
}
