import Workflow

/// A teacher's week: 12 to 16 lessons, some of them two in a row, some in odd or even weeks only.
enum InventedTimetable {
  private static let days = 5
  /// First periods of two in a row that no break at noon parts.
  private static let doubles = [1, 3, 5, 6]
  private static let periods = 7
  private static let grades = ["小学": ["一", "二", "三", "四", "五", "六"], "初中": ["七", "八", "九"], "高中": ["高一", "高二", "高三"]]

  static func lessons(of person: County.Person, _ random: inout SeededRandom) -> [County.Lesson] {
    let classes = classes(of: person, &random)
    var taken = Set<Int>()
    var lessons: [County.Lesson] = []
    func add(_ day: Int, _ period: Int, _ weeks: String, _ schoolClass: String) {
      guard taken.insert(day * periods + period).inserted else { return }
      lessons.append(County.Lesson(person: person.id, weekday: day, period: period, weeks: weeks, schoolClass: schoolClass))
    }
    let count = random.within(12...16)
    for day in random.shuffled(1...days).prefix(3) {
      let (first, schoolClass) = (doubles[random.below(doubles.count)], classes[random.below(classes.count)])
      add(day, first, "每周", schoolClass)
      add(day, first + 1, "每周", schoolClass)
    }
    while lessons.count < count {
      let weeks = random.chance(12) ? ["单周", "双周"][random.below(2)] : "每周"
      add(random.within(1...days), random.within(1...periods), weeks, classes[random.below(classes.count)])
    }
    return lessons.sorted { ($0.weekday, $0.period) < ($1.weekday, $1.period) }
  }

  private static func classes(of person: County.Person, _ random: inout SeededRandom) -> [String] {
    let grades = Self.grades[person.stage] ?? ["中"]
    return (0..<3).map { _ in "\(grades[random.below(grades.count)])(\(random.within(1...6)))班" }
  }
}
