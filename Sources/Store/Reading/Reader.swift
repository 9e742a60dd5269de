public import AcademicCalendar
import Foundation
import GRDB
import Statechart
public import Workflow

/// What can be read of an office; one consistent state.
///
/// Not Sendable: it belongs to one connection, for as long as that is in use.
public final class Reader {
  let db: Database
  let workflows: WorkflowCache
  /// Of the writing connection.
  let memory: Memory?
  /// The workflow that was asked for last: what comes next is mostly about the same one.
  private var lastProcess: (id: String, version: Int, process: CompiledWorkflow)?

  init(db: Database, workflows: WorkflowCache, memory: Memory? = nil) { (self.db, self.workflows, self.memory) = (db, workflows, memory) }

  /// The journal's last number and time; 0 and the beginning of time where it is empty.
  func lastEntry() throws -> (sequence: Int64, at: Int64) {
    if let known = memory?.last { return known }
    let row = try Row.fetchOne(db, sql: "SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1")
    let last: (sequence: Int64, at: Int64) = (row?[0] ?? 0, row?[1] ?? .min)
    memory?.last = last
    return last
  }

  // MARK: The office

  /// What was settled when the office was opened, and the last day that a command ran on.
  public func office() throws -> (opening: OfficeOpening, today: Day?) {
    if let known = memory?.office { return (known.opening, known.today) }
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM office") else { throw StoreError.damaged("office") }
    let opening = OfficeOpening(name: row["name"], uidDomain: row["uid_domain"], isRehearsal: row["rehearsal"], notices: nil)
    let today = (row["today"] as Int32?).flatMap(Day.init(rawValue:))
    memory?.office = (opening, today, row["edition"])
    return (opening, today)
  }

  /// Working days by the notices in the database.
  public func calendar() throws -> WorkingCalendar {
    let notices = try String.fetchAll(db, sql: "SELECT json FROM holiday_notice ORDER BY year")
    return try workflows.calendar(notices)
  }

  /// The years whose notice the office has.
  public func noticeYears() throws -> Set<Int> { Set(try Int.fetchAll(db, sql: "SELECT year FROM holiday_notice")) }

  /// The notice of a year; nil where the office has none.
  public func notice(of year: Int) throws -> HolidayNotice? {
    try String.fetchOne(db, sql: "SELECT json FROM holiday_notice WHERE year = ?", arguments: [year]).map { try StableJSON.read($0) }
  }

  /// Every semester, the earliest first.
  public func semesters() throws -> [Semester] {
    try Row.fetchAll(db, sql: "SELECT * FROM semester ORDER BY first_day").compactMap { row in
      guard let first = Day(rawValue: row["first_day"]) else { return nil }
      return Semester(schoolYear: row["school_year"], term: row["term"], firstDay: first, weeks: row["weeks"])
    }
  }

  /// Whether a timer has come due by this time, in milliseconds since 1970.
  public func hasDueTimers(at: Int64) throws -> Bool {
    try Prepared(db, "SELECT 1 FROM timer JOIN run ON run.id = timer.run WHERE due <= ? AND NOT suspended LIMIT 1").bind(1, at)
      .first { _ in true } ?? false
  }

  /// How many facts were ever accepted.
  public func journalCount() throws -> Int {
    // The journal has no gap: its last number is how many there are, however many.
    try Int.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM journal") ?? 0
  }

  /// The number of the last fact that was accepted on a day or before it.
  public func lastFact(on day: Day) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(seq) FROM journal WHERE at < ?", arguments: [OfficeTime.milliseconds(of: day + 1)]) ?? 0
  }

  /// The kinds of the facts accepted after the first `count`.
  public func facts(after count: Int) throws -> [Fact.Kind] {
    try String.fetchAll(db, sql: "SELECT kind FROM journal WHERE seq > ? ORDER BY seq", arguments: [count]).compactMap(
      Fact.Kind.init(rawValue:))
  }

  // MARK: Workflows

  /// A workflow compiled.
  public func process(_ id: String, _ version: Int) throws -> CompiledWorkflow {
    if let lastProcess, lastProcess.version == version, lastProcess.id == id { return lastProcess.process }
    let process = try workflows.process(WorkflowCache.Key(id: id, version: version)) {
      guard
        let text = try String.fetchOne(db, sql: "SELECT text FROM workflow WHERE id = ? AND version = ?", arguments: [id, version])
      else { throw StoreError.damaged("workflow \(id)@\(version)") }
      return text
    }
    lastProcess = (id, version, process)
    return process
  }

  /// Installed workflows with their newest version and title.
  public func installedWorkflows() throws -> [InstalledWorkflow] {
    try Row.fetchAll(db, sql: "SELECT id, max(version) AS version, title FROM workflow GROUP BY id ORDER BY id")
      .map { InstalledWorkflow(id: $0["id"], version: $0["version"], title: $0["title"]) }
  }

  /// The text of an installed version.
  public func workflowText(_ id: String, version: Int) throws -> String? {
    try String.fetchOne(db, sql: "SELECT text FROM workflow WHERE id = ? AND version = ?", arguments: [id, version])
  }

  /// Installed schemes with their newest version and title.
  public func installedSchemes() throws -> [InstalledWorkflow] {
    try Row.fetchAll(db, sql: "SELECT id, max(version) AS version, title FROM scheme GROUP BY id ORDER BY id")
      .map { InstalledWorkflow(id: $0["id"], version: $0["version"], title: $0["title"]) }
  }

  /// The text of an installed scheme's version.
  public func schemeText(_ id: String, version: Int) throws -> String? {
    try String.fetchOne(db, sql: "SELECT text FROM scheme WHERE id = ? AND version = ?", arguments: [id, version])
  }

  /// The newest version of a workflow.
  func latestVersion(of id: String) throws -> Int {
    guard let version = try Int.fetchOne(db, sql: "SELECT max(version) FROM workflow WHERE id = ?", arguments: [id]) else {
      throw StoreError.blocked("流程「\(id)」还没有安装")
    }
    return version
  }
}

/// An installed workflow or scheme.
public struct InstalledWorkflow: Codable, Hashable, Sendable {
  /// Its identifier.
  public var id: String
  /// Its newest version.
  public var version: Int
  /// What people call it.
  public var title: String
}
