import AcademicCalendar
import Foundation
import ICalendar
import Store
import Workflow

/// 活动 and 任务 in a teacher's home: what the office shows there, compared with what it showed last whenever the journal grew or the day turned.
struct OfficeCalendars {
  let person: String
  let today: Day
  /// The address of the service.
  let address: String

  /// How long a settled task stays.
  private static let settledDays = 60

  /// Their names in addresses leave the plain ones, such as `tasks`, to calendars of the teacher's own.
  private static let shown: [(kind: HomeCollectionRecord.Kind, name: String, components: [String])] = [
    (.events, "office-events", ["VEVENT"]), (.tasks, "office-tasks", ["VTODO"]),
  ]

  /// Whether what is kept is what the journal says today.
  static func areFresh(_ person: String, _ reader: Reader, _ today: Day) throws -> Bool {
    let newest = try reader.newestFact()
    return try shown.allSatisfy { entry in
      guard let record = try reader.homeCollection(entry.name, of: person) else { return false }
      return record.journal == newest && record.day == today.rawValue
    }
  }

  /// Brings both calendars up to date.
  func refresh(_ transaction: Transaction) throws {
    let reader = transaction.reader
    let newest = try reader.newestFact()
    for entry in Self.shown {
      if try reader.homeCollection(entry.name, of: person) == nil {
        if let before = try reader.homeCollections(of: person).first(where: { $0.kind == entry.kind }) {
          try transaction.renameHomeCollection(before.id, to: entry.name)
        } else {
          try transaction.createHomeCollection(entry.name, of: person, kind: entry.kind, components: entry.components, properties: [:])
        }
      }
      guard let record = try reader.homeCollection(entry.name, of: person) else { continue }
      try replace(record, with: try entries(entry.kind, reader), newest, transaction)
      try transaction.markHomeCollection(record.id, journal: newest, day: today.rawValue)
    }
  }

  private func replace(_ record: HomeCollectionRecord, with entries: [Entry], _ newest: Int64, _ transaction: Transaction) throws {
    var old = Dictionary(
      uniqueKeysWithValues: try transaction.reader.homeResources(in: record.id, hasBodies: false).map { ($0.name, $0.etag) })
    var isRaised = false
    func raise() throws {
      if !isRaised { try transaction.raiseHomeChange(of: record.id, to: newest) }
      isRaised = true
    }
    for entry in entries {
      let body = Data(try entry.object())
      let name = String(entry.uid.prefix { $0 != "@" }) + ".ics"
      guard old.removeValue(forKey: name) != Transaction.etag(of: body) else { continue }
      let span = try? CalendarObject(Array(body)).span
      try raise()
      try transaction.putHomeResource(
        HomeResourceDraft(
          name: name, uid: entry.uid, component: record.components[0], first: span?.first, last: span?.last, body: body), in: record.id)
    }
    for name in old.keys.sorted() {
      try raise()
      try transaction.removeHomeResource(name, in: record.id)
    }
  }

  private func entries(_ kind: HomeCollectionRecord.Kind, _ reader: Reader) throws -> [Entry] {
    guard try reader.person(person) != nil else { return [] }
    var filter = TaskFilter()
    filter.person = person
    let tasks = try reader.tasks(filter)
    let content: FeedContent = kind == .tasks ? .toDos : [.sessions, .deadlines]
    let order = FeedOrder(.person(person), content: content)
    let builder = try FeedBuilder(reader: reader, today: today, order: order)
    let feed = try builder.feed(
      FeedHeading(name: person, identifier: person, color: .teal), sessions: kind == .tasks ? [] : try reader.sessions(person: person),
      tasks: tasks, reminders: try order.reminders(reader))
    guard kind == .tasks else { return feed.entries }
    let byUID = Dictionary(tasks.map { ("task-\($0.id)@\(builder.domain)", $0) }, uniquingKeysWith: { $1 })
    let ticks = try reader.homeTicks(of: tasks.map(\.id))
    return feed.entries.compactMap { entry in
      guard case .toDo(let toDo) = entry, let task = byUID[toDo.uid], isShown(task) else { return nil }
      return .toDo(shown(toDo, task, ticks[task.id]))
    }
  }

  private func isShown(_ task: TaskRecord) -> Bool { task.settled.map { today - $0 <= Self.settledDays } ?? true }

  /// A task as a to-do that can be ticked off: what was handed in is done as far as the teacher goes.
  private func shown(_ toDo: ToDo, _ task: TaskRecord, _ tick: HomeTick?) -> ToDo {
    var toDo = toDo
    switch task.status {
    case .submitted:
      toDo.status = .completed(task.submitted.map { ICalendar.OfficeTime.instant($0) })
      toDo.percent = 100
      toDo.description = "已提交, 待审核\n" + toDo.description
    case .accepted, .waived: toDo.percent = 100
    case .planned, .open, .returned, .cancelled: break
    }
    // It never falls, whatever becomes of the task after an attempt.
    toDo.revision.sequence += tick?.attempts ?? 0
    // What was said before the task last changed is past.
    guard let tick, task.status.isPending, tick.at >= task.modified else { return toDo }
    toDo.status = .inProcess
    let said = Date(timeIntervalSince1970: (Double(tick.at) / 1000).rounded(.down))
    toDo.revision.lastModified = max(toDo.revision.lastModified, said)
    toDo.revision.stamp = toDo.revision.lastModified
    toDo.description = "【未能提交】" + tick.message + "\n" + toDo.description
    return toDo
  }
}
