import AcademicCalendar

/// The hard constraints on some sessions as clauses, each guarded by the selector of the fact that it comes from.
///
/// A session's options are its starts and candidate places. Sessions outside the set are as if they did not exist.
final class Encoding {
  let model: Model
  let solver: SatSolver
  private let t: Tables
  private let problem: Problem
  private(set) var selectors: [FactKey: Int32] = [:]
  /// For each session, the variable that says it occupies a slot, or starts on a day, or is at a place in a slot.
  private var occupies: [Int: [Int: Int32]] = [:]
  private var options: [Int: [Option]] = [:]

  struct Option {
    let first: Int
    let place: Int
    let variable: Int32
  }

  /// - Parameter wide: whether times outside a session's own rules are options too, excluded by their facts; else one dummy stands for them all.
  init?(_ model: Model, sessions: [Int], wide: Bool) {
    guard let solver = SatSolver() else { return nil }
    (self.model, self.solver, t, problem) = (model, solver, model.tables, model.problem)
    for session in sessions { addSession(session, wide) }
    addPeople(sessions)
    addPlaces(sessions)
    addGroups(sessions)
    addPrecedences(Set(sessions))
  }

  private func selector(_ key: FactKey) -> Int32 {
    if let known = selectors[key] { return known }
    let variable = solver.variable()
    selectors[key] = variable
    return variable
  }

  // MARK: One session

  private func addSession(_ session: Int, _ wide: Bool) {
    let source = problem.sessions[session]
    let inside = Set(model.slots(of: session))
    let places = t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) }
    var choice = [-selector(.need(session))]
    var list: [Option] = []
    let slots = wide ? allSlots(source.length) : inside.sorted()
    for first in slots {
      let outside = inside.contains(first) ? nil : outsideKey(session, first)
      for place in places {
        let option = Option(first: first, place: place, variable: solver.variable())
        choice.append(option.variable)
        list.append(option)
        if let outside { solver.add(-selector(outside), -option.variable) }
        forbid(session, option)
      }
    }
    if !wide {
      let dummy = solver.variable()
      choice.append(dummy)
      solver.add(-selector(.window(session)), -dummy)
    }
    solver.add(choice)
    options[session] = list
    var slotsOf: [Int: Int32] = [:]
    for option in list {
      for slot in option.first..<(option.first + source.length) {
        let variable = slotsOf[slot] ?? solver.variable()
        slotsOf[slot] = variable
        solver.add(-option.variable, variable)
      }
    }
    occupies[session] = slotsOf
    if t.seatMinimum[session] > 0 { addSeats(session, list) }
  }

  private func allSlots(_ length: Int) -> [Int] {
    (0..<t.days).flatMap { day in (0..<t.periods).filter { model.fits($0, length) }.map { day * t.periods + $0 } }
  }

  private func outsideKey(_ session: Int, _ first: Int) -> FactKey {
    let source = problem.sessions[session]
    return source.pinned != nil || !source.mayTouch(problem.days[first / t.periods].day) ? .window(session) : .times(session)
  }

  /// Excludes an option by what concerns its session alone.
  private func forbid(_ session: Int, _ option: Option) {
    let source = problem.sessions[session]
    let slots = (option.first..<(option.first + source.length)).map { Slot(problem.days[$0 / t.periods].day, $0 % t.periods + 1) }
    for index in t.fixed.range(session).prefix(Int(t.fixedPeople[session])) {
      let person = Int(t.fixed.items[index])
      let exempt = source.during?.person == problem.people[person].id
      forbid(person, exempt, source.length, option, slots, [-option.variable])
    }
    if let during = source.during { forbid(session, during, option, slots) }
    if option.place < t.places {
      for (number, closure) in problem.places[option.place].closures.enumerated() where slots.contains(where: { closure.covers($0) }) {
        solver.add(-selector(.closure(place: option.place, number: number)), -option.variable)
      }
    }
  }

  /// Excludes an option at which the class that the session needs is not on, or its teacher is away.
  private func forbid(_ session: Int, _ during: RequiredClass, _ option: Option, _ slots: [Slot]) {
    guard let teacher = model.personIndex[during.person] else { return }
    guard model.isClassOn(session, option.first) else { return solver.add(-selector(.requiredClass(session)), -option.variable) }
    for (number, absence) in problem.people[teacher].absences.enumerated() where slots.contains(where: { absence.covers($0) }) {
      solver.add(-selector(.requiredClass(session)), -selector(.absence(person: teacher, number: number)), -option.variable)
    }
  }

  /// Excludes a person's part in an option by absences and own lessons.
  private func forbid(_ person: Int, _ exempt: Bool, _ length: Int, _ option: Option, _ slots: [Slot], _ part: [Int32]) {
    for (number, absence) in problem.people[person].absences.enumerated() where slots.contains(where: { absence.covers($0) }) {
      solver.add([-selector(.absence(person: person, number: number))] + part)
    }
    if model.disturbsKeptLesson(person, option.first, length, option.place, exempt: exempt) {
      solver.add([-selector(.lessons(person: person))] + part)
    }
  }

  // MARK: Open seats

  private func addSeats(_ session: Int, _ list: [Option]) {
    let length = problem.sessions[session].length
    let pool = t.pool.range(session).map { Int(t.pool.items[$0]) }
    let members = pool.map { _ in solver.variable() }
    for (person, member) in zip(pool, members) {
      for option in list {
        let slots = (option.first..<(option.first + length)).map { Slot(problem.days[$0 / t.periods].day, $0 % t.periods + 1) }
        forbid(person, false, length, option, slots, [-option.variable, -member])
      }
    }
    // At least `minimum` members: at most `pool − minimum` stay away.
    atMost(pool.count - Int(t.seatMinimum[session]), members.map { -$0 }, guardedBy: selector(.need(session)))
    seats[session] = Dictionary(uniqueKeysWithValues: zip(pool, members))
  }

  private var seats: [Int: [Int: Int32]] = [:]

  // MARK: Several sessions

  /// Each session's part of a person's time: its occupation of slots, for a pool member only if chosen.
  private func parts(_ person: Int, _ session: Int) -> Int32? {
    seats[session]?[person]
  }

  private func addPeople(_ sessions: [Int]) {
    var byPerson: [Int: [Int]] = [:]
    for session in sessions {
      for index in t.fixed.range(session).prefix(Int(t.fixedPeople[session])) {
        byPerson[Int(t.fixed.items[index]), default: []].append(session)
      }
      for person in seats[session]?.keys.sorted() ?? [] { byPerson[person, default: []].append(session) }
    }
    for (person, list) in byPerson.sorted(by: { $0.key < $1.key }) where list.count > 1 || tripLimit(person) == 0 {
      addOnce(list, .once(person: person)) { [self] in parts(person, $0) }
      if t.hasTravel { addTravel(person, list) }
      if t.hasTrips { addTrips(person, list) }
    }
  }

  private func tripLimit(_ person: Int) -> Int { Int(t.tripLimit[person]) }

  /// At most one of the sessions in each slot.
  private func addOnce(_ list: [Int], _ key: FactKey, member: (Int) -> Int32?) {
    var bySlot: [Int: [Int32]] = [:]
    for session in list {
      for (slot, variable) in (occupies[session] ?? [:]).sorted(by: { $0.key < $1.key }) {
        bySlot[slot, default: []].append(joined(variable, member(session)))
      }
    }
    for (_, literals) in bySlot.sorted(by: { $0.key < $1.key }) where literals.count > 1 { atMost(1, literals, guardedBy: selector(key)) }
  }

  /// The conjunction of a variable and a member's choice.
  private func joined(_ variable: Int32, _ member: Int32?) -> Int32 {
    guard let member else { return variable }
    let both = solver.variable()
    solver.add(-variable, -member, both)
    return both
  }

  private func addTravel(_ person: Int, _ list: [Int]) {
    for (position, early) in list.enumerated() {
      for late in list[(position + 1)...] {
        let byDay = Dictionary(grouping: options[late] ?? []) { $0.first / t.periods }
        for option in options[early] ?? [] {
          for other in byDay[option.first / t.periods] ?? [] where isTooFar(early, option, late, other) {
            let members = [parts(person, early), parts(person, late)].compactMap { $0 }.map { -$0 }
            solver.add([-selector(.travel(person: person)), -option.variable, -other.variable] + members)
          }
        }
      }
    }
  }

  private func isTooFar(_ early: Int, _ option: Option, _ late: Int, _ other: Option) -> Bool {
    let ends = (option.first + Int(t.length[early]), other.first + Int(t.length[late]))
    if option.first < ends.1 && other.first < ends.0 { return false }
    let (before, after) = option.first < other.first ? (ends.0 - 1, other.first) : (ends.1 - 1, option.first)
    let gap = t.periodStart[after % t.periods] - t.periodEnd[before % t.periods]
    return gap < t.minutes[Int(t.placeZone[option.place]) * (t.zones + 1) + Int(t.placeZone[other.place])]
  }

  private func addTrips(_ person: Int, _ list: [Int]) {
    let limit = tripLimit(person)
    guard limit < t.periods else { return }
    // A visit: some session of the person is at a place on a day; one without a place is a visit of its own.
    struct Visit: Hashable {
      let day: Int
      let place: Int
      let session: Int
    }
    var visits: [Visit: Int32] = [:]
    for session in list {
      for option in options[session] ?? [] where option.place != Int(t.homePlace[person]) {
        let visit = Visit(day: option.first / t.periods, place: option.place, session: option.place == t.places ? session : -1)
        let variable = visits[visit] ?? solver.variable()
        visits[visit] = variable
        solver.add([-option.variable, variable] + [parts(person, session)].compactMap { $0 }.map { -$0 })
      }
    }
    let byDay = Dictionary(
      grouping: visits.sorted { ($0.key.day, $0.key.place, $0.key.session) < ($1.key.day, $1.key.place, $1.key.session) }
    ) { $0.key.day }
    for (_, list) in byDay.sorted(by: { $0.key < $1.key }) { atMost(limit, list.map(\.value), guardedBy: selector(.trips(person: person))) }
  }

  private func addPlaces(_ sessions: [Int]) {
    var uses: [Int: [Int: [Int32]]] = [:]
    for session in sessions {
      var own: [Int: Int32] = [:]
      for option in options[session] ?? [] where option.place < t.places && problem.places[option.place].capacity != nil {
        for slot in option.first..<(option.first + Int(t.length[session])) {
          let index = option.place * t.slots + slot
          let variable = own[index] ?? solver.variable()
          own[index] = variable
          solver.add(-option.variable, variable)
        }
      }
      for (index, variable) in own.sorted(by: { $0.key < $1.key }) {
        uses[index / t.slots, default: [:]][index % t.slots, default: []].append(variable)
      }
    }
    for (place, slots) in uses.sorted(by: { $0.key < $1.key }) {
      for (_, literals) in slots.sorted(by: { $0.key < $1.key }) {
        atMost(problem.places[place].capacity ?? 0, literals, guardedBy: selector(.capacity(place: place)))
      }
    }
  }

  private func addGroups(_ sessions: [Int]) {
    for (number, group) in problem.groups.enumerated() {
      let list = sessions.filter { problem.sessions[$0].groups.contains(group.id) }
      if list.isEmpty { continue }
      if group.neverAtOnce || group.compact { addOnce(list, .together(group: number)) { _ in nil } }
      if let limit = group.maximumPerDay { addCount(list, limit, .perDay(group: number)) { $0 / self.t.periods } }
      if let limit = group.maximumPerWeek { addCount(list, limit, .perWeek(group: number)) { Int(self.t.weekOf[$0 / self.t.periods]) } }
    }
  }

  private func addCount(_ list: [Int], _ limit: Int, _ key: FactKey, bucket: (Int) -> Int) {
    var buckets: [Int: [Int32]] = [:]
    for session in list { for (bucket, variable) in starts(session, bucket) { buckets[bucket, default: []].append(variable) } }
    for (_, literals) in buckets.sorted(by: { $0.key < $1.key }) { atMost(limit, literals, guardedBy: selector(key)) }
  }

  /// For each day or week that a session may start in, a variable that says it does.
  private func starts(_ session: Int, _ bucket: (Int) -> Int) -> [(Int, Int32)] {
    var own: [Int: Int32] = [:]
    for option in options[session] ?? [] {
      let variable = own[bucket(option.first)] ?? solver.variable()
      own[bucket(option.first)] = variable
      solver.add(-option.variable, variable)
    }
    return own.sorted { $0.key < $1.key }
  }

  private func addPrecedences(_ sessions: Set<Int>) {
    for (number, rule) in problem.precedences.enumerated() {
      guard let before = model.sessionIndex[rule.before], let after = model.sessionIndex[rule.after], sessions.contains(before),
        sessions.contains(after)
      else { continue }
      let (early, late) = (starts(before) { $0 }, starts(after) { $0 })
      for (first, left) in early {
        for (second, right) in late {
          let gap = Int(t.dateOf[second / t.periods]) - Int(t.dateOf[first / t.periods])
          let holds =
            gap >= rule.minimumDays && gap <= rule.maximumDays ?? .max && (gap > 0 || second >= first + Int(t.length[before]))
          if !holds { solver.add(-selector(.precedence(number)), -left, -right) }
        }
      }
    }
  }

  /// At most `limit` of the literals while the guard holds (sequential counter, Sinz 2005).
  private func atMost(_ limit: Int, _ literals: [Int32], guardedBy selector: Int32) {
    if limit >= literals.count { return }
    if limit <= 0 {
      if limit < 0 { return solver.add([-selector]) }
      for literal in literals { solver.add(-selector, -literal) }
      return
    }
    var previous: [Int32] = []
    for (index, literal) in literals.enumerated() {
      if index > 0, previous.count >= limit { solver.add(-selector, -literal, -previous[limit - 1]) }
      if index == literals.count - 1 { break }
      var next: [Int32] = []
      for count in 0..<min(limit, index + 1) {
        let variable = solver.variable()
        next.append(variable)
        if count < previous.count { solver.add(-previous[count], variable) }
        if count == 0 {
          solver.add(-literal, variable)
        } else if count - 1 < previous.count {
          solver.add(-literal, -previous[count - 1], variable)
        }
      }
      previous = next
    }
  }
}
