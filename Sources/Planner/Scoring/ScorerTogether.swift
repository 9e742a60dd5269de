import AcademicCalendar

/// What concerns several sessions at once: people, places, groups, precedences, balance, deviation.
extension Scorer {
  /// One person's part in one assignment, ordered by person, day and period.
  private struct Part: Comparable {
    let person: Int
    let day: Int
    let period: Int
    let item: Int

    static func < (left: Part, right: Part) -> Bool {
      (left.person, left.day, left.period, left.item) < (right.person, right.day, right.period, right.item)
    }
  }

  mutating func checkPeople() {
    let numbers = Dictionary(problem.people.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var parts: [Part] = []
    for (item, entry) in placed.enumerated() {
      for id in entry.assignment.people {
        guard let person = numbers[id] else { continue }
        parts.append(Part(person: person, day: entry.number, period: entry.assignment.firstPeriod, item: item))
      }
    }
    parts.sort()
    var first = 0
    while first < parts.count {
      var end = first
      while end < parts.count, parts[end].person == parts[first].person, parts[end].day == parts[first].day { end += 1 }
      let person = problem.people[parts[first].person]
      let list = parts[first..<end].map { placed[$0.item].assignment }
      checkNeighbours(person, list)
      checkTrips(person, list)
      addTravel(person, list)
      first = end
    }
    addWeeks(parts)
  }

  private mutating func checkNeighbours(_ person: Person, _ ordered: [Assignment]) {
    for (early, late) in zip(ordered, ordered.dropFirst()) {
      let pair = [early.session, late.session]
      if late.firstPeriod <= early.periods.upperBound {
        fail(.person, pair, "\(person.name)在\(Scorer.words(late))同时有「\(label(early))」和「\(label(late))」")
        continue
      }
      let way = distances.minutes(zone(early), zone(late))
      let gap = problem.periods[late.firstPeriod - 1].start - problem.periods[early.periods.upperBound - 1].end
      if way > gap {
        fail(.travel, pair, "\(person.name)\(late.day) 从「\(label(early))」到「\(label(late))」需 \(way) 分钟, 只有 \(gap) 分钟")
      }
    }
  }

  private mutating func checkTrips(_ person: Person, _ list: [Assignment]) {
    guard let limit = person.tripsPerDay ?? problem.tripsPerDay, limit < problem.periods.count, list.count > limit else { return }
    let home = person.school.flatMap { places[$0]?.id }
    let away = list.filter { $0.place == nil || $0.place != home }
    if away.isEmpty { return }
    let trips = Set(away.compactMap(\.place)).count + away.count { $0.place == nil }
    if trips > limit { fail(.trips, list.map(\.session), "\(person.name)在 \(list[0].day) 外出 \(trips) 次, 至多 \(limit) 次") }
  }

  private mutating func addTravel(_ person: Person, _ list: [Assignment]) {
    guard problem.weights[.travel] > 0 else { return }
    let home = homeZone(person)
    if list.count == 1 { return add(.travel, (2 * distances.minutes(home, zone(list[0])) + 9) / 10) }
    for zone in Set(list.compactMap(zone)) { add(.travel, (2 * distances.minutes(home, zone) + 9) / 10) }
  }

  private mutating func addWeeks(_ parts: [Part]) {
    var first = 0
    while first < parts.count {
      var end = first
      while end < parts.count, parts[end].person == parts[first].person,
        problem.days[parts[end].day].week == problem.days[parts[first].day].week
      { end += 1 }
      add(.weeks, (end - first) * (end - first - 1) / 2)
      first = end
    }
  }

  private func zone(_ assignment: Assignment) -> String? { assignment.place.flatMap { places[$0]?.zone } }
  private func label(_ assignment: Assignment) -> String {
    sessions[assignment.session].map { problem.sessions[$0].label } ?? assignment.session
  }

  mutating func checkPlaces() {
    var use: [String: [Slot: [String]]] = [:]
    for assignment in placed.map(\.assignment) {
      guard let id = assignment.place, places[id]?.capacity != nil else { continue }
      for period in assignment.periods { use[id, default: [:]][Slot(assignment.day, period), default: []].append(assignment.session) }
    }
    for (id, slots) in use.sorted(by: { $0.key < $1.key }) {
      guard let place = places[id], let capacity = place.capacity else { continue }
      for (slot, list) in slots.sorted(by: { $0.key < $1.key }) where list.count > capacity {
        fail(.capacity, list, "「\(place.name)」在 \(slot.day) 第\(slot.period)节有 \(list.count) 项活动, 至多 \(capacity) 项")
      }
    }
  }

  mutating func checkGroups() {
    var members: [String: [(assignment: Assignment, day: TeachingDay)]] = [:]
    var populated: Set<String> = []
    for session in problem.sessions { populated.formUnion(session.groups) }
    for item in placed { for group in item.session.groups { members[group, default: []].append((item.assignment, item.day)) } }
    for group in problem.groups where populated.contains(group.id) {
      let list = members[group.id] ?? []
      checkTogether(group, list.map(\.assignment))
      checkCount(group, .perDay, Dictionary(grouping: list, by: \.day.day).values.map { $0.map(\.assignment) }, group.maximumPerDay, "一天")
      checkCount(
        group, .perWeek, Dictionary(grouping: list, by: \.day.week).values.map { $0.map(\.assignment) }, group.maximumPerWeek, "一周")
      if let days = group.minimumDays { add(.spread, max(0, days - Set(list.map(\.day.day)).count)) }
      if let weeks = group.minimumWeeks { add(.spread, max(0, weeks - Set(list.map(\.day.week)).count)) }
      if group.onePlace { add(.onePlace, max(0, Set(list.map { $0.assignment.place ?? "" }).count - 1)) }
      if group.compact { addLone(list.map(\.assignment)) }
    }
  }

  private mutating func checkTogether(_ group: Group, _ list: [Assignment]) {
    guard group.neverAtOnce || group.compact else { return }
    let ordered = list.sorted { ($0.day, $0.firstPeriod, $0.session) < ($1.day, $1.firstPeriod, $1.session) }
    for (index, early) in ordered.enumerated() {
      for late in ordered[(index + 1)...] {
        guard late.day == early.day, late.firstPeriod <= early.periods.upperBound else { break }
        fail(.neverAtOnce, [early.session, late.session], "「\(group.label)」的「\(label(early))」和「\(label(late))」同时进行(\(Scorer.words(late)))")
      }
    }
  }

  private mutating func checkCount(_ group: Group, _ constraint: HardConstraint, _ buckets: [[Assignment]], _ limit: Int?, _ unit: String) {
    guard let limit else { return }
    for bucket in buckets.sorted(by: { $0[0].day < $1[0].day }) where bucket.count > limit {
      fail(constraint, bucket.map(\.session), "「\(group.label)」\(unit)有 \(bucket.count) 项活动(\(bucket[0].day)), 至多 \(limit) 项")
    }
  }

  private mutating func addLone(_ list: [Assignment]) {
    for day in Dictionary(grouping: list, by: \.day).values {
      let occupied = Set(day.flatMap { Array($0.periods) })
      add(.compactness, day.count { !occupied.contains($0.firstPeriod - 1) && !occupied.contains($0.periods.upperBound + 1) })
    }
  }

  mutating func checkPrecedences() {
    let byID = Dictionary(placed.map { ($0.session.id, $0.assignment) }, uniquingKeysWith: { first, _ in first })
    for precedence in problem.precedences {
      guard let before = byID[precedence.before], let after = byID[precedence.after] else { continue }
      let gap = after.day - before.day
      let ordered =
        gap >= precedence.minimumDays && gap <= precedence.maximumDays ?? .max
        && (gap > 0 || after.firstPeriod > before.periods.upperBound)
      if !ordered {
        fail(.precedence, [precedence.before, precedence.after], "「\(label(after))」与「\(label(before))」的先后或间隔不合要求")
      }
    }
  }

  mutating func addBalance() {
    var pool = Set(problem.people.filter { $0.target != nil }.map(\.id))
    var (seats, fixed) = (0, 0)
    var open: Set<String> = []
    for session in problem.sessions {
      open.formUnion(session.openSeats?.pool ?? [])
      seats += session.openSeats?.minimum ?? 0
    }
    pool.formUnion(open)
    if pool.isEmpty { return }
    for session in problem.sessions { fixed += session.people.count { open.contains($0) } }
    let share = open.isEmpty ? 0 : Int((Double(fixed + seats) / Double(open.count)).rounded(.up))
    var load: [String: Int] = [:]
    for item in placed { for person in item.assignment.people where pool.contains(person) { load[person, default: 0] += 1 } }
    for id in pool {
      let over = (load[id] ?? 0) - (people[id]?.target ?? share)
      if over > 0 || people[id]?.target != nil { add(.balance, over * over) }
    }
  }

  mutating func addDeviation() {
    var told: Set<String> = []
    for item in placed {
      let (session, assignment) = (item.session, item.assignment)
      guard let previous = session.previous else { continue }
      let chosen = Set(assignment.people).subtracting(session.people)
      let before = previous.people.map { Set($0).subtracting(session.people) }
      let same =
        previous.day == assignment.day && previous.period == assignment.firstPeriod
        && (previous.place == nil || previous.place == assignment.place) && (before == nil || before == chosen)
      if same { continue }
      add(.moved, 1)
      told.formUnion(assignment.people)
      told.formUnion((before ?? []).filter { people[$0] != nil })
    }
    add(.told, told.count)
  }
}
