public import AcademicCalendar
import GRDB
import Rules
import Workflow

/// A reminder that a run sent to those who hold one of its roles (`notify`).
public struct ReminderRecord: Hashable, Sendable {
  /// Its number in the office.
  public var id: Int64
  /// The run.
  public var run: Int64
  /// The workflow.
  public var workflow: String
  /// The run's version of it.
  public var version: Int
  /// What the run is about, a `SubjectKind`.
  public var subjectKind: String
  /// The subject's code; empty for the district.
  public var subject: String
  /// The semester that the run was started for.
  public var semester: String?
  /// The day on which it was sent.
  public var day: Day
  /// The role, by its identifier.
  public var role: String
  /// What it says; nil where the workflow gives no words.
  public var text: String?
  /// When the run entered its states, JSON.
  fileprivate var entered: String
}

extension Reader {
  /// Reminders of runs that are going on, in the order in which they were sent.
  public func reminders() throws -> [ReminderRecord] { try reminders(where: "run.status = 'active'", []) }

  /// Those of runs that are going on and reach a person, in the order in which they were sent.
  public func reminders(reaching id: String) throws -> [ReminderRecord] {
    // In runs about people roles are held by posts: who has none is reached by those about themselves only.
    let hasPosts = try person(id)?.posts.isEmpty == false
    let near = try reminders(
      where: "run.status = 'active' AND (run.subject_kind <> 'person' OR run.subject = ? OR ?)", [id, hasPosts])
    let addressees = try addressees(of: near)
    return near.filter { addressees[$0.id]?.contains(id) == true }
  }

  /// Whether a reminder's run is still in the phase in which it was sent.
  public func isOfThisPhase(_ reminder: ReminderRecord) throws -> Bool {
    let entered: [String: Day] = try StableJSON.read(reminder.entered)
    return try !process(reminder.workflow, reminder.version).definition.states.contains { state in
      entered[state.id].map { $0 > reminder.day } ?? false
    }
  }

  /// Reminders of a run and of those that it started, over or not.
  public func reminders(ofRun run: Int64) throws -> [ReminderRecord] {
    let family = """
      run.id IN (WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT run.id FROM run JOIN family ON run.parent = family.id)
        SELECT id FROM family)
      """
    return try reminders(where: family, [run])
  }

  private func reminders(where condition: String, _ arguments: StatementArguments) throws -> [ReminderRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT notice.id, notice.day, run.id AS run, workflow, version, subject_kind, subject, semester, entered,
          iif(json_type(content) = 'object', content ->> '$.role', content ->> '$') AS role,
          iif(json_type(content) = 'object', content ->> '$.text', NULL) AS text
        FROM notice JOIN run ON run.id = notice.run WHERE kind = 'notify' AND \(condition) ORDER BY notice.id
        """, arguments: arguments
    ).compactMap { row in
      guard let day = Day(rawValue: row["day"]), let role = row["role"] as String? else { return nil }
      return ReminderRecord(
        id: row["id"], run: row["run"], workflow: row["workflow"], version: row["version"], subjectKind: row["subject_kind"],
        subject: row["subject"], semester: row["semester"], day: day, role: role, text: row["text"], entered: row["entered"])
    }
  }

  /// Those whom reminders reach, by the reminder's number: who does what the run asks of its own subject, or else everyone who holds the role
  /// where the run is; where it is about a person, or else whoever does such a task for them. Nobody is the office itself.
  public func addressees(of reminders: [ReminderRecord]) throws -> [Int64: [String]] {
    var (known, own): ([Audience: [String]], [RoleOfWorkflow: Bool]) = ([:], [:])
    let holders = RoleHolders(db: db)
    var found: [Int64: [String]] = [:]
    for reminder in reminders {
      let definition = try process(reminder.workflow, reminder.version).definition
      let role = RoleOfWorkflow(workflow: reminder.workflow, version: reminder.version, role: reminder.role)
      let isOwn = own[role] ?? (definition.subject == .person && definition.isOfSubject(reminder.role))
      own[role] = isOwn
      if isOwn {
        found[reminder.id] = [reminder.subject]
        continue
      }
      let place = RolePlace(
        school: definition.subject == .school
          ? reminder.subject : definition.subject == .person ? try person(reminder.subject)?.school : nil,
        studio: definition.subject == .studio ? reminder.subject : nil)
      let audience = Audience(title: definition.roleTitle(reminder.role), place: place)
      let near = try known[audience] ?? holders.all(of: audience.title, audience.place)
      known[audience] = near
      found[reminder.id] =
        near.isEmpty && definition.subject == .person
        ? try [holders.holder(of: audience.title, near: reminder.subject)].compactMap(\.self) : near
    }
    return found
  }
}

/// A role as one version of a workflow names it.
private struct RoleOfWorkflow: Hashable {
  var workflow: String
  var version: Int
  var role: String
}

/// A role at a place.
private struct Audience: Hashable {
  var title: String
  var place: RolePlace
}

extension WorkflowDefinition {
  /// Whether a role is that of the one whom a run is about: some line that it does is for the subject alone.
  fileprivate func isOfSubject(_ role: String) -> Bool {
    allStates.flatMap(\.tasks).contains { $0.role == role && $0.forEach?.source.filter { $0 != " " } == "[subject]" }
  }
}
