import AcademicCalendar
public import ICalendar
import Store
import Workflow

extension Office {
  /// Renders a calendar feed (`jiaoli feed`).
  /// - Parameter order: whose, and how it is set.
  /// - Returns: an iCalendar file, UTF-8 with CRLF.
  public func feed(_ order: FeedOrder) throws -> [UInt8] { try rendering(order).bytes }

  /// A feed with how much of it had to be left out.
  func rendering(_ order: FeedOrder) throws -> Rendering { try Self.rendering(try calendar(order)) }

  /// Renders a feed with the usual settings.
  public func feed(_ subject: FeedSubject, content: FeedContent = .everything, alarms: [Int] = []) throws -> [UInt8] {
    try feed(FeedOrder(subject, content: content, alarms: alarms))
  }

  /// The bytes of a feed: the same feed, the same bytes.
  public static func rendered(_ feed: Feed) throws -> [UInt8] { try rendering(feed).bytes }

  private static func rendering(_ feed: Feed) throws -> Rendering {
    do {
      return try ICalendar.rendering(of: feed)
    } catch {
      throw OfficeError(.defect, "生成日历失败: \(error)")
    }
  }

  /// A feed as a value: what it shows of the records as of today.
  public func calendar(_ order: FeedOrder) throws -> Feed {
    try store.read { reader in
      let heading = try heading(order.subject, reader)
      let builder = try FeedBuilder(reader: reader, today: today, order: order)
      return try builder.feed(
        heading, sessions: sessions(order, reader), tasks: tasks(order, reader), reminders: order.reminders(reader))
    }
  }

  /// What people call a calendar, with what marks it off from others.
  /// - Throws: `OfficeError` where there is none, or it is not for the actor.
  func heading(_ subject: FeedSubject, _ reader: Reader) throws -> FeedHeading {
    let (heading, belonging) = try described(subject, reader)
    try actor.require(.view, belonging, "日历「\(heading.name)」")
    return heading
  }

  /// What people call a calendar, and what it belongs to, for whoever asks.
  func described(_ subject: FeedSubject, _ reader: Reader) throws -> (FeedHeading, Belonging) {
    let (heading, belonging): (FeedHeading, Belonging)
    switch subject {
    case .person(let id):
      guard let person = try reader.person(id) else { throw OfficeError.unknown(.person, id, among: try reader.people().map(\.id)) }
      heading = FeedHeading(name: "\(person.name)的职责", identifier: "person-\(id)", color: .teal)
      belonging = try self.belonging(ofPerson: id, reader)
    case .studio(let id):
      guard let studio = try reader.studio(id) else { throw OfficeError.unknown(.studio, id, among: try reader.studios().map(\.id)) }
      heading = FeedHeading(name: studio.name, identifier: "studio-\(id)", color: .royalBlue)
      belonging = Belonging(studios: [id])
    case .school(let id):
      guard let school = try reader.school(id) else { throw OfficeError.unknown(.school, id, among: try reader.schools().map(\.id)) }
      heading = FeedHeading(name: school.name, identifier: "school-\(id)", color: .forestGreen)
      belonging = Belonging(school: id, stage: school.stage)
    case .run(let id):
      guard let run = try reader.run(id) else { throw OfficeError(.notFound, "没有第 \(id) 号流程运行", advice: "用 jiaoli status 查看编号") }
      let title = try reader.process(run.workflow, run.version).definition.title
      let name = Naming(reader, today: today).subject(kind: run.subjectKind, id: run.subject)
      heading = FeedHeading(name: name.isEmpty ? title : "\(title): \(name)", identifier: "run-\(id)", color: .darkOrange)
      belonging = try self.belonging(of: run, reader)
    case .semester(let id):
      let semester = try semester(id, reader)
      heading = FeedHeading(name: "\(semester.name)活动", identifier: "semester-\(semester.id)", color: .slateBlue)
      belonging = .office
    }
    return (heading, belonging)
  }

  /// What was published and belongs in a calendar, cancelled sessions included.
  func sessions(_ order: FeedOrder, _ reader: Reader) throws -> [PublishedSession] {
    switch order.subject {
    case .person(let id): try reader.sessions(person: id)
    case .studio(let id): try reader.sessions(studio: id)
    case .school(let id): try reader.sessions(school: id)
    case .run(let id): try reader.sessions(run: id)
    case .semester(let id): try reader.published(of: id)
    }
  }

  /// The tasks that belong in a calendar, cancelled ones included; none where only sessions are asked for.
  func tasks(_ order: FeedOrder, _ reader: Reader) throws -> [TaskRecord] {
    guard !order.content.isDisjoint(with: [.deadlines, .toDos]) else { return [] }
    var filter = TaskFilter()
    filter.statuses = TaskStatus.allCases
    switch order.subject {
    case .person(let id): filter.person = id
    case .studio(let id): filter.studio = id
    case .school(let id): filter.school = id
    case .run(let id): filter.run = id
    case .semester(let id): return try reader.tasks(inSemester: id)
    }
    return try reader.tasks(filter)
  }
}
