import Foundation
import Planner

// Measures the planner on generated semesters and timetables; prints seeds, CPU seconds, scores and memory.
var arguments = Array(CommandLine.arguments.dropFirst())
let mode = arguments.isEmpty ? "all" : arguments.removeFirst()
let numbers = arguments.compactMap { Int($0) }
let sizes = numbers.isEmpty ? [300, 5_000, 30_000] : numbers

func semester() throws {
  for size in sizes {
    let (seconds, reference, seeds): (Double, Double, ClosedRange<UInt64>) =
      size <= 300 ? (1, 10, 1...3) : size <= 5_000 ? (5, 20, 1...2) : (60, 60, 1...1)
    try SemesterBenchmark(sizes: [size], seeds: seeds).settling(seconds: seconds, reference: reference)
  }
}

do {
  switch mode {
  case "all":
    try SemesterBenchmark(sizes: sizes).first()
    try semester()
    try CheckBenchmark().fewestMoves(seeds: 1...40)
    try CheckBenchmark().replanning(sessions: 5_000)
    try CheckBenchmark().explanation(sessions: 5_000)
    if !CheckBenchmark().verify(moves: 100_000) { exit(1) }
    try TimetableBenchmark(seconds: 10, files: []).run()
  case "first": try SemesterBenchmark(sizes: sizes).first()
  case "semester": try semester()
  case "timetable":
    let seconds = arguments.isEmpty ? 10 : Double(arguments.removeFirst()) ?? 10
    try TimetableBenchmark(seconds: seconds, files: arguments).run()
  case "instances":
    try TimetableBenchmark(seconds: 0, files: [], seed: UInt64(arguments.dropFirst().first ?? "1") ?? 1).write(to: arguments.first ?? ".")
  case "problem":
    let size = numbers.first ?? 300
    let problem = GeneratedSemester(seed: UInt64(numbers.dropFirst().first ?? 1), sessions: size).problem
    FileHandle.standardOutput.write(try PlannerDocument.encode(problem))
  case "verify":
    if !CheckBenchmark().verify(moves: numbers.first ?? 1_000_000) { exit(1) }
  case "replan":
    try CheckBenchmark().fewestMoves(seeds: 1...40)
    for size in [300, 5_000] { try CheckBenchmark().replanning(sessions: size) }
  case "explain": for size in [300, 5_000] { try CheckBenchmark().explanation(sessions: size) }
  default:
    say(
      """
      usage: planner-benchmark [all] | first [SESSIONS…] | semester [SESSIONS…] | timetable [SECONDS [FILE.ctt…]] | verify [MOVES] | replan | explain
                               | instances FOLDER [SEED] | problem [SESSIONS [SEED]]
      """)
    exit(2)
  }
} catch {
  say("\(error)")
  exit(1)
}
