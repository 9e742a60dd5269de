import AcademicCalendar

/// What concerns one session at a time: its times, its people's classes and absences, its place, its audience.
extension Scorer {
  mutating func checkSessions() {
    for item in placed {
      let (session, assignment, day) = (item.session, item.assignment, item.day)
      checkWindow(session, assignment, day)
      checkPin(session, assignment)
      checkSeats(session, assignment)
      checkPlace(session, assignment)
      checkRequiredClass(session, assignment, day)
      for id in assignment.people { if let person = people[id] { checkPresence(person, session, assignment, day) } }
      addAudience(session, assignment, day)
      if let weekday = session.researchDay, weekday != day.follows { add(.researchDay, 1) }
      if !session.preferred.isEmpty, !session.preferred.contains(where: { matches($0, day, assignment.firstPeriod) }) { add(.preferred, 1) }
      if let id = assignment.place, let seats = places[id]?.seats { add(.seats, max(0, session.seatsNeeded - seats)) }
    }
  }

  private mutating func checkWindow(_ session: Session, _ assignment: Assignment, _ day: TeachingDay) {
    if session.length > 1, Set(assignment.periods.map { problem.periods[$0 - 1].half }).count > 1, session.length <= longestHalf {
      fail(.window, [session.id], "「\(session.label)」跨了半天: \(Scorer.words(assignment))")
    }
    guard session.pinned == nil else { return }
    let inside =
      (session.from.map { $0 <= day.day } ?? true) && (session.through.map { day.day <= $0 } ?? true)
      && (session.starts.isEmpty || session.starts.contains(Slot(assignment.day, assignment.firstPeriod)))
      && assignment.periods.allSatisfy { period in
        (session.allowed.isEmpty || session.allowed.contains { matches($0, day, period) })
          && !session.forbidden.contains { matches($0, day, period) }
      }
    if !inside { fail(.window, [session.id], "「\(session.label)」不能排在\(Scorer.words(assignment))") }
  }

  func matches(_ pattern: TimePattern, _ day: TeachingDay, _ period: Int) -> Bool {
    if let from = pattern.from, day.day < from { return false }
    if let through = pattern.through, day.day > through { return false }
    if !pattern.weekdays.isEmpty, !pattern.weekdays.contains(day.follows) { return false }
    if !pattern.weeks.isEmpty, !pattern.weeks.contains(day.week) { return false }
    if let parity = pattern.parity, parity != day.parity { return false }
    if let half = pattern.half, half != problem.periods[period - 1].half { return false }
    return pattern.periods.isEmpty || pattern.periods.contains(period)
  }

  /// Periods of the longer half of the day.
  private var longestHalf: Int { Dictionary(problem.periods.map { ($0.half, 1) }, uniquingKeysWith: +).values.max() ?? 0 }

  private mutating func checkPin(_ session: Session, _ assignment: Assignment) {
    guard let pinned = session.pinned else { return }
    let chosen = Set(assignment.people).subtracting(session.people)
    let holds =
      pinned.day == assignment.day && pinned.period == assignment.firstPeriod && (pinned.place == nil || pinned.place == assignment.place)
      && (pinned.people == nil || Set(pinned.people ?? []).subtracting(session.people) == chosen)
    if !holds { fail(.pinned, [session.id], "「\(session.label)」应固定在 \(pinned.day) 第\(pinned.period)节") }
  }

  private mutating func checkSeats(_ session: Session, _ assignment: Assignment) {
    if session.openSeats == nil, session.pinned?.people == nil, assignment.people == session.people { return }
    let everyone = Set(assignment.people)
    let chosen = everyone.subtracting(session.people)
    let range: ClosedRange<Int>
    var pool = Set(session.openSeats?.pool ?? [])
    if let settled = session.pinned?.people {
      pool = Set(settled)
      let count = pool.subtracting(session.people).count
      range = count...count
    } else {
      range = (session.openSeats?.minimum ?? 0)...(session.openSeats?.maximum ?? 0)
    }
    let fits =
      everyone.count == assignment.people.count && everyone.isSuperset(of: session.people) && chosen.isSubset(of: pool)
      && range.contains(chosen.count)
    if !fits { fail(.seats, [session.id], "「\(session.label)」的人员不合要求") }
  }

  private mutating func checkPlace(_ session: Session, _ assignment: Assignment) {
    var candidates: Set<String> = []
    switch session.places {
    case .none: break
    case .any: candidates = Set(places.keys)
    case .of(let list): candidates = Set(list)
    }
    if let pinned = session.pinned?.place { candidates = [pinned] }
    guard let id = assignment.place else {
      if !candidates.isEmpty { fail(.place, [session.id], "「\(session.label)」没有场地") }
      return
    }
    guard candidates.contains(id), let place = places[id] else {
      fail(.place, [session.id], "「\(session.label)」不能在「\(places[id]?.name ?? id)」进行")
      return
    }
    for closure in place.closures where assignment.periods.contains(where: { closure.covers(Slot(assignment.day, $0)) }) {
      fail(.place, [session.id], "「\(place.name)」在\(Scorer.words(assignment))不可用\(closure.reason.isEmpty ? "" : "(\(closure.reason))")")
      return
    }
  }

  private mutating func checkRequiredClass(_ session: Session, _ assignment: Assignment, _ day: TeachingDay) {
    guard let during = session.during, let person = people[during.person] else { return }
    let holds = assignment.periods.allSatisfy { period in
      person.timetable.contains { isOn($0, day) && $0.period == period && (during.lesson == nil || $0.title == during.lesson) }
    }
    if !holds {
      fail(.requiredClass, [session.id], "\(person.name)在\(Scorer.words(assignment))没有\(during.lesson.map { "「\($0)」" } ?? "课")可听")
    }
  }

  func isOn(_ lesson: Lesson, _ day: TeachingDay) -> Bool {
    lesson.weekday == day.follows && (lesson.parity == nil || lesson.parity == day.parity)
  }

  func homeZone(_ person: Person) -> String? { person.school.flatMap { places[$0]?.zone } ?? person.zone }

  private mutating func checkPresence(_ person: Person, _ session: Session, _ assignment: Assignment, _ day: TeachingDay) {
    for absence in person.absences where assignment.periods.contains(where: { absence.covers(Slot(assignment.day, $0)) }) {
      fail(.absence, [session.id], "\(person.name)在\(Scorer.words(assignment))不在\(absence.reason.isEmpty ? "" : "(\(absence.reason))")")
      break
    }
    let disturbed = disturbedLessons(person, session, assignment, day)
    if let kept = disturbed.first(where: \.keep) {
      fail(.ownClass, [session.id], "\(person.name)在\(Scorer.words(assignment))前后有课\(kept.title.isEmpty ? "" : "「\(kept.title)」")")
    } else {
      add(.classes, disturbed.count)
    }
  }

  /// The person's classes that fall into a session or into the way there and back, one for each period.
  func disturbedLessons(_ person: Person, _ session: Session, _ assignment: Assignment, _ day: TeachingDay) -> [Lesson] {
    if person.timetable.isEmpty { return [] }
    let way = distances.minutes(homeZone(person), assignment.place.flatMap { places[$0]?.zone })
    let leaves = problem.periods[assignment.periods.lowerBound - 1].start - way
    let returns = problem.periods[assignment.periods.upperBound - 1].end + way
    var disturbed: [Int: Lesson] = [:]
    for lesson in person.timetable where isOn(lesson, day) {
      let time = problem.periods[lesson.period - 1]
      let inside = assignment.periods.contains(lesson.period)
      if inside && session.during?.person == person.id && session.people.contains(person.id) { continue }
      guard inside || (way > 0 && time.start < returns && time.end > leaves) else { continue }
      if disturbed[lesson.period].map({ !$0.keep }) ?? true { disturbed[lesson.period] = lesson }
    }
    return disturbed.values.sorted { $0.period < $1.period }
  }

  private mutating func addAudience(_ session: Session, _ assignment: Assignment, _ day: TeachingDay) {
    guard problem.weights[.audience] > 0 else { return }
    let busy = session.audience.count { id in
      guard let person = people[id] else { return false }
      return person.timetable.contains { isOn($0, day) && assignment.periods.contains($0.period) }
    }
    add(.audience, busy)
  }
}
