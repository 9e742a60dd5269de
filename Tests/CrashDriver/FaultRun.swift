import AcademicCalendar
import FaultVFS
import Foundation
import GRDB
import Office
import Workflow

/// Plays a whole pilot on a disk that remembers what was synced, and examines what a power cut at each sync would have left.
final class FaultRun {
  /// At which syncs: every one, or every n-th.
  private let every: Int
  private var ledger = Ledger()
  private var (number, examined, failures) = (0, 0, 0)
  private let folder = FileManager.default.temporaryDirectory.appending(path: "faults-\(UUID().uuidString)")
  private var images: URL { folder.appending(path: "images") }
  private var random = Seeded(state: 1)

  init(every: Int) { self.every = max(1, every) }

  /// - Returns: whether nothing was ever wrong.
  func run() throws -> Bool {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    let live = folder.appending(path: "live")
    guard fault_vfs_install(live.path, images.path, 20_140_102) == 0 else { return false }
    let day = Day(2014, 1, 2) ?? .earliest
    let small = try SmallOffice.make(in: live, on: day)
    try FileManager.default.removeItem(at: images)
    try FileManager.default.createDirectory(at: images, withIntermediateDirectories: true)
    let office = try small.office(on: day)
    try give(.start, small) { _ in
      _ = try office.start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "S001,S002"])
    }
    let end = try playPilot(office, small, from: day)
    try playStudio(try office.acting(as: nil, on: SmallOffice.firstDay), small)
    print(
      "\(number) commands, \(fault_vfs_syncs()) syncs, \(examined) disks examined after a power cut, pilot ended \(end.map(\.description) ?? "never"), "
        + "\(failures) with something wrong")
    return failures == 0 && examined > 0
  }

  /// The pilot at its real dates, as far as it goes while its chains of reviewers are left undecided; every fifth task is returned once.
  private func playPilot(_ office: Office, _ small: SmallOffice, from first: Day) throws -> Day? {
    for offset in stride(from: 0, through: 430, by: 14) {
      let today = try office.acting(as: nil, on: first + offset)
      guard try today.progress(of: 1).status == "active" else { return try today.progress(of: 1).ended }
      for task in try today.tasks(Office.TaskQuery()) where task.status == .open {
        try give(.submitWithEvidence, small) { try self.submit(task, today, small, $0) }
        if task.id % 5 == 0 {
          try give(.giveBack, small) { _ = try today.giveBack(task.id, reason: $0) }
          try give(.submitWithEvidence, small) { try self.submit(task, today, small, $0) }
        }
        try give(.accept, small) { _ = try today.accept(task.id, note: $0) }
      }
    }
    return nil
  }

  /// A semester of the studio: planned, published, replanned around an absence, published again.
  private func playStudio(_ office: Office, _ small: SmallOffice) throws {
    try give(.start, small) { _ in
      _ = try office.start("studio-semester", subjects: ["W01"], semester: "2026-2027-1", parameters: ["hosts": "S002"])
    }
    for command in [.plan, .publish, .absence, .plan, .publish, .submit, .urge, .copy, .delegate, .waive, .cancel] as [Command] {
      try give(command, small) { try command.give(office, $0, small, &self.random) }
    }
  }

  private func submit(_ task: TaskSummary, _ office: Office, _ small: SmallOffice, _ marker: String) throws {
    let files = try task.evidence.map {
      (kind: String?.some($0.kind), file: try small.write("\($0.kind).txt", Data("\(marker) \($0.kind)".utf8)))
    }
    _ = try office.submit(task.id, files: files, note: marker)
  }

  /// Gives one command and then examines every disk that a power cut during it would have left.
  private func give(_ command: Command, _ small: SmallOffice, _ body: (String) throws -> Void) throws {
    let marker = "op-0-0-\(number)-end"
    number += 1
    ledger.begin(marker, command)
    var isRefused = false
    do { try body(marker) } catch  where OfficeError.of(error) != nil { isRefused = true }
    // Moving pages from the log into the database is synced too.
    if number % 12 == 0 {
      let raw = try DatabaseQueue(path: small.path)
      try raw.writeWithoutTransaction { _ = try $0.checkpoint(number % 24 == 0 ? .passive : .restart) }
      try raw.close()
    }
    try examine(small)
    isRefused ? ledger.refuse(marker) : ledger.acknowledge(marker)
  }

  private func examine(_ small: SmallOffice) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: images.path).sorted() {
      let image = images.appending(path: name)
      defer { try? FileManager.default.removeItem(at: image) }
      guard let sync = Int(name.prefix { $0 != "-" }), sync % every == 0 else { continue }
      let path = image.appending(path: "office.db").path
      try? FileManager.default.createSymbolicLink(atPath: path + ".evidence", withDestinationPath: small.path + ".evidence")
      let problems: [String]
      do { problems = try Verdict(path: path, ledger: ledger).problems() } catch { problems = ["\(error)"] }
      examined += 1
      guard !problems.isEmpty else { continue }
      failures += 1
      print("power cut at sync \(name):", problems.joined(separator: "\n"), separator: "\n")
    }
  }
}
