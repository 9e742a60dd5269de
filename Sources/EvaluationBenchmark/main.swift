import AcademicCalendar
import Evaluation
import Foundation
import Office

/// The yearly evaluation of a whole city from ten years of records, beside bare SQL over the same rows; one person's result, explained.
///
///     evaluation-benchmark [teachers] [folder]
///
/// 80,000 teachers unless another number is given: two million tasks and five million attendances.

let teachers = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 80_000
let parent = CommandLine.arguments.dropFirst(2).first.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
let folder = parent.appending(path: "evaluation-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let clock = ContinuousClock()

/// What a piece of work gives, and how many seconds it took.
func timed<T>(_ body: () throws -> T) rethrows -> (T, Double) {
  let start = clock.now
  let value = try body()
  let time = clock.now - start
  return (value, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
}

func shown(_ seconds: Double) -> String { seconds < 1 ? "\(Int(seconds * 1000)) ms" : "\((seconds * 10).rounded() / 10) s" }

/// The most memory that the process ever held, in MB.
func peakMemory() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
  return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
}

let (decade, made) = try timed { try InventedDecade(in: folder, teachers: teachers) }
print(
  "\(teachers) teachers, \(teachers * InventedDecade.tasks) tasks, \(teachers * InventedDecade.attendances) attendances, \(teachers * 9) results:"
    + " made in \(shown(made)), \(peakMemory()) MB")

let bare = BareAggregate(path: decade.path)
// Both find the file in the system's cache.
_ = try bare.run()
let (_, floor) = try timed { try bare.run() }
print("bare SQL aggregates over the same rows: \(shown(floor))")

let office = try Office(path: decade.path, as: nil, now: Date(), rehearsalDay: Day(2026, 12, 21))
var request = Office.EvaluationRequest("decade-year", period: "2026")
request.isTraced = false
let (counts, whole) = try timed {
  let results = try office.evaluate(request)
  let candidates = results.count { $0.consequences.contains { $0.name == "apply" && $0.verdict == .pass } }
  return (judged: results.count, passed: results.count { $0.verdict == .pass }, candidates: candidates)
}
print(
  "the year of all: \(shown(whole)), \((whole / floor * 10).rounded() / 10) times bare SQL; \(counts.judged) judged, \(counts.passed) passed,"
    + " \(counts.candidates) three years in a row (floor: 20 s)")
print("peak memory: \(peakMemory()) MB (floor: 1024 MB)")

let person = "T" + String(repeating: "0", count: 6 - String(teachers / 2).count) + String(teachers / 2)
var times: [Double] = []
for _ in 0..<11 {
  var one = Office.EvaluationRequest("decade-year", period: "2026", subjects: [person])
  one.isTraced = true
  times.append(try timed { try office.evaluate(one).map { $0.lines(isExplained: true) } }.1)
}
print("one person's explained result: \(shown(times.sorted()[5])) (floor: 100 ms)")
