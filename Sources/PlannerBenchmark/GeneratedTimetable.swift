import Planner

/// An invented course timetable like those of the competition, around a hidden timetable that breaks no hard rule.
struct GeneratedTimetable {
  private var random: SeededGenerator
  private(set) var instance: CourseTimetable

  /// How big and how tight an instance is.
  struct Shape {
    var courses: Int
    var rooms: Int
    var days: Int
    var periods: Int
    var curricula: Int
    /// Share of the room periods in use.
    var load: Double
    /// Share of the other periods at which a course is not available.
    var unavailable: Double
  }

  /// Shapes that cover the range of the public instances.
  static let shapes = [
    Shape(courses: 30, rooms: 6, days: 5, periods: 6, curricula: 14, load: 0.85, unavailable: 0.06),
    Shape(courses: 82, rooms: 16, days: 5, periods: 5, curricula: 70, load: 0.7, unavailable: 0.25),
    Shape(courses: 54, rooms: 9, days: 6, periods: 6, curricula: 139, load: 0.47, unavailable: 0.4),
    Shape(courses: 108, rooms: 18, days: 5, periods: 5, curricula: 70, load: 0.78, unavailable: 0.2),
    Shape(courses: 30, rooms: 5, days: 5, periods: 9, curricula: 13, load: 0.7, unavailable: 0.06),
    Shape(courses: 88, rooms: 11, days: 6, periods: 6, curricula: 150, load: 0.55, unavailable: 0.4),
    Shape(courses: 130, rooms: 20, days: 5, periods: 5, curricula: 77, load: 0.85, unavailable: 0.2),
    Shape(courses: 500, rooms: 60, days: 5, periods: 9, curricula: 400, load: 0.65, unavailable: 0.15),
  ]

  init(seed: UInt64, shape: Shape) {
    random = SeededGenerator(seed: seed)
    let moments = shape.days * shape.periods
    instance = CourseTimetable(
      name: "generated-\(seed)", courses: [], rooms: [], days: shape.days, periodsPerDay: shape.periods, curricula: [], unavailabilities: []
    )
    instance.rooms = (0..<shape.rooms).map { CourseTimetable.Room(id: "r\($0)", seats: 20 + roll(10) * roll(25)) }
    let total = Int(Double(shape.rooms * moments) * shape.load)
    var free = (0..<moments).map { _ in Set(0..<shape.rooms) }
    var hidden: [Set<Int>] = []
    for index in 0..<shape.courses {
      let lectures = max(1, min(7, total / shape.courses + roll(3) - 1))
      var times: Set<Int> = []
      var smallest = 500
      for _ in 0..<(lectures * 20) where times.count < lectures {
        let moment = roll(moments)
        guard !times.contains(moment), let room = free[moment].randomElement(using: &random) else { continue }
        free[moment].remove(room)
        times.insert(moment)
        smallest = min(smallest, instance.rooms[room].seats)
      }
      if times.isEmpty { continue }
      hidden.append(times)
      let spread = Set(times.map { $0 / shape.periods }).count
      instance.courses.append(
        CourseTimetable.Course(
          id: "c\(index)", teacher: "", lectures: times.count, minimumDays: max(1, min(spread + roll(2), times.count)),
          students: max(5, smallest - roll(30) + (roll(12) == 0 ? 25 : 0))))
    }
    addTeachers(hidden)
    addCurricula(hidden, shape.curricula)
    addUnavailabilities(hidden, shape)
  }

  private mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &random) }

  private mutating func addTeachers(_ hidden: [Set<Int>]) {
    var teachers: [Set<Int>] = []
    for index in hidden.indices {
      let teacher = (0..<3).map { _ in roll(max(teachers.count, 1)) }.first {
        $0 < teachers.count && teachers[$0].isDisjoint(with: hidden[index])
      }
      if let teacher, roll(3) == 0 {
        teachers[teacher].formUnion(hidden[index])
        instance.courses[index].teacher = "t\(teacher)"
      } else {
        instance.courses[index].teacher = "t\(teachers.count)"
        teachers.append(hidden[index])
      }
    }
  }

  private mutating func addCurricula(_ hidden: [Set<Int>], _ count: Int) {
    let cluster = 12
    for number in 0..<count {
      let first = roll(max(1, hidden.count - cluster))
      var members: [Int] = []
      var times: Set<Int> = []
      let wanted = 2 + roll(4)
      for _ in 0..<30 where members.count < wanted {
        let course = min(hidden.count - 1, first + roll(cluster))
        guard !members.contains(course), times.isDisjoint(with: hidden[course]) else { continue }
        members.append(course)
        times.formUnion(hidden[course])
      }
      instance.curricula.append(CourseTimetable.Curriculum(id: "q\(number)", courses: members.map { instance.courses[$0].id }))
    }
  }

  private mutating func addUnavailabilities(_ hidden: [Set<Int>], _ shape: Shape) {
    var list: [CourseTimetable.Unavailability] = []
    for index in hidden.indices where roll(2) == 0 {
      for moment in 0..<(shape.days * shape.periods) where !hidden[index].contains(moment) {
        guard Double(roll(1000)) < shape.unavailable * 2000 else { continue }
        list.append(
          CourseTimetable.Unavailability(course: instance.courses[index].id, day: moment / shape.periods, period: moment % shape.periods))
      }
    }
    instance.unavailabilities = list
  }
}
