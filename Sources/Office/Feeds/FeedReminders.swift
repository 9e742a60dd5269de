import AcademicCalendar
import ICalendar
import Store
import Workflow

extension FeedOrder {
  /// The reminders that belong in a calendar: those that reach the person, or of the studio's, school's, run's or semester's runs that go on;
  /// they go with the deadlines.
  func reminders(_ reader: Reader) throws -> [ReminderRecord] {
    guard content.contains(.deadlines) else { return [] }
    switch subject {
    case .person(let id): return try reader.reminders(reaching: id)
    case .studio(let id): return try reader.reminders().filter { $0.subjectKind == SubjectKind.studio.rawValue && $0.subject == id }
    case .school(let id): return try reader.reminders().filter { $0.subjectKind == SubjectKind.school.rawValue && $0.subject == id }
    case .run(let id): return try reader.reminders().filter { $0.run == id }
    case .semester(let id): return try reader.reminders().filter { $0.semester == id }
    }
  }
}

extension FeedBuilder {
  /// What is the same in a calendar, whichever run says it.
  private struct Words: Hashable {
    var workflow: String
    var day: Day
    var text: String?
  }

  /// An all-day event on the day of each reminder; the same words of several runs are one, named by the first.
  func reminders(_ records: [ReminderRecord]) throws -> [Entry] {
    var (first, counts): ([ReminderRecord], [Words: Int]) = ([], [:])
    for record in records {
      let words = Words(workflow: record.workflow, day: record.day, text: record.text)
      if counts[words] == nil { first.append(record) }
      counts[words, default: 0] += 1
    }
    return try first.map { record in
      let definition = try reader.process(record.workflow, record.version).definition
      let count = counts[Words(workflow: record.workflow, day: record.day, text: record.text)] ?? 1
      // Whom it is about stands in the list of tasks, not in a calendar.
      let lines = [count > 1 ? "涉及 \(count) 个流程运行" : "流程运行编号: \(record.run)"]
      let sent = date(OfficeTime.milliseconds(of: record.day))
      return .event(
        Event(
          uid: "reminder-\(record.id)@\(domain)", revision: Revision(created: sent, lastModified: sent),
          title: "提醒: \(record.text ?? definition.title)", time: .allDay(record.day), description: lines.joined(separator: "\n"),
          categories: ["提醒", definition.title], isBusy: false))
    }
  }
}
