import Store

extension Office {
  /// What a task belongs to.
  func belonging(of task: TaskRecord, _ reader: Reader) throws -> Belonging {
    let run = try reader.run(task.run)
    let assignee = try task.assignee.flatMap { try reader.person($0) }
    let schoolCode = task.school ?? (run?.subjectKind == "school" ? run?.subject : nil) ?? assignee?.school
    let school = try schoolCode.flatMap { try reader.school($0) }
    return Belonging(
      people: Set([task.assignee].compactMap(\.self)), studio: run?.subjectKind == "studio" ? run?.subject : nil, school: schoolCode,
      stage: school?.stage ?? assignee?.stage)
  }

  /// What a person belongs to.
  func belonging(ofPerson id: String, _ reader: Reader) throws -> Belonging {
    let person = try reader.person(id)
    let studio = try reader.memberships(ofPerson: id).first?.studio
    return Belonging(people: [id], studio: studio, school: person?.school, stage: person?.stage)
  }
}
