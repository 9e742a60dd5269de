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
  /// Those who take part, and those whose lesson is heard.
  public var notices: [Notice]
  /// What each place must know: what comes, what goes, what moves. `person` is the identifier of the place, which is a school's where it is one.
  public var places: [Notice]

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
    places = PlanDiff.places(changes, problem)
  }

  static func isSame(_ left: Assignment?, _ right: Assignment?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.day == right.day && left.firstPeriod == right.firstPeriod && left.length == right.length && left.place == right.place
      && Set(left.people) == Set(right.people)
  }

  private static func notices(_ changes: [Change], _ problem: Problem) -> [Notice] {
    let words = Words(problem)
    let heard = Dictionary(problem.sessions.map { ($0.id, $0.during?.person) }, uniquingKeysWith: { first, _ in first })
    var lines: [String: [String]] = [:]
    for change in byDay(changes) {
      if let teacher = heard[change.session] ?? nil, !(change.before?.people ?? change.after?.people ?? []).contains(teacher) {
        lines[teacher, default: []].append(words.change(change, words.timeAndPlace) + "(来听您的课)")
      }
      let (old, new) = (Set(change.before?.people ?? []), Set(change.after?.people ?? []))
      for person in old.union(new) {
        let line =
          switch (change.before, change.after, old.contains(person), new.contains(person)) {
          case (_?, _?, true, true): words.change(change, words.timeAndPlace)
          case (_, let after?, _, true): "新增「\(change.title)」: \(words.timeAndPlace(after))"
          case (let before?, _, _, _): "不再参加「\(change.title)」(原在\(words.timeAndPlace(before)))"
          default: "「\(change.title)」有变动"
          }
        lines[person, default: []].append(line)
      }
    }
    return lines.sorted { $0.key < $1.key }.map { Notice(person: $0.key, name: words.person($0.key), lines: $0.value) }
  }

  private static func byDay(_ changes: [Change]) -> [Change] {
    changes.sorted { ($0.after ?? $0.before)?.day ?? .earliest < ($1.after ?? $1.before)?.day ?? .earliest }
  }

  private static func places(_ changes: [Change], _ problem: Problem) -> [Notice] {
    let words = Words(problem)
    var lines: [String: [String]] = [:]
    for change in byDay(changes) {
      let (old, new) = (change.before?.place, change.after?.place)
      for place in Set([old, new].compactMap(\.self)) {
        let line =
          if old == new {
            words.change(change, Scorer.words)
          } else if place == new {
            "新增「\(change.title)」: \(change.after.map { Scorer.words($0) } ?? "")"
          } else {
            "不再有「\(change.title)」(原在\(change.before.map { Scorer.words($0) } ?? ""))"
          }
        lines[place, default: []].append(line)
      }
    }
    return problem.places.compactMap { place in lines[place.id].map { Notice(person: place.id, name: place.name, lines: $0) } }
  }

  /// Changes in words, with the names that a problem gives.
  private struct Words {
    private let people: [String: String]
    private let places: [String: String]

    init(_ problem: Problem) {
      people = Dictionary(problem.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
      places = Dictionary(problem.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    func person(_ id: String) -> String { people[id] ?? id }

    func timeAndPlace(_ assignment: Assignment) -> String {
      Scorer.words(assignment) + (assignment.place.map { "「\(places[$0] ?? $0)」" } ?? "")
    }

    func change(_ change: Change, _ words: (Assignment) -> String) -> String {
      switch (change.before, change.after) {
      case (let before?, let after?):
        isHeldAlike(before, after)
          ? "「\(change.title)」\(words(after))不变, 人员有变: \(people(before, after))" : "「\(change.title)」由\(words(before))改到\(words(after))"
      case (nil, let after?): "新增「\(change.title)」: \(words(after))"
      case (let before?, nil): "取消「\(change.title)」(原在\(words(before)))"
      case (nil, nil): "「\(change.title)」有变动"
      }
    }

    private func isHeldAlike(_ before: Assignment, _ after: Assignment) -> Bool {
      (before.day, before.firstPeriod, before.length) == (after.day, after.firstPeriod, after.length) && before.place == after.place
    }

    private func people(_ before: Assignment, _ after: Assignment) -> String {
      let come = after.people.filter { !before.people.contains($0) }.map(person)
      let gone = before.people.filter { !after.people.contains($0) }.map(person)
      return [("增加", come), ("减少", gone)].filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: "、"))" }.joined(separator: ", ")
    }
  }

  /// Chinese text: how many change, then what each person must be told.
  public var text: String {
    if changes.isEmpty { return "没有变动\n" }
    let head = "变动 \(changes.count) 项活动, 需通知 \(notices.count) 人\n"
    let schools = places.isEmpty ? "" : "\n各场地\n"
    func list(_ notices: [Notice]) -> String {
      notices.map { notice in "\(notice.name)\n" + notice.lines.map { "  \($0)\n" }.joined() }.joined()
    }
    return head + list(notices) + schools + list(places)
  }
}
