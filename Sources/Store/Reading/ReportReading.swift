public import AcademicCalendar
import GRDB

/// Whose work a report is about.
public enum WorkScope: Hashable, Sendable {
  case office
  /// What a person does or takes part in, by staff number.
  case person(String)
  /// What the runs of a studio bring, by its code.
  case studio(String)
  /// What is done for a school or by its people, by its code.
  case school(String)
}

/// How much of one duty or task of a workflow was done in a time.
public struct WorkCount: Hashable, Sendable {
  /// The workflow.
  public var workflow: String
  /// The newest version that a counted run has.
  public var version: Int
  /// The duty or task: `STATE/KEY`.
  public var invocation: String
  /// How many were accepted.
  public var accepted: Int
  /// How many were waived.
  public var waived: Int
  /// How many wait for a reviewer.
  public var submitted: Int
  /// How many are not handed in.
  public var pending: Int
  /// At how many schools the accepted ones were held.
  public var schools: Int
  /// How many different people held the accepted ones, by their published sessions or else their responsible persons.
  public var people: Int
  /// The same, each counted as often as they did.
  public var personTimes: Int
  /// How many different people signed in at the accepted ones.
  public var attendants: Int
  /// The same, each as often as they did.
  public var attendances: Int
}

extension Reader {
  /// Work counted by what it is, in the order in which it was opened: accepted work by the day on which it was held or handed in, other work
  /// by its last day.
  public func workCounts(_ scope: WorkScope, in days: ClosedRange<Day>) throws -> [WorkCount] {
    let scoped = ScopedWork(scope, days)
    return try Row.fetchAll(
      db,
      sql: """
        \(scoped.sql), doer (task, person) AS (
          SELECT work.id, coalesce(session_person.person, work.assignee) FROM work
          LEFT JOIN session_person ON session_person.task = work.held WHERE work.status = 'accepted'),
        attendant (workflow, invocation, person) AS (
          SELECT run.workflow, work.invocation, attendance.person FROM work JOIN run ON run.id = work.run
          JOIN occasion ON occasion.task = work.id JOIN attendance ON attendance.occasion = occasion.id
          WHERE work.status = 'accepted' AND attendance.withdrawn IS NULL AND attendance.status IN ('present', 'late'))
        SELECT run.workflow, max(run.version) AS version, work.invocation,
          sum(work.status = 'accepted') AS accepted, sum(work.status = 'waived') AS waived, sum(work.status = 'submitted') AS submitted,
          sum(work.status IN ('planned', 'open', 'returned')) AS pending,
          count(DISTINCT CASE work.status WHEN 'accepted' THEN work.place END) AS schools,
          (SELECT count(DISTINCT person) FROM doer JOIN work AS done ON done.id = doer.task JOIN run AS its ON its.id = done.run
            WHERE its.workflow = run.workflow AND done.invocation = work.invocation) AS people,
          (SELECT count(person) FROM doer JOIN work AS done ON done.id = doer.task JOIN run AS its ON its.id = done.run
            WHERE its.workflow = run.workflow AND done.invocation = work.invocation) AS person_times,
          (SELECT count(DISTINCT person) FROM attendant WHERE attendant.workflow = run.workflow AND attendant.invocation = work.invocation)
            AS attendants,
          (SELECT count(*) FROM attendant WHERE attendant.workflow = run.workflow AND attendant.invocation = work.invocation) AS attendances
        FROM work JOIN run ON run.id = work.run
        GROUP BY run.workflow, work.invocation ORDER BY min(work.id)
        """, arguments: scoped.arguments
    ).map { row in
      WorkCount(
        workflow: row["workflow"], version: row["version"], invocation: row["invocation"], accepted: row["accepted"], waived: row["waived"],
        submitted: row["submitted"], pending: row["pending"], schools: row["schools"], people: row["people"],
        personTimes: row["person_times"], attendants: row["attendants"], attendances: row["attendances"])
    }
  }

  /// The accepted work itself by its day, at most so many, with the day by which it counts.
  public func acceptedWork(_ scope: WorkScope, in days: ClosedRange<Day>, limit: Int) throws -> [(
    task: TaskRecord, invocation: String, day: Day
  )] {
    let scoped = ScopedWork(scope, days)
    let statement = try db.cachedStatement(
      sql: """
        \(scoped.sql) SELECT \(TaskRecord.columns), invocation, day FROM work WHERE status = 'accepted' ORDER BY day, id LIMIT \(limit)
        """)
    try statement.setArguments(scoped.arguments)
    var found: [(task: TaskRecord, invocation: String, day: Day)] = []
    try Prepared(statement).each { row in
      guard let day = Day(rawValue: Int32(clamping: row.integer(TaskRecord.columnCount + 1))) else { return }
      found.append((try TaskRecord(row), row.text(TaskRecord.columnCount), day))
    }
    return found
  }

  /// Tasks of a semester by their number with the duty that they belong to: those of its runs, and of runs without a semester those whose
  /// last day lies in it. Cancelled ones are left out.
  public func duties(of semester: Semester, workflow: String?) throws -> [(task: TaskRecord, run: RunReference, invocation: String)] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(TaskRecord.columns), invocation, workflow, version, subject_kind, about FROM (
          SELECT task.*, run.workflow, run.version, run.subject_kind, run.subject AS about FROM task JOIN run ON run.id = task.run
          WHERE task.status <> 'cancelled' AND task.assignee IS NOT NULL AND (?1 IS NULL OR run.workflow = ?1)
            AND (run.semester = ?2 OR run.semester IS NULL AND coalesce(task.due, task.opens) BETWEEN ?3 AND ?4))
        ORDER BY id
        """)
    try statement.setArguments([workflow, semester.id, semester.firstDay.rawValue, semester.lastDay.rawValue])
    var found: [(task: TaskRecord, run: RunReference, invocation: String)] = []
    try Prepared(statement).each { row in
      let column = TaskRecord.columnCount
      let run = RunReference(
        workflow: row.text(column + 1), version: Int(row.integer(column + 2)),
        studio: row.text(column + 3) == "studio" ? row.text(column + 4) : nil)
      found.append((try TaskRecord(row), run, row.text(column)))
    }
    return found
  }

  /// Runs about a subject that went on at some time of these days, by their number.
  public func runs(about subject: String, kind: String, during days: ClosedRange<Day>) throws -> [RunRecord] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM run WHERE subject_kind = ? AND subject = ? AND status <> 'cancelled' AND started <= ? AND coalesce(ended, ?) >= ?
        ORDER BY id
        """,
      arguments: [kind, subject, days.upperBound.rawValue, days.upperBound.rawValue, days.lowerBound.rawValue]
    ).compactMap { try run($0) }
  }

  /// The runs of a workflow, child runs included.
  public func runs(of workflow: String) throws -> Set<Int64> {
    try Int64.fetchSet(db, sql: "SELECT id FROM run WHERE workflow = ?", arguments: [workflow])
  }

  /// The reviews of a run's own states, by their number.
  public func reviews(ofRun run: Int64) throws -> [ReviewRecord] {
    try Int64.fetchAll(db, sql: "SELECT id FROM review WHERE run = ? AND task IS NULL ORDER BY id", arguments: [run])
      .compactMap { try review($0) }
  }
}

/// What a run is, as far as lists of its tasks need it.
public struct RunReference: Hashable, Sendable {
  /// The workflow.
  public var workflow: String
  /// Its version.
  public var version: Int
  /// The studio that it is about.
  public var studio: String?
}

/// The tasks of a scope and a time as the table `work`: with the day by which each counts and the place where it was held.
private struct ScopedWork {
  let sql: String
  let arguments: StatementArguments

  init(_ scope: WorkScope, _ days: ClosedRange<Day>) {
    let (condition, code): (String, String?) =
      switch scope {
      case .office: ("?3 IS NULL", nil)
      case .person(let id): ("(task.assignee = ?3 OR task.id IN (SELECT task FROM session_person WHERE person = ?3))", id)
      case .studio(let id): ("task.run IN (SELECT id FROM run WHERE subject_kind = 'studio' AND subject = ?3)", id)
      case .school(let id):
        (
          """
          (task.school = ?3 OR task.run IN (SELECT id FROM run WHERE subject_kind = 'school' AND subject = ?3)
            OR task.assignee IN (SELECT id FROM person WHERE school = ?3))
          """, id
        )
      }
    sql = """
      WITH dated AS (
        SELECT task.*, session.task AS held, coalesce(session.place, task.school) AS place,
          coalesce(CASE task.status WHEN 'accepted' THEN coalesce(session.day, task.submitted, task.settled) END, task.due, task.opens) AS day
        FROM task LEFT JOIN session ON session.task = task.id AND session.cancelled = 0
        WHERE task.status <> 'cancelled' AND \(condition)),
      work AS (SELECT * FROM dated WHERE day BETWEEN ?1 AND ?2)
      """
    arguments = [days.lowerBound.rawValue, days.upperBound.rawValue, code]
  }
}
