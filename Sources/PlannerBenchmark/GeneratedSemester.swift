import AcademicCalendar
import Planner

/// SplitMix64, so that a seed names the same instance everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// An invented district's semester: studios with demonstration lessons, lectures, mentors' visits and outreach.
///
/// Windows are two to three weeks, a tenth of the teachers are away for a week, mentors are shared by several studios and halls are scarce. Each
/// session falls to the less booked of two studios and asks the least booked of the mentors in question, as an office would: otherwise chance
/// overbooks one in a thousand, or a studio's weeks, beyond what a plan can mend.
struct GeneratedSemester {
  private var random: SeededGenerator
  private(set) var problem: Problem
  private let schools: Int
  private let teachers: Int
  private let mentors: Int
  private let studios: Int
  private let weeks = 18
  /// Sessions and absences whose windows touch a week, by mentor and week.
  private var booked: [[Int]] = []
  /// Sessions whose windows touch a week, by studio and week.
  private var held: [[Int]] = []

  init(seed: UInt64, sessions: Int) {
    random = SeededGenerator(seed: seed)
    schools = max(8, sessions / 60)
    teachers = max(30, sessions / 5)
    mentors = max(6, sessions / 40)
    studios = max(4, sessions / 60)
    let monday = Day(2026, 9, 7) ?? .earliest
    let days = (0..<weeks).flatMap { week in
      (0..<5).map { index -> TeachingDay in
        let day = monday + (week * 7 + index)
        return TeachingDay(
          day: day, follows: day.weekday, week: week + 1, parity: week.isMultiple(of: 2) ? .odd : .even, isProvisional: false)
      }
    }
    problem = Problem(
      title: "seed \(seed), \(sessions) sessions", periods: Period.regular(morning: 4, afternoon: 3), days: days, tripsPerDay: 1)
    booked = Array(repeating: Array(repeating: 0, count: weeks + 4), count: mentors)
    held = Array(repeating: Array(repeating: 0, count: weeks + 4), count: studios)
    addPlaces()
    addPeople()
    for studio in 0..<studios { problem.groups.append(Group(id: "studio\(studio)", maximumPerWeek: 6, minimumWeeks: 10)) }
    for index in 0..<sessions { addSession(index) }
  }

  private mutating func roll(_ count: Int) -> Int { Int.random(in: 0..<max(count, 1), using: &random) }

  private mutating func addPlaces() {
    for index in 0..<schools {
      problem.places.append(Place(id: "school\(index)", zone: "zone\(index % 6)", seats: 40 + roll(100), capacity: 2))
    }
    for index in 0..<max(2, schools / 6) { problem.places.append(Place(id: "hall\(index)", zone: "zone\(index % 6)", seats: 300)) }
    for from in 0..<6 {
      for to in 0..<from { problem.travel.append(TravelTime(from: "zone\(from)", to: "zone\(to)", minutes: 20 + 10 * abs(from - to))) }
    }
  }

  private mutating func addPeople() {
    let monday = problem.days[0].day
    for index in 0..<(teachers + mentors) {
      let isMentor = index >= teachers
      var person = Person(id: isMentor ? "mentor\(index - teachers)" : "teacher\(index)", school: "school\(roll(schools))")
      var taken: Set<Int> = []
      for _ in 0..<(isMentor ? 6 : 12) {
        let slot = roll(35)
        guard taken.insert(slot).inserted else { continue }
        person.timetable.append(
          Lesson(Weekday.allCases[slot / 7], slot % 7 + 1, parity: roll(5) == 0 ? .odd : nil, title: "课", keep: roll(4) == 0))
      }
      if roll(10) == 0 {
        let from = monday + roll(weeks * 7)
        if isMentor { for week in 0...1 { booked[index - teachers][(from - monday) / 7 + week] += 5 } }
        person.absences = [Absence(from: from, through: from + 4, reason: "外出培训")]
      }
      problem.people.append(person)
    }
  }

  /// The least booked of some mentors in the weeks of a window.
  private mutating func mentor(_ candidates: [Int], from week: Int) -> String {
    "mentor\(Self.book(candidates.map { $0 % mentors }, in: &booked, from: week))"
  }

  /// Books the least booked of some candidates in the first two weeks of a window.
  private static func book(_ candidates: [Int], in booked: inout [[Int]], from week: Int) -> Int {
    let free = candidates.min { left, right in
      booked[left][week] + booked[left][week + 1] < booked[right][week] + booked[right][week + 1]
    }
    let chosen = free ?? 0
    booked[chosen][week] += 1
    booked[chosen][week + 1] += 1
    return chosen
  }

  private mutating func addSession(_ index: Int) {
    let monday = problem.days[0].day
    let week = roll(weeks - 2)
    let from = monday + week * 7
    let studio = Self.book([roll(studios), roll(studios)], in: &held, from: week)
    var session = Session(id: "session\(index)", from: from, through: from + (7 * (2 + roll(2)) - 3), groups: ["studio\(studio)"])
    let teacher = roll(teachers)
    switch roll(10) {
    case 0..<4:
      session.title = "示范课"
      session.people = ["teacher\(teacher)", mentor([studio, studio + 1], from: week)]
      session.places = .of([problem.people[teacher].school ?? "school0"])
      session.audience = (0..<4).map { _ in "teacher\(roll(teachers))" }
      session.researchDay = Weekday.allCases[studio % 5]
    case 4..<7:
      session.title = "入校指导"
      session.people = [mentor([studio, studio + 1, studio + 2], from: week), "teacher\(teacher)"]
      session.places = .of([problem.people[teacher].school ?? "school0"])
      session.during = problem.people[teacher].timetable.isEmpty ? nil : RequiredClass(person: "teacher\(teacher)")
    case 7..<9:
      (session.title, session.length) = ("送教下乡", 2)
      let pool = Set((0..<8).map { _ in roll(teachers) }).sorted().map { "teacher\($0)" }
      session.openSeats = OpenSeats(minimum: 2, maximum: 5, pool: pool)
      session.places = .of((0..<3).map { "school\((studio * 7 + $0) % schools)" })
    default:
      (session.title, session.length) = ("专题报告", 2)
      session.people = [mentor([roll(mentors), roll(mentors), roll(mentors)], from: week)]
      session.places = .of(
        (0..<4).map { "hall\((studio + $0 * 3) % max(2, schools / 6))" }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
      session.attendance = 100
    }
    problem.sessions.append(session)
  }
}
