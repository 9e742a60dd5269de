import AcademicCalendar

/// One thing in a problem that makes no sense, with where it stands.
public struct ProblemDefect: Hashable, Sendable, CustomStringConvertible {
  /// Such as `sessions[3] (demo)`.
  public var location: String
  /// A Chinese sentence.
  public var message: String

  public var description: String { "\(location): \(message)" }
}

/// A problem that cannot be planned because it contradicts itself in form.
public struct ProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in the order of the document.
  public var defects: [ProblemDefect]

  public var description: String { defects.map(\.description).joined(separator: "\n") }
}

extension Problem {
  /// Checks the form of the problem: identifiers known and unique, numbers in range, days in order.
  public func validate() throws(ProblemError) {
    var validator = Validator(problem: self)
    let defects = validator.run()
    if !defects.isEmpty { throw ProblemError(defects: defects) }
  }
}

private struct Validator {
  let problem: Problem
  var defects: [ProblemDefect] = []

  init(problem: Problem) { self.problem = problem }

  mutating func run() -> [ProblemDefect] {
    checkGrid()
    let people = unique(problem.people.map(\.id), "people")
    let places = unique(problem.places.map(\.id), "places")
    let groups = unique(problem.groups.map(\.id), "groups")
    let sessions = unique(problem.sessions.map(\.id), "sessions")
    checkPeople()
    checkPlaces()
    checkGroups()
    for (index, session) in problem.sessions.enumerated() {
      checkSession(session, "sessions[\(index)] (\(session.id))", people, places, groups)
    }
    for (index, precedence) in problem.precedences.enumerated() {
      let location = "precedences[\(index)]"
      for id in [precedence.before, precedence.after] where !sessions.contains(id) { fail(location, "没有活动「\(id)」") }
      if precedence.before == precedence.after { fail(location, "活动不能先于自己") }
      if let maximum = precedence.maximumDays, maximum < precedence.minimumDays { fail(location, "最多天数小于最少天数") }
      if !(0...10_000).contains(precedence.minimumDays) { fail(location, "间隔天数应在 0 至 10000 之间") }
    }
    return defects
  }

  mutating func fail(_ location: String, _ message: String) {
    if defects.count < 50 { defects.append(ProblemDefect(location: location, message: message)) }
  }

  mutating func unique(_ identifiers: [String], _ kind: String) -> Set<String> {
    var seen: Set<String> = []
    for (index, id) in identifiers.enumerated() {
      if id.isEmpty { fail("\(kind)[\(index)]", "标识为空") }
      if !seen.insert(id).inserted { fail("\(kind)[\(index)]", "标识「\(id)」重复") }
    }
    return seen
  }

  mutating func checkGrid() {
    if !(1...24).contains(problem.periods.count) { fail("periods", "每天应有 1 至 24 节") }
    for (index, period) in problem.periods.enumerated() {
      if period.start >= period.end { fail("periods[\(index)]", "结束不晚于开始") }
      if index > 0, problem.periods[index - 1].end > period.start { fail("periods[\(index)]", "与上一节重叠") }
    }
    if !(1...1000).contains(problem.days.count) { fail("days", "应有 1 至 1000 个教学日") }
    for (index, day) in problem.days.enumerated() where index > 0 && problem.days[index - 1].day >= day.day {
      fail("days[\(index)]", "日期 \(day.day) 没有按先后排列")
    }
    if problem.sessions.count > 1_000_000 { fail("sessions", "活动过多") }
    check(problem.tripsPerDay, "tripsPerDay", "每天外出次数")
    for (index, travel) in problem.travel.enumerated() where !(0...1440).contains(travel.minutes) {
      fail("travel[\(index)]", "路程应在 0 至 1440 分钟之间")
    }
  }

  mutating func checkPeople() {
    for (index, person) in problem.people.enumerated() {
      let location = "people[\(index)] (\(person.id))"
      for lesson in person.timetable where !problem.has(lesson.period, 1) {
        fail(location, "课表中没有第 \(lesson.period) 节")
      }
      for absence in person.absences { check(absence, location) }
      check(person.tripsPerDay, location, "每天外出次数")
      check(person.target, location, "应有的活动数")
    }
  }

  mutating func checkPlaces() {
    for (index, place) in problem.places.enumerated() {
      let location = "places[\(index)] (\(place.id))"
      if let seats = place.seats, !(0...1_000_000).contains(seats) { fail(location, "座位数不合理") }
      if let capacity = place.capacity, !(0...1000).contains(capacity) { fail(location, "同时容纳的活动数应在 0 至 1000 之间") }
      for closure in place.closures { check(closure, location) }
    }
  }

  /// Numbers that people choose stay so small that sums of them can be counted.
  mutating func check(_ number: Int?, _ location: String, _ name: String) {
    if let number, !(0...10_000).contains(number) { fail(location, "\(name)应在 0 至 10000 之间") }
  }

  mutating func checkGroups() {
    for (index, group) in problem.groups.enumerated() {
      let location = "groups[\(index)] (\(group.id))"
      check(group.maximumPerDay, location, "一天的活动数")
      check(group.maximumPerWeek, location, "一周的活动数")
      check(group.minimumDays, location, "天数")
      check(group.minimumWeeks, location, "周数")
    }
  }

  mutating func check(_ absence: Absence, _ location: String) {
    if absence.from > absence.through { fail(location, "\(absence.from) 晚于 \(absence.through)") }
    checkPeriods(absence.periods, location)
  }

  mutating func checkSession(
    _ session: Session, _ location: @autoclosure () -> String, _ people: Set<String>, _ places: Set<String>, _ groups: Set<String>
  ) {
    if !problem.periods.isEmpty, !problem.has(1, session.length) { fail(location(), "节数应在 1 至 \(problem.periods.count) 之间") }
    for id in session.people + session.audience where !people.contains(id) { fail(location(), "没有人员「\(id)」") }
    if session.people.count > 1, Set(session.people).count != session.people.count { fail(location(), "人员重复") }
    for id in session.groups where !groups.contains(id) { fail(location(), "没有分组「\(id)」") }
    if session.groups.count > 1, Set(session.groups).count != session.groups.count { fail(location(), "分组重复") }
    if case .of(let list) = session.places { for id in list where !places.contains(id) { fail(location(), "没有场地「\(id)」") } }
    if case .any = session.places, places.isEmpty { fail(location(), "没有任何场地") }
    if let seats = session.openSeats {
      if seats.minimum < 0 || seats.maximum < seats.minimum || seats.maximum > 50 { fail(location(), "待定席位的人数范围不合理") }
      for id in seats.pool where !people.contains(id) { fail(location(), "没有人员「\(id)」") }
      if Set(seats.pool).count != seats.pool.count { fail(location(), "待定席位的人选重复") }
    }
    if let during = session.during, !people.contains(during.person) { fail(location(), "没有人员「\(during.person)」") }
    if let attendance = session.attendance, !(0...1_000_000).contains(attendance) { fail(location(), "人数不合理") }
    for pattern in session.allowed + session.forbidden + session.preferred { checkPeriods(pattern.periods, location()) }
    if let pinned = session.pinned { check(pinned, location(), people, places) }
  }

  /// What is settled is there; the period may be none of the grid, which a diagnosis says better.
  mutating func check(_ pinned: Placement, _ location: String, _ people: Set<String>, _ places: Set<String>) {
    let team = pinned.people ?? []
    for id in team where !people.contains(id) { fail(location, "没有人员「\(id)」") }
    if Set(team).count != team.count { fail(location, "固定的人员重复") }
    if let place = pinned.place, !places.contains(place) { fail(location, "没有场地「\(place)」") }
  }

  mutating func checkPeriods(_ periods: [Int], _ location: @autoclosure () -> String) {
    for period in periods where !problem.has(period, 1) { fail(location(), "每天没有第 \(period) 节") }
  }
}
