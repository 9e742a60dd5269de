import AcademicCalendar

/// How much a plan asks of one person.
public struct PersonLoad: Hashable, Sendable, Codable {
  public var person: String
  public var name: String
  public var sessions: Int
  public var periods: Int
  /// The most sessions in one teaching week.
  public var busiestWeek: Int
  /// Days with a session away from the own school.
  public var daysAway: Int
  /// Own classes that must be covered or swapped.
  public var classes: Int

  /// Everybody who takes part in anything, the busiest first.
  public static func of(_ problem: Problem, _ plan: Plan) -> [PersonLoad] {
    let swaps = Dictionary(grouping: ClassSwap.needed(problem, plan), by: \.person)
    let weekOf = Dictionary(problem.days.map { ($0.day, $0.week) }, uniquingKeysWith: { first, _ in first })
    let people = Dictionary(problem.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var assignments: [String: [Assignment]] = [:]
    for assignment in plan.assignments { for person in assignment.people { assignments[person, default: []].append(assignment) } }
    return assignments.map { id, list in
      let person = people[id]
      let weeks = Dictionary(grouping: list) { weekOf[$0.day] ?? 0 }
      return PersonLoad(
        person: id, name: person?.name ?? id, sessions: list.count, periods: list.reduce(0) { $0 + $1.length },
        busiestWeek: weeks.values.map(\.count).max() ?? 0,
        daysAway: Set(list.filter { $0.place != nil && $0.place != person?.school }.map(\.day)).count, classes: swaps[id]?.count ?? 0)
    }.sorted { ($1.sessions, $1.periods, $0.person) < ($0.sessions, $0.periods, $1.person) }
  }

  /// The list as aligned Chinese text.
  public static func text(_ loads: [PersonLoad]) -> String {
    DisplayWidth.table(
      ["姓名", "活动", "节数", "最忙周", "外出天数", "调课"],
      loads.map { [$0.name, "\($0.sessions)", "\($0.periods)", "\($0.busiestWeek)", "\($0.daysAway)", "\($0.classes)"] })
  }
}
