/// Explains why the sessions that a plan leaves out cannot be placed: for each a minimal set of facts that cannot hold together.
///
/// Looks at the session alone, then at those that stand in its way, at those in theirs and so on, until the facts contradict each other; then
/// drops every fact that is not needed. Sessions beyond `limit` are not looked at: where that many can all be placed, nothing is said.
///
/// - Parameters:
///   - plan: the best plan found.
///   - limit: at most so many sessions in one contradiction.
///   - explanations: at most so many sessions are explained; those that another explanation names already are skipped.
public func diagnose(
  _ problem: Problem, _ plan: Plan, limit: Int = 150, explanations: Int = 10
) throws(ProblemError) -> [Infeasibility] {
  try problem.validate()
  let model = Model(problem)
  let engine = Engine(model, seed: 1)
  for assignment in plan.assignments {
    guard let session = model.sessionIndex[assignment.session] else { continue }
    let fixed = problem.sessions[session].people
    let people = assignment.people.filter { !fixed.contains($0) }
    _ = engine.place(Placement(day: assignment.day, period: assignment.firstPeriod, place: assignment.place, people: people), session)
  }
  var result: [Infeasibility] = []
  var explained: Set<String> = []
  for session in problem.sessions.indices where engine.start[session] < 0 && result.count < explanations {
    if explained.contains(problem.sessions[session].id) { continue }
    guard let found = Diagnosis(engine, session, limit: limit).run() else { continue }
    explained.formUnion(found.sessions)
    result.append(found)
  }
  return result
}

/// The search for one contradiction.
private struct Diagnosis {
  let engine: Engine
  let session: Int
  let limit: Int

  init(_ engine: Engine, _ session: Int, limit: Int) { (self.engine, self.session, self.limit) = (engine, session, limit) }

  func run() -> Infeasibility? {
    var sessions = [session]
    var core = contradiction(sessions, wide: false)
    while core == nil {
      let grown = grow(sessions)
      if grown.count == sessions.count || grown.count > limit { return nil }
      sessions = grown
      core = contradiction(sessions, wide: false)
    }
    guard let core else { return nil }
    // The few sessions that matter, now with every time of the grid, so that each fact is needed as it reads.
    let essential = concerned(core)
    let facts = contradiction(essential, wide: true) ?? core
    let named = concerned(facts)
    let problem = engine.model.problem
    let ordered = [session].filter(named.contains) + named.filter { $0 != session }
    return Infeasibility(sessions: ordered.map { problem.sessions[$0].id }, facts: facts.map(FactWords(problem: problem).fact))
  }

  /// A minimal set of facts about some sessions that cannot hold together, or nil where all can.
  private func contradiction(_ sessions: [Int], wide: Bool) -> [FactKey]? {
    guard let encoding = Encoding(engine.model, sessions: sessions, wide: wide) else { return nil }
    let keys = Dictionary(uniqueKeysWithValues: encoding.selectors.map { ($1, $0) })
    guard var core = encoding.solver.core(keys.keys.sorted()) else { return nil }
    // Deletion: what is not needed goes, and with it whatever the shorter contradiction does not use either.
    var position = 0
    while position < core.count {
      var rest = core
      let candidate = rest.remove(at: position)
      if let smaller = encoding.solver.core(rest) {
        core = smaller.filter { $0 != candidate }
        position = min(position, core.count)
      } else {
        position += 1
      }
    }
    return core.sorted().compactMap { keys[$0] }
  }

  private func concerned(_ facts: [FactKey]) -> [Int] {
    facts.compactMap { key in
      if case .need(let session) = key { return session }
      return nil
    }
  }

  /// Adds the sessions that stand in the way of any of these.
  private func grow(_ sessions: [Int]) -> [Int] {
    var result = sessions
    var seen = Set(sessions)
    for session in sessions {
      for other in blockers(session) where seen.insert(other).inserted { result.append(other) }
    }
    return result
  }

  private func blockers(_ session: Int) -> [Int] {
    let t = engine.tables
    let wasPlaced = engine.start[session] >= 0
    let (first, place) = (Int(engine.start[session]), Int(engine.place[session]))
    if wasPlaced { engine.remove(session) }
    defer { if wasPlaced { engine.insert(session, first, place) } }
    var found: Set<Int> = []
    let finder = ObstacleFinder(engine)
    let places = t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) }
    for slot in engine.model.slots(of: session) {
      for place in places {
        for obstacle in finder.obstacles(session, slot, place) { found.formUnion(obstacle.sessions) }
      }
      for index in t.pool.range(session) {
        let other = Int(engine.holder[Int(t.pool.items[index]) * t.slots + slot])
        if other >= 0 { found.insert(other) }
      }
    }
    return found.sorted()
  }
}
