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
  /// Whether the run is still in the phase in which it was sent.
  public var isOfThisPhase: Bool
}

extension Reader {
  /// Reminders of runs that are going on, in the order in which they were sent.
  public func reminders() throws -> [ReminderRecord] { try reminders(where: "run.status = 'active'", []) }

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
      let (workflow, version): (String, Int) = (row["workflow"], row["version"])
      let phases = try process(workflow, version).definition.states.map(\.id)
      let entered: [String: Day] = try StableJSON.read(row["entered"])
      return ReminderRecord(
        id: row["id"], run: row["run"], workflow: workflow, version: version, subjectKind: row["subject_kind"], subject: row["subject"],
        semester: row["semester"], day: day, role: role, text: row["text"],
        isOfThisPhase: !phases.contains { entered[$0].map { $0 > day } ?? false })
    }
  }

  /// Those whom reminders reach, by the reminder's number: who does what the run asks of its own subject, or else everyone who holds the role
  /// where the run is, or else in the whole office. Nobody is the office itself.
  public func addressees(of reminders: [ReminderRecord]) throws -> [Int64: [String]] {
    var known: [Audience: [String]] = [:]
    var found: [Int64: [String]] = [:]
    for reminder in reminders {
      let definition = try process(reminder.workflow, reminder.version).definition
      if definition.subject == .person, definition.isOfSubject(reminder.role) {
        found[reminder.id] = [reminder.subject]
        continue
      }
      let place = RolePlace(
        school: definition.subject == .school
          ? reminder.subject : definition.subject == .person ? try person(reminder.subject)?.school : nil,
        studio: definition.subject == .studio ? reminder.subject : nil)
      let audience = Audience(title: definition.roleTitle(reminder.role), place: place)
      if known[audience] == nil { known[audience] = try holders(audience) }
      found[reminder.id] = known[audience]
    }
    return found
  }

  private func holders(_ audience: Audience) throws -> [String] {
    let holders = RoleHolders(db: db)
    let near = try holders.all(of: audience.title, audience.place)
    return near.isEmpty ? try holders.all(of: audience.title, RolePlace()) : near
  }
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
