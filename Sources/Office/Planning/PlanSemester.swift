import AcademicCalendar
public import Planner
import Store

extension Office {
  /// Plans a semester (`jiaoli plan`): the result is a draft until it is published.
  ///
  /// What was published is kept wherever it can be: first as few sessions as possible move, then as few people as possible are told.
  public func plan(_ semester: String, _ request: PlanRequest = PlanRequest(), progress: ((Progress) -> Void)? = nil) throws -> PlanSummary
  {
    // The plan is worked out on what was read, and recorded only if nothing was recorded since.
    let (basis, semester, built, before) = try store.read { reader in
      let semester = try self.semester(semester, reader)
      try requirePlanning(request.studio, reader)
      var built = try ProblemBuilder(reader: reader, semester: semester, today: today, studio: request.studio, released: request.named)
        .build()
      try request.apply(to: &built)
      return (try reader.journalCount(), semester, built, try reader.draft(of: semester.id))
    }
    let plan = try solve(built.problem, SolveOptions(steps: request.steps, threads: 1, keepPrevious: true), progress: progress)
    let provisional = Set(built.problem.days.filter(\.isProvisional).map(\.day))
    let placed =
      plan.assignments.compactMap { session($0, built.tasks, provisional) }.filter { built.settled[$0.task] == nil } + built.settled.values
    let draft = PlanDraft(
      semester: semester.id, studio: request.studio,
      sessions: placed.sorted { ($0.day, $0.period, $0.task) < ($1.day, $1.period, $1.task) },
      unplaced: (built.impossible + (try explain(plan, built.problem)))
        .filter { built.tasks[$0.task] != nil && built.settled[$0.task] == nil }.sorted { $0.task < $1.task })
    var costs = PlanCosts(cost: plan.score?.softTotal ?? 0, bound: plan.bound, earlier: nil)
    let earlier = score(built.problem, self.plan(before.filter { built.tasks[$0.task] != nil }, built.problem)).score
    if !before.isEmpty, earlier.isFeasible { costs.earlier = earlier.softTotal }
    guard !request.isTrial else { return try store.read { try summary(draft, built, costs, $0) } }
    return try command { transaction in
      guard try unchanged(since: basis, transaction.reader) else {
        throw OfficeError(.conflict, "排期期间有人改动了数据", advice: "请重新排期")
      }
      try transaction.record(.planDrafted(draft))
      return try summary(draft, built, costs, transaction.reader)
    }
  }

  private func summary(_ draft: PlanDraft, _ built: ProblemBuilder.Result, _ costs: PlanCosts, _ reader: Reader) throws -> PlanSummary {
    let published = try reader.published(of: draft.semester)
      .filter { !$0.isCancelled && built.tasks[$0.session.task] != nil }.map(\.session)
    let changed = Set(published).symmetricDifference(draft.sessions)
    return try PlanSummary(draft, changed: Set(changed.map(\.task)).count, costs, reader)
  }

  /// What was recorded since the draft (absences, timetables, what others published) may have made it impossible.
  private func requireSound(_ draft: DraftToPublish, _ semester: Semester, _ studio: String?, _ reader: Reader) throws {
    let built = try ProblemBuilder(
      reader: reader, semester: semester, today: today, studio: studio, others: .published, released: draft.released
    ).build()
    let known = Set(built.problem.sessions.map(\.id))
    // Others may still change their drafts; what they published stands.
    let others = try reader.published(of: semester.id).filter { !$0.isCancelled && built.tasks[$0.session.task] == nil }.map(\.session)
    let own = draft.sessions.filter { built.tasks[$0.task] != nil && built.settled[$0.task] == nil }
    let named = Set(own.map { String($0.task) })
    let standing = (draft.sessions + (studio == nil ? [] : others)).filter { known.contains(String($0.task)) }
    let broken = score(built.problem, plan(standing, built.problem)).violations
      .filter { $0.constraint != .unplaced && !named.isDisjoint(with: $0.sessions) }.map(\.message)
    let impossible = built.impossible.filter { named.contains(String($0.task)) }
      .map { "「\(built.tasks[$0.task]?.title ?? "")」(任务 \($0.task)): \($0.reasons.joined(separator: "; "))" }
    let places = broken + impossible
    guard places.isEmpty else {
      throw OfficeError(.conflict, "起草之后情况有变, \(places.count) 处不能照此发布", places: places, advice: "请重新排期后再发布")
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
    if let studio, try reader.studio(studio) == nil { throw OfficeError.unknown(.studio, studio, among: try reader.studios().map(\.id)) }
    try actor.require(.plan, Belonging(studios: studio.map { [$0] } ?? []), studio.map { "工作室 \($0)" } ?? "全部工作室 (主持人请加 --studio)")
  }

  private func session(_ assignment: Assignment, _ tasks: [Int64: TaskRecord], _ provisional: Set<Day>) -> Store.Session? {
    guard let id = Int64(assignment.session), let task = tasks[id] else { return nil }
    let lead = [task.assignee].compactMap(\.self)
    let people = lead + assignment.people.filter { $0 != task.assignee && $0 != task.mentee } + [task.mentee].compactMap(\.self)
    return Store.Session(
      task: id, day: assignment.day, period: assignment.firstPeriod, length: assignment.length, place: assignment.place, people: people,
      isProvisional: provisional.contains(assignment.day))
  }

  /// The draft as it stands, as much of it as the actor may see.
  public func draft(_ semester: String) throws -> PlanSummary {
    try store.read { reader in
      let semester = try self.semester(semester, reader)
      func isVisible(_ id: Int64, _ people: [String] = []) throws -> Bool {
        if people.contains(actor.id) { return true }
        return try reader.task(id).map { actor.may(.view, try belonging(of: $0, reader)) } ?? false
      }
      guard try !reader.draft(of: semester.id).isEmpty || !reader.unplaced(of: semester.id).isEmpty else {
        return try PlanSummary(PlanDraft(semester: semester.id, studio: nil, sessions: [], unplaced: []), changed: 0, nil, reader)
      }
      let sessions = try DraftToPublish(semester, studio: nil, today: today, reader).sessions
      let draft = PlanDraft(
        semester: semester.id, studio: nil, sessions: try sessions.filter { try isVisible($0.task, $0.people) },
        unplaced: try reader.unplaced(of: semester.id).filter { try reader.task($0.task)?.status.isPlanned == true && isVisible($0.task) })
      return try PlanSummary(draft, changed: 0, nil, reader)
    }
  }

  /// Publishes the draft (`jiaoli plan publish`): feeds follow. What was held stays as it was published.
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
      let draft = try DraftToPublish(semester, studio: studio, today: today, transaction.reader)
      try requireSound(draft, semester, studio, transaction.reader)
      try transaction.record(.planPublished(PlanPublication(semester: semester.id, studio: studio, kept: draft.kept)))
      var (added, moved, cancelled) = (0, 0, 0)
      for session in try transaction.reader.published(of: semester.id) {
        guard let old = before[session.session.task] else {
          added += 1
          continue
        }
        // What stayed the same was not touched.
        guard session != old else { continue }
        if session.isCancelled { cancelled += 1 } else { moved += 1 }
      }
      return (added, moved, cancelled)
    }
  }
}
