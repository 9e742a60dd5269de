import AcademicCalendar

/// What changes between two plans, and who must be told what.
public struct PlanDiff: Hashable, Sendable, Codable {
  /// One session that is not the same in both plans.
  public struct Change: Hashable, Sendable, Codable {
    public var session: String
    public var title: String
    /// Nil where it is new.
    public var before: Assignment?
    /// Nil where it is gone.
    public var after: Assignment?
  }

  /// What one person must be told.
  public struct Notice: Hashable, Sendable, Codable {
    public var person: String
    public var name: String
    /// Chinese sentences, in the order of the days.
    public var lines: [String]
  }

  public var changes: [Change]
  public var notices: [Notice]

  /// Compares two plans of a problem; the order of people does not matter.
  public init(_ problem: Problem, from old: Plan, to new: Plan) {
    let titles = Dictionary(problem.sessions.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let before = Dictionary(old.assignments.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.assignments.map { ($0.session, $0) }, uniquingKeysWith: { first, _ in first })
    let order = problem.sessions.map(\.id) + Set(before.keys).union(after.keys).subtracting(titles.keys).sorted()
    changes = order.compactMap { id in
      if PlanDiff.isSame(before[id], after[id]) { return nil }
      return Change(session: id, title: titles[id] ?? id, before: before[id], after: after[id])
    }
    notices = PlanDiff.notices(changes, problem)
  }

  private static func isSame(_ left: Assignment?, _ right: Assignment?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.day == right.day && left.firstPeriod == right.firstPeriod && left.length == right.length && left.place == right.place
      && Set(left.people) == Set(right.people)
  }

  private static func notices(_ changes: [Change], _ problem: Problem) -> [Notice] {
    let places = Dictionary(problem.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func words(_ assignment: Assignment) -> String {
      Scorer.words(assignment) + (assignment.place.map { "「\(places[$0] ?? $0)」" } ?? "")
    }
    var lines: [String: [String]] = [:]
    let byDay = changes.sorted { ($0.after ?? $0.before)?.day ?? .earliest < ($1.after ?? $1.before)?.day ?? .earliest }
    for change in byDay {
      let (old, new) = (Set(change.before?.people ?? []), Set(change.after?.people ?? []))
      for person in old.union(new) {
        let line =
          switch (change.before, change.after, old.contains(person), new.contains(person)) {
          case (let before?, let after?, true, true): "「\(change.title)」由\(words(before))改到\(words(after))"
          case (_, let after?, _, true): "新增「\(change.title)」: \(words(after))"
          case (let before?, _, _, _): "不再参加「\(change.title)」(原在\(words(before)))"
          default: "「\(change.title)」有变动"
          }
        lines[person, default: []].append(line)
      }
    }
    let names = Dictionary(problem.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return lines.sorted { $0.key < $1.key }.map { Notice(person: $0.key, name: names[$0.key] ?? $0.key, lines: $0.value) }
  }

  /// Chinese text: how many change, then what each person must be told.
  public var text: String {
    if changes.isEmpty { return "没有变动\n" }
    let head = "变动 \(changes.count) 项活动, 需通知 \(notices.count) 人\n"
    return head + notices.map { notice in "\(notice.name)\n" + notice.lines.map { "  \($0)\n" }.joined() }.joined()
  }
}
