import Foundation
import Planner

/// Measures the planner: `PlannerBenchmark semester 300 5000 30000`, `PlannerBenchmark timetable`; seeds, CPU seconds, scores, memory.
var arguments = Array(CommandLine.arguments.dropFirst())
let mode = arguments.isEmpty ? "semester" : arguments.removeFirst()
switch mode {
case "semester": SemesterBenchmark(sizes: arguments.compactMap { Int($0) }).run()
default:
  print("usage: PlannerBenchmark semester [SESSIONS…]")
  exit(2)
}
