import AcademicCalendar

/// A small random timetable of the sort that `UnitSearch` takes, with groups that share sessions in every way; the same seed gives the same one.
package struct RandomUnitProblem {
  private var random: Random
  package private(set) var problem: Problem

  package init(seed: UInt64, sessions: Int = 24) {
    random = Random(seed: seed)
    let monday = Day(2026, 9, 7) ?? .earliest
    let days = (0..<2).flatMap { week in (0..<4).map { TeachingDay(plain: monday + (week * 7 + $0), week: week + 1) } }
    problem = Problem(title: "seed \(seed)", periods: Period.regular(morning: 3, afternoon: 2), days: days)
    problem.places = (0..<4).map { Place(id: "p\($0)", seats: 10 * $0) }
    problem.places[2].closures = [Absence(from: monday + 1, through: monday + 2, periods: [2, 3], reason: "考试")]
    problem.people = (0..<6).map { Person(id: "t\($0)") }
    problem.people[0].absences = [Absence(from: monday, through: monday)]
    problem.people[1].timetable = [Lesson(.tuesday, 2, keep: false), Lesson(.monday, 3, keep: true)]
    problem.groups = [
      Group(id: "g0", neverAtOnce: true, minimumDays: 5, onePlace: true), Group(id: "g1", minimumWeeks: 2, compact: true),
      Group(id: "g2", compact: true), Group(id: "g3", minimumDays: 7, onePlace: true), Group(id: "g4", neverAtOnce: true, onePlace: true),
    ]
    // Kinds of two or three sessions that nothing tells apart.
    while problem.sessions.count < sessions { addKind() }
    for constraint in SoftConstraint.allCases { problem.weights[constraint] = random.below(7) }
    problem.weights[.weeks] = 0
  }

  private mutating func addKind() {
    var session = Session(id: "", attendance: random.below(40))
    session.people = problem.people.indices.filter { _ in random.below(6) == 0 }.map { "t\($0)" }
    session.groups = problem.groups.indices.filter { _ in random.below(4) == 0 }.map { "g\($0)" }
    session.places = random.below(3) == 0 ? .of(["p1", "p\(2 + random.below(2))"]) : .any
    if random.below(4) == 0 { session.forbidden = [TimePattern(weekdays: [.monday], periods: [1, 2])] }
    if random.below(4) == 0 { session.preferred = [TimePattern(half: .morning)] }
    for _ in 0..<(1 + random.below(3)) {
      session.id = "s\(problem.sessions.count)"
      problem.sessions.append(session)
    }
  }
}

extension DifferenceCheck {
  /// The same for the quick search of unit problems: the cost after every move against the full score.
  ///
  /// - Returns: how many moves were done, and what the first disagreement was, if any.
  package static func runUnits(moves: Int, seed: UInt64) -> (moves: Int, failure: String?) {
    var done = 0
    var number: UInt64 = 0
    while done < moves {
      if let failure = checkUnits(seed &+ number, upTo: min(500, moves - done), &done) {
        return (done, "seed \(seed &+ number): \(failure)")
      }
      number += 1
    }
    return (done, nil)
  }

  private static func checkUnits(_ seed: UInt64, upTo limit: Int, _ done: inout Int) -> String? {
    var problem = RandomUnitProblem(seed: seed).problem
    let first = Engine(Model(problem), seed: seed)
    first.construct()
    let placed = first.assignments()
    let known = Set(placed.map(\.session))
    problem.sessions.removeAll { !known.contains($0.id) }
    let model = Model(problem)
    let engine = Engine(model, seed: seed)
    for assignment in placed {
      guard let session = model.sessionIndex[assignment.session] else { continue }
      _ = engine.place(Placement(day: assignment.day, period: assignment.firstPeriod, place: assignment.place), session)
    }
    let arena = Arena()
    guard engine.unplaced == 0, let tables = UnitTables(model, in: arena) else { return "not a unit problem" }
    let state = UnitState(tables, engine, seed: seed, in: arena)
    for step in 0..<limit {
      done += 1
      guard let move = state.propose() else { continue }
      if step.isMultiple(of: 3) { continue }
      state.apply(move, state.rise(move))
      let assignments = problem.sessions.indices.map {
        model.assignment($0, start: Int(state.slot[$0]), place: Int(state.place[$0]), team: [])
      }
      let report = score(problem, Plan(assignments: assignments))
      guard report.violations.isEmpty, report.score.softTotal == state.number.pointee.cost else {
        return "step \(step): \(report.violations.map(\.message)) \(report.score.softTotal) is not \(state.number.pointee.cost)"
      }
    }
    let before = engine.cost
    engine.adopt(slots: state.slot, places: state.place)
    guard engine.cost == state.number.pointee.cost else { return "\(engine.cost) is not \(state.number.pointee.cost)" }
    engine.matchPlaces()
    let after = score(problem, Plan(assignments: engine.assignments()))
    guard after.violations.isEmpty, after.score.softTotal == engine.cost, engine.unplaced == 0 else {
      return "places matched from \(before): \(after.violations.map(\.message)) \(after.score.softTotal) is not \(engine.cost)"
    }
    return engine.cost <= state.number.pointee.cost ? nil : "matching places made it dearer"
  }
}
