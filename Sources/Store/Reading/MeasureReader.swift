public import AcademicCalendar
public import Evaluation
import GRDB

extension Reader {
  /// Answers a measure's query for every subject at once.
  /// - Parameters:
  ///   - query: what to count; a source that is not recorded here has no answer.
  ///   - period: the scheme's period.
  ///   - semesters: for windows that count in semesters.
  /// - Returns: values by the subject's code; a subject without records is absent, and its value is 0. Nil where there is no answer.
  public func measure(_ query: MeasureQuery, period: EvaluationPeriod, semesters: [Semester]) throws -> [String: MeasuredValue]? {
    guard query.source == .tasks, query.scope == .subject, query.aggregate == .count else { return nil }
    let days = query.window?.period(containing: period.end, semesters: semesters)?.days ?? period.days
    guard let subject = TaskColumns.subject(query.role), let day = TaskColumns.day(query.day) else { return nil }
    var conditions = ["\(subject) IS NOT NULL", "\(day) BETWEEN ? AND ?"]
    var arguments: StatementArguments = [days.lowerBound.rawValue, days.upperBound.rawValue]
    for (field, values) in query.filters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let column = TaskColumns.filter(field) else { return nil }
      conditions.append("\(column) IN (SELECT value FROM json_each(?))")
      arguments += [try StableJSON.text(values)]
    }
    if query.isOnTime { conditions.append("(task.due IS NULL OR coalesce(task.submitted, task.settled) <= task.due)") }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(subject) AS subject, task.id, task.title, \(day) AS day FROM task JOIN run ON run.id = task.run
        WHERE \(conditions.joined(separator: " AND ")) ORDER BY day, task.id
        """, arguments: arguments)
    let records = rows.reduce(into: [String: [RecordReference]]()) { records, row in
      let id: Int64 = row["id"]
      records[row["subject"], default: []].append(
        RecordReference(
          kind: "task", id: String(id), title: row["title"], day: (row["day"] as Int32?).flatMap(Day.init(rawValue:)), amount: 1))
    }
    return records.mapValues { .number($0.count, records: $0) }
  }

  /// The run of a workflow in a period that concerns a subject: its own, or that of a studio it belongs to.
  public func run(of workflow: String, concerning subject: SubjectReference, period: EvaluationPeriod) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM run WHERE workflow = ? AND status <> 'cancelled' AND (semester = ? OR started BETWEEN ? AND ?)
          AND (subject = ? OR subject_kind = 'studio' AND subject IN (SELECT studio FROM membership WHERE person = ?))
        ORDER BY id LIMIT 1
        """,
      arguments: [workflow, period.key, period.start.rawValue, period.end.rawValue, subject.id, subject.id])
  }

  /// The subjects of a scheme in a period, by code.
  public func subjects(of scheme: Scheme, period: EvaluationPeriod) throws -> [SubjectReference] {
    switch scheme.subject.kind {
    case .person: try peopleSubjects(scheme.subject, period)
    case .school:
      try schools().filter { matches(scheme.subject, .stage, [$0.stage]) }.map { SubjectReference(.school, id: $0.id, name: $0.name) }
    case .studio:
      try studios().filter { matches(scheme.subject, .level, [$0.level]) && matches(scheme.subject, .subject, [$0.subject]) }
        .map { SubjectReference(.studio, id: $0.id, name: $0.name) }
    case .district: [SubjectReference(.district, id: "", name: try office().opening.name)]
    case .cohort, .team: []
    }
  }

  private func matches(_ subject: SchemeSubject, _ property: SchemeSubject.Property, _ values: [String]) -> Bool {
    subject.filters[property].map { wanted in values.contains { wanted.contains($0) } } ?? true
  }

  private func peopleSubjects(_ subject: SchemeSubject, _ period: EvaluationPeriod) throws -> [SubjectReference] {
    var conditions = ["1"]
    var arguments = StatementArguments()
    if let roles = subject.filters[.membership] {
      conditions.append(
        """
        id IN (SELECT membership.person FROM membership WHERE role IN (SELECT value FROM json_each(?)) \
        \(subject.filters[.workflow] == nil ? "" : """
        AND studio IN (SELECT subject FROM run WHERE subject_kind = 'studio' AND status <> 'cancelled'
          AND workflow IN (SELECT value FROM json_each(?)) AND (semester = ? OR started BETWEEN ? AND ?))
        """))
        """)
      arguments += [try StableJSON.text(roles)]
      if let workflows = subject.filters[.workflow] {
        arguments += [try StableJSON.text(workflows), period.key, period.start.rawValue, period.end.rawValue]
      }
    }
    for (property, column) in [(SchemeSubject.Property.stage, "stage"), (.subject, "subject")] {
      guard let values = subject.filters[property] else { continue }
      conditions.append("\(column) IN (SELECT value FROM json_each(?))")
      arguments += [try StableJSON.text(values)]
    }
    if let posts = subject.filters[.post] {
      conditions.append("EXISTS (SELECT 1 FROM json_each(posts) AS post WHERE post.value IN (SELECT value FROM json_each(?)))")
      arguments += [try StableJSON.text(posts)]
    }
    return try Row.fetchAll(
      db, sql: "SELECT id, name FROM person WHERE \(conditions.joined(separator: " AND ")) ORDER BY id", arguments: arguments
    ).map { SubjectReference(.person, id: $0["id"], name: $0["name"]) }
  }
}

/// How the words of a query read in the task table.
private enum TaskColumns {
  static func subject(_ role: SubjectRole) -> String? {
    switch role {
    case .doer: "task.assignee"
    case .mentee: "task.mentee"
    case .host: "task.school"
    case .participant: nil
    }
  }

  static func day(_ day: RecordDay) -> String? {
    switch day {
    case .due: "coalesce(task.due, task.opens)"
    case .done: "coalesce(task.submitted, task.settled)"
    case .held, .dated, .inForce: nil
    }
  }

  static func filter(_ field: FilterField) -> String? {
    switch field {
    case .workflow: "run.workflow"
    case .task: "substr(task.invocation, instr(task.invocation, '/') + 1)"
    case .status: "task.status"
    case .kind: "json_extract(task.activity, '$.kind')"
    case .role: "task.role"
    default: nil
    }
  }
}
