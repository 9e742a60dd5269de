import AcademicCalendar

/// What concerns one session at a time: its times, its people's classes and absences, its place, its audience.
extension Scorer {
  mutating func checkSessions() {
    for item in placed {
      checkWindow(item)
      if item.session.pinned != nil { checkPin(item.session, item.assignment) }
      checkSeats(item.session, item.assignment)
      checkPlace(item)
      if item.session.during != nil { checkRequiredClass(item.session, item.assignment, item.day) }
      for person in item.people { checkPresence(person, item) }
      if !item.session.audience.isEmpty { addAudience(item) }
      if let weekday = item.session.researchDay, weekday != item.day.follows { add(.researchDay, 1) }
      if !item.session.preferred.isEmpty,
        !item.session.preferred.contains(where: { matches($0, item.day, item.assignment.firstPeriod) })
      {
        add(.preferred, 1)
      }
      if item.place >= 0, let seats = problem.places[item.place].seats { add(.seats, max(0, item.session.seatsNeeded - seats)) }
    }
  }

  private mutating func checkWindow(_ item: Placed) {
    let (session, assignment, day) = (item.session, item.assignment, item.day)
    if session.length > 1, session.length <= longestHalf {
      let half = problem.periods[assignment.firstPeriod - 1].half
      if assignment.periods.contains(where: { problem.periods[$0 - 1].half != half }) {
        fail(.window, [session.id], "「\(session.label)」跨了半天: \(Scorer.words(assignment))")
      }
    }
    guard session.pinned == nil else { return }
    let inside =
      (session.from.map { $0 <= day.day } ?? true) && (session.through.map { day.day <= $0 } ?? true)
      && (session.starts.isEmpty || session.starts.contains(Slot(assignment.day, assignment.firstPeriod)))
      && ((session.allowed.isEmpty && session.forbidden.isEmpty)
        || assignment.periods.allSatisfy { period in
          (session.allowed.isEmpty || session.allowed.contains { matches($0, day, period) })
            && !session.forbidden.contains { matches($0, day, period) }
        })
    if !inside { fail(.window, [session.id], "「\(session.label)」不能排在\(Scorer.words(assignment)): \(bound(session, item))") }
  }

  /// The first bound of a session that an assignment breaks.
  private func bound(_ session: Session, _ item: Placed) -> String {
    if let from = session.from, item.day.day < from { return "应不早于 \(from)" }
    if let through = session.through, item.day.day > through { return "应不晚于 \(through)" }
    if !session.starts.isEmpty, !session.starts.contains(Slot(item.assignment.day, item.assignment.firstPeriod)) { return "不是允许的开始时间" }
    let isForbidden = item.assignment.periods.contains { period in session.forbidden.contains { matches($0, item.day, period) } }
    return isForbidden ? "这个时间已排除" : "不在允许的时间"
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

  private mutating func checkPlace(_ item: Placed) {
    let (session, assignment) = (item.session, item.assignment)
    guard let id = assignment.place else {
      if !isCandidate(nil, session) { fail(.place, [session.id], "「\(session.label)」没有场地") }
      return
    }
    guard item.place >= 0, isCandidate(id, session) else {
      fail(.place, [session.id], "「\(session.label)」不能在「\(places[id].map { problem.places[$0].name } ?? id)」进行")
      return
    }
    let place = problem.places[item.place]
    for closure in place.closures where assignment.periods.contains(where: { closure.covers(Slot(assignment.day, $0)) }) {
      fail(.place, [session.id], "「\(place.name)」在\(Scorer.words(assignment))不可用\(closure.reason.isEmpty ? "" : "(\(closure.reason))")")
      return
    }
  }

  /// Whether a session may take a place; nil asks whether it may go without.
  private func isCandidate(_ place: String?, _ session: Session) -> Bool {
    if let pinned = session.pinned?.place { return place == pinned }
    switch session.places {
    case .none: return place == nil
    case .any: return place != nil || problem.places.isEmpty
    case .of(let list): return place.map { list.contains($0) } ?? list.isEmpty
    }
  }

  private mutating func checkRequiredClass(_ session: Session, _ assignment: Assignment, _ day: TeachingDay) {
    guard let during = session.during, let number = people[during.person] else { return }
    let person = problem.people[number]
    let holds = assignment.periods.allSatisfy { period in
      person.timetable.contains { isOn($0, day) && $0.period == period && (during.lesson == nil || $0.title == during.lesson) }
    }
    if !holds {
      fail(.requiredClass, [session.id], "\(person.name)在\(Scorer.words(assignment))没有\(during.lesson.map { "「\($0)」" } ?? "课")可听")
    } else if let absence = absence(of: person, assignment) {
      fail(.requiredClass, [session.id], "\(Scorer.words(absence, of: person, assignment)), 没有课可听")
    }
  }

  private func absence(of person: Person, _ assignment: Assignment) -> Absence? {
    person.absences.first { absence in assignment.periods.contains { absence.covers(Slot(assignment.day, $0)) } }
  }

  private static func words(_ absence: Absence, of person: Person, _ assignment: Assignment) -> String {
    "\(person.name)在\(words(assignment))不在\(absence.reason.isEmpty ? "" : "(\(absence.reason))")"
  }

  func isOn(_ lesson: Lesson, _ day: TeachingDay) -> Bool {
    lesson.weekday == day.follows && (lesson.parity == nil || lesson.parity == day.parity)
  }

  private mutating func checkPresence(_ number: Int, _ item: Placed) {
    let (session, assignment) = (item.session, item.assignment)
    let person = problem.people[number]
    if let absence = absence(of: person, assignment) { fail(.absence, [session.id], Scorer.words(absence, of: person, assignment)) }
    let disturbed = disturbedLessons(number, session, assignment, item.day, at: item.place)
    if disturbed.isEmpty { return }
    if let kept = disturbed.first(where: \.keep) {
      let name = problem.people[number].name
      fail(.ownClass, [session.id], "\(name)在\(Scorer.words(assignment))前后有课\(kept.title.isEmpty ? "" : "「\(kept.title)」")")
    } else {
      add(.classes, disturbed.count)
    }
  }

  /// The person's classes that fall into a session or into the way there and back, one for each period.
  /// - Parameter place: position of the place, −1 where there is none.
  func disturbedLessons(_ number: Int, _ session: Session, _ assignment: Assignment, _ day: TeachingDay, at place: Int) -> [Lesson] {
    if problem.people[number].timetable.isEmpty { return [] }
    let way = place < 0 ? 0 : distances.minutes(homeZones[number], placeZones[place])
    let periods = assignment.periods
    let leaves = problem.periods[periods.lowerBound - 1].start - way
    let returns = problem.periods[periods.upperBound - 1].end + way
    let isHeard = session.during.map { people[$0.person] == number } == true && session.people.contains(problem.people[number].id)
    var disturbed: [Int: Lesson] = [:]
    for index in problem.people[number].timetable.indices where isOn(problem.people[number].timetable[index], day) {
      let lesson = problem.people[number].timetable[index]
      let time = problem.periods[lesson.period - 1]
      let inside = periods.contains(lesson.period)
      if inside && isHeard { continue }
      guard inside || (way > 0 && time.start < returns && time.end > leaves) else { continue }
      if disturbed[lesson.period].map({ !$0.keep }) ?? true { disturbed[lesson.period] = lesson }
    }
    return disturbed.isEmpty ? [] : disturbed.values.sorted { $0.period < $1.period }
  }

  private mutating func addAudience(_ item: Placed) {
    guard problem.weights[.audience] > 0 else { return }
    let periods = item.assignment.periods
    let busy = item.session.audience.count { id in
      guard let number = people[id] else { return false }
      return problem.people[number].timetable.contains { periods.contains($0.period) && isOn($0, item.day) }
    }
    add(.audience, busy)
  }
}
