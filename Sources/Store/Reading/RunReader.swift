public import AcademicCalendar
import GRDB
public import Rules
import Statechart
public import Workflow

extension Reader {
  /// A run.
  public func run(_ id: Int64) throws -> RunRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]).map { try RunRecord(row: $0) }
  }

  /// Whether runs were started for a semester.
  public func hasRuns(in semester: String) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE semester = ?)", arguments: [semester]) ?? false
  }

  /// Runs that no other run started, the newest first.
  public func topRuns() throws -> [RunRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM run WHERE parent IS NULL ORDER BY id DESC").map { try RunRecord(row: $0) }
  }

  /// Runs of a workflow that are going on, in any version.
  public func liveRuns(of workflow: String) throws -> [RunRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM run WHERE workflow = ? AND status = 'active' ORDER BY id", arguments: [workflow])
      .map { try RunRecord(row: $0) }
  }

  /// Where a run could not go on, or something in it failed, and why, by day.
  public func obstacles(of run: Int64) throws -> [RunObstacle] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT day, kind, json_extract(content, '$.message') AS message FROM notice
        WHERE run = ? AND kind IN ('blocked', 'failed') ORDER BY id
        """, arguments: [run]
    ).compactMap { row in
      Day(rawValue: row["day"]).map { RunObstacle(day: $0, hasFailed: row["kind"] == "failed", message: row["message"]) }
    }
  }

  /// The runs that a run started.
  public func children(of run: Int64) throws -> [RunRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM run WHERE parent = ? ORDER BY id", arguments: [run]).map { try RunRecord(row: $0) }
  }

  /// A run of this workflow about this subject in this semester that is not cancelled, if there is one.
  public func liveRun(_ workflow: String, subject: String, semester: String?) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM run WHERE workflow = ? AND subject = ? AND semester IS ? AND status <> 'cancelled' AND parent IS NULL",
      arguments: [workflow, subject, semester])
  }

  /// Counts of a run's tasks by state of the workflow, its child runs' tasks included under the state that started them.
  public func taskCounts(of run: Int64, today: Day) throws -> [String: TaskCount] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        WITH RECURSIVE family (run, state) AS (
          SELECT ?, NULL
          UNION ALL
          SELECT child.id, coalesce(family.state, substr(child.parent_invocation, 1, instr(child.parent_invocation, '/') - 1))
          FROM run AS child JOIN family ON child.parent = family.run
        )
        SELECT coalesce(family.state, task.state) AS state, task.required AND family.state IS NULL AS required,
          count(*) AS total, sum(task.status IN ('accepted', 'waived')) AS done, sum(task.status = 'cancelled') AS missed,
          sum(coalesce(\(TaskRecord.isPending) AND task.due < ?, 0)) AS late
        FROM family JOIN task ON task.run = family.run
        -- What was never begun when its phase was left, or was struck from its list, counts for nothing; what people could have done and did
        -- not, counts.
        WHERE task.status <> 'cancelled' OR (task.opens <= task.settled AND NOT task.struck) GROUP BY 1, 2
        """, arguments: [run, today.rawValue])
    return rows.reduce(into: [:]) { counts, row in
      let count = TaskCount(total: row["total"], done: row["done"], late: row["late"], missed: row["missed"])
      counts[row["state"], default: TaskCount()].add(count, isRequired: row["required"])
    }
  }

  /// What opening tasks and conditions of a run may see.
  public func context(of run: Int64, on today: Day) throws -> OpeningContext {
    guard let head = try head(ofRun: run),
      let (entered, left) = try Prepared(db, "SELECT entered, past FROM run WHERE id = ?").bind(1, run).first({ ($0.text(0), $0.text(1)) })
    else { throw StoreError.damaged("run \(run)") }
    let process = try process(head.workflow, head.version)
    let calendars = try calendars()
    let semesters = calendars.semesters
    let (subject, semester) = (head.subject, head.semester)
    let values = try parameters(process.definition, set: head.parameters == "{}" ? [:] : try StableJSON.read(head.parameters))
    var context = OpeningContext(
      parameters: values, unsetParameters: process.definition.parameters.map { $0.name }.filter { values[$0] == nil },
      subject: try subjectValue(process.definition.subject, subject), today: today,
      semester: semesters.first { $0.id == semester }, semesters: semesters, calendar: calendars.calendar)
    if entered != "{}" { context.entered = try StableJSON.read(entered) }
    if left != "{}" { context.left = try StableJSON.read(left) }
    context.edition = try edition()
    if !process.definition.holds.isEmpty {
      context.subject = try holderValue(subject, holding: process.definition.holds, on: today) ?? context.subject
    }
    if process.usesRoster { context.roster = try rosterValue() }
    return context
  }

  private func calendars() throws -> OfficeCalendars {
    if let known = memory?.calendars { return known }
    let calendars = OfficeCalendars(semesters: try semesters(), calendar: try calendar())
    memory?.calendars = calendars
    return calendars
  }

  /// Everybody, as `roster` in expressions: `roster.people.filter(p, '评审员' in p.posts)`.
  private func rosterValue() throws -> Value {
    let studios = try studios().map { studio in
      Value.object(["kind": .string("studio"), "id": .string(studio.id), "name": .string(studio.name), "level": .string(studio.level)])
    }
    let people = try people()
    // A fan-out over people asks for each of them next.
    for person in people { memory?.keep(person) }
    return .object([
      "people": .list(people.map(\.value)), "schools": .list(try schools().map(\.value)), "studios": .list(studios),
    ])
  }

  /// Whether a state that has tasks, a fan-out or a review was ever entered; one that has none is taken to have been.
  public func wasEntered(_ state: String, run: Int64) throws -> Bool {
    guard let record = try self.run(run) else { return false }
    let process = try process(record.workflow, record.version)
    guard process.invocations.values.contains(where: { $0.state == state }) else { return true }
    return try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM invocation WHERE run = ? AND state = ?)", arguments: [run, state]) ?? false
  }

  /// The states whose lines, fan-outs or reviews were begun at some time.
  public func begunStates(of run: Int64) throws -> Set<String> {
    try String.fetchSet(db.cachedStatement(sql: "SELECT state FROM invocation WHERE run = ?"), arguments: [run])
  }

  /// The value of a run's parameter: what the run sets, or else the default; nil is unset.
  public func parameter(_ name: String, of run: Int64) throws -> Value? {
    guard let record = try Row.fetchOne(db, sql: "SELECT workflow, version, parameters FROM run WHERE id = ?", arguments: [run]) else {
      return nil
    }
    let definition = try process(record["workflow"], record["version"]).definition
    return try parameters(definition, set: try StableJSON.read(record["parameters"]))[name]
  }

  /// Parameter values: what the run sets, or else the defaults; what neither gives is unset.
  private func parameters(_ definition: WorkflowDefinition, set: [String: String]) throws -> [String: Value] {
    var values: [String: Value] = [:]
    for parameter in definition.parameters {
      let text = set[parameter.name]
      if text == "all", parameter.type == .list(.school) {
        values[parameter.name] = .list(try schools().map(\.value))
      } else if let value = text.flatMap({ ParameterValue.read($0, as: parameter.type) }) ?? parameter.defaultValue {
        values[parameter.name] = try resolve(value, parameter.type)
      }
    }
    return values
  }

  /// Turns codes into what expressions see: a school's or a person's map.
  private func resolve(_ value: Value, _ type: ParameterType) throws -> Value {
    switch (type, value) {
    case (.list(let element), .list(let values)): .list(try values.map { try resolve($0, element) })
    case (.school, .string(let id)): try school(id)?.value ?? value
    case (.person, .string(let id)): try person(id)?.value ?? value
    default: value
    }
  }

  /// The subject as expressions see it: `id`, `name`, and for a studio `members`, `trainees` and `pairs`.
  private func subjectValue(_ kind: SubjectKind, _ id: String) throws -> Value {
    switch kind {
    case .school: return try school(id)?.value ?? .object(["id": .string(id)])
    case .person: return try person(id)?.value ?? .object(["id": .string(id)])
    case .studio: return try studioValue(id)
    case .district, .pair, .cohort, .visit: return .object(["id": .string(id), "kind": .string(kind.rawValue)])
    }
  }

  private func studioValue(_ id: String) throws -> Value {
    var (members, trainees, pairs): ([Value], [Value], [Value]) = ([], [], [])
    try Prepared(
      db,
      """
      SELECT person.id, name, school, stage, subject, posts, role, mentor FROM membership JOIN person ON person.id = membership.person
      WHERE studio = ? ORDER BY membership.person
      """
    ).bind(1, id).each { row in
      let person = Person(
        id: row.text(0), name: row.text(1), school: row.optionalText(2), stage: row.text(3), subject: row.text(4),
        posts: try StableJSON.words(row.text(5)))
      switch MembershipRole(rawValue: row.text(6)) {
      // There is one.
      case .leader: members.insert(person.value, at: 0)
      case .member: members.append(person.value)
      case .trainee:
        trainees.append(person.value)
        guard let mentor = row.optionalText(7) else { return }
        pairs.append(
          .record(Self.pairFields, [.string("\(mentor)-\(person.id)"), .string("pair"), .string(person.id), .string(mentor)]))
      case nil: break
      }
    }
    let name = try studio(id)?.name ?? id
    return .record(
      Self.studioFields, [.string(id), .string("studio"), .list(members), .string(name), .list(pairs), .list(trainees)])
  }

  private static let pairFields = RecordFields("id", "kind", "mentee", "mentor")
  private static let studioFields = RecordFields("id", "kind", "members", "name", "pairs", "trainees")
}

/// The semesters and working days of an office.
struct OfficeCalendars {
  let semesters: [Semester]
  let calendar: WorkingCalendar
}

extension School {
  private static let fields = RecordFields("id", "kind", "name", "stage", "zone")

  /// As expressions see it.
  var value: Value { .record(Self.fields, [.string(id), .string("school"), .string(name), .string(stage), .string(zone)]) }
}

extension Person {
  private static let fields = RecordFields("id", "kind", "name", "posts", "school", "stage", "subject")

  /// As expressions see it.
  var value: Value {
    .record(
      Self.fields,
      [
        .string(id), .string("person"), .string(name), .list(posts.map(Value.string)), .string(school ?? ""), .string(stage),
        .string(subject),
      ])
  }
}

extension RunRecord {
  fileprivate init(row: Row) throws {
    self.init(
      id: row["id"], workflow: row["workflow"], version: row["version"], subjectKind: row["subject_kind"], subject: row["subject"],
      semester: row["semester"], status: RunStatus(rawValue: row["status"]) ?? .active, parent: row["parent"],
      parentInvocation: row["parent_invocation"], started: Day(rawValue: row["started"]) ?? .earliest,
      ended: (row["ended"] as Int32?).flatMap(Day.init(rawValue:)), isSuspended: row["suspended"],
      snapshot: try Snapshot(text: row["snapshot"]))
  }
}

/// A task line, fan-out or chain of a run as it stands.
public struct RunLine: Hashable, Sendable {
  /// `STATE/KEY`.
  public var id: String
  /// Where it stands.
  public enum Status: String, Hashable, Sendable {
    /// Something that it waits for is open.
    case active
    /// Nothing that it waits for is open.
    case settled
    /// Its state was left before that.
    case left
  }

  /// Where it stands.
  public var status: Status
  /// How many of its tasks or child runs are not settled.
  public var waiting: Int
}

extension Reader {
  /// The task lines, fan-outs and chains that a run has begun.
  public func lines(of run: Int64) throws -> [RunLine] {
    try Row.fetchAll(db, sql: "SELECT id, status, total - settled AS waiting FROM invocation WHERE run = ? ORDER BY id", arguments: [run])
      .map { RunLine(id: $0["id"], status: RunLine.Status(rawValue: $0["status"]) ?? .left, waiting: $0["waiting"]) }
  }
}
