import Workflow

/// An invented county: what a real office would bring as five CSV files. Everything follows from the seed.
struct County: Hashable {
  struct School: Hashable {
    var id: String
    var name: String
    var zone: String
    var stage: String
    var isRural: Bool
  }

  struct Person: Hashable {
    var id: String
    var name: String
    var school: String?
    var stage: String
    var subject: String
    var posts: [String]
  }

  struct Studio: Hashable {
    var id: String
    var name: String
    var level: String
    var subject: String
    var school: String
  }

  struct Membership: Hashable {
    var studio: String
    var person: String
    var role: String
    var mentor: String?
  }

  struct Lesson: Hashable {
    var person: String
    var weekday: Int
    var period: Int
    var weeks: String
    var schoolClass: String
  }

  private(set) var schools: [School] = []
  private(set) var people: [Person] = []
  private(set) var studios: [Studio] = []
  private(set) var memberships: [Membership] = []
  private(set) var lessons: [Lesson] = []

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    schools = InventedSchools.all(&random)
    people = InventedStaff.all(of: schools, &random)
    (studios, memberships) = InventedStudios.all(of: people, &random)
    lessons = people.filter { $0.school != nil }.flatMap { InventedTimetable.lessons(of: $0, &random) }
  }

  /// Where studios go to teach: the primary and middle schools outside the county seat.
  var ruralSchools: [School] { schools.filter { $0.isRural && InventedSchools.compulsory.contains($0.stage) } }

  /// The schools of the pilot: some of every stage and zone.
  func pilotSchools(_ count: Int) -> [School] {
    let candidates = schools.filter { $0.stage != "幼儿园" }
    return stride(from: 0, to: candidates.count, by: max(1, candidates.count / count)).prefix(count).map { candidates[$0] }
  }

  /// A code with its number in so many digits.
  static func code(_ letter: String, _ number: Int, digits: Int) -> String {
    let text = String(number)
    return letter + String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
