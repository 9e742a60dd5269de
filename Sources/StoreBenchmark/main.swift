import AcademicCalendar
import Foundation
import Office

/// Durable steps a second beside bare SQLite with the same fsyncs, the status of one run, one person's feed cold.
///
///     store-benchmark [folder] [rounds]
///     store-benchmark scale [teachers] [tasks] [folder]
///
/// The folder should be on the disk that is of interest; the default is the temporary one. A full scale is 1000000 teachers and 10000000 tasks,
/// which makes 30,000,000 journal rows and takes about 15 GB while it runs.

var arguments = Array(CommandLine.arguments.dropFirst())
let isScale = arguments.first == "scale"
if isScale { arguments.removeFirst() }
let named = isScale ? arguments.dropFirst(2).first : arguments.first
let parent = named.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
let folder = parent.appending(path: "store-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

if isScale {
  let sizes = arguments.prefix(2).map { Int($0) ?? 0 }
  try ScaleBenchmark(folder: folder, teachers: sizes.first ?? 20_000, tasks: sizes.count > 1 ? sizes[1] : 200_000).run()
} else {
  try StepBenchmark(folder: folder).run(rounds: arguments.dropFirst().first.flatMap { Int($0) } ?? 4)
  let path = folder.appending(path: "office.db").path
  let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: nil)
  let status = try median(of: 21) { _ = try office.progress(of: 1) }
  report("status of one run", "\(Int(status * 1_000_000)) µs", floor: "50 ms")

  let feed = try median(of: 21) {
    let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: nil)
    _ = try office.feed(.person("P0001"))
  }
  report("one person's feed, the database opened for it", "\(Int(feed * 1_000_000)) µs", floor: "20 ms")

  let fanOut = try FanOut(in: folder, people: 10_000)
  let started = try seconds { try fanOut.start() }
  report(
    "fan-out to 10,000 child runs with a task each, one transaction",
    "\(Int(started * 1000)) ms, \(try fanOut.office.tasks(Office.TaskQuery()).count) tasks",
    floor: "1 s")

  // Where the shipped workflows are at hand.
  let packs = URL(fileURLWithPath: "Workflows")
  if let names = try? FileManager.default.contentsOfDirectory(atPath: packs.path) {
    let checked = try names.filter { !$0.contains(".") }.sorted().map { name in
      (name, try seconds { _ = try Office.check([packs.appending(path: name)]) })
    }
    if let slowest = checked.max(by: { $0.1 < $1.1 }) {
      report("reading and verifying the slowest shipped pack, \(slowest.0)", "\(Int(slowest.1 * 1000)) ms", floor: "1 s")
    }
  }
}
