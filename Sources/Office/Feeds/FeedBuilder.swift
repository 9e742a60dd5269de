import AcademicCalendar
import Foundation
import ICalendar
import Store
import Workflow

/// What people call a calendar, with what marks it off from others.
struct FeedHeading {
  var name: String
  /// Opens its UID; never changes.
  var identifier: String
  var color: CalendarColor
}

/// Makes a feed of what was published and of what is to be done. Every byte follows from the records, the settings and the day.
struct FeedBuilder {
  let reader: Reader
  let today: Day
  let order: FeedOrder
  let naming: Naming
  let domain: String

  /// How long what was cancelled stays (DESIGN.md section 8).
  static let cancelledDays = 30

  /// So many entries never fill a calendar. Only a larger one knows its day, to tell what is to come from what is past: any other is the same
  /// value on another day.
  static let surelyFits = 250

  init(reader: Reader, today: Day, order: FeedOrder) throws {
    (self.reader, self.today, self.order) = (reader, today, order)
    naming = Naming(reader, today: today)
    domain = try reader.office().opening.uidDomain
  }

  func feed(_ heading: FeedHeading, sessions: [PublishedSession], tasks: [TaskRecord], reminders: [ReminderRecord]) throws -> Feed {
    let entries = order.isEmpty ? [] : try entries(sessions, tasks) + self.reminders(reminders)
    return Feed(
      name: heading.name, description: "由教历生成，请勿在日历中直接修改", uid: "feed-\(heading.identifier)@\(domain)", color: heading.color,
      organizer: Organizer(name: try reader.office().opening.name, address: "invalid:nomail"),
      settings: FeedSettings(window: order.window, today: entries.count > Self.surelyFits ? today : nil), entries: entries)
  }

  private func entries(_ sessions: [PublishedSession], _ tasks: [TaskRecord]) throws -> [Entry] {
    let byTask = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var entries: [Entry] = []
    if order.content.contains(.sessions) {
      for session in sessions where isShown(session) {
        guard let task = try byTask[session.session.task] ?? reader.task(session.session.task) else { continue }
        if let event = try event(session, task) { entries.append(.event(event)) }
      }
    }
    let (held, known) = (Set(sessions.filter { !$0.isCancelled }.map(\.session.task)), Set(sessions.map(\.session.task)))
    for task in tasks where isShown(task) {
      let hasDeadline = task.status == .cancelled ? !known.contains(task.id) : !task.status.isSettled && !held.contains(task.id)
      let urging = task.status.isPending ? try reader.urging(of: task.id) : nil
      if order.content.contains(.deadlines), let due = task.due, hasDeadline { entries.append(.event(try deadline(task, due, urging))) }
      if order.content.contains(.toDos) { entries.append(.toDo(try toDo(task, urging))) }
    }
    return entries
  }

  private func isShown(_ session: PublishedSession) -> Bool {
    !session.isCancelled || today - OfficeTime.day(of: session.modified) <= Self.cancelledDays
  }

  /// What never opened was never seen, so that it is gone is no news.
  private func isShown(_ task: TaskRecord) -> Bool {
    guard task.status == .cancelled else { return true }
    guard let settled = task.settled else { return false }
    return today - settled <= Self.cancelledDays && settled >= task.opens
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
    let modified = max(published.modified, try session.place.map { try reader.renamed(school: $0) } ?? 0)
    // Nobody goes to what was called off.
    let isOn = !published.isCancelled
    return Event(
      uid: "session-\(session.task)@\(domain)",
      revision: Revision(sequence: published.sequence, created: date(published.published), lastModified: date(modified)),
      title: task.title + lead, time: .timed(session.day, from: times.start.minutes, to: times.end.minutes),
      location: session.place.map(naming.school) ?? "", description: lines.joined(separator: "\n"), change: change(published),
      categories: [try naming.definition(of: task).definition.title],
      status: published.isCancelled ? .cancelled : session.isProvisional ? .tentative : .confirmed,
      isBusy: isOn, alarms: isOn ? order.alarms.map(Alarm.init(minutesBefore:)) : [])
  }

  /// What changed and when. Some changes follow from another record, and their words have no day of their own.
  private func change(_ published: PublishedSession) -> String {
    let text = published.change
    guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else { return text }
    return "\(OfficeTime.day(of: published.modified)) \(text)"
  }

  private func deadline(_ task: TaskRecord, _ due: Day, _ urging: Urging?) throws -> Event {
    Event(
      uid: "deadline-\(task.id)@\(domain)", revision: try revision(task, urging), title: "截止: \(title(task))", time: .allDay(due),
      description: try describe(task, urging), categories: ["截止"],
      status: task.status == .cancelled ? .cancelled : .confirmed, isBusy: false)
  }

  private func toDo(_ task: TaskRecord, _ urging: Urging?) throws -> ToDo {
    let status: ToDoStatus =
      switch task.status {
      case .planned, .open, .returned: .needsAction
      case .submitted: .inProcess
      case .accepted, .waived: .completed(task.settled.map { date(OfficeTime.milliseconds(of: $0)) })
      case .cancelled: .cancelled
      }
    return ToDo(
      uid: "task-\(task.id)@\(domain)", revision: try revision(task, urging), title: title(task),
      start: task.due.map { min(task.opens, $0) } ?? task.opens,
      due: task.due, description: try describe(task, urging), status: status)
  }

  /// In a calendar of several people it says whose it is.
  private func title(_ task: TaskRecord) -> String {
    guard order.scope.kind != .person, let assignee = task.assignee else { return task.title }
    return "\(task.title): \(naming.person(assignee))"
  }

  private func describe(_ task: TaskRecord, _ urging: Urging?) throws -> String {
    let definition = try naming.definition(of: task).definition
    var lines: [String] = []
    if !task.evidence.isEmpty { lines.append("佐证: " + task.evidence.map(definition.evidenceTitle).joined(separator: "、")) }
    if let cite = task.cite { lines.append("依据: \(cite)") }
    if task.status == .returned {
      lines.append("已退回" + words(task.note))
    }
    if let urging { lines.append("\(OfficeTime.day(of: urging.at)) 催办" + words(urging.note)) }
    lines.append("任务编号: \(task.id)")
    return lines.joined(separator: "\n")
  }

  /// What a reviewer wrote is for whoever is to do it better.
  private func words(_ note: String?) -> String {
    order.scope.kind == .person ? note.map { ": " + PrivateNumbers.masked($0) } ?? "" : ""
  }

  private func revision(_ task: TaskRecord, _ urging: Urging?) throws -> Revision {
    let created = OfficeTime.milliseconds(of: try naming.definition(of: task).run.started)
    // What is cancelled stays so.
    return Revision(
      sequence: task.moves + (task.status == .cancelled ? 1 : 0), created: date(created),
      lastModified: date(max(created, task.modified, urging?.at ?? created)))
  }

  /// Calendars know whole seconds.
  func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: (Double(milliseconds) / 1000).rounded(.down)) }
}
