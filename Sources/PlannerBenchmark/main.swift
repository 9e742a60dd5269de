import Foundation
import Planner

// Measures the planner; prints seeds, CPU seconds, scores and memory.
var arguments = Array(CommandLine.arguments.dropFirst())
let mode = arguments.isEmpty ? "semester" : arguments.removeFirst()
do {
  switch mode {
  case "semester": SemesterBenchmark(sizes: arguments.compactMap { Int($0) }).run()
  case "construction": SemesterBenchmark(sizes: arguments.compactMap { Int($0) }, constructionOnly: true).run()
  case "timetable":
    let seconds = arguments.isEmpty ? 10 : Double(arguments.removeFirst()) ?? 10
    try TimetableBenchmark(seconds: seconds, files: arguments).run()
  case "verify":
    if !CheckBenchmark().verify(moves: arguments.first.flatMap { Int($0) } ?? 1_000_000) { exit(1) }
  case "replan": for size in [300, 5_000] { try CheckBenchmark().replanning(sessions: size) }
  case "explain": for size in [300, 5_000] { try CheckBenchmark().explanation(sessions: size) }
  default:
    print(
      "usage: PlannerBenchmark semester [SESSIONS…] | construction [SESSIONS…] | timetable [SECONDS [FILE.ctt…]] | verify [MOVES] | replan | explain"
    )
    exit(2)
  }
} catch {
  print(error)
  exit(1)
}
