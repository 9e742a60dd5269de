/// Compares the cost by differences with the full score after each of many random moves.
package enum DifferenceCheck {
  /// Runs moves on random problems until `moves` are done.
  ///
  /// - Returns: how many moves were done, and what the first disagreement was, if any.
  package static func run(moves: Int, seed: UInt64, progress: (Int) -> Void) -> (moves: Int, failure: String?) {
    var done = 0
    var number: UInt64 = 0
    while done < moves {
      let problem = RandomProblem(seed: seed &+ number, sessions: 8 + Int(number % 8)).problem
      let engine = Engine(Model(problem), seed: seed &+ number)
      engine.keepPrevious()
      engine.construct()
      engine.repair(iterations: 100)
      for step in 0..<2_000 where done < moves {
        // Two of three possible moves are kept, the third is undone.
        if !engine.proposeForTest() || step.isMultiple(of: 3) { engine.undo() }
        done += 1
        let report = score(problem, Plan(assignments: engine.assignments()))
        let broken = report.violations.filter { $0.constraint != .unplaced }
        guard broken.isEmpty, report.score.softTotal == engine.cost, report.score.unplaced == engine.unplaced else {
          let found = broken.isEmpty ? "\(report.score.softTotal) is not \(engine.cost)" : "\(broken)"
          return (done, "seed \(seed &+ number), step \(step): \(found)")
        }
      }
      number += 1
      progress(done)
    }
    return (done, nil)
  }

  /// Compares the cost that an insertion would have with the one that it has, and takes it back.
  package static func check(_ seed: UInt64) -> String? {
    let problem = RandomProblem(seed: seed).problem
    let engine = Engine(Model(problem), seed: seed)
    engine.construct()
    for session in problem.sessions.indices {
      if engine.start[session] >= 0 { engine.remove(session) }
      defer { engine.placeCheaply(session) }
      for _ in 0..<10 {
        guard let (first, place) = engine.randomOption(session), let failure = dry(engine, session, first, place) else { continue }
        return failure
      }
    }
    return nil
  }

  private static func dry(_ engine: Engine, _ session: Int, _ first: Int, _ place: Int) -> String? {
    let t = engine.tables
    guard engine.start[session] < 0, t.seatMaximum[session] == 0, t.previousStart[session] == -1 else { return nil }
    guard t.unary(session, first, place) >= 0, engine.isFree(session, first, place) else { return nil }
    let expected = engine.insertionCost(session, first, place)
    engine.teamCount[session] = 0
    let actual = engine.insert(session, first, place)
    engine.remove(session)
    return actual == expected ? nil : "an insertion costs \(actual), not \(expected)"
  }
}
