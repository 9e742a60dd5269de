import AcademicCalendar
import Store

extension Office {
  /// Reads a subject from the command line: a staff number, a studio's code, a school's, a semester, a workflow or a run's number; where two
  /// are written alike, `run:2`, `school:S01` and so on say which.
  public func feedSubject(_ text: String) throws -> FeedSubject {
    try store.read { reader in
      if let mark = text.firstIndex(of: ":") {
        if let subject = try marked(String(text[..<mark]), String(text[text.index(after: mark)...]), reader) { return subject }
      }
      if try reader.person(text) != nil { return .person(text) }
      if let run = try reader.topRuns().first(where: { $0.workflow == text }) { return .run(run.id) }
      if try reader.studio(text) != nil { return .studio(text) }
      if try reader.school(text) != nil { return .school(text) }
      if let semester = try? semester(text, reader) { return .semester(semester.id) }
      if let number = Int64(text), try reader.run(number) != nil { return .run(number) }
      throw OfficeError.unknown(
        Named("人员、工作室、学校、学期或流程运行", "编号以名册为准; 学期用 jiaoli semester list, 流程运行用 jiaoli status 查看"), text,
        among: try reader.people().map(\.id) + reader.studios().map(\.id) + reader.schools().map(\.id) + reader.semesters().map(\.id))
    }
  }

  private func marked(_ kind: String, _ id: String, _ reader: Reader) throws -> FeedSubject? {
    switch kind {
    case "person": return try reader.person(id) == nil ? nil : .person(id)
    case "studio": return try reader.studio(id) == nil ? nil : .studio(id)
    case "school": return try reader.school(id) == nil ? nil : .school(id)
    case "semester": return .semester(try semester(id, reader).id)
    case "run": return try Int64(id).flatMap { try reader.run($0) }.map { .run($0.id) }
    default: return nil
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
