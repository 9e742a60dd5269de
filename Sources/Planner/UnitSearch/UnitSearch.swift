import Dispatch

/// Anneals a unit problem with one or two states side by side that share the better plan between segments, as `Search` does.
struct UnitSearch {
  let options: SolveOptions
  let bound: Int
  /// Steps for each thread, `Int.max` for no limit.
  let steps: Int
  /// How much of the time is spent; 0 where it is not limited.
  let elapsedShare: () -> Double
  let cancelled: () -> Bool
  /// Told the engine with the best plan, and the steps of all threads.
  let progress: (Engine, Int) -> Void

  /// Improves the plan of `engine`, in which every session is placed; nil where the problem is of another sort.
  func run(_ engine: Engine) -> StopReason? {
    let arena = Arena()
    guard let tables = UnitTables(engine.model, in: arena) else { return nil }
    let states = (0..<max(1, min(2, options.threads))).map { thread in
      UnitState(tables, engine, seed: thread == 0 ? options.seed : options.seed ^ 0x5DEE_CE66_D1CE_4E5B, in: arena)
    }
    let reason = anneal(states, tables, engine)
    hand(best(states), to: engine)
    engine.number.pointee.steps += states.reduce(0) { $0 + $1.number.pointee.steps }
    return reason
  }

  private func anneal(_ states: [UnitState], _ tables: UnitTables, _ engine: Engine) -> StopReason {
    if engine.cost <= bound { return .optimal }
    let start = min(max(elapsedShare(), 0), 0.9)
    let cold = 0.1
    // The main cooling, then two short ones that reheat the best plan a little.
    let rounds = [(0.8, tables.hot), (0.9, tables.hot * 0.1), (1, tables.hot * 0.1)]
    var (done, began) = (0, start)
    for (share, hot) in rounds {
      let until = start + (1 - start) * share
      let segments = began == start ? 10 : 2
      for segment in 0..<segments {
        let through = began + (until - began) * Double(segment + 1) / Double(segments)
        let quota = steps == .max ? Int.max : Int(Double(steps) * (through - start) / (1 - start)) - done
        let (taken, from) = (done, began)
        each(states) { state in
          if segment == 0 { state.adoptBest(of: state) }
          state.anneal(steps: quota, from: hot, to: cold, target: bound) { step in
            let byStep = steps == .max ? 0 : start + (1 - start) * Double(taken + step) / Double(steps)
            let overall = max(byStep, elapsedShare())
            return overall >= through ? nil : max(0, overall - from) / (until - from)
          }
        }
        done += steps == .max ? 0 : quota
        let best = best(states)
        if through - start > 0.6 * (1 - start) { for state in states where state.number != best.number { state.adoptBest(of: best) } }
        hand(best, to: engine)
        progress(engine, states.reduce(0) { $0 + $1.number.pointee.steps })
        if best.number.pointee.bestCost <= bound { return .optimal }
        if cancelled() { return .cancelled }
      }
      began = until
    }
    return .limit
  }

  private func best(_ states: [UnitState]) -> UnitState {
    states.dropFirst().reduce(states[0]) { $1.number.pointee.bestCost < $0.number.pointee.bestCost ? $1 : $0 }
  }

  /// Gives the engine a state's best plan.
  private func hand(_ state: UnitState, to engine: Engine) {
    guard state.number.pointee.bestCost < engine.number.pointee.bestCost else { return }
    engine.adopt(slots: state.bestSlot, places: state.bestPlace)
    engine.keepIfBest()
  }

  private func each(_ states: [UnitState], _ body: @escaping (UnitState) -> Void) {
    if states.count == 1 { return body(states[0]) }
    let work = Work(states: states, body: body)
    DispatchQueue.concurrentPerform(iterations: states.count) { work.body(work.states[$0]) }
  }

  /// Unchecked for the same reasons as in `Search`: each iteration writes only the arrays of its own state, reads only constants and the clock, and
  /// `concurrentPerform` returns after all of them.
  private struct Work: @unchecked Sendable {
    let states: [UnitState]
    let body: (UnitState) -> Void
  }
}
