import AcademicCalendar
import Foundation
import Office

/// Durable steps a second beside bare SQLite with the same fsyncs, the status of one run, one person's feed cold.
///
///     store-benchmark [folder] [rounds]
///
/// The folder should be on the disk that is of interest; the default is the temporary one.

let parent = CommandLine.arguments.dropFirst().first.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
let rounds = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 4
let folder = parent.appending(path: "store-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

try StepBenchmark(folder: folder).run(rounds: rounds)

let path = folder.appending(path: "office.db").path
let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: nil)
let status = try median(of: 21) { _ = try office.progress(of: 1) }
report("status of one run", "\(Int(status * 1_000_000)) µs", floor: "50 ms")

let feed = try median(of: 21) {
  let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: nil)
  _ = try office.feed(.person("P0001"))
}
report("one person's feed, the database opened for it", "\(Int(feed * 1_000_000)) µs", floor: "20 ms")
