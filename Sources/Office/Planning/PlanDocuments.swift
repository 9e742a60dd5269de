import AcademicCalendar
public import Planner
import Store

extension Office {
  /// A semester as the planner sees it: the problem, the draft, and what was published.
  public struct PlanDocuments: Sendable {
    /// The problem; sessions carry the numbers of their tasks.
    public var problem: Problem
    /// The draft as a plan.
    public var draft: Plan
    /// What was published, as a plan.
    public var published: Plan
  }

  /// Gives the planner's view of a semester, for boards, explanations and comparisons.
  public func planDocuments(_ semester: String, studio: String? = nil) throws -> PlanDocuments {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(studio, reader)
      var problem = try ProblemBuilder(reader: reader, semester: semester, today: today, studio: nil).build().problem
      var draft = try reader.draft(of: semester.id)
      var published = try reader.published(of: semester.id).filter { !$0.isCancelled }.map(\.session)
      if let studio {
        var filter = TaskFilter()
        (filter.studio, filter.isActivity) = (studio, true)
        let own = Set(try reader.tasks(filter).map(\.id))
        problem.sessions.removeAll { !own.contains(Int64($0.id) ?? 0) }
        draft.removeAll { !own.contains($0.task) }
        published.removeAll { !own.contains($0.task) }
      }
      return PlanDocuments(problem: problem, draft: plan(draft, problem), published: plan(published, problem))
    }
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
