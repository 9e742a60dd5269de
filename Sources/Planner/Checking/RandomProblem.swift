import AcademicCalendar

/// A small random problem that uses every feature, for properties; the same seed gives the same problem.
package struct RandomProblem {
  private var random: Random
  /// The problem.
  package private(set) var problem: Problem

  package init(seed: UInt64, sessions: Int = 12) {
    random = Random(seed: seed)
    problem = Problem(title: "seed \(seed)", periods: Period.regular(morning: 3, afternoon: 3), days: RandomProblem.days(weeks: 3))
    problem.tripsPerDay = chance(2) ? 1 : nil
    addPlaces()
    addPeople()
    problem.groups = [
      Group(id: "g0", neverAtOnce: true, minimumDays: 4, onePlace: true), Group(id: "g1", minimumWeeks: 3, compact: true),
      Group(id: "g2", maximumPerDay: 1, maximumPerWeek: 3), Group(id: "g3", maximumPerDay: 2, minimumDays: 9, onePlace: true),
    ]
    for index in 0..<sessions { addSession(index) }
    problem.precedences = [
      Precedence(before: "s0", after: "s1", minimumDays: 2, maximumDays: 9), Precedence(before: "s2", after: "s3"),
    ]
    for constraint in SoftConstraint.allCases { problem.weights[constraint] = random.below(7) }
  }

  /// Mondays to Fridays from 2026-09-07.
  private static func days(weeks: Int) -> [TeachingDay] {
    let monday = Day(2026, 9, 7) ?? .earliest
    return (0..<weeks).flatMap { week in (0..<5).map { TeachingDay(plain: monday + (week * 7 + $0), week: week + 1) } }
  }

  private mutating func chance(_ odds: Int) -> Bool { random.below(odds) == 0 }

  private mutating func day() -> Day { problem.days[random.below(problem.days.count)].day }

  private mutating func absence() -> Absence {
    let from = day()
    return Absence(from: from, through: from + random.below(3), periods: chance(2) ? [1 + random.below(6)] : [], reason: "事假")
  }

  private mutating func addPlaces() {
    problem.places = [
      Place(id: "p0", zone: "a", seats: 3), Place(id: "p1", zone: "b", seats: 8, capacity: 2),
      Place(id: "p2", zone: "c", capacity: nil, closures: [absence()]), Place(id: "p3"),
    ]
    problem.travel = [
      TravelTime(from: "a", to: "b", minutes: 15), TravelTime(from: "b", to: "c", minutes: 25), TravelTime(from: "a", to: "d", minutes: 90),
    ]
  }

  private mutating func addPeople() {
    for index in 0..<6 {
      var person = Person(id: "t\(index)", name: "老师\(index)")
      if chance(2) { person.school = "p\(random.below(4))" } else { person.zone = ["a", "b", "d"][random.below(3)] }
      for _ in 0..<random.below(7) {
        let parity: WeekParity? = chance(2) ? nil : (chance(2) ? .odd : .even)
        let weekday = Weekday.allCases[random.below(5)]
        person.timetable.append(Lesson(weekday, 1 + random.below(6), parity: parity, title: "课\(random.below(2))", keep: chance(3)))
      }
      if chance(3) { person.absences.append(absence()) }
      if chance(4) { person.tripsPerDay = 1 + random.below(2) }
      if chance(3) { person.target = random.below(5) }
      problem.people.append(person)
    }
  }

  private mutating func addSession(_ index: Int) {
    var session = Session(id: "s\(index)", length: 1 + random.below(index % 7 == 6 ? 4 : 2))
    session.people = problem.people.indices.filter { _ in chance(4) }.map { "t\($0)" }
    if chance(2) { (session.from, session.through) = (day(), day()) }
    if let from = session.from, let through = session.through, from > through { (session.from, session.through) = (through, from) }
    switch random.below(4) {
    case 0: session.places = .any
    case 1: session.places = .of(["p0", "p1"])
    case 2: session.places = .of(["p\(random.below(4))"])
    default: break
    }
    if chance(3) {
      let minimum = 1 + random.below(2)
      session.openSeats = OpenSeats(
        minimum: minimum, maximum: minimum + random.below(2), pool: (0..<6).filter { _ in chance(2) || chance(2) }.map { "t\($0)" })
    }
    session.groups = (0..<4).filter { _ in chance(3) }.map { "g\($0)" }
    if chance(3) { session.audience = ["t0", "t1", "t2"] }
    if chance(3) { session.researchDay = .wednesday }
    if chance(4) { session.preferred = [TimePattern(parity: .odd, half: .morning)] }
    if chance(5) { session.forbidden = [TimePattern(weekdays: [.friday], periods: [5, 6])] }
    if chance(6) { session.allowed = [TimePattern(periods: [1, 2, 3]), TimePattern(weeks: [2])] }
    if chance(8) { session.during = RequiredClass(person: "t\(random.below(6))") }
    if chance(9) { session.pinned = Placement(day: day(), period: 1 + random.below(3)) }
    if chance(3) {
      let people = chance(2) ? nil : session.openSeats.map { Array($0.pool.prefix($0.minimum)) }
      session.previous = Placement(day: day(), period: 1 + random.below(6), place: chance(2) ? "p1" : nil, people: people)
    }
    problem.sessions.append(session)
  }
}
