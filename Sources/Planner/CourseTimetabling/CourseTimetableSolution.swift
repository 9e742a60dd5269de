import AcademicCalendar

/// Solution files of the competition: one line `course room day period` for each lecture.
extension CourseTimetable {
  /// Reads a solution file of this instance.
  ///
  /// - Throws: where a line is no lecture, or names a course, a room or a moment that the instance lacks.
  public func lectures(_ text: String) throws(CourseTimetableError) -> [Lecture] {
    var result: [Lecture] = []
    let (courseNames, roomNames) = (Set(courses.map(\.id)), Set(rooms.map(\.id)))
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace).map { String($0) }
      if words.isEmpty { continue }
      func fail(_ message: String) -> CourseTimetableError { CourseTimetableError(line: index + 1, message: message) }
      guard words.count == 4, let day = Int(words[2]), let period = Int(words[3]) else { throw fail("应为「课程 教室 天 节」, 天和节从 0 起") }
      guard courseNames.contains(words[0]) else { throw fail("没有课程「\(words[0])」") }
      guard roomNames.contains(words[1]) else { throw fail("没有教室「\(words[1])」") }
      guard (0..<days).contains(day) else { throw fail("天应为 0 至 \(days - 1), 不是 \(day)") }
      guard (0..<periodsPerDay).contains(period) else { throw fail("节应为 0 至 \(periodsPerDay - 1), 不是 \(period)") }
      result.append(Lecture(course: words[0], room: words[1], day: day, period: period))
    }
    return result
  }

  /// The solution file of a plan.
  public func solutionText(_ plan: Plan, of problem: Problem) -> String {
    solution(plan, of: problem).map { "\($0.course) \($0.room) \($0.day) \($0.period)\n" }.joined()
  }

  /// A solution as a plan of `problem()`: lectures of a course are numbered as they come.
  public func plan(_ solution: [Lecture]) -> Plan {
    let problem = problem()
    guard let firstDay = problem.days.first?.day else { return Plan() }
    let teachers = Dictionary(courses.map { ($0.id, $0.teacher) }, uniquingKeysWith: { first, _ in first })
    var numbers: [String: Int] = [:]
    return Plan(
      assignments: solution.map { lecture in
        numbers[lecture.course, default: 0] += 1
        return Assignment(
          session: "\(lecture.course)#\(numbers[lecture.course] ?? 1)", day: firstDay + lecture.day, firstPeriod: lecture.period + 1,
          length: 1,
          place: lecture.room, people: [teachers[lecture.course]].compactMap(\.self))
      })
  }
}

extension CourseTimetableScore {
  /// The lines that the competition's validator ends with.
  public var text: String {
    """
    Violations of Lectures (hard) : \(lectures)
    Violations of Conflicts (hard) : \(conflicts)
    Violations of Availability (hard) : \(availability)
    Violations of RoomOccupation (hard) : \(roomOccupation)
    Cost of RoomCapacity (soft) : \(roomCapacity)
    Cost of MinWorkingDays (soft) : \(minimumDays)
    Cost of CurriculumCompactness (soft) : \(compactness)
    Cost of RoomStability (soft) : \(roomStability)

    Summary: Violations = \(violations), Total Cost = \(cost)

    """
  }
}
