public import AcademicCalendar

/// The exact translation: a lecture is a session, a teacher a person, a room a place; a course is a group that is never at once, spreads over days
/// and keeps to one place, a curriculum is a compact group.
extension CourseTimetable {
  private static let coursePrefix = "course:"
  private static let curriculumPrefix = "curriculum:"

  /// The instance as a problem whose score is the competition's.
  ///
  /// - Parameter firstDay: the date that stands for day 0; the days that follow are consecutive.
  public func problem(firstDay: Day = Day(2026, 9, 7) ?? .earliest) -> Problem {
    var problem = Problem(
      title: name, periods: (0..<periodsPerDay).map { Period(start: 480 + $0 * 35, end: 510 + $0 * 35, half: .morning) },
      days: (0..<days).map { TeachingDay(plain: firstDay + $0, week: $0 / 7 + 1) },
      weights: .only([.seats: 1, .spread: 5, .compactness: 2, .onePlace: 1]))
    var teachers: Set<String> = []
    problem.people = courses.filter { teachers.insert($0.teacher).inserted }.map { Person(id: $0.teacher) }
    problem.places = rooms.map { Place(id: $0.id, seats: $0.seats) }
    problem.groups = courses.map {
      Group(id: Self.coursePrefix + $0.id, title: $0.id, neverAtOnce: true, minimumDays: $0.minimumDays, onePlace: true)
    }
    problem.groups += curricula.map {
      Group(id: Self.curriculumPrefix + $0.id, title: $0.courses.joined(separator: " "), neverAtOnce: true, compact: true)
    }
    let blocked = Dictionary(grouping: unavailabilities, by: \.course)
    var groupsOf: [String: [String]] = [:]
    for curriculum in curricula {
      for course in Set(curriculum.courses) { groupsOf[course, default: []].append(Self.curriculumPrefix + curriculum.id) }
    }
    for course in courses {
      let groups = [Self.coursePrefix + course.id] + (groupsOf[course.id] ?? [])
      let forbidden = (blocked[course.id] ?? []).map {
        TimePattern(from: firstDay + $0.day, through: firstDay + $0.day, periods: [$0.period + 1])
      }
      for number in 1...course.lectures {
        problem.sessions.append(
          Session(
            id: "\(course.id)#\(number)", title: course.id, forbidden: forbidden, people: [course.teacher], places: .any,
            attendance: course.students, groups: groups))
      }
    }
    return problem
  }

  /// The instance that a problem made by `problem(firstDay:)` came from; an error where the problem says more than a `.ctt` file can.
  public init(_ problem: Problem) throws(CourseTimetableError) {
    func fail(_ message: String) -> CourseTimetableError { CourseTimetableError(line: 0, message: message) }
    guard let firstDay = problem.days.first?.day else { throw fail("没有教学日") }
    var courses: [Course] = []
    var curricula: [Curriculum] = []
    var unavailabilities: [Unavailability] = []
    var lecturesOf: [String: [Session]] = [:]
    for session in problem.sessions { if let course = session.groups.first { lecturesOf[course, default: []].append(session) } }
    for group in problem.groups {
      if group.id.hasPrefix(Self.curriculumPrefix) {
        let members = group.title.split(separator: " ").map { String($0) }
        curricula.append(Curriculum(id: String(group.id.dropFirst(Self.curriculumPrefix.count)), courses: members))
        continue
      }
      guard group.id.hasPrefix(Self.coursePrefix) else { throw fail("分组「\(group.id)」不是课程也不是课程组") }
      let id = String(group.id.dropFirst(Self.coursePrefix.count))
      let lectures = lecturesOf[group.id] ?? []
      guard let first = lectures.first, let teacher = first.people.first else { throw fail("课程「\(id)」没有课次或教师") }
      courses.append(
        Course(id: id, teacher: teacher, lectures: lectures.count, minimumDays: group.minimumDays ?? 0, students: first.attendance ?? 0))
      for pattern in first.forbidden {
        guard let day = pattern.from, let period = pattern.periods.first else { throw fail("「\(id)」的不可用时间超出 .ctt 的表达能力") }
        unavailabilities.append(Unavailability(course: id, day: day - firstDay, period: period - 1))
      }
    }
    self.init(
      name: problem.title, courses: courses, rooms: problem.places.map { Room(id: $0.id, seats: $0.seats ?? 0) }, days: problem.days.count,
      periodsPerDay: problem.periods.count, curricula: curricula, unavailabilities: unavailabilities)
    let back = self.problem(firstDay: firstDay)
    guard back.sessions == problem.sessions, back.groups == problem.groups, back.people == problem.people, back.places == problem.places,
      problem.precedences.isEmpty, problem.weights == back.weights
    else { throw fail("这个问题含有 .ctt 不能表达的内容") }
  }
}
