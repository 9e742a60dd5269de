import AcademicCalendar
import Foundation
import Store
import Workflow

/// A real database in a folder of its own, which goes when the test ends.
final class Fixture {
  let folder: URL
  let store: OfficeStore
  private var today: Day?

  var path: String { folder.appending(path: "office.db").path }

  init(workflows: String...) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try OfficeStore.create(path: folder.appending(path: "office.db").path)
    try record(.officeOpened(OfficeOpening(name: "测试", uidDomain: "x.test", isRehearsal: true)), on: "2014-01-01")
    for text in workflows { try record(.workflowInstalled(InstalledText(text: text)), on: "2014-01-01") }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Records a fact at nine in the morning of a day; the day turns before, as it does for a command.
  @discardableResult
  func record(_ fact: Fact, on text: String, as actor: String = "office") throws -> Int64? {
    let day = Day(text)!
    defer { today = day }
    return try store.write(at: OfficeTime.milliseconds(of: day, minutes: 540), actor: actor) { transaction in
      if let today, today != day { try transaction.record(.dayTurned(DayTurn(day: day))) }
      return try transaction.record(fact)
    }
  }

  /// Turns the day with no other fact.
  func turn(to text: String) throws { try record(.dayTurned(DayTurn(day: Day(text)!)), on: text) }

  /// Starts a run for the district.
  func start(_ workflow: String, on day: String = "2014-01-01", parameters: [String: String] = [:]) throws -> Int64 {
    try record(.runStarted(RunStart(workflow: workflow, version: 1, subject: "", semester: nil, parameters: parameters)), on: day)!
  }

  /// `key: status` of every task, those that were cancelled included.
  func tasks(_ run: Int64? = nil) throws -> [String: TaskStatus] {
    var filter = TaskFilter()
    (filter.run, filter.statuses) = (run, TaskStatus.allCases)
    return Dictionary(try store.read { try $0.tasks(filter) }.map { ($0.key, $0.status) }, uniquingKeysWith: { $1 })
  }

  /// The number of a task.
  func task(_ key: String, of run: Int64? = nil) throws -> Int64 {
    var filter = TaskFilter()
    (filter.run, filter.statuses) = (run, TaskStatus.allCases)
    return try store.read { try $0.tasks(filter) }.first { $0.key == key }!.id
  }

  /// A task as it stands.
  func record(of key: String) throws -> TaskRecord {
    let id = try task(key)
    return try store.read { try $0.task(id) }!
  }

  func submit(_ key: String, on day: String) throws {
    try record(.taskSubmitted(Submission(task: task(key), evidence: [], note: nil)), on: day)
  }

  func accept(_ key: String, of run: Int64? = nil, on day: String) throws {
    try record(.taskAccepted(Opinion(task: task(key, of: run), note: nil)), on: day)
  }

  /// The phases that a run is in, or its status where it has ended.
  func phase(_ run: Int64) throws -> String {
    try store.read { reader in
      let record = try reader.run(run)!
      guard record.status == .active else { return record.status.rawValue }
      return try reader.process(record.workflow, record.version).phases(record.snapshot).map(\.id).joined(separator: "+")
    }
  }
}
