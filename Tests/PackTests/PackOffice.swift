import Evaluation
import AcademicCalendar
import Foundation
import Office
import Testing
import Workflow

/// A rehearsal office of its own with one shipped pack installed, and what the pack's sample data holds.
final class PackOffice {
  let folder: URL
  private var day: Day
  private var opened: Office?
  private var pack = ""

  static let packs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Workflows")

  /// - Parameters:
  ///   - pack: its folder under `Workflows`.
  ///   - records: whether the sample's records are imported besides its roster.
  ///   - roster: a roster instead of the sample's: file names and texts.
  init(_ pack: String, on day: String, records: Bool = true, roster: [String: String]? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pack-\(UUID().uuidString)")
    self.day = Day(day)!
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Office.create(
      path: folder.appending(path: "office.db").path, name: "样例县", isRehearsal: true, now: Date(timeIntervalSince1970: 0),
      uidDomain: "x.test")
    let sample = try Self.sample(pack)
    if let roster {
      _ = try office().importRoster(try roster.sorted { $0.key < $1.key }.map { try file($0.key, $0.value) })
    } else {
      _ = try office().importRoster(sample.filter { Self.roster.contains($0.lastPathComponent) })
    }
    // A workflow that is over as it starts.
    let none = try file("none.yaml", "workflow: none\nversion: 1\ntitle: 无\nstates: { end: { type: final } }\n")
    _ = try office().install([Self.packs.appending(path: pack), none])
    self.pack = pack
    if records, roster == nil { try enterSample() }
  }

  /// Imports the records of the pack's sample.
  func enterSample() throws {
    let records = try Self.sample(pack).filter { !Self.roster.contains($0.lastPathComponent) }
    if !records.isEmpty { _ = try office().importRecords(records) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static let roster = ["schools.csv", "people.csv", "studios.csv", "memberships.csv"]

  private static func sample(_ pack: String) throws -> [URL] {
    let folder = packs.appending(path: pack).appending(path: "sample")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// The office for one command, as itself or somebody, on the last day or a later one.
  func office(_ staff: String? = nil, on text: String? = nil) throws -> Office {
    if let text { day = Day(text)! }
    let path = folder.appending(path: "office.db").path
    let base = try opened ?? Office(path: path, as: nil, now: Date(timeIntervalSince1970: 0), rehearsalDay: day)
    opened = base
    return try base.acting(as: staff, on: day)
  }

  func file(_ name: String, _ text: String) throws -> URL {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }

  /// Imports records as text.
  func enter(_ text: String) throws { _ = try office().importRecords([file("records.csv", text)]) }

  /// The autumns and springs of these school years.
  func addSemesters(_ years: ClosedRange<Int>) throws {
    for year in years {
      try office().add(Semester(schoolYear: year, term: 1, firstDay: Day(year, 9, 1)!, weeks: 20)!)
      try office().add(Semester(schoolYear: year, term: 2, firstDay: Day(year + 1, 2, 20)!, weeks: 20)!)
    }
  }

  /// The day turns by a command that changes nothing else.
  func turn(_ text: String? = nil) throws { _ = try office(on: text).start("none", subjects: [], semester: nil, parameters: [:]) }

  // MARK: Walking

  @discardableResult
  func start(_ workflow: String, _ subjects: [String] = [], semester: String? = nil, set: [String: String] = [:]) throws -> Int64 {
    try #require(try office().start(workflow, subjects: subjects, semester: semester, parameters: set).runs.first)
  }

  /// Hands in a task with one file for each kind of evidence and accepts it, or approves its chain.
  func finish(_ task: TaskSummary) throws {
    let files = try task.evidence.map { kind in
      (kind: Optional(kind.kind), file: try file("\(kind.kind).txt", "\(kind.title) \(task.id)"))
    }
    let after = try office().submit(task.id, files: files, note: nil)
    guard after.status == .submitted else { return }
    if try approve(where: { $0.task == task.id }) == 0 { _ = try office().accept(task.id, note: nil) }
  }

  /// Approves chains that wait, until none of these does.
  @discardableResult
  func approve(where isWanted: (ApprovalSummary) -> Bool = { _ in true }) throws -> Int {
    var count = 0
    while let next = try office().approvals().first(where: { isWanted($0) && !$0.waiting.isEmpty }) {
      _ = try office().decide(next.id, .approve, note: "同意")
      count += 1
    }
    return count
  }

  /// Does whatever waits in a run and those that it started, and lets days pass, until it is over.
  /// - Returns: how many tasks were done.
  @discardableResult
  func walk(_ run: Int64, step: Int = 15, through last: String, skipping: (TaskSummary) -> Bool = { _ in false }) throws -> Int {
    var done = 0
    while try office().progress(of: run).status == "active" {
      var query = Office.TaskQuery()
      (query.run, query.statuses) = (run, [.open, .returned])
      let open = try office().tasks(query).filter { !skipping($0) }
      for task in open {
        // What came before it may have ended its phase.
        query.statuses = [.open, .returned]
        guard try office().tasks(query).contains(where: { $0.id == task.id }) else { continue }
        try finish(task)
        done += 1
      }
      if open.isEmpty, try approve() == 0 {
        day = day + step
        guard day <= Day(last)! else { break }
        try turn()
      }
    }
    return done
  }
}
