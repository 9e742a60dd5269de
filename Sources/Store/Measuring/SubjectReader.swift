import AcademicCalendar
public import Evaluation
import GRDB

extension Reader {
  /// The subjects of a scheme in a period, by code.
  /// - Parameter only: the codes of those asked about; nil is everybody.
  public func subjects(of scheme: Scheme, period: EvaluationPeriod, only: [String]? = nil) throws -> [SubjectReference] {
    if scheme.subject.kind == .person { return try people(scheme.subject, period, only) }
    let all = try groups(scheme.subject, period)
    return only.map { codes in all.filter { codes.contains($0.id) } } ?? all
  }

  private func groups(_ subject: SchemeSubject, _ period: EvaluationPeriod) throws -> [SubjectReference] {
    switch subject.kind {
    case .school:
      let found = try schools().filter { matches(subject, .stage, [$0.stage]) }
      return try concerned(found.map { SubjectReference(.school, id: $0.id, name: $0.name) }, subject, period)
    case .studio:
      let found = try studios().filter { matches(subject, .level, [$0.level]) && matches(subject, .subject, [$0.subject]) }
      return try concerned(found.map { SubjectReference(.studio, id: $0.id, name: $0.name) }, subject, period)
    case .zone:
      return try String.fetchAll(db, sql: "SELECT DISTINCT zone FROM school ORDER BY zone").map {
        SubjectReference(.zone, id: $0, name: $0)
      }
    case .district: return [SubjectReference(.district, id: "", name: try office().opening.name)]
    case .team:
      let teams = try String.fetchAll(
        db, sql: "SELECT DISTINCT subject FROM title WHERE subject_kind = 'team' AND withdrawn IS NULL ORDER BY subject")
      return try concerned(teams.map { SubjectReference(.team, id: $0, name: $0) }, subject, period)
    case .person, .cohort: return []
    }
  }

  private func matches(_ subject: SchemeSubject, _ property: SchemeSubject.Property, _ values: [String]) -> Bool {
    subject.filters[property].map { wanted in values.contains { wanted.contains($0) } } ?? true
  }

  /// Those that a run of the workflow is about or, schools, has a task for, and that hold the title.
  private func concerned(_ all: [SubjectReference], _ subject: SchemeSubject, _ period: EvaluationPeriod) throws -> [SubjectReference] {
    var chosen = all
    if let workflows = subject.filters[.workflow] {
      let known = try String.fetchSet(
        db, sql: "SELECT subject FROM run WHERE subject_kind = ? AND \(Self.runs(workflows.count))",
        arguments: [subject.kind.rawValue] + StatementArguments(workflows) + Self.days(period))
      let served = subject.kind == .school ? try schoolsWithTasks(of: workflows, period) : []
      chosen = chosen.filter { known.contains($0.id) || served.contains($0.id) }
    }
    if let titles = subject.filters[.title] {
      let holders = try String.fetchSet(
        db,
        sql: """
          SELECT subject FROM title WHERE subject_kind = ? AND \(TitleInForce.during(subject.holdingDays(in: period)))
            AND title IN (\(MeasureStatement.marks(titles.count)))
          """, arguments: [subject.kind.rawValue] + StatementArguments(titles))
      chosen = chosen.filter { holders.contains($0.id) }
    }
    return chosen
  }

  /// The schools for which runs of the workflows have tasks: those that take part in what the whole district does.
  private func schoolsWithTasks(of workflows: [String], _ period: EvaluationPeriod) throws -> Set<String> {
    try String.fetchSet(
      db,
      sql: """
        SELECT DISTINCT school FROM task WHERE school IS NOT NULL AND status <> 'cancelled'
          AND run IN (SELECT id FROM run WHERE \(Self.runs(workflows.count)))
        """, arguments: StatementArguments(workflows) + Self.days(period))
  }

  /// A condition on runs: of these workflows, in a period.
  private static func runs(_ count: Int) -> String {
    "status <> 'cancelled' AND workflow IN (\(MeasureStatement.marks(count))) AND (semester = ? OR started BETWEEN ? AND ?)"
  }

  private static func days(_ period: EvaluationPeriod) -> StatementArguments { [period.key, period.start.rawValue, period.end.rawValue] }

  private func people(_ subject: SchemeSubject, _ period: EvaluationPeriod, _ only: [String]?) throws -> [SubjectReference] {
    var (conditions, arguments) = (["1"], StatementArguments())
    func require(_ condition: String, _ values: StatementArguments) {
      conditions.append(condition)
      arguments += values
    }
    if let only { require("id IN (\(MeasureStatement.marks(only.count)))", StatementArguments(only)) }
    let workflows = subject.filters[.workflow]
    if let roles = subject.filters[.membership] {
      let studios =
        workflows.map { "AND studio IN (SELECT subject FROM run WHERE subject_kind = 'studio' AND \(Self.runs($0.count)))" } ?? ""
      require(
        "id IN (SELECT membership.person FROM membership WHERE role IN (\(MeasureStatement.marks(roles.count))) \(studios))",
        StatementArguments(roles) + (workflows.map { StatementArguments($0) + Self.days(period) } ?? []))
    } else if let workflows {
      require(
        """
        EXISTS (SELECT 1 FROM run WHERE \(Self.runs(workflows.count)) AND (subject_kind = 'person' AND subject = person.id
          OR subject_kind = 'school' AND subject = person.school
          OR subject_kind = 'studio' AND subject IN (SELECT studio FROM membership WHERE membership.person = person.id)
          OR EXISTS (SELECT 1 FROM task WHERE task.run = run.id AND task.assignee = person.id)))
        """, StatementArguments(workflows) + Self.days(period))
    }
    for (property, column) in [(SchemeSubject.Property.stage, "stage"), (.subject, "subject")] {
      guard let values = subject.filters[property] else { continue }
      require("\(column) IN (\(MeasureStatement.marks(values.count)))", StatementArguments(values))
    }
    if let units = subject.filters[.unit] {
      require("\(MeasureTable.unit("person.school")) IN (\(MeasureStatement.marks(units.count)))", StatementArguments(units))
    }
    if let posts = subject.filters[.post] {
      require(
        "EXISTS (SELECT 1 FROM json_each(posts) AS post WHERE post.value IN (\(MeasureStatement.marks(posts.count))))",
        StatementArguments(posts))
    }
    if let titles = subject.filters[.title] {
      require(
        """
        EXISTS (SELECT 1 FROM title WHERE title.subject_kind = 'person' AND title.subject = person.id
          AND \(TitleInForce.during(subject.holdingDays(in: period))) AND title.title IN (\(MeasureStatement.marks(titles.count))))
        """,
        StatementArguments(titles))
    }
    return try Row.fetchAll(
      db, sql: "SELECT id, name FROM person WHERE \(conditions.joined(separator: " AND ")) ORDER BY id", arguments: arguments
    ).map { SubjectReference(.person, id: $0["id"], name: $0["name"]) }
  }

  /// For each subject, the run of a workflow in a period that concerns it: its own, that of its school, or of a studio it belongs to.
  public func runs(of workflow: String, concerning kind: SchemeSubject.Kind, period: EvaluationPeriod) throws -> [String: Int64] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, subject_kind, subject FROM run WHERE \(Self.runs(1)) ORDER BY id DESC",
      arguments: [workflow] + Self.days(period))
    var own: [String: [String: Int64]] = [:]
    for row in rows { own[row["subject_kind"], default: [:]][row["subject"]] = row["id"] }
    guard kind == .person, !rows.isEmpty else { return own[kind.rawValue] ?? [:] }
    var found = own["person"] ?? [:]
    if let schools = own["school"] {
      for row in try Row.fetchAll(db, sql: "SELECT id, school FROM person WHERE school IS NOT NULL") {
        guard let run = schools[row["school"]] else { continue }
        found[row["id"], default: run] = min(found[row["id"]] ?? run, run)
      }
    }
    if let studios = own["studio"] {
      for row in try Row.fetchAll(db, sql: "SELECT person, studio FROM membership") {
        guard let run = studios[row["studio"]] else { continue }
        found[row["person"], default: run] = min(found[row["person"]] ?? run, run)
      }
    }
    return found
  }
}

extension SchemeSubject {
  /// The days on one of which a title must be held.
  fileprivate func holdingDays(in period: EvaluationPeriod) -> ClosedRange<Day> {
    switch holding {
    case .atEnd: period.end...period.end
    case .inPeriod: period.days
    }
  }
}
