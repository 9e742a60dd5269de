import AcademicCalendar

/// What the competition's validator prints for a solution: four kinds of violations, four costs.
public struct CourseTimetableScore: Hashable, Sendable {
  /// Lectures missing, too many, or two of a course in one period.
  public var lectures = 0
  public var conflicts = 0
  public var availability = 0
  public var roomOccupation = 0
  public var roomCapacity = 0
  public var minimumDays = 0
  public var compactness = 0
  public var roomStability = 0

  public var violations: Int { lectures + conflicts + availability + roomOccupation }
  public var cost: Int { roomCapacity + minimumDays + compactness + roomStability }
}

extension CourseTimetable {
  /// One lecture of a solution; day and period from 0.
  public struct Lecture: Hashable, Sendable {
    public var course: String
    public var room: String
    public var day: Int
    public var period: Int

    public init(course: String, room: String, day: Int, period: Int) {
      (self.course, self.room, self.day, self.period) = (course, room, day, period)
    }
  }

  /// The solution file of a plan: a line `course room day period` for each lecture.
  public func solution(_ plan: Plan, of problem: Problem) -> [Lecture] {
    guard let firstDay = problem.days.first?.day else { return [] }
    return plan.assignments.compactMap { assignment in
      guard let place = assignment.place, let mark = assignment.session.lastIndex(of: "#"), (1...10_000).contains(assignment.firstPeriod)
      else { return nil }
      return Lecture(
        course: String(assignment.session[..<mark]), room: place, day: assignment.day - firstDay, period: assignment.firstPeriod - 1)
    }
  }

  /// Scores a solution by the competition's definitions; a lecture at no moment of the grid counts as missing.
  public func score(_ lectures: [Lecture]) -> CourseTimetableScore {
    let solution = lectures.filter { (0..<days).contains($0.day) && (0..<periodsPerDay).contains($0.period) }
    var score = CourseTimetableScore()
    let byID = Dictionary(courses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let byCourse = Dictionary(grouping: solution, by: \.course)
    for course in courses {
      let lectures = byCourse[course.id] ?? []
      let moments = Set(lectures.map { $0.day * periodsPerDay + $0.period })
      score.lectures += abs(course.lectures - lectures.count) + lectures.count - moments.count
      score.minimumDays += 5 * max(0, course.minimumDays - Set(lectures.map(\.day)).count)
      score.roomStability += max(0, Set(lectures.map(\.room)).count - 1)
    }
    for entry in unavailabilities {
      score.availability += (byCourse[entry.course] ?? []).count { $0.day == entry.day && $0.period == entry.period }
    }
    let seats = Dictionary(rooms.map { ($0.id, $0.seats) }, uniquingKeysWith: { first, _ in first })
    for lecture in solution { score.roomCapacity += max(0, (byID[lecture.course]?.students ?? 0) - (seats[lecture.room] ?? 0)) }
    let excluded = excludedPairs()
    for moment in Dictionary(grouping: solution, by: { $0.day * periodsPerDay + $0.period }).values {
      score.roomOccupation += moment.count - Set(moment.map(\.room)).count
      score.conflicts += conflicts(in: Set(moment.map(\.course)).sorted(), byID, excluded)
    }
    for curriculum in curricula { score.compactness += 2 * loneLectures(curriculum, byCourse) }
    return score
  }

  private struct Pair: Hashable {
    let first: String
    let second: String
  }

  /// Pairs of courses of one curriculum, in the order of their names.
  private func excludedPairs() -> Set<Pair> {
    var pairs: Set<Pair> = []
    for curriculum in curricula {
      let names = Set(curriculum.courses).sorted()
      for (index, first) in names.enumerated() { for second in names[(index + 1)...] { pairs.insert(Pair(first: first, second: second)) } }
    }
    return pairs
  }

  /// Pairs of courses held at once that share a teacher or a curriculum.
  private func conflicts(in list: [String], _ byID: [String: Course], _ excluded: Set<Pair>) -> Int {
    var count = 0
    for (index, first) in list.enumerated() {
      for second in list[(index + 1)...] {
        if byID[first]?.teacher == byID[second]?.teacher || excluded.contains(Pair(first: first, second: second)) { count += 1 }
      }
    }
    return count
  }

  private func loneLectures(_ curriculum: Curriculum, _ byCourse: [String: [Lecture]]) -> Int {
    var held = [Int](repeating: 0, count: days * periodsPerDay)
    for course in curriculum.courses { for lecture in byCourse[course] ?? [] { held[lecture.day * periodsPerDay + lecture.period] += 1 } }
    return held.indices.reduce(0) { sum, moment in
      let period = moment % periodsPerDay
      let before = period > 0 ? held[moment - 1] : 0
      let after = period < periodsPerDay - 1 ? held[moment + 1] : 0
      return before == 0 && after == 0 ? sum + held[moment] : sum
    }
  }
}
