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
  /// For this school, or done by one of its people.
  public var schoolOrPeople: String?
  /// Within one of these; nil is everywhere, an empty list nowhere.
  public var within: [TaskScope]?
  /// Neither done nor handed in by this person.
  public var others: String?
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
    try Prepared(db, "SELECT \(TaskRecord.columns) FROM task WHERE id = ?").bind(1, id).first(TaskRecord.init)
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
    if let school = filter.schoolOrPeople {
      require(
        """
        (task.school = ? OR task.run IN (SELECT id FROM run WHERE subject_kind = 'school' AND subject = ?)
          OR task.assignee IN (SELECT id FROM person WHERE school = ?))
        """, school, school, school)
    }
    if let scopes = filter.within {
      conditions.append("(\(scopes.isEmpty ? "0" : scopes.map(\.condition).joined(separator: " OR ")))")
      arguments += StatementArguments(scopes.map(\.code))
    }
    if let person = filter.others { require("task.assignee IS NOT ? AND task.submitter IS NOT ?", person, person) }
    if filter.statuses.isEmpty {
      require("task.status <> 'cancelled'")
    } else {
      require("task.status IN (SELECT value FROM json_each(?))", try StableJSON.text(filter.statuses.map(\.rawValue)))
    }
    if let today = filter.lateOn { require("\(TaskRecord.isPending) AND task.due < ?", today.rawValue) }
    if let person = filter.copiedTo { require("task.id IN (SELECT task FROM task_copy WHERE person = ?)", person) }
    if filter.isActivity { require("task.activity IS NOT NULL") }
    let order = "ORDER BY due IS NULL, due, id LIMIT \(filter.limit)"
    let statement = try db.cachedStatement(
      sql: "SELECT \(TaskRecord.columns) FROM task WHERE \(conditions.joined(separator: " AND ")) \(order)")
    try statement.setArguments(arguments)
    var tasks: [TaskRecord] = []
    try Prepared(statement).each { tasks.append(try TaskRecord($0)) }
    return tasks
  }

  /// The evidence of a task, in the order in which it came, but for what was deleted with an erased person.
  public func evidence(of task: Int64) throws -> [EvidenceRecord] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM evidence WHERE task = ? AND sha256 NOT IN (SELECT sha256 FROM erased_evidence) ORDER BY id",
      arguments: [task]
    )
    .map { EvidenceRecord(kind: $0["kind"], name: $0["name"], sha256: $0["sha256"], size: $0["size"]) }
  }
}

extension Reader {
  /// What happened to a task, in order.
  public func log(of task: Int64) throws -> [TaskLogLine] {
    var lines: [TaskLogLine] = []
    try JournalEntry.each(db, ofTask: task) { lines += TaskLogLine.lines(of: $0) }
    return lines
  }

  /// Whether a task was shown to somebody.
  public func isCopied(task: Int64, to person: String) throws -> Bool {
    try Prepared(db, "SELECT 1 FROM task_copy WHERE person = ? AND task = ?").bind(1, person).bind(2, task).first { _ in true } ?? false
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
  /// In the order in which `init` reads them.
  static let columns = """
    id, run, key, state, title, status, required, role, assignee, school, mentee, opens, due, activity, evidence, cite, submitted, submitter,
    settled, note, claimed, modified, moves
    """

  /// How many they are: what a query asks for beyond them comes after.
  static let columnCount: Int32 = 23

  init(_ row: Prepared) throws {
    func day(_ column: Int32) -> Day? { row.optionalInteger(column).flatMap { Day(rawValue: Int32(clamping: $0)) } }
    self.init(
      id: row.integer(0), run: row.integer(1), key: row.text(2), state: row.text(3), title: row.text(4),
      status: TaskStatus(rawValue: row.text(5)) ?? .open, isRequired: row.integer(6) != 0, role: row.optionalText(7),
      assignee: row.optionalText(8), school: row.optionalText(9), mentee: row.optionalText(10), opens: day(11) ?? .earliest, due: day(12),
      activity: try row.optionalText(13).map { try StableJSON.read($0) }, evidence: try StableJSON.words(row.text(14)),
      cite: row.optionalText(15), submitted: day(16), submitter: row.optionalText(17), settled: day(18), note: row.optionalText(19),
      isClaimed: row.integer(20) != 0, modified: row.integer(21), moves: Int(row.integer(22)))
  }
}

extension Reader {
  /// The staff numbers of those who have a task or a published session, in order.
  public func peopleWithDuties() throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT assignee AS id FROM task WHERE assignee IS NOT NULL UNION SELECT person FROM session_person ORDER BY 1")
  }
}
