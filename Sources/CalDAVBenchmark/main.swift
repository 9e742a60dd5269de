import AcademicCalendar
import CalDAV
import Foundation
import Office

/// What a calendar program waits for at a home of 10,000 resources: nothing new, something new, something sent, a month looked at.
///
///     caldav-benchmark [folder] [resources]
///
/// The folder should be on the disk that is of interest; the default is the temporary one.

let parent = CommandLine.arguments.dropFirst().first.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 10_000
let folder = parent.appending(path: "caldav-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let sample = try SampleHome(in: folder, resources: count)
print("a home of \(count) resources, database \(try sample.megabytes()) MB")

let token = try sample.token()
let idle = try median(of: 201) { try sample.sync(token) }
report("sync-collection, nothing new", idle, floor: "1 ms")

let fsync = try median(of: 201) { try sample.bareWrite() }
report("one page written and synced to the same disk, for comparison", fsync, floor: "none")
var number = 0
let put = try median(of: 201) {
  number += 1
  try sample.put("event-\(number).ics", revision: number)
}
report("PUT of a changed event", put, floor: "none")
report("PUT beyond the synced page", max(0, put - fsync), floor: "3 ms")

let some = try median(of: 51) { try sample.sync(token) }
report("sync-collection, 201 changes", some, floor: "none")
let month = try median(of: 21) { try sample.month() }
report("calendar-query of a month, with data", month, floor: "none")
let whole = try median(of: 5) { try sample.list() }
report("PROPFIND of every tag", whole, floor: "none")
