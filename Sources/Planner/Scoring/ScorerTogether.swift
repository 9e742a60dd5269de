import AcademicCalendar

/// What concerns several sessions at once: people, places, groups, precedences, balance, deviation.
extension Scorer {
  /// One person's part in one assignment, ordered by person, day and period: all in one number, because there are many to be sorted.
  private struct Part: Comparable {
    private let key: UInt64
    let item: Int

    init(person: Int, day: Int, period: Int, item: Int) {
      key = UInt64(person) << 32 | UInt64(day) << 16 | UInt64(period)
      self.item = item
    }

    var person: Int { Int(key >> 32) }
    /// Person and day.
    var personDay: UInt64 { key >> 16 }
    var day: Int { Int(key >> 16 & 0xFFFF) }

    static func < (left: Part, right: Part) -> Bool { left.key == right.key ? left.item < right.item : left.key < right.key }
  }

  mutating func checkPeople() {
    var parts: [Part] = []
    parts.reserveCapacity(placed.count * 3)
    for (item, entry) in placed.enumerated() {
      for person in entry.people {
        parts.append(Part(person: person, day: entry.number, period: entry.assignment.firstPeriod, item: item))
      }
    }
    parts.sort()
    var first = 0
    while first < parts.count {
      var end = first + 1
      while end < parts.count, parts[end].personDay == parts[first].personDay { end += 1 }
      let person = parts[first].person
      if end - first > 1 {
        let list = parts[first..<end].map { placed[$0.item].assignment }
        checkNeighbours(problem.people[person], list)
        checkTrips(problem.people[person], list)
      } else {
        checkSingleTrip(problem.people[person], placed[parts[first].item])
      }
      if problem.weights[.travel] > 0 { addTravel(person, parts[first..<end].map { zone(placed[$0.item]) }) }
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
    let home = person.school.flatMap { places[$0] == nil ? nil : $0 }
    let away = list.filter { $0.place == nil || $0.place != home }
    if away.isEmpty { return }
    let trips = Set(away.compactMap(\.place)).count + away.count { $0.place == nil }
    if trips > limit { fail(.trips, list.map(\.session), "\(person.name)在 \(list[0].day) 外出 \(trips) 次, 至多 \(limit) 次") }
  }

  /// One session alone is too many only for those who may not go out at all.
  private mutating func checkSingleTrip(_ person: Person, _ item: Placed) {
    if (person.tripsPerDay ?? problem.tripsPerDay) == 0 { checkTrips(person, [item.assignment]) }
  }

  /// Each zone of a day costs one trip; none where there is no way to it.
  private mutating func addTravel(_ person: Int, _ zones: [Int]) {
    let home = homeZones[person]
    for (index, zone) in zones.enumerated() where !zones[..<index].contains(zone) {
      add(.travel, (2 * distances.minutes(home, zone) + 9) / 10)
    }
  }

  private mutating func addWeeks(_ parts: [Part]) {
    let weeks = problem.days.map(\.week)
    var first = 0
    while first < parts.count {
      var end = first
      while end < parts.count, parts[end].person == parts[first].person, weeks[parts[end].day] == weeks[parts[first].day] { end += 1 }
      add(.weeks, (end - first) * (end - first - 1) / 2)
      first = end
    }
  }

  private func zone(_ item: Placed) -> Int { item.place < 0 ? -1 : placeZones[item.place] }
  private func zone(_ assignment: Assignment) -> Int { assignment.place.flatMap { places[$0] }.map { placeZones[$0] } ?? -1 }
  private func label(_ assignment: Assignment) -> String {
    sessions[assignment.session].map { problem.sessions[$0].label } ?? assignment.session
  }

  mutating func checkPlaces() {
    // One number for each place, day and period that is taken, so that equal ones stand together.
    var taken: [(slot: UInt64, item: Int)] = []
    taken.reserveCapacity(placed.count * 2)
    for (item, entry) in placed.enumerated() where entry.place >= 0 && problem.places[entry.place].capacity != nil {
      for period in entry.assignment.periods {
        taken.append((UInt64(entry.place) << 32 | UInt64(entry.number) << 16 | UInt64(period), item))
      }
    }
    taken.sort { ($0.slot, $0.item) < ($1.slot, $1.item) }
    var first = 0
    while first < taken.count {
      var end = first + 1
      while end < taken.count, taken[end].slot == taken[first].slot { end += 1 }
      let entry = placed[taken[first].item]
      let place = problem.places[entry.place]
      if let capacity = place.capacity, end - first > capacity {
        let list = taken[first..<end].map { placed[$0.item].assignment.session }
        let slot = Slot(entry.assignment.day, Int(taken[first].slot & 0xFFFF))
        fail(.capacity, list, "「\(place.name)」在 \(slot.day) 第\(slot.period)节有 \(list.count) 项活动, 至多 \(capacity) 项")
      }
      first = end
    }
  }

  mutating func checkGroups() {
    let numbers = Dictionary(problem.groups.indices.map { (problem.groups[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    var members = [[Placed]](repeating: [], count: problem.groups.count)
    var isPopulated = [Bool](repeating: false, count: problem.groups.count)
    for session in problem.sessions.indices {
      for group in problem.sessions[session].groups { if let number = numbers[group] { isPopulated[number] = true } }
    }
    for item in placed { for group in item.session.groups { if let number = numbers[group] { members[number].append(item) } } }
    for (number, group) in problem.groups.enumerated() where isPopulated[number] {
      let list = members[number]
      if group.neverAtOnce || group.compact { checkTogether(group, list.map(\.assignment)) }
      if let limit = group.maximumPerDay { checkCount(group, .perDay, Dictionary(grouping: list, by: \.number).values, limit, "一天") }
      if let limit = group.maximumPerWeek { checkCount(group, .perWeek, Dictionary(grouping: list, by: \.day.week).values, limit, "一周") }
      if let days = group.minimumDays { add(.spread, max(0, days - Set(list.map(\.number)).count)) }
      if let weeks = group.minimumWeeks { add(.spread, max(0, weeks - Set(list.map(\.day.week)).count)) }
      if group.onePlace { add(.onePlace, max(0, Set(list.map { $0.assignment.place ?? "" }).count - 1)) }
      if group.compact { addLone(list) }
    }
  }

  private mutating func checkTogether(_ group: Group, _ list: [Assignment]) {
    let ordered = list.sorted { ($0.day, $0.firstPeriod, $0.session) < ($1.day, $1.firstPeriod, $1.session) }
    for (index, early) in ordered.enumerated() {
      for late in ordered[(index + 1)...] {
        guard late.day == early.day, late.firstPeriod <= early.periods.upperBound else { break }
        fail(.neverAtOnce, [early.session, late.session], "「\(group.label)」的「\(label(early))」和「\(label(late))」同时进行(\(Scorer.words(late)))")
      }
    }
  }

  private mutating func checkCount(
    _ group: Group, _ constraint: HardConstraint, _ buckets: some Collection<[Placed]>, _ limit: Int, _ unit: String
  ) {
    for bucket in buckets.filter({ $0.count > limit }).sorted(by: { $0[0].number < $1[0].number }) {
      let day = bucket[0].assignment.day
      fail(constraint, bucket.map(\.session.id), "「\(group.label)」\(unit)有 \(bucket.count) 项活动(\(day)), 至多 \(limit) 项")
    }
  }

  private mutating func addLone(_ list: [Placed]) {
    for day in Dictionary(grouping: list, by: \.number).values {
      let occupied = Set(day.flatMap { Array($0.assignment.periods) })
      let lone = day.count {
        !occupied.contains($0.assignment.firstPeriod - 1) && !occupied.contains($0.assignment.periods.upperBound + 1)
      }
      add(.compactness, lone)
    }
  }

  mutating func checkPrecedences() {
    if problem.precedences.isEmpty { return }
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
    var isOpen = [Bool](repeating: false, count: problem.people.count)
    var (seats, fixed) = (0, 0)
    for session in problem.sessions.indices {
      guard let open = problem.sessions[session].openSeats else { continue }
      seats += open.minimum
      for id in open.pool { if let person = people[id] { isOpen[person] = true } }
    }
    let open = isOpen.count { $0 }
    guard open > 0 || problem.people.contains(where: { $0.target != nil }) else { return }
    if open > 0 {
      for session in problem.sessions.indices {
        for id in problem.sessions[session].people { if let person = people[id], isOpen[person] { fixed += 1 } }
      }
    }
    let share = open == 0 ? 0 : Int((Double(fixed + seats) / Double(open)).rounded(.up))
    var load = [Int](repeating: 0, count: problem.people.count)
    for item in placed { for person in item.people { load[person] += 1 } }
    for person in problem.people.indices where isOpen[person] || problem.people[person].target != nil {
      let target = problem.people[person].target
      let over = load[person] - (target ?? share)
      if over > 0 || target != nil { add(.balance, over * over) }
    }
  }

  mutating func addDeviation() {
    var told: Set<String> = []
    for item in placed {
      guard let previous = item.session.previous else { continue }
      let (session, assignment) = (item.session, item.assignment)
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
