import Foundation
import Glibc
import Office
import Workflow

/// What one machine holds: a province's records in one file, and how long it takes to ask it.
struct ScaleBenchmark {
  let folder: URL
  let scale: ScaleOffice

  init(folder: URL, teachers: Int, tasks: Int) {
    self.folder = folder
    scale = ScaleOffice(path: folder.appending(path: "scale.db").path, teachers: teachers, tasks: tasks)
  }

  func run() throws {
    let making = try seconds { try scale.make() }
    let rows = try Raw(scale.path).text("SELECT max(seq) FROM journal")
    print("written in \(Int(making)) s: \(scale.teachers) teachers, \(rows) journal rows")
    try replay(Double(rows) ?? 0)
    try sizes()
    try ask()
    try openSemester()
    try steps()
  }

  private func open(_ day: Bool = true) throws -> Office {
    try Office(path: scale.path, as: nil, now: Date(), rehearsalDay: day ? scale.lastDay : nil)
  }

  private func replay(_ rows: Double) throws {
    let office = try open()
    let time = try seconds { try office.repair() }
    report("replay of the journal", "\(Int(rows / time)) rows/s, \(Int(rows)) rows in \(Int(time)) s", floor: "200,000 rows/s")
    let tasks = try Raw(scale.path).text("SELECT count(*) FROM task")
    let settled = try Raw(scale.path).text("SELECT count(*) FROM task WHERE status = 'accepted'")
    print("tasks \(tasks), of these accepted \(settled)")
  }

  private func sizes() throws {
    try Raw(scale.path).run("PRAGMA wal_checkpoint(TRUNCATE)")
    let size = try FileManager.default.attributesOfItem(atPath: scale.path)[.size] as? Int ?? 0
    report("database", "\(size / 1_000_000) MB", floor: "none")
  }

  /// Each question with the database opened for it and none of it in memory.
  private func ask() throws {
    var (status, feed): ([Double], [Double]) = ([], [])
    for number in 0..<15 {
      let run = Int64(1 + number * max(1, scale.runs / 16))
      forget()
      status.append(try seconds { _ = try open(false).progress(of: run) })
      forget()
      feed.append(try seconds { _ = try open(false).feed(.person(ScaleOffice.person(number * max(1, scale.teachers / 16)))) })
    }
    report("status of one run, nothing cached", "\(Self.middle(status)), at most \(Self.worst(status))", floor: "50 ms")
    report("one person's feed, nothing cached", "\(Self.middle(feed)), at most \(Self.worst(feed))", floor: "20 ms")
  }

  /// Drops the file from the system's cache.
  private func forget() {
    let descriptor = Glibc.open(scale.path, O_RDONLY)
    guard descriptor >= 0 else { return }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    close(descriptor)
  }

  private static func middle(_ times: [Double]) -> String {
    "\(Int(times.sorted()[times.count / 2] * 10_000) / 10).\(Int(times.sorted()[times.count / 2] * 10_000) % 10) ms"
  }
  private static func worst(_ times: [Double]) -> String { "\(Int((times.max() ?? 0) * 1000)) ms" }

  private func openSemester() throws {
    let office = try open()
    let subjects = (0..<min(500, scale.studios)).map(ScaleOffice.studio)
    let time = try seconds { _ = try office.start("semester", subjects: subjects, semester: nil, parameters: [:]) }
    report(
      "opening a semester for \(subjects.count * ScaleOffice.members) teachers",
      "\(Int(time * 1000)) ms, \(subjects.count * ScaleOffice.members * 5) tasks", floor: "10 s")
  }

  /// More than SQLite writes to a log before it begins anew, 1,000.
  private static let pagesOfLog = 1_200
  /// Rounds that are measured, and those before: each hands in a hundred tasks and gives them back, some 900 pages.
  private static let (rounds, warming) = (8, 2)

  private func steps() throws {
    let office = try open()
    let query = { () -> Office.TaskQuery in
      var query = Office.TaskQuery()
      query.studio = ScaleOffice.studio(0)
      query.statuses = [.open]
      return query
    }()
    let tasks = try office.tasks(query).map(\.id)
    let one = try BareSQLite(path: folder.appending(path: "one.db").path, rows: .one)
    // Syncing a file that grows takes longer: both logs have their full length before anything is measured.
    for _ in 0..<Self.pagesOfLog { try one.step(0) }
    var (ours, bare) = (0.0, 0.0)
    for round in -Self.warming..<Self.rounds {
      // Each works through a part by itself: a sync right after one of another file costs more than one after the same file's.
      for first in stride(from: 0, to: tasks.count, by: 50) {
        let part = tasks[first..<min(first + 50, tasks.count)]
        let times = (
          try seconds { for task in part { _ = try office.submit(task, files: [], note: nil) } },
          try seconds { for task in part { try one.step(task) } }
        )
        if round >= 0 { (ours, bare) = (ours + times.0, bare + times.1) }
      }
      for task in tasks { _ = try office.giveBack(task, reason: "再来") }
    }
    let count = Double(tasks.count * Self.rounds)
    report(
      "durable steps in it", "\(Int(count / ours))/s, bare SQLite with one row \(Int(count / bare))/s, \(Int(bare / ours * 100)) %",
      floor: "90 %")
  }
}
