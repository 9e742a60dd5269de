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
}
