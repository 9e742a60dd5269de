import AcademicCalendar
import Foundation
import ICalendar
import Store
import Workflow

/// Whose calendar.
public enum FeedSubject: Hashable, Sendable {
  /// A staff number.
  case person(String)
  /// A studio's code.
  case studio(String)
  /// A run's number.
  case run(Int64)
}

/// What goes into a calendar.
public struct FeedContent: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Published sessions.
  public static let sessions = FeedContent(rawValue: 1)
  /// Deadlines as all-day events.
  public static let deadlines = FeedContent(rawValue: 2)
  /// Duties as to-dos, for clients that show them.
  public static let toDos = FeedContent(rawValue: 4)
  /// Everything.
  public static let everything: FeedContent = [.sessions, .deadlines, .toDos]
}

/// Makes a feed of what was published and of what is to be done. Every byte follows from the records, the settings and the day.
struct FeedBuilder {
  let reader: Reader
  let today: Day
  let content: FeedContent
  let alarmMinutes: [Int]
  let naming: Naming
  let domain: String

  /// How long a cancelled session stays (DESIGN.md section 8).
  static let cancelledDays = 30

  init(reader: Reader, today: Day, content: FeedContent, alarmMinutes: [Int]) throws {
    (self.reader, self.today, self.content, self.alarmMinutes) = (reader, today, content, alarmMinutes)
    naming = Naming(reader, today: today)
    domain = try reader.office().opening.uidDomain
  }

  func feed(name: String, identifier: String, color: CalendarColor?, sessions: [PublishedSession], tasks: [TaskRecord]) throws -> Feed {
    let byTask = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var entries: [Entry] = []
    if content.contains(.sessions) {
      for session in sessions where isShown(session) {
        guard let task = try byTask[session.session.task] ?? reader.task(session.session.task) else { continue }
        if let event = try event(session, task) { entries.append(.event(event)) }
      }
    }
    let scheduled = Set(sessions.filter { !$0.isCancelled }.map(\.session.task))
    for task in tasks {
      if content.contains(.deadlines), let due = task.due, !task.status.isSettled, !scheduled.contains(task.id) {
        entries.append(.event(try deadline(task, due)))
      }
      if content.contains(.toDos) { entries.append(.toDo(try toDo(task))) }
    }
    return Feed(
      name: name, description: "由教历生成，请勿在日历中直接修改", uid: "feed-\(identifier)@\(domain)", color: color,
      organizer: Organizer(name: try reader.office().opening.name, address: "invalid:nomail"), entries: entries)
  }

  private func isShown(_ session: PublishedSession) -> Bool {
    !session.isCancelled || today - OfficeTime.day(of: session.modified) <= Self.cancelledDays
  }

  private func event(_ published: PublishedSession, _ task: TaskRecord) throws -> Event? {
    let session = published.session
    guard let times = BellSchedule.usual.times(first: session.period, length: session.length) else { return nil }
    var lines = ["第\(session.period)节" + (session.length > 1 ? "至第\(session.period + session.length - 1)节" : "")]
    lines.append("参加: " + session.people.map(naming.person).joined(separator: "、"))
    if let audience = task.activity?.audience { lines.append("对象: \(audience)") }
    if !task.evidence.isEmpty {
      let definition = try naming.definition(of: task).definition
      lines.append("佐证: " + task.evidence.map(definition.evidenceTitle).joined(separator: "、"))
    }
    if let cite = task.cite { lines.append("依据: \(cite)") }
    if session.isProvisional { lines.append("暂定: 该年放假通知尚未发布") }
    let lead = session.people.first.map { ": " + naming.person($0) } ?? ""
    return Event(
      uid: "session-\(session.task)@\(domain)",
      revision: Revision(sequence: published.sequence, created: date(published.published), lastModified: date(published.modified)),
      title: task.title + lead, time: .timed(session.day, from: times.start.minutes, to: times.end.minutes),
      location: session.place.map(naming.school) ?? "", description: lines.joined(separator: "\n"), change: published.change,
      categories: [try naming.definition(of: task).definition.title],
      status: published.isCancelled ? .cancelled : session.isProvisional ? .tentative : .confirmed,
      alarms: alarmMinutes.map(Alarm.init(minutesBefore:)))
  }

  private func deadline(_ task: TaskRecord, _ due: Day) throws -> Event {
    Event(
      uid: "deadline-\(task.id)@\(domain)", revision: try revision(task), title: "截止: \(task.title)", time: .allDay(due),
      description: try describe(task), categories: ["截止"], isBusy: false)
  }

  private func toDo(_ task: TaskRecord) throws -> ToDo {
    let status: ToDoStatus =
      switch task.status {
      case .planned, .open: .needsAction
      case .returned, .submitted: .inProcess
      case .accepted, .waived: .completed(task.settled.map { date(OfficeTime.milliseconds(of: $0)) })
      case .cancelled: .cancelled
      }
    return ToDo(
      uid: "task-\(task.id)@\(domain)", revision: try revision(task), title: task.title,
      start: task.due.map { min(task.opens, $0) } ?? task.opens,
      due: task.due, description: try describe(task), status: status)
  }

  private func describe(_ task: TaskRecord) throws -> String {
    let definition = try naming.definition(of: task).definition
    var lines: [String] = []
    if !task.evidence.isEmpty { lines.append("佐证: " + task.evidence.map(definition.evidenceTitle).joined(separator: "、")) }
    if let cite = task.cite { lines.append("依据: \(cite)") }
    lines.append("任务编号: \(task.id)")
    return lines.joined(separator: "\n")
  }

  private func revision(_ task: TaskRecord) throws -> Revision {
    let created = OfficeTime.milliseconds(of: try naming.definition(of: task).run.started)
    return Revision(created: date(created), lastModified: date(max(created, task.modified)))
  }

  /// Calendars know whole seconds.
  private func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: (Double(milliseconds) / 1000).rounded(.down)) }
}
