import Planner

/// An invented course timetable like those of the competition: programmes of courses, curricula that choose among them, and a hidden timetable that
/// breaks no hard rule, so that one exists.
struct GeneratedTimetable {
  private var random: SeededGenerator
  private let shape: Shape
  private(set) var instance: CourseTimetable
  private var lectures: [Int] = []
  private var excluded: [Set<Int>] = []
  /// Slots of each course in the hidden timetable, and the smallest room that it uses there.
  private var hidden: [Set<Int>] = []
  private var smallest: [Int] = []

  /// How big an instance is.
  struct Shape {
    var name: String
    var courses: Int
    var lectures: Int
    var rooms: Int
    var periods: Int
    var days: Int
    var curricula: Int
    var unavailable: Int

    init(_ name: String, _ numbers: Int...) {
      self.name = name
      (courses, lectures, rooms, periods) = (numbers[0], numbers[1], numbers[2], numbers[3])
      (days, curricula, unavailable) = (numbers[4], numbers[5], numbers[6])
    }
  }

  /// The dimensions of the competition's 21 instances, and of some larger ones that were published later.
  static let shapes = [
    Shape("comp01", 30, 160, 6, 6, 5, 14, 53), Shape("comp02", 82, 283, 16, 5, 5, 70, 513), Shape("comp03", 72, 251, 16, 5, 5, 68, 382),
    Shape("comp04", 79, 286, 18, 5, 5, 57, 396), Shape("comp05", 54, 152, 9, 6, 6, 139, 771), Shape("comp06", 108, 361, 18, 5, 5, 70, 632),
    Shape("comp07", 131, 434, 20, 5, 5, 77, 667), Shape("comp08", 86, 324, 18, 5, 5, 61, 478), Shape("comp09", 76, 279, 18, 5, 5, 75, 405),
    Shape("comp10", 115, 370, 18, 5, 5, 67, 694), Shape("comp11", 30, 162, 5, 9, 5, 13, 94), Shape("comp12", 88, 218, 11, 6, 6, 150, 1368),
    Shape("comp13", 82, 308, 19, 5, 5, 66, 468), Shape("comp14", 85, 275, 17, 5, 5, 60, 486), Shape("comp15", 72, 251, 16, 5, 5, 68, 382),
    Shape("comp16", 108, 366, 20, 5, 5, 71, 518), Shape("comp17", 99, 339, 17, 5, 5, 70, 548), Shape("comp18", 47, 138, 9, 6, 6, 52, 594),
    Shape("comp19", 74, 277, 16, 5, 5, 66, 475), Shape("comp20", 121, 390, 19, 5, 5, 78, 691), Shape("comp21", 94, 327, 18, 5, 5, 78, 463),
    Shape("wide", 152, 450, 28, 8, 5, 60, 700), Shape("long", 201, 900, 21, 15, 5, 99, 2000),
    Shape("large", 705, 1600, 110, 6, 5, 1700, 1500),
    Shape("largest", 850, 2298, 176, 6, 5, 3700, 3000),
  ]

  init(seed: UInt64, shape: Shape) {
    random = SeededGenerator(seed: seed)
    self.shape = shape
    instance = CourseTimetable(
      name: "\(shape.name)-like-\(seed)", courses: [], rooms: [], days: shape.days, periodsPerDay: shape.periods, curricula: [],
      unavailabilities: [])
    let sizes = [20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300]
    let seats = (0..<shape.rooms).map { _ in sizes[roll(sizes.count)] }.sorted()
    instance.rooms = seats.enumerated().map { CourseTimetable.Room(id: "r\($0)", seats: $1) }
    chooseLengths()
    let teachers = teachersOfCourses()
    let curricula = chooseCurricula()
    exclude(teachers, curricula)
    hide()
    write(teachers, curricula)
  }

  private mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &random) }
  private mutating func share(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }

  private mutating func chooseLengths() {
    lectures = [Int](repeating: 1, count: shape.courses)
    let most = shape.periods > 8 ? 9 : 7
    for _ in 0..<max(0, shape.lectures - shape.courses) {
      // Twice to one: mostly courses that are short so far, so that lengths gather about the mean.
      let (first, second) = (roll(shape.courses), roll(shape.courses))
      let course = lectures[first] <= lectures[second] ? first : second
      if lectures[course] < most { lectures[course] += 1 }
    }
  }

  private mutating func teachersOfCourses() -> [Int] {
    let count = Int(Double(shape.courses) * share(0.65...0.95))
    return (0..<shape.courses).map { _ in roll(count) }
  }

  /// Curricula choose among the courses of one programme, a few also elsewhere.
  private mutating func chooseCurricula() -> [[Int]] {
    let isTight = shape.days == 6
    let programmes = max(1, shape.courses / (isTight ? 14 : [8, 9, 11][roll(3)]))
    let moments = Double(shape.days * shape.periods)
    return (0..<shape.curricula).map { number in
      let programme = number % programmes
      var pool = (0..<shape.courses).filter { $0 * programmes / shape.courses == programme }
      if roll(10) < 3 { pool += [roll(shape.courses), roll(shape.courses)] }
      pool.shuffle(using: &random)
      let most = Int(moments * (shape.periods < 9 ? share(0.45...0.8) : share(0.3...0.5)))
      let wanted = 2 + roll(6)
      var (members, total): ([Int], Int) = ([], 0)
      for course in pool where members.count < wanted && total + lectures[course] <= most && !members.contains(course) {
        members.append(course)
        total += lectures[course]
      }
      return members
    }
  }

  private mutating func exclude(_ teachers: [Int], _ curricula: [[Int]]) {
    excluded = [Set<Int>](repeating: [], count: shape.courses)
    let together = curricula + Dictionary(grouping: lectures.indices, by: { teachers[$0] }).values.map { $0 }
    for list in together { for course in list { excluded[course].formUnion(list.filter { $0 != course }) } }
  }

  /// Places the courses one by one, those with most conflicts first, spread over days and beside courses of the same programme.
  private mutating func hide() {
    let moments = shape.days * shape.periods
    hidden = [Set<Int>](repeating: [], count: shape.courses)
    smallest = [Int](repeating: .max, count: shape.courses)
    var free = (0..<moments).map { _ in Array(0..<shape.rooms) }
    let preferred = (0..<shape.courses).map { _ in roll(shape.rooms) }
    let burden = lectures.indices.map { Double(excluded[$0].count * lectures[$0]) * share(0.7...1.3) }
    for course in lectures.indices.sorted(by: { burden[$0] > burden[$1] }) {
      for _ in 0..<lectures[course] {
        let open = (0..<moments).filter { moment in
          !free[moment].isEmpty && !hidden[course].contains(moment) && !excluded[course].contains { hidden[$0].contains(moment) }
        }
        let days = Set(hidden[course].map { $0 / shape.periods })
        let ranked = open.map { moment in
          (moment: moment, rank: (days.contains(moment / shape.periods) ? 10 : 0) - share(0...1) * Double(neighbours(course, moment)))
        }
        guard let moment = ranked.min(by: { $0.rank < $1.rank })?.moment,
          let room = free[moment].min(by: { abs($0 - preferred[course]) < abs($1 - preferred[course]) })
        else { continue }
        free[moment].removeAll { $0 == room }
        hidden[course].insert(moment)
        smallest[course] = min(smallest[course], instance.rooms[room].seats)
      }
    }
  }

  private func neighbours(_ course: Int, _ moment: Int) -> Int {
    [moment - 1, moment + 1].count { beside in
      beside / shape.periods == moment / shape.periods && excluded[course].contains { hidden[$0].contains(beside) }
    }
  }

  private mutating func write(_ teachers: [Int], _ curricula: [[Int]]) {
    let held = lectures.indices.filter { !hidden[$0].isEmpty }
    for course in held {
      let (count, spread) = (hidden[course].count, Set(hidden[course].map { $0 / shape.periods }).count)
      let days = spread + (roll(100) < 15 ? 1 : 0) - (spread > 2 && roll(100) < 40 ? 1 : 0)
      let students = max(5, Int(Double(smallest[course]) * share(0.3...1))) + (roll(100) < 3 ? 1 + roll(15) : 0)
      instance.courses.append(
        CourseTimetable.Course(
          id: "c\(course)", teacher: "t\(teachers[course])", lectures: count, minimumDays: max(1, min(days, count)), students: students))
    }
    for (number, members) in curricula.enumerated() {
      let names = members.filter { !hidden[$0].isEmpty }.map { "c\($0)" }
      if !names.isEmpty { instance.curricula.append(CourseTimetable.Curriculum(id: "q\(number)", courses: names)) }
    }
    let burdened = held.filter { _ in roll(10) < 6 }
    var list: [CourseTimetable.Unavailability] = []
    for course in burdened {
      var wanted = Int(Double(shape.unavailable) / Double(max(burdened.count, 1)) * share(0.5...1.5))
      for day in (0..<shape.days).shuffled(using: &random) {
        for period in 0..<shape.periods where wanted > 0 && !hidden[course].contains(day * shape.periods + period) {
          list.append(CourseTimetable.Unavailability(course: "c\(course)", day: day, period: period))
          wanted -= 1
        }
      }
    }
    instance.unavailabilities = list
  }
}
