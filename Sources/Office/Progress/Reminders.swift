public import AcademicCalendar
import Store
import Workflow

/// What workflows remind people of (`notify`), as lists show it: the same words of one day in one line, for however many runs.
public struct Reminder: Codable, Hashable, Sendable {
  /// The number of the first of them.
  public var id: Int64
  /// The workflow's title.
  public var workflow: String
  /// The runs that remind.
  public var runs: [Int64]
  /// What they are about: names; none for the district.
  public var targets: [String]
  /// The day on which it was sent.
  public var day: Day
  /// The role, as people call it.
  public var role: String
  /// Whom it reaches: staff numbers; none is the office.
  public var people: [String]
  /// Their names.
  public var names: [String]
  /// What it says.
  public var text: String
  /// Whether it is on show in the list of tasks: not longer than 14 days, and until the run's next phase.
  public var isCurrent: Bool
}

extension Office {
  /// How long a reminder stays in the list of tasks.
  private static let reminderDays = 14

  /// Reminders that are on show, as the same query lists tasks; whose tasks are looked at is for `tasks` to note.
  /// - Parameter query: a person, studio, school or run; what it says of the tasks themselves does not matter.
  public func reminders(_ query: TaskQuery) throws -> [Reminder] {
    try store.read { reader in
      try check(query, reader)
      let all =
        try query.run.map { try reader.reminders(ofRun: $0) } ?? query.person.map { try reader.reminders(reaching: $0) }
        ?? reader.reminders()
      return try reminders(all.filter { try query.covers($0) && isCurrent($0, reader) }, for: query.person, reader)
    }
  }

  /// Every reminder that a run ever sent.
  func reminders(ofRun run: Int64, _ reader: Reader) throws -> [Reminder] {
    try reminders(try reader.reminders(ofRun: run).filter { $0.run == run }, for: nil, reader)
  }

  private func isCurrent(_ reminder: ReminderRecord, _ reader: Reader) throws -> Bool {
    guard (0...Self.reminderDays).contains(today - reminder.day) else { return false }
    return try reader.isOfThisPhase(reminder)
  }

  private func reminders(_ records: [ReminderRecord], for person: String?, _ reader: Reader) throws -> [Reminder] {
    let addressees = try reader.addressees(of: records)
    let naming = Naming(reader, today: today)
    var (shown, places): ([Reminder], [ReminderKey: Int]) = ([], [:])
    for record in records {
      let people = addressees[record.id] ?? []
      if let person, !people.contains(person) { continue }
      let definition = try reader.process(record.workflow, record.version).definition
      let reminder = Reminder(
        id: record.id, workflow: definition.title, runs: [record.run],
        targets: record.subject.isEmpty ? [] : [naming.subject(kind: record.subjectKind, id: record.subject)], day: record.day,
        role: definition.roleTitle(record.role), people: person.map { [$0] } ?? people, names: [],
        text: record.text ?? "请留意「\(definition.title)」", isCurrent: try isCurrent(record, reader))
      guard let place = places[ReminderKey(reminder)] else {
        places[ReminderKey(reminder)] = shown.count
        shown.append(reminder)
        continue
      }
      shown[place].join(reminder)
    }
    return shown.map { reminder in
      var reminder = reminder
      reminder.names = reminder.people.map(naming.person)
      return reminder
    }
  }
}

/// What reminders have in common that are one line.
struct ReminderKey: Hashable {
  private let (workflow, role, text): (String, String, String)
  private let day: Day
  private let isCurrent: Bool

  init(_ reminder: Reminder) {
    (workflow, role, text, day, isCurrent) = (reminder.workflow, reminder.role, reminder.text, reminder.day, reminder.isCurrent)
  }
}

extension Reminder {
  fileprivate mutating func join(_ other: Reminder) {
    runs += other.runs.filter { !runs.contains($0) }
    targets += other.targets
    let known = Set(people)
    people += other.people.filter { !known.contains($0) }
  }
}

extension Office.TaskQuery {
  /// Whether a reminder is of what the query asks about; whom it reaches is another question.
  fileprivate func covers(_ reminder: ReminderRecord) -> Bool {
    if let studio { return reminder.subjectKind == SubjectKind.studio.rawValue && reminder.subject == studio }
    if let school { return reminder.subjectKind == SubjectKind.school.rawValue && reminder.subject == school }
    return true
  }
}
