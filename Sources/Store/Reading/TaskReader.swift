public import AcademicCalendar
import GRDB
public import Workflow

/// Which tasks to list; every condition given must hold.
public struct TaskFilter: Hashable, Sendable {
  /// Of this run and the runs that it started.
  public var run: Int64?
  /// Done by this person.
  public var person: String?
  /// Of runs about this studio.
  public var studio: String?
  /// For this school.
  public var school: String?
  /// In one of these states of life; empty is any but cancelled.
  public var statuses: [TaskStatus] = []
  /// Past their day and not handed in, as of this day.
  public var lateOn: Day?
  /// With something to schedule.
  public var isActivity = false
  /// Shown to this person (抄送).
  public var copiedTo: String?
  /// At most so many.
  public var limit = 100_000

  /// Every task.
  public init() {}
}

extension Reader {
  /// A task.
  public func task(_ id: Int64) throws -> TaskRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM task WHERE id = ?", arguments: [id]).map { try TaskRecord(row: $0) }
  }

  /// Tasks by their day, then their number.
  public func tasks(_ filter: TaskFilter) throws -> [TaskRecord] {
    var conditions: [String] = []
    var arguments = StatementArguments()
    func require(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
      conditions.append(condition)
      arguments += StatementArguments(values)
    }
    if let run = filter.run {
      require(
        """
        task.run IN (WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT run.id FROM run JOIN family ON run.parent = family.id)
          SELECT id FROM family)
        """, run)
    }
    if let person = filter.person { require("task.assignee = ?", person) }
    if let studio = filter.studio {
      require("task.run IN (SELECT id FROM run WHERE subject_kind = 'studio' AND subject = ?)", studio)
    }
    if let school = filter.school {
      require("(task.school = ? OR task.run IN (SELECT id FROM run WHERE subject_kind = 'school' AND subject = ?))", school, school)
    }
    if filter.statuses.isEmpty {
      require("task.status <> 'cancelled'")
    } else {
      require("task.status IN (SELECT value FROM json_each(?))", try StableJSON.text(filter.statuses.map(\.rawValue)))
    }
    if let today = filter.lateOn { require("task.status IN ('planned', 'open', 'returned') AND task.due < ?", today.rawValue) }
    if let person = filter.copiedTo { require("task.id IN (SELECT task FROM task_log WHERE event = 'copy' AND person = ?)", person) }
    if filter.isActivity { require("task.activity IS NOT NULL") }
    let sql = "SELECT * FROM task WHERE \(conditions.joined(separator: " AND ")) ORDER BY due IS NULL, due, id LIMIT \(filter.limit)"
    return try Row.fetchAll(db, sql: sql, arguments: arguments).map { try TaskRecord(row: $0) }
  }

  /// The evidence of a task, in the order in which it came.
  public func evidence(of task: Int64) throws -> [EvidenceRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM evidence WHERE task = ? ORDER BY id", arguments: [task])
      .map { EvidenceRecord(kind: $0["kind"], name: $0["name"], sha256: $0["sha256"], size: $0["size"]) }
  }
}

extension Reader {
  /// What happened to a task, in order.
  public func log(of task: Int64) throws -> [TaskLogLine] {
    try Row.fetchAll(db, sql: "SELECT * FROM task_log WHERE task = ? ORDER BY id", arguments: [task]).compactMap { row in
      TaskLife.Event(rawValue: row["event"]).map {
        TaskLogLine(at: row["at"], actor: row["actor"], behalf: row["behalf"], event: $0, person: row["person"], note: row["note"])
      }
    }
  }

  /// Those who hold the role of a task where it is done: who may take it.
  public func holders(of task: TaskRecord) throws -> [String] {
    guard let role = task.role, let run = try run(task.run) else { return [] }
    let definition = try process(run.workflow, run.version).definition
    let place = RolePlace(
      school: task.school ?? (definition.subject == .school ? run.subject : nil), studio: definition.subject == .studio ? run.subject : nil)
    return try RoleHolders(db: db).all(of: definition.roleTitle(role), place)
  }
}

extension TaskRecord {
  init(row: Row) throws {
    func day(_ column: String) -> Day? { (row[column] as Int32?).flatMap(Day.init(rawValue:)) }
    self.init(
      id: row["id"], run: row["run"], key: row["key"], state: row["state"], title: row["title"],
      status: TaskStatus(rawValue: row["status"]) ?? .open, isRequired: row["required"], role: row["role"], assignee: row["assignee"],
      school: row["school"], mentee: row["mentee"], opens: day("opens") ?? .earliest, due: day("due"),
      activity: try (row["activity"] as String?).map { try StableJSON.read($0) }, evidence: try StableJSON.read(row["evidence"]),
      cite: row["cite"], submitted: day("submitted"), submitter: row["submitter"], settled: day("settled"), note: row["note"],
      isClaimed: row["claimed"], modified: row["modified"])
  }
}

extension Reader {
  /// The staff numbers of those who have a task or a published session, in order.
  public func peopleWithDuties() throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT assignee AS id FROM task WHERE assignee IS NOT NULL UNION SELECT person FROM session_person ORDER BY 1")
  }
}
