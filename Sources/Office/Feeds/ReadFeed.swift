import AcademicCalendar
import ICalendar
import Store
import Workflow

extension Office {
  /// Renders a calendar feed (`jiaoli feed`).
  /// - Parameters:
  ///   - subject: whose.
  ///   - content: what goes into it.
  ///   - alarms: reminders, minutes before each session.
  /// - Returns: an iCalendar file, UTF-8 with CRLF.
  public func feed(_ subject: FeedSubject, content: FeedContent = .everything, alarms: [Int] = []) throws -> [UInt8] {
    try store.read { reader in
      let builder = try FeedBuilder(reader: reader, today: today, content: content, alarmMinutes: alarms)
      do {
        return try render(try feed(subject, builder, reader))
      } catch let error as FeedError {
        throw OfficeError(.defect, "生成日历失败: \(error)")
      }
    }
  }

  private func feed(_ subject: FeedSubject, _ builder: FeedBuilder, _ reader: Reader) throws -> Feed {
    var filter = TaskFilter()
    switch subject {
    case .person(let id):
      guard let person = try reader.person(id) else { throw OfficeError.unknown("工号", id, among: try reader.people().map(\.id)) }
      try actor.require(.view, try belonging(ofPerson: id, reader), id)
      filter.person = id
      return try builder.feed(
        name: "\(person.name)的职责", identifier: "person-\(id)", color: .teal, sessions: try reader.sessions(person: id),
        tasks: try reader.tasks(filter))
    case .studio(let id):
      guard let studio = try reader.studio(id) else { throw OfficeError.unknown("工作室", id, among: try reader.studios().map(\.id)) }
      try actor.require(.view, Belonging(studios: [id]), id)
      filter.studio = id
      return try builder.feed(
        name: studio.name, identifier: "studio-\(id)", color: .royalBlue, sessions: try reader.sessions(studio: id),
        tasks: try reader.tasks(filter))
    case .run(let id):
      guard let run = try reader.run(id) else { throw OfficeError(.notFound, "没有第 \(id) 号流程运行", advice: "用 jiaoli status 查看编号") }
      try actor.require(.view, Belonging(studios: run.subjectKind == "studio" ? [run.subject] : []), "第 \(id) 号流程运行")
      filter.run = id
      let title = try reader.process(run.workflow, run.version).definition.title
      let name = builder.naming.subject(kind: run.subjectKind, id: run.subject)
      return try builder.feed(
        name: name.isEmpty ? title : "\(title): \(name)", identifier: "run-\(id)", color: .darkOrange,
        sessions: try reader.sessions(run: id),
        tasks: try reader.tasks(filter))
    }
  }

  /// Reads a subject from the command line: a staff number, a studio's code, a workflow or a run's number (`run:2` where a staff number is the same).
  public func feedSubject(_ text: String) throws -> FeedSubject {
    try store.read { reader in
      if try reader.person(text) != nil { return .person(text) }
      if let run = try reader.topRuns().first(where: { $0.workflow == text }) { return .run(run.id) }
      if try reader.studio(text) != nil { return .studio(text) }
      if let number = Int64(text.hasPrefix("run:") ? String(text.dropFirst(4)) : text), try reader.run(number) != nil {
        return .run(number)
      }
      throw OfficeError.unknown("人员、工作室或流程运行", text, among: try reader.people().map(\.id) + reader.studios().map(\.id))
    }
  }

  /// Everyone who has something in a published plan or a pending task, and every studio: the feeds that are worth writing.
  public func feedSubjects() throws -> [(subject: FeedSubject, file: String)] {
    try store.read { reader in
      try reader.peopleWithDuties().map { (.person($0), "\($0).ics") } + reader.studios().map { (.studio($0.id), "\($0.id).ics") }
        + reader.topRuns().filter { $0.subjectKind == "district" }.map { (.run($0.id), "run-\($0.id).ics") }
    }
  }
}
