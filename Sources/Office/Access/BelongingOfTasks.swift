import Store

extension Office {
  /// What a task belongs to.
  func belonging(of task: TaskRecord, _ reader: Reader) throws -> Belonging {
    let run = try reader.head(ofRun: task.run)
    let assignee = try task.assignee.flatMap { try reader.person($0) }
    let schoolCode = task.school ?? (run?.subjectKind == "school" ? run?.subject : nil) ?? assignee?.school
    let school = try schoolCode.flatMap { try reader.school($0) }
    return Belonging(
      people: Set([task.assignee].compactMap(\.self)), studios: run?.subjectKind == "studio" ? Set([run?.subject].compactMap(\.self)) : [],
      school: schoolCode,
      stage: school?.stage ?? assignee?.stage)
  }

  /// What a run belongs to.
  func belonging(of run: RunRecord, _ reader: Reader) throws -> Belonging {
    let school = run.subjectKind == "school" ? try reader.school(run.subject) : nil
    return Belonging(
      people: run.subjectKind == "person" ? [run.subject] : [], studios: run.subjectKind == "studio" ? [run.subject] : [],
      school: school?.id, stage: school?.stage)
  }

  /// What a person belongs to.
  func belonging(ofPerson id: String, _ reader: Reader) throws -> Belonging {
    let person = try reader.person(id)
    let studios = Set(try reader.memberships(ofPerson: id).map(\.studio))
    return Belonging(people: [id], studios: studios, school: person?.school, stage: person?.stage)
  }
}
