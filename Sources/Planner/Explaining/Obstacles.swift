import AcademicCalendar

/// Something that keeps a session from a start and a place.
struct Obstacle: Hashable {
  var constraint: HardConstraint
  var message: String
  /// Sessions that stand in the way.
  var sessions: [Int] = []
}

/// Says in words why sessions cannot stand somewhere, with the others where an engine has them. The session asked about must not be placed.
struct ObstacleFinder {
  private let engine: Engine
  private let t: Tables
  private let problem: Problem

  init(_ engine: Engine) { (self.engine, t, problem) = (engine, engine.tables, engine.model.problem) }

  /// Why a session has no place: the obstacles at all times that its own rules leave, the most frequent first.
  func reasons(_ session: Int) -> [String] {
    let source = problem.sessions[session]
    if !problem.days.contains(where: { source.mayTouch($0.day) }) { return [windowMessage(source)] }
    let slots = engine.model.slots(of: session)
    if slots.isEmpty { return ["「\(source.label)」允许的时间内没有连续 \(source.length) 节可用"] }
    let places = t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) }
    var counts: [String: Int] = [:]
    for slot in slots {
      let messages = places.map { Set(obstacles(session, slot, $0).map(\.message)) }
      for message in messages.reduce(into: Set<String>(), { $0.formUnion($1) }) { counts[message, default: 0] += 1 }
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ordered.prefix(5).map { slots.count == $0.value ? $0.key : "\($0.key)(\(slots.count) 个时段中的 \($0.value) 个)" }
  }

  private func windowMessage(_ session: Session) -> String {
    if let pinned = session.pinned { return "固定的日期 \(pinned.day) 不是教学日" }
    switch (session.from, session.through) {
    case (let from?, let through?): return "\(from) 至 \(through) 之间没有教学日"
    case (let from?, nil): return "\(from) 之后没有教学日"
    case (nil, let through?): return "\(through) 之前没有教学日"
    case (nil, nil): return "没有教学日"
    }
  }

  /// Everything in the way of one start and place.
  func obstacles(_ session: Int, _ first: Int, _ place: Int) -> [Obstacle] {
    var result: [Obstacle] = []
    let people = t.fixed.range(session).prefix(Int(t.fixedPeople[session])).map { Int(t.fixed.items[$0]) }
    for person in people { addPerson(person, session, first, place, &result) }
    addRequiredClass(session, first, &result)
    addPlace(session, first, place, &result)
    addGroups(session, first, &result)
    addPrecedences(session, first, &result)
    addSeats(session, first, place, &result)
    return result
  }

  private func addPerson(_ person: Int, _ session: Int, _ first: Int, _ place: Int, _ result: inout [Obstacle]) {
    let source = problem.people[person]
    let end = first + problem.sessions[session].length
    let slots = slots(session, first)
    if let absence = source.absences.first(where: { absence in slots.contains { absence.covers($0) } }) {
      result.append(Obstacle(constraint: .absence, message: "\(source.name)\(absence.reason.isEmpty ? "不在" : absence.reason)"))
    }
    if let lesson = keptLesson(person, session, first, place) {
      result.append(Obstacle(constraint: .ownClass, message: "\(source.name)有课\(lesson.title.isEmpty ? "" : "「\(lesson.title)」")"))
    }
    let busy = Set((first..<end).map { Int(engine.holder[person * t.slots + $0]) }.filter { $0 >= 0 })
    if !busy.isEmpty { result.append(Obstacle(constraint: .person, message: "\(source.name)已有安排", sessions: busy.sorted())) }
    let blocker = engine.travelBlocker(person, first, end, place)
    if busy.isEmpty, blocker >= 0 {
      result.append(Obstacle(constraint: .travel, message: "\(source.name)前后的活动太远, 路上来不及", sessions: [blocker]))
    }
    if t.hasTrips, !engine.hasTrip(person, first, place) {
      result.append(Obstacle(constraint: .trips, message: "\(source.name)当天外出次数已满", sessions: sessions(of: person, on: first)))
    }
  }

  /// The moments that a session takes up from a start on.
  private func slots(_ session: Int, _ first: Int) -> [Slot] {
    (first..<(first + problem.sessions[session].length)).map { Slot(problem.days[$0 / t.periods].day, $0 % t.periods + 1) }
  }

  private func sessions(of person: Int, on slot: Int) -> [Int] {
    let morning = slot / t.periods * t.periods
    return Set((0..<t.periods).map { Int(engine.holder[person * t.slots + morning + $0]) }.filter { $0 >= 0 }).sorted()
  }

  private func keptLesson(_ person: Int, _ session: Int, _ first: Int, _ place: Int) -> Lesson? {
    let source = problem.people[person]
    let day = problem.days[first / t.periods]
    let range = (first % t.periods)..<(first % t.periods + problem.sessions[session].length)
    let way = Int(t.minutes[Int(t.homeZone[person]) * (t.zones + 1) + Int(t.placeZone[place])])
    let begins = problem.periods[range.lowerBound].start - way
    let ends = problem.periods[range.upperBound - 1].end + way
    let exempt = problem.sessions[session].during?.person == source.id
    return source.timetable.first { lesson in
      guard lesson.keep, lesson.weekday == day.follows, lesson.parity == nil || lesson.parity == day.parity else { return false }
      if range.contains(lesson.period - 1) { return !exempt }
      return way > 0 && problem.periods[lesson.period - 1].start < ends && problem.periods[lesson.period - 1].end > begins
    }
  }

  private func addRequiredClass(_ session: Int, _ first: Int, _ result: inout [Obstacle]) {
    guard let during = problem.sessions[session].during, let number = engine.model.personIndex[during.person] else { return }
    let teacher = problem.people[number]
    if !engine.model.isClassOn(session, first) {
      let lesson = during.lesson.map { "「\($0)」" } ?? "课"
      return result.append(Obstacle(constraint: .requiredClass, message: "\(teacher.name)没有\(lesson)可听"))
    }
    let slots = slots(session, first)
    if let absence = teacher.absences.first(where: { absence in slots.contains { absence.covers($0) } }) {
      result.append(
        Obstacle(constraint: .requiredClass, message: "\(teacher.name)\(absence.reason.isEmpty ? "不在" : absence.reason), 没有课可听"))
    }
  }

  private func addPlace(_ session: Int, _ first: Int, _ place: Int, _ result: inout [Obstacle]) {
    guard place < t.places else { return }
    let end = first + problem.sessions[session].length
    let count = Int(t.laneCount[place])
    let name = problem.places[place].name
    let slots = slots(session, first)
    if problem.places[place].closures.contains(where: { closure in slots.contains { closure.covers($0) } }) {
      result.append(Obstacle(constraint: .place, message: "「\(name)」不可用"))
    } else if !engine.hasLane(place, first, end) {
      var others: Set<Int> = []
      for slot in first..<end {
        for lane in 0..<max(count, 0) {
          let other = Int(engine.lanes[(Int(t.laneBase[place]) + lane) * t.slots + slot])
          if other >= 0 { others.insert(other) }
        }
      }
      result.append(Obstacle(constraint: .capacity, message: "「\(name)」已满", sessions: others.sorted()))
    }
  }

  private func addGroups(_ session: Int, _ first: Int, _ result: inout [Obstacle]) {
    let resources = t.fixed.range(session).dropFirst(Int(t.fixedPeople[session])).map { Int(t.fixed.items[$0]) }
    for resource in resources {
      let busy = Set(
        (first..<(first + problem.sessions[session].length)).map { Int(engine.holder[resource * t.slots + $0]) }.filter { $0 >= 0 })
      if busy.isEmpty { continue }
      let group = problem.groups[Int(t.resourceGroup[resource - t.people])]
      result.append(Obstacle(constraint: .neverAtOnce, message: "「\(group.label)」已有活动", sessions: busy.sorted()))
    }
    for index in t.counters.range(session) {
      let counter = Int(t.counters.items[index])
      let bucket = engine.bucket(counter, first)
      guard engine.counts[bucket] >= t.counterCap[counter] else { continue }
      let week = t.counterIsWeek[counter] != 0
      let others = t.counterMembers.range(counter).map { Int(t.counterMembers.items[$0]) }.filter {
        engine.start[$0] >= 0 && engine.bucket(counter, Int(engine.start[$0])) == bucket
      }
      let group = problem.groups[Int(t.counterGroup[counter])]
      result.append(
        Obstacle(constraint: week ? .perWeek : .perDay, message: "「\(group.label)」当\(week ? "周" : "天")的活动已满", sessions: others))
    }
  }

  private func addPrecedences(_ session: Int, _ first: Int, _ result: inout [Obstacle]) {
    for index in t.precedences.range(session) {
      let order = t.precedences.items[index]
      if engine.satisfies(order, session, first) { continue }
      let other = problem.sessions[Int(order.other)].label
      result.append(
        Obstacle(constraint: .precedence, message: order.first ? "须先于「\(other)」" : "须后于「\(other)」", sessions: [Int(order.other)]))
    }
  }

  private func addSeats(_ session: Int, _ first: Int, _ place: Int, _ result: inout [Obstacle]) {
    let minimum = Int(t.seatMinimum[session])
    guard minimum > 0 else { return }
    let able = t.pool.range(session).map { Int(t.pool.items[$0]) }.count { person in
      engine.canCome(person, session, first, place) && engine.memberClasses(person, session, first, place) >= 0
    }
    if able < minimum { result.append(Obstacle(constraint: .seats, message: "能来的人不足 \(minimum) 位")) }
  }
}
