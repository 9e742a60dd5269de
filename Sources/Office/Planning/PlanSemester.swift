import AcademicCalendar
public import Planner
import Store

extension Office {
  /// Plans a semester (`jiaoli plan`): the result is a draft until it is published.
  /// - Parameter studio: only this studio's sessions move; the others stay as they were published.
  /// - Parameter steps: how many steps the search may take after everything was placed; the result depends on nothing else.
  public func plan(_ semester: String, studio: String?, steps: Int = 200_000, progress: ((Progress) -> Void)? = nil) throws -> PlanSummary {
    // The plan is worked out on what was read, and recorded only if nothing was recorded since.
    let (basis, semester, built) = try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(studio, reader)
      let built = try ProblemBuilder(reader: reader, semester: semester, today: today, studio: studio).build()
      return (try reader.journalCount(), semester, built)
    }
    let plan = try solve(built.problem, SolveOptions(steps: steps, threads: 1, keepPrevious: true), progress: progress)
    let provisional = Set(built.problem.days.filter(\.isProvisional).map(\.day))
    let placed = plan.assignments.compactMap { assignment in session(assignment, built.tasks, provisional) }
    let unplaced = built.impossible + (try explain(plan, built.problem))
    let draft = PlanDraft(
      semester: semester.id, studio: studio, sessions: placed.sorted { ($0.day, $0.period, $0.task) < ($1.day, $1.period, $1.task) },
      unplaced: unplaced.sorted { $0.task < $1.task })
    return try command { transaction in
      guard try unchanged(since: basis, transaction.reader) else {
        throw OfficeError(.conflict, "排期期间有人改动了数据", advice: "请重新排期")
      }
      try transaction.record(.planDrafted(draft))
      let published = try transaction.reader.published(of: semester.id)
        .filter { !$0.isCancelled && built.tasks[$0.session.task] != nil }.map(\.session)
      let changed = Set(published).symmetricDifference(draft.sessions)
      return try PlanSummary(draft, changed: Set(changed.map(\.task)).count, transaction.reader, today: today)
    }
  }

  /// Why each session is left out: the facts that cannot hold together where they are found, and what stands in its way.
  private func explain(_ plan: Plan, _ problem: Problem) throws -> [Store.Unplaced] {
    guard !plan.unplaced.isEmpty else { return [] }
    let contradictions = try diagnose(problem, plan)
    return plan.unplaced.compactMap { row in
      guard let task = Int64(row.session) else { return nil }
      let found = contradictions.filter { $0.sessions.contains(row.session) }.map(\.text)
      return Store.Unplaced(task: task, reasons: found.isEmpty ? row.reasons : found)
    }
  }

  /// The turn of the day alone does not make a plan stale.
  private func unchanged(since basis: Int, _ reader: Reader) throws -> Bool {
    try reader.facts(after: basis).allSatisfy { $0 == .dayTurned }
  }

  func requirePlanning(_ studio: String?, _ reader: Reader) throws {
    if let studio, try reader.studio(studio) == nil { throw OfficeError.unknown("工作室", studio, among: try reader.studios().map(\.id)) }
    try actor.require(.plan, Belonging(studio: studio), studio.map { "工作室 \($0)" } ?? "全部工作室 (主持人请加 --studio)")
  }

  private func session(_ assignment: Assignment, _ tasks: [Int64: TaskRecord], _ provisional: Set<Day>) -> Store.Session? {
    guard let id = Int64(assignment.session), let task = tasks[id] else { return nil }
    let lead = [task.assignee].compactMap(\.self)
    let people = lead + assignment.people.filter { $0 != task.assignee && $0 != task.mentee } + [task.mentee].compactMap(\.self)
    return Store.Session(
      task: id, day: assignment.day, period: assignment.firstPeriod, length: assignment.length, place: assignment.place, people: people,
      isProvisional: provisional.contains(assignment.day))
  }

  /// The draft as it stands.
  public func draft(_ semester: String) throws -> PlanSummary {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      let draft = PlanDraft(
        semester: semester.id, studio: nil, sessions: try reader.draft(of: semester.id), unplaced: try reader.unplaced(of: semester.id))
      return try PlanSummary(draft, changed: 0, reader, today: today)
    }
  }

  /// Publishes the draft (`jiaoli plan publish`): feeds follow.
  /// - Parameter studio: only this studio's sessions.
  /// - Returns: how many sessions are new, moved and called off.
  public func publish(_ semester: String, studio: String? = nil) throws -> (added: Int, moved: Int, cancelled: Int) {
    try command { transaction in
      let semester = try self.semester(semester, transaction.reader)
      try requirePlanning(studio, transaction.reader)
      let before = Dictionary(
        try transaction.reader.published(of: semester.id).map { ($0.session.task, $0) }, uniquingKeysWith: { $1 })
      guard try !transaction.reader.draft(of: semester.id).isEmpty || !before.isEmpty else {
        throw OfficeError(.no, "\(semester.name) 还没有排期", advice: "先用 jiaoli plan \(semester.id)")
      }
      try transaction.record(.planPublished(PlanPublication(semester: semester.id, studio: studio)))
      var (added, moved, cancelled) = (0, 0, 0)
      for session in try transaction.reader.published(of: semester.id) {
        guard let old = before[session.session.task] else {
          added += 1
          continue
        }
        if session.sequence != old.sequence { if session.isCancelled { cancelled += 1 } else { moved += 1 } }
      }
      return (added, moved, cancelled)
    }
  }
}
