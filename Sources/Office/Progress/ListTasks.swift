import Store
public import Workflow

extension Office {
  /// Which tasks `jiaoli tasks` lists.
  public struct TaskQuery: Hashable, Sendable {
    /// A staff number.
    public var person: String?
    /// A studio.
    public var studio: String?
    /// A school: what is for it, and what its people do.
    public var school: String?
    /// A run, with the runs that it started.
    public var run: Int64?
    /// Shown to this person (抄送), by staff number.
    public var copiedTo: String?
    /// Only those past their day.
    public var isLate = false
    /// In one of these states; empty is any but cancelled.
    public var statuses: [TaskStatus] = []

    /// Every task.
    public init() {}
  }

  /// Lists tasks by their day.
  public func tasks(_ query: TaskQuery) throws -> [TaskSummary] {
    if let person = query.person ?? query.copiedTo, person != actor.id { try lookAtTasks(of: person) }
    return try store.read { reader in
      try check(query, reader)
      var filter = TaskFilter()
      (filter.person, filter.studio, filter.schoolOrPeople, filter.run) = (query.person, query.studio, query.school, query.run)
      (filter.statuses, filter.copiedTo) = (query.statuses, query.copiedTo)
      if query.isLate { filter.lateOn = today }
      let naming = Naming(reader, today: today)
      return try reader.tasks(filter).map(naming.summary)
    }
  }

  /// Lists what waits for a reviewer and the actor may accept, by its day; for those who review nothing, what they handed in and waits.
  public func tasksToReview() throws -> [TaskSummary] {
    var filter = TaskFilter()
    filter.statuses = [.submitted]
    filter.within = actor.scopes(.review)
    if filter.within == [] {
      filter.within = [.person(actor.id)]
    } else if actor != .office {
      // Nobody accepts what is their own.
      filter.others = actor.id
    }
    return try summaries(filter)
  }

  /// Lists what is past its day and the actor may see.
  public func lateTasks() throws -> [TaskSummary] {
    var filter = TaskFilter()
    (filter.lateOn, filter.within) = (today, actor.scopes(.view))
    return try summaries(filter)
  }

  private func summaries(_ filter: TaskFilter) throws -> [TaskSummary] {
    try store.read { reader in
      let naming = Naming(reader, today: today)
      return try reader.tasks(filter).map(naming.summary)
    }
  }

  private func lookAtTasks(of person: String) throws {
    try store.read { reader in
      guard try reader.person(person) != nil else { throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id)) }
      try actor.require(.view, try belonging(ofPerson: person, reader), person)
    }
    try noteLook(.viewTasks, at: [person])
  }

  func check(_ query: TaskQuery, _ reader: Reader) throws {
    if let person = query.person ?? query.copiedTo {
      guard try reader.person(person) != nil else { throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id)) }
      return try actor.require(.view, try belonging(ofPerson: person, reader), person)
    }
    if let studio = query.studio {
      guard try reader.studio(studio) != nil else { throw OfficeError.unknown(.studio, studio, among: try reader.studios().map(\.id)) }
      return try actor.require(.view, Belonging(studios: [studio]), studio)
    }
    if let code = query.school {
      guard let school = try reader.school(code) else { throw OfficeError.unknown(.school, code, among: try reader.schools().map(\.id)) }
      return try actor.require(.view, Belonging(school: code, stage: school.stage), code)
    }
    if let run = query.run {
      guard let record = try reader.run(run) else { throw OfficeError(.notFound, "没有第 \(run) 号流程运行", advice: "用 jiaoli status 查看编号") }
      return try actor.require(.view, Belonging(studios: record.subjectKind == "studio" ? [record.subject] : []), "第 \(run) 号流程运行")
    }
    try actor.require(.view, .office, "全部任务 (请加 --person、--studio、--school 或 --run)")
  }
}
