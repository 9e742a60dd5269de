/// Draft plans side by side: by constraint, by what moves, by person.
public struct PlanComparison: Hashable, Sendable, Codable {
  /// One plan beside the others.
  public struct Column: Hashable, Sendable, Codable {
    public var name: String
    /// As the full scorer computes it.
    public var score: Score
    /// Sessions that differ from the first plan.
    public var moved: Int
    /// People who must be told of a difference from the first plan.
    public var told: Int
  }

  /// How much each plan asks of one person: sessions, in the order of the plans.
  public struct Load: Hashable, Sendable, Codable {
    public var person: String
    public var name: String
    public var sessions: [Int]
  }

  /// One session that does not stand at the same time and place in all plans.
  public struct Row: Hashable, Sendable, Codable {
    public var session: String
    public var title: String
    /// Where it stands in each plan; nil where it is not placed.
    public var assignments: [Assignment?]
  }

  public var columns: [Column]
  public var rows: [Row]
  /// People whose load differs.
  public var loads: [Load]

  /// Compares plans of one problem; the first is what differences are counted from.
  public init(_ problem: Problem, _ plans: [(name: String, plan: Plan)]) {
    let first = plans.first?.plan ?? Plan()
    columns = plans.map { name, plan in
      let diff = PlanDiff(problem, from: first, to: plan)
      return Column(name: name, score: Planner.score(problem, plan).score, moved: diff.changes.count, told: diff.notices.count)
    }
    let byID = plans.map { entry in
      Dictionary(entry.plan.assignments.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
    }
    rows = problem.sessions.compactMap { session in
      let list = byID.map { $0[session.id] }
      if list.dropFirst().allSatisfy({ PlanDiff.isSame(list.first ?? nil, $0) }) { return nil }
      return Row(session: session.id, title: session.label, assignments: list)
    }
    let counts = plans.map { entry in
      entry.plan.assignments.reduce(into: [String: Int]()) { counts, item in for person in item.people { counts[person, default: 0] += 1 } }
    }
    loads = problem.people.compactMap { person in
      let list = counts.map { $0[person.id] ?? 0 }
      return Set(list).count > 1 ? Load(person: person.id, name: person.name, sessions: list) : nil
    }
  }

  /// Aligned Chinese text.
  public func text(_ problem: Problem) -> String {
    let names = columns.map(\.name)
    var table: [[String]] = [["未排"] + columns.map { "\($0.score.unplaced)" }]
    let broken = HardConstraint.allCases.filter { kind in kind != .unplaced && columns.contains { $0.score.hard[kind] != nil } }
    for kind in broken { table.append(["违反: " + kind.title] + columns.map { "\($0.score.hard[kind] ?? 0)" }) }
    for kind in SoftConstraint.allCases where columns.contains(where: { column in column.score.soft.contains { $0.constraint == kind } }) {
      table.append([kind.title] + columns.map { column in "\(column.score.soft.first { $0.constraint == kind }?.cost ?? 0)" })
    }
    table.append(["代价合计"] + columns.map { "\($0.score.softTotal)" })
    table.append(["与第一个不同的活动"] + columns.map { "\($0.moved)" })
    table.append(["须通知的人"] + columns.map { "\($0.told)" })
    var text = DisplayWidth.table(["方案"] + names, table)
    if !rows.isEmpty {
      let places = Dictionary(problem.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
      text +=
        "\n"
        + DisplayWidth.table(["活动"] + names, rows.map { row in [row.title] + row.assignments.map { PlanComparison.words($0, places) } })
    }
    if !loads.isEmpty {
      text += "\n" + DisplayWidth.table(["活动数"] + names, loads.map { [$0.name] + $0.sessions.map { "\($0)" } })
    }
    return text
  }

  private static func words(_ assignment: Assignment?, _ places: [String: String]) -> String {
    guard let assignment else { return "未排" }
    return Scorer.words(assignment) + (assignment.place.map { " " + (places[$0] ?? $0) } ?? "")
  }
}
