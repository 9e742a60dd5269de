import AcademicCalendar
public import Planner
import Store
import Workflow

extension Office {
  /// A semester as the planner sees it: the problem, the draft, and what was published.
  public struct PlanDocuments: Sendable {
    /// The problem; sessions carry the numbers of their tasks.
    public var problem: Problem
    /// The draft as a plan, as it would be published today.
    public var draft: Plan
    /// What was published, as a plan.
    public var published: Plan
  }

  /// Gives the planner's view of a semester, for boards, explanations and comparisons.
  /// - Parameters:
  ///   - studio: only this studio's sessions; nil for all.
  ///   - person: somebody who has to be on the roster, where one is asked for.
  ///   - isInContext: whether the sessions of others stay beside those of the studio.
  public func planDocuments(
    _ semester: String, studio: String? = nil, person: String? = nil, isInContext: Bool = false
  ) throws -> PlanDocuments {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(studio, reader)
      if let person, try reader.person(person) == nil { throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id)) }
      let scope = isInContext ? nil : studio
      let draft = try DraftToPublish(semester, studio: scope, today: today, reader)
      var problem = try ProblemBuilder(reader: reader, semester: semester, today: today, studio: nil, released: draft.released).build()
        .problem
      if let own = try ownTasks(scope, reader) { problem.sessions.removeAll { !own.contains(Int64($0.id) ?? 0) } }
      // What was waived after it was held stands in calendars, but nobody plans it any more.
      let planned = Set(problem.sessions.map(\.id))
      let published = try reader.published(of: semester.id).filter { !$0.isCancelled }.map(\.session)
      func known(_ sessions: [Store.Session]) -> Plan { plan(sessions.filter { planned.contains(String($0.task)) }, problem) }
      return PlanDocuments(problem: problem, draft: known(draft.sessions), published: known(published))
    }
  }

  /// Why an activity stands where it does, among all others (`jiaoli plan why`).
  /// - Parameter isPublished: whether the published plan is asked about rather than the draft.
  public func why(_ task: Int64, in semester: String, studio: String? = nil, isPublished: Bool = false) throws -> Why {
    let documents = try planDocuments(semester, studio: studio, isInContext: true)
    let own = try store.read { try ownTasks(studio, $0) }
    guard own?.contains(task) ?? true,
      let why = try Planner.why(documents.problem, isPublished ? documents.published : documents.draft, session: String(task))
    else {
      let scope = studio.map { "工作室 \($0) 在" } ?? ""
      throw OfficeError(.notFound, "任务 \(task) 不在\(scope) \(semester) 的排期里", advice: "用 jiaoli plan show \(semester) 查看任务编号")
    }
    return why
  }

  /// What publishing the draft would change, and who must be told (`jiaoli plan diff`).
  public func planDifference(_ semester: String, studio: String? = nil) throws -> PlanDiff {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(studio, reader)
      let draft = try DraftToPublish(semester, studio: studio, today: today, reader)
      let own = try ownTasks(studio, reader)
      let published = try reader.published(of: semester.id).filter { !$0.isCancelled && own?.contains($0.session.task) ?? true }.map(
        \.session)
      var problem = try ProblemBuilder(reader: reader, semester: semester, today: today, studio: nil, released: draft.released).build()
        .problem
      try name(Set((published + draft.sessions).map(\.task)), in: &problem, reader)
      return PlanDiff(problem, from: plan(published, problem), to: plan(draft.sessions, problem))
    }
  }

  /// Adds what is called off and whoever is not involved any more to a problem, so that they have their names.
  private func name(_ tasks: Set<Int64>, in problem: inout Problem, _ reader: Reader) throws {
    let known = Set(problem.sessions.map(\.id))
    for id in tasks.sorted() where !known.contains(String(id)) {
      guard let task = try reader.task(id) else { continue }
      var session = Planner.Session(id: String(id), title: task.title)
      if case .mentee? = task.activity?.place, let mentee = task.mentee { session.during = RequiredClass(person: mentee) }
      problem.sessions.append(session)
    }
    let people = Set(problem.people.map(\.id))
    problem.people += try reader.people().filter { !people.contains($0.id) }.map { Planner.Person(id: $0.id, name: $0.name) }
  }

  /// The tasks of a studio's runs; nil where all are meant.
  private func ownTasks(_ studio: String?, _ reader: Reader) throws -> Set<Int64>? {
    guard let studio else { return nil }
    var filter = TaskFilter()
    (filter.studio, filter.isActivity, filter.statuses) = (studio, true, TaskStatus.allCases)
    return Set(try reader.tasks(filter).map(\.id))
  }

  func plan(_ sessions: [Store.Session], _ problem: Problem) -> Plan {
    // Those who are only heard stand in the calendar, not in the plan.
    let heard = Dictionary(problem.sessions.map { ($0.id, $0.during?.person) }, uniquingKeysWith: { first, _ in first })
    return Plan(
      assignments: sessions.map { session in
        Assignment(
          session: String(session.task), day: session.day, firstPeriod: session.period, length: session.length, place: session.place,
          people: session.people.filter { $0 != heard[String(session.task)] ?? nil })
      })
  }
}
