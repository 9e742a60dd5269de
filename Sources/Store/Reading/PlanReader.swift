import AcademicCalendar
import GRDB

/// Reads drafts and published sessions.
struct PlanReader {
  let db: Database

  /// The draft of a semester by day and period.
  func draft(_ semester: String) throws -> [Session] {
    let people = try people("draft_person", "draft", semester)
    return try Row.fetchAll(db, sql: "SELECT * FROM draft WHERE semester = ? ORDER BY day, period, task", arguments: [semester])
      .compactMap { Session(row: $0, people: people[$0["task"]] ?? []) }
  }

  /// What was ever published for a semester, cancelled sessions included.
  func published(_ semester: String) throws -> [PublishedSession] {
    let people = try people("session_person", "session", semester)
    return try Row.fetchAll(db, sql: "SELECT * FROM session WHERE semester = ? ORDER BY day, period, task", arguments: [semester])
      .compactMap { PublishedSession(row: $0, people: people[$0["task"]] ?? []) }
  }

  /// What was ever published for a task, in whatever semester.
  func published(task: Int64) throws -> PublishedSession? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM session WHERE task = ?", arguments: [task]) else { return nil }
    let people = try String.fetchAll(db, sql: "SELECT person FROM session_person WHERE task = ? ORDER BY position", arguments: [task])
    return PublishedSession(row: row, people: people)
  }

  /// Published sessions for which a condition holds, cancelled ones included, by day.
  func published(where condition: String, _ arguments: StatementArguments) throws -> [PublishedSession] {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM session WHERE \(condition) ORDER BY day, period, task", arguments: arguments)
    let names = try db.cachedStatement(sql: "SELECT person FROM session_person WHERE task = ? ORDER BY position")
    return try rows.compactMap { row in
      PublishedSession(row: row, people: try String.fetchAll(names, arguments: [row["task"] as Int64]))
    }
  }

  private func people(_ table: String, _ parent: String, _ semester: String) throws -> [Int64: [String]] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT task, person FROM \(table) JOIN \(parent) USING (task) WHERE semester = ? ORDER BY task, position",
      arguments: [semester])
    return rows.reduce(into: [:]) { $0[$1["task"], default: []].append($1["person"]) }
  }
}

extension Reader {
  /// The draft of a semester by day and period.
  public func draft(of semester: String) throws -> [Session] { try PlanReader(db: db).draft(semester) }

  /// What was ever published for a semester, cancelled sessions included.
  public func published(of semester: String) throws -> [PublishedSession] { try PlanReader(db: db).published(semester) }

  /// Tasks with a session that stands in another semester: their days span both.
  public func tasksPublished(outside semester: String) throws -> Set<Int64> {
    try Int64.fetchSet(db, sql: "SELECT task FROM session WHERE semester <> ? AND cancelled = 0", arguments: [semester])
  }

  /// What the draft could not place.
  public func unplaced(of semester: String) throws -> [Unplaced] {
    try Row.fetchAll(db, sql: "SELECT task, reasons FROM unplaced WHERE semester = ? ORDER BY task", arguments: [semester])
      .map { Unplaced(task: $0["task"], reasons: try StableJSON.read($0["reasons"])) }
  }

  /// The session that is published for a task; nil where none is, or it was called off.
  public func session(ofTask task: Int64) throws -> PublishedSession? {
    try PlanReader(db: db).published(where: "task = ? AND cancelled = 0", [task]).first
  }

  /// Published sessions of a person, a studio's runs, or a run with its children, by day.
  public func sessions(person: String? = nil, studio: String? = nil, run: Int64? = nil) throws -> [PublishedSession] {
    let (condition, argument): (String, any DatabaseValueConvertible) =
      if let person {
        ("task IN (SELECT task FROM session_person WHERE person = ?)", person)
      } else if let studio {
        ("task IN (SELECT task.id FROM task JOIN run ON run.id = task.run WHERE run.subject_kind = 'studio' AND run.subject = ?)", studio)
      } else {
        ("task IN (SELECT task.id FROM task JOIN run ON run.id = task.run WHERE run.id = ?1 OR run.parent = ?1)", run ?? 0)
      }
    return try PlanReader(db: db).published(where: condition, [argument])
  }
}

extension Session {
  fileprivate init?(row: Row, people: [String]) {
    guard let day = Day(rawValue: row["day"]) else { return nil }
    self.init(
      task: row["task"], day: day, period: row["period"], length: row["length"], place: row["place"], people: people,
      isProvisional: row["provisional"])
  }
}

extension PublishedSession {
  fileprivate init?(row: Row, people: [String]) {
    guard let session = Session(row: row, people: people) else { return nil }
    self.init(
      session: session, isCancelled: row["cancelled"], sequence: row["sequence"], published: row["published"], modified: row["modified"],
      change: row["change"])
  }
}
