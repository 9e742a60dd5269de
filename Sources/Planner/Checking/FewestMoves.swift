import AcademicCalendar

/// The smallest number of sessions that must leave a known plan, proved: every smaller set of sessions is shown not to be enough.
package enum FewestMoves {
  /// Frees ever larger sets of sessions, the rest held where people know it, until CaDiCaL finds that all hard constraints can be met.
  ///
  /// - Parameters:
  ///   - problem: with `Session.previous` for every session; small, because all subsets are tried.
  ///   - limit: sets of this size and larger are not tried.
  /// - Returns: the number, or `limit` where no smaller one is enough; nil where a problem cannot be encoded.
  package static func prove(_ problem: Problem, upTo limit: Int) -> Int? {
    for count in 0..<max(limit, 0) {
      for free in subsets(of: problem.sessions.count, count) {
        var pinned = problem
        for index in problem.sessions.indices where !free.contains(index) {
          pinned.sessions[index].pinned = problem.sessions[index].previous
        }
        guard let isFeasible = isFeasible(pinned) else { return nil }
        if isFeasible { return count }
      }
    }
    return limit
  }

  private static func subsets(of size: Int, _ count: Int) -> [Set<Int>] {
    (0..<(1 << size)).filter { $0.nonzeroBitCount == count }.map { mask in Set((0..<size).filter { mask >> $0 & 1 == 1 }) }
  }

  private static func isFeasible(_ problem: Problem) -> Bool? {
    guard let encoding = Encoding(Model(problem), sessions: Array(problem.sessions.indices), wide: false) else { return nil }
    return encoding.solver.core(encoding.selectors.values.sorted()) == nil
  }

  /// A plan of a small random problem, and the problem after somebody fell ill on the days of three sessions.
  package static func changed(seed: UInt64) throws(ProblemError) -> (problem: Problem, published: Plan) {
    var problem = RandomProblem(seed: seed, sessions: 8).problem
    for index in problem.sessions.indices { (problem.sessions[index].previous, problem.sessions[index].pinned) = (nil, nil) }
    let published = try solve(problem, SolveOptions(steps: 500, threads: 1))
    problem.sessions.removeAll { published[$0.id] == nil }
    problem.precedences.removeAll { published[$0.before] == nil || published[$0.after] == nil }
    for assignment in published.assignments.prefix(3) {
      guard let person = problem.people.firstIndex(where: { assignment.people.contains($0.id) }) else { continue }
      problem.people[person].absences.append(Absence(from: assignment.day, through: assignment.day, reason: "病假"))
    }
    return (problem, published)
  }

  /// Replans one changed problem and proves how few moves are needed.
  ///
  /// - Returns: moved sessions and the proved minimum, or nil where not every session can be placed any more.
  package static func compare(seed: UInt64) throws(ProblemError) -> (moved: Int, fewest: Int)? {
    let (problem, published) = try changed(seed: seed)
    let plan = try replan(problem, known: published, SolveOptions(steps: 3_000, threads: 1))
    guard plan.unplaced.isEmpty else { return nil }
    var weighed = problem.knowing(published)
    weighed.weights[.moved] = 1
    let moved = score(weighed, plan).score[.moved]
    return prove(problem.knowing(published), upTo: moved).map { (moved, $0) }
  }
}
