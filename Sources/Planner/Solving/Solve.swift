/// Plans a problem: every session that can be placed is, no hard constraint is ever broken, and the cost is as low as the limits allow.
///
/// - Parameters:
///   - cancelled: asked between segments of the search; true ends it with the best plan so far.
///   - progress: told the best score so far, on the calling thread.
/// - Throws: `ProblemError` where the problem contradicts itself in form.
public func solve(
  _ problem: Problem, _ options: SolveOptions = SolveOptions(), cancelled: () -> Bool = { false }, progress: ((Progress) -> Void)? = nil
) throws(ProblemError) -> Plan {
  try problem.validate()
  return withoutActuallyEscaping(cancelled) { cancelled in
    Solver(problem, options, cancelled: cancelled, progress: progress).run()
  }
}

/// Plans a changed problem so that the least changes for those who know its previous plan: first the number of sessions moved, then of people told,
/// then the score.
///
/// - Parameter known: the plan that people know; where nil, each session's own `previous`.
public func replan(_ problem: Problem, known: Plan? = nil, _ options: SolveOptions = SolveOptions()) throws(ProblemError) -> Plan {
  var options = options
  options.keepPrevious = true
  return try solve(known.map { problem.knowing($0) } ?? problem, options)
}

/// One run of the solver.
private struct Solver {
  let problem: Problem
  let options: SolveOptions
  let cancelled: () -> Bool
  let progress: ((Progress) -> Void)?

  init(_ problem: Problem, _ options: SolveOptions, cancelled: @escaping () -> Bool, progress: ((Progress) -> Void)?) {
    (self.problem, self.options, self.cancelled, self.progress) = (problem, options, cancelled, progress)
  }

  func run() -> Plan {
    let watch = Stopwatch(options)
    let model = Model(problem, keepPrevious: options.keepPrevious)
    let engine = Engine(model, seed: options.seed)
    let untouched = options.keepPrevious ? engine.keepPrevious() : engine.unplaced == 0
    if options.keepPrevious {
      for session in (0..<engine.unplaced).map({ Int(engine.waiting[$0]) }).sorted() { engine.placeBest(session) }
    } else {
      engine.construct()
    }
    engine.repair(iterations: 2_000 + 50 * engine.unplaced)
    let bound = LowerBound(model).value
    var reason = StopReason.constructed
    if untouched {
      reason = .settled
    } else if options.steps != 0 {
      let search = Search(model, options, bound: bound, watch: watch, cancelled: cancelled) { best, steps in
        report(model, best, bound, steps, watch)
      }
      reason = search.run(engine)
    }
    return plan(engine, model, bound, reason)
  }

  private func plan(_ engine: Engine, _ model: Model, _ bound: Int, _ reason: StopReason) -> Plan {
    var plan = Plan(assignments: engine.assignments(), stop: reason, steps: engine.number.pointee.steps)
    let finder = ObstacleFinder(engine)
    plan.unplaced = problem.sessions.indices.filter { engine.start[$0] < 0 }.enumerated().map { rank, session in
      // The first are explained in full; of very many, the rest by name only.
      Unplaced(session: problem.sessions[session].id, reasons: rank < 500 ? finder.reasons(session) : [])
    }
    plan.score = score(problem, plan).score
    plan.bound = plan.unplaced.isEmpty ? bound : nil
    return plan
  }

  private func report(_ model: Model, _ best: Engine, _ bound: Int, _ steps: Int, _ watch: Stopwatch) {
    guard let progress else { return }
    let copy = Engine(model, seed: 0)
    copy.adoptBest(of: best)
    let score = score(problem, Plan(assignments: copy.assignments())).score
    progress(Progress(score: score, bound: score.unplaced == 0 ? bound : nil, steps: steps, seconds: watch.seconds))
  }
}
