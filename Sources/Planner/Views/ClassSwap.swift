public import AcademicCalendar

/// A class of somebody's own timetable that must be covered or swapped because of a session.
public struct ClassSwap: Hashable, Sendable, Codable {
  /// Identifier of the school, or nil where the person has none.
  public var school: String?
  public var person: String
  public var name: String
  public var day: Day
  public var period: Int
  /// The class: 初二(3)班语文.
  public var lesson: String
  /// Title of the session.
  public var session: String

  /// All classes to swap, by school, day and period; each class once.
  public static func needed(_ problem: Problem, _ plan: Plan) -> [ClassSwap] {
    let scorer = Scorer(problem)
    var seen: Set<ClassSwap> = []
    var result: [ClassSwap] = []
    for assignment in plan.assignments {
      guard let index = scorer.sessions[assignment.session], let number = scorer.dayNumber[assignment.day] else { continue }
      let session = problem.sessions[index]
      for id in assignment.people {
        guard let position = scorer.people[id] else { continue }
        let person = problem.people[position]
        let place = assignment.place.flatMap { scorer.places[$0] } ?? -1
        for lesson in scorer.disturbedLessons(position, session, assignment, problem.days[number], at: place) {
          let swap = ClassSwap(
            school: person.school, person: id, name: person.name, day: assignment.day, period: lesson.period, lesson: lesson.title,
            session: session.label)
          var key = swap
          key.session = ""
          if seen.insert(key).inserted { result.append(swap) }
        }
      }
    }
    return result.sorted { ($0.school ?? "", $0.day, $0.period, $0.person) < ($1.school ?? "", $1.day, $1.period, $1.person) }
  }

  /// The list to hand to each school, as aligned Chinese text by school.
  public static func text(_ swaps: [ClassSwap], _ problem: Problem) -> [(school: String, text: String)] {
    let names = Dictionary(problem.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return Dictionary(grouping: swaps) { $0.school ?? "" }.sorted { $0.key < $1.key }.map { school, list in
      let rows = list.map { ["\($0.day)", $0.day.weekday.title, "第\($0.period)节", $0.name, $0.lesson, $0.session] }
      return (names[school] ?? school, DisplayWidth.table(["日期", "星期", "节次", "教师", "课", "因何调课"], rows))
    }
  }
}
