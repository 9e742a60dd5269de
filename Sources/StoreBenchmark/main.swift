import AcademicCalendar
import Foundation
import Office

/// Durable steps a second beside bare SQLite with the same fsyncs, the status of one run, one person's feed cold.
///
///     store-benchmark [folder]
///
/// The folder should be on the disk that is of interest; the default is the temporary one.

let parent = CommandLine.arguments.dropFirst().first.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
let folder = parent.appending(path: "store-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let clock = ContinuousClock()

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let time = try clock.measure(body)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<count { times.append(try seconds(body)) }
  return times.sorted()[count / 2]
}

func report(_ title: String, _ figure: String, floor: String) { print("\(title): \(figure) (floor: \(floor))") }

let sample = try SampleOffice(in: folder)
let tasks = try sample.office.tasks(Office.TaskQuery()).map(\.id)
let bare = try BareSQLite(in: folder)

// Interleaved, so that both see the same disk.
var (ours, theirs) = (0.0, 0.0)
for batch in stride(from: 0, to: tasks.count, by: 40) {
  let part = tasks[batch..<min(batch + 40, tasks.count)]
  ours += try seconds { for task in part { _ = try sample.office.submit(task, files: [], note: nil) } }
  theirs += try seconds { for task in part { try bare.step(task) } }
}
let (ourRate, bareRate) = (Double(tasks.count) / ours, Double(tasks.count) / theirs)
report(
  "durable steps", "\(Int(ourRate))/s, bare SQLite \(Int(bareRate))/s, \(Int(ourRate / bareRate * 100)) %, \(tasks.count) steps",
  floor: "90 %")

let status = try median(of: 21) { _ = try sample.office.progress(of: 1) }
report("status of one run", "\(Int(status * 1_000_000)) µs", floor: "50 ms")

let feed = try median(of: 21) {
  let office = try Office(path: sample.path, as: nil, now: Date(), rehearsalDay: nil)
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
  let checked = try names.sorted().map { name in
    (name, try seconds { _ = try Office.check([packs.appending(path: name)]) })
  }
  if let slowest = checked.max(by: { $0.1 < $1.1 }) {
    report("reading and verifying the slowest shipped pack, \(slowest.0)", "\(Int(slowest.1 * 1000)) ms", floor: "1 s")
  }
}
