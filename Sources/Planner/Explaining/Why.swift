/// Why a session stands where it does: its cost there beside its best alternatives, and what each of those would break.
public struct Why: Hashable, Sendable, Codable {
  /// Another way for the session.
  public struct Alternative: Hashable, Sendable, Codable {
    public var assignment: Assignment
    /// Change of the soft cost by constraint, only those that change; empty where rules are broken.
    public var changes: [SoftTerm]
    /// Sum of `changes`.
    public var total: Int
    /// Rules that it would break, as things stand; empty for a way that is free.
    public var breaks: [Violation]
  }

  /// Identifier of the session.
  public var session: String
  /// Where it stands; nil where it is not placed.
  public var current: Assignment?
  /// What the session adds to the soft cost where it stands, by constraint.
  public var costs: [SoftTerm]
  /// Why it is not placed.
  public var reasons: [String]
  /// Free ways, the cheapest first, then ways that break the fewest rules.
  public var alternatives: [Alternative]
}

/// Explains the place of one session in a plan.
///
/// - Parameter limit: how many free and how many blocked alternatives at most.
/// - Returns: nil where the problem has no such session.
public func why(_ problem: Problem, _ plan: Plan, session: String, limit: Int = 5) throws(ProblemError) -> Why? {
  try problem.validate()
  let model = Model(problem)
  guard let index = model.sessionIndex[session] else { return nil }
  return Explainer(model, plan, index).explain(limit)
}

private struct Explainer {
  let problem: Problem
  let plan: Plan
  let index: Int
  let engine: Engine
  let current: Assignment?

  init(_ model: Model, _ plan: Plan, _ index: Int) {
    (problem, self.plan, self.index) = (model.problem, plan, index)
    engine = Engine(model, seed: 1)
    current = plan[model.problem.sessions[index].id]
    for assignment in plan.assignments where assignment.session != model.problem.sessions[index].id {
      guard let other = model.sessionIndex[assignment.session] else { continue }
      let fixed = model.problem.sessions[other].people
      _ = engine.place(
        Placement(
          day: assignment.day, period: assignment.firstPeriod, place: assignment.place,
          people: assignment.people.filter { !fixed.contains($0) }),
        other)
    }
  }

  func explain(_ limit: Int) -> Why {
    let without = Plan(assignments: plan.assignments.filter { $0.session != problem.sessions[index].id })
    let base = score(problem, without).score
    let now = current == nil ? base : score(problem, plan).score
    let finder = ObstacleFinder(engine)
    let (free, blocked) = ways(finder)
    var alternatives = free.prefix(limit).map { alternative($0, against: now, without) }
    alternatives.sort { $0.total < $1.total }
    alternatives += blocked.prefix(limit).map { way in
      Why.Alternative(
        assignment: engine.model.assignment(index, start: way.first, place: way.place, team: []), changes: [], total: 0,
        breaks: way.obstacles.map { obstacle in
          Violation(obstacle.constraint, sessions: obstacle.sessions.map { problem.sessions[$0].id }, message: obstacle.message)
        })
    }
    return Why(
      session: problem.sessions[index].id, current: current, costs: current == nil ? [] : difference(now, base),
      reasons: current == nil ? finder.reasons(index) : [], alternatives: alternatives)
  }

  private struct Way {
    let first: Int
    let place: Int
    let cost: Int
    let team: [Int]
    let obstacles: [Obstacle]
  }

  /// All ways other than the current one: those that are free by cost, those that are not by the number of obstacles.
  private func ways(_ finder: ObstacleFinder) -> (free: [Way], blocked: [Way]) {
    let t = engine.tables
    var (free, blocked): ([Way], [Way]) = ([], [])
    let places = t.sets.range(Int(t.placeSet[index])).map { Int(t.sets.items[$0]) }
    for first in engine.model.slots(of: index) {
      for place in places {
        if let current, engine.model.slot(current.day, current.firstPeriod) == first, current.place == name(place) { continue }
        if t.unary(index, first, place) >= 0, engine.isFree(index, first, place), engine.chooseTeam(index, first, place) {
          let team = (0..<Int(engine.teamCount[index])).map { Int(engine.team[Int(t.teamBase[index]) + $0]) }.sorted()
          let cost = engine.insert(index, first, place)
          engine.remove(index)
          free.append(Way(first: first, place: place, cost: cost, team: team, obstacles: []))
        } else {
          let obstacles = finder.obstacles(index, first, place)
          if !obstacles.isEmpty { blocked.append(Way(first: first, place: place, cost: obstacles.count, team: [], obstacles: obstacles)) }
        }
      }
    }
    func order(_ left: Way, _ right: Way) -> Bool { (left.cost, left.first, left.place) < (right.cost, right.first, right.place) }
    return (free.sorted(by: order), blocked.sorted(by: order))
  }

  private func name(_ place: Int) -> String? { place < engine.tables.places ? problem.places[place].id : nil }

  private func alternative(_ way: Way, against now: Score, _ without: Plan) -> Why.Alternative {
    let assignment = engine.model.assignment(index, start: way.first, place: way.place, team: way.team)
    var plan = without
    plan.assignments.append(assignment)
    let changes = difference(score(problem, plan).score, now)
    return Why.Alternative(assignment: assignment, changes: changes, total: changes.reduce(0) { $0 + $1.cost }, breaks: [])
  }

  private func difference(_ left: Score, _ right: Score) -> [SoftTerm] {
    left.soft.compactMap { term in
      let amount = term.amount - right[term.constraint]
      return amount == 0 ? nil : SoftTerm(term.constraint, amount: amount, weight: term.weight)
    }
  }
}

extension Why {
  /// The explanation as Chinese text.
  public var text: String {
    var lines: [String] = []
    if let current {
      lines.append("「\(session)」排在\(Scorer.words(current))\(current.place.map { ", 地点 \($0)" } ?? "")")
      lines.append("  在此的代价: " + (costs.isEmpty ? "无" : Why.words(costs)))
    } else {
      lines.append("「\(session)」没有安排: " + reasons.joined(separator: "; "))
    }
    for alternative in alternatives {
      let place = alternative.assignment.place.map { " \($0)" } ?? ""
      let verdict =
        alternative.breaks.isEmpty
        ? (alternative.total >= 0 ? "代价 +\(alternative.total)" : "代价 \(alternative.total)")
          + (alternative.changes.isEmpty ? "" : " (\(Why.words(alternative.changes)))")
        : "不可: " + alternative.breaks.map(\.message).joined(separator: "; ")
      lines.append("  另一种: \(Scorer.words(alternative.assignment))\(place), \(verdict)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func words(_ terms: [SoftTerm]) -> String {
    terms.map { "\($0.constraint.title) \($0.cost > 0 ? "+" : "")\($0.cost)" }.joined(separator: ", ")
  }
}
