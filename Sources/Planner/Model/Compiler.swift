import AcademicCalendar

/// Turns names into numbers: the parts of `Tables` that concern the grid, people and places; `DomainCompiler` does the sessions' times.
struct Compiler {
  let problem: Problem
  let weights: Weights
  let personIndex: [String: Int]
  let placeIndex: [String: Int]
  let groupIndex: [String: Int]
  let zoneIndex: [String: Int]
  let minutes: [Int32]
  let homePlace: [Int32]
  let homeZone: [Int32]

  init(_ problem: Problem, keepPrevious: Bool) {
    self.problem = problem
    var weights = problem.weights
    if keepPrevious { (weights[.moved], weights[.told]) = (Compiler.movedFirst, Compiler.toldSecond) }
    self.weights = weights
    func index(_ identifiers: [String]) -> [String: Int] {
      Dictionary(identifiers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    personIndex = index(problem.people.map(\.id))
    placeIndex = index(problem.places.map(\.id))
    groupIndex = index(problem.groups.map(\.id))
    let used = problem.places.compactMap(\.zone) + problem.people.compactMap(\.zone) + problem.travel.flatMap { [$0.from, $0.to] }
    var zoneIndex: [String: Int] = [:]
    for zone in used where zoneIndex[zone] == nil { zoneIndex[zone] = zoneIndex.count }
    self.zoneIndex = zoneIndex
    minutes = Compiler.closure(problem.travel, zoneIndex)
    let places = problem.places
    let placeIndex = placeIndex
    homePlace = problem.people.map { person in Int32(person.school.flatMap { placeIndex[$0] } ?? -1) }
    homeZone = zip(problem.people, homePlace).map { person, home in
      let zone = home >= 0 ? places[Int(home)].zone ?? person.zone : person.zone
      return Int32(zone.flatMap { zoneIndex[$0] } ?? zoneIndex.count)
    }
  }

  /// Weights that put sessions moved before people told before everything else.
  static let movedFirst = 100_000_000
  static let toldSecond = 100_000

  /// Shortest ways between zones (Floyd and Warshall); the row past the last zone is 0 throughout.
  static func closure(_ travel: [TravelTime], _ zoneIndex: [String: Int]) -> [Int32] {
    let side = zoneIndex.count + 1
    let far: Int32 = 100_000
    var result = [Int32](repeating: far, count: side * side)
    for zone in 0..<side {
      result[zone * side + zone] = 0
      result[zone * side + side - 1] = 0
      result[(side - 1) * side + zone] = 0
    }
    for entry in travel {
      guard let from = zoneIndex[entry.from], let to = zoneIndex[entry.to] else { continue }
      let minutes = min(Int32(entry.minutes), result[from * side + to])
      (result[from * side + to], result[to * side + from]) = (minutes, minutes)
    }
    for middle in 0..<(side - 1) {
      for from in 0..<(side - 1) where result[from * side + middle] < far {
        for to in 0..<(side - 1) {
          result[from * side + to] = min(result[from * side + to], result[from * side + middle] + result[middle * side + to])
        }
      }
    }
    return result.map { $0 >= far ? 0 : $0 }
  }

  /// The places that a session may take, as `Tables` counts them: none needed is the one past the last.
  func candidates(_ session: Session) -> [Int32] {
    if let place = session.pinned?.place { return [Int32(placeIndex[place] ?? problem.places.count)] }
    switch session.places {
    case .none: return [Int32(problem.places.count)]
    case .any: return problem.places.indices.map { Int32($0) }
    case .of(let list):
      if list.isEmpty { return [Int32(problem.places.count)] }
      var seen: Set<Int> = []
      return list.compactMap { placeIndex[$0] }.filter { seen.insert($0).inserted }.map { Int32($0) }
    }
  }

  func compile(in arena: Arena, _ sessionIndex: [String: Int]) -> Tables {
    let (periods, days) = (problem.periods.count, problem.days.count)
    let slots = periods * days
    let people = problem.people.count
    let (places, zones) = (problem.places.count, zoneIndex.count)
    let groups = GroupCompiler(problem, people: people, days: days, groupIndex: groupIndex)

    var placeSets = PlaceSets(places: places, zones: zones)
    let placeZone = problem.places.map { Int32($0.zone.flatMap { zoneIndex[$0] } ?? zones) } + [Int32(zones)]
    let setOf = problem.sessions.indices.map { Int32(placeSets.index(candidates(problem.sessions[$0]), placeZone)) }

    let lessons = arena.flat(lessonTable(periods), 0)
    let bits = LessonBits(problem, in: arena)
    let absent = absenceTable(bits, slots, in: arena)
    var domains = DomainCompiler(self, bits)
    for index in problem.sessions.indices { domains.add(index, zones: placeSets.zoneLists[Int(setOf[index])]) }

    var fixed: [[Int32]] = []
    var fixedPeople: [Int32] = []
    fixed.reserveCapacity(problem.sessions.count)
    for index in problem.sessions.indices {
      var own: [Int32] = []
      for id in problem.sessions[index].people { if let person = personIndex[id] { own.append(Int32(person)) } }
      fixedPeople.append(Int32(own.count))
      for id in problem.sessions[index].groups { if let resource = groups.resource[id] { own.append(resource) } }
      fixed.append(own)
    }
    let seats = SeatCompiler(problem, personIndex, fixed: fixed, fixedPeople: fixedPeople)
    let lanes = laneTable(slots)
    let weekNumbers = problem.days.map(\.week)
    let weekIndex = Dictionary(Set(weekNumbers).sorted().enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    let previous = problem.sessions.indices.map { previousSlot(problem.sessions[$0], periods) }

    return Tables(
      periods: periods, days: days, slots: slots, weeks: weekIndex.count,
      dayOf: arena.flat((0..<slots).map { Int32($0 / periods) }, 0),
      weekOf: arena.flat(weekNumbers.map { Int32(weekIndex[$0] ?? 0) }, 0),
      dateOf: arena.flat(problem.days.map(\.day.rawValue), 0), rowOf: arena.flat(problem.days.map { Int32(Compiler.row($0)) }, 0),
      periodStart: arena.flat(problem.periods.map { Int32($0.start) }, 0), periodEnd: arena.flat(problem.periods.map { Int32($0.end) }, 0),
      people: people, resources: people + groups.resourceCount, resourceGroup: arena.flat(groups.resourceGroup, 0),
      homePlace: arena.flat(homePlace, -1), homeZone: arena.flat(homeZone, 0),
      tripLimit: arena.flat(problem.people.map { Int32($0.tripsPerDay ?? problem.tripsPerDay ?? 1000) }, 0),
      absent: absent, lessons: lessons,
      isPool: arena.flat(seats.isPool, 0), target: arena.flat(seats.target, 0), hasTarget: arena.flat(seats.hasTarget, 0),
      places: places, zones: zones, placeZone: arena.flat(placeZone, 0),
      placeSeats: arena.flat(problem.places.map { Int32($0.seats ?? 1_000_000_000) } + [1_000_000_000], 0),
      laneBase: arena.flat(lanes.base, 0), laneCount: arena.flat(lanes.count, 0), lanes: lanes.closed.count / max(slots, 1),
      closed: arena.flat(lanes.closed, -1), minutes: arena.flat(minutes, 0),
      sets: Ragged(placeSets.lists, 0, in: arena), setMember: arena.flat(placeSets.members, 0),
      setZone: arena.flat(placeSets.zonePositions, 0),
      sessions: problem.sessions.count, length: arena.flat(problem.sessions.indices.map { Int32(problem.sessions[$0].length) }, 1),
      fixed: Ragged(fixed, 0, in: arena), fixedPeople: arena.flat(fixedPeople, 0), placeSet: arena.flat(setOf, 0),
      need: arena.flat(problem.sessions.indices.map { Int32(problem.sessions[$0].seatsNeeded) }, 0),
      domain: arena.flat(domains.ofSession, 0),
      counters: Ragged(groups.countersOf, 0, in: arena), compact: Ragged(groups.compactOf, 0, in: arena),
      isUnit: arena.flat(groups.isUnit, 0), loneTable: arena.flat(Compiler.loneTable, 0),
      onePlace: Ragged(groups.onePlaceOf, 0, in: arena), precedences: Ragged(groups.orders(sessionIndex), Order.nothing, in: arena),
      isPinned: arena.flat(problem.sessions.indices.map { problem.sessions[$0].pinned == nil ? 0 : 1 }, 0),
      seatMinimum: arena.flat(seats.minimum, 0), seatMaximum: arena.flat(seats.maximum, 0), pool: Ragged(seats.pool, 0, in: arena),
      teamBase: arena.flat(seats.base, 0), teamCapacity: seats.capacity,
      previousStart: arena.flat(previous, -1),
      previousPlace: arena.flat(
        problem.sessions.indices.map { Int32(problem.sessions[$0].previous?.place.flatMap { placeIndex[$0] } ?? -1) }, -1),
      previousTeam: Ragged(seats.previous, 0, in: arena),
      hasPreviousTeam: arena.flat(problem.sessions.indices.map { problem.sessions[$0].previous?.people == nil ? 0 : 1 }, 0),
      domainBase: arena.flat(domains.base, 0), domainSize: arena.flat(domains.size, 0), domainOffset: arena.flat(domains.offset, 0),
      domainLeast: arena.flat(domains.least, -1),
      costs: arena.flat(domains.costs, -1), starts: Ragged(domains.starts, 0, in: arena),
      counterIsWeek: arena.flat(groups.isWeek, 0), counterBase: arena.flat(groups.base, 0), counterNeed: arena.flat(groups.need, 0),
      counterCap: arena.flat(groups.cap, 0), counterTotal: groups.total, counterMembers: Ragged(groups.members, 0, in: arena),
      counterGroup: arena.flat(groups.counterGroup, 0), onePlaceGroups: groups.onePlaceCount,
      hasTravel: minutes.contains { $0 > 0 },
      hasTrips: problem.tripsPerDay != nil || problem.people.contains { $0.tripsPerDay != nil }, weight: weightTable)
  }

  private var weightTable: WeightTable {
    WeightTable(
      classes: weights[.classes], spread: weights[.spread], compactness: weights[.compactness], onePlace: weights[.onePlace],
      seats: weights[.seats], balance: weights[.balance], weeks: weights[.weeks], travel: weights[.travel], moved: weights[.moved],
      told: weights[.told])
  }

  /// Bits 0 and 1 are the two periods before, 3 and 4 the two after.
  private static let loneTable: [Int8] = (0..<32).map { bits in
    let (farLeft, left, right, farRight) = (bits & 1 != 0, bits & 2 != 0, bits & 8 != 0, bits & 16 != 0)
    if !left && !right { return 1 }
    return (left && !farLeft ? -1 : 0) + (right && !farRight ? -1 : 0)
  }

  /// The row of a weekly timetable that a day follows.
  static func row(_ day: TeachingDay) -> Int { (day.follows.rawValue - 1) * 2 + (day.parity == .even ? 1 : 0) }

  private func lessonTable(_ periods: Int) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: problem.people.count * 14 * periods)
    for (person, value) in problem.people.enumerated() {
      for lesson in value.timetable {
        for parity in 0..<2 where lesson.parity == nil || lesson.parity == (parity == 0 ? .odd : .even) {
          let index = (person * 14 + (lesson.weekday.rawValue - 1) * 2 + parity) * periods + lesson.period - 1
          table[index] = max(table[index], lesson.keep ? 2 : 1)
        }
      }
    }
    return table
  }

  private func absenceTable(_ bits: LessonBits, _ slots: Int, in arena: Arena) -> Flat<UInt8> {
    let table = arena.flat(problem.people.count * slots, 0 as UInt8)
    let periods = problem.periods.count
    for person in problem.people.indices where !problem.people[person].absences.isEmpty {
      for day in 0..<bits.days {
        let absent = bits.absent[person * bits.days + day]
        if absent == 0 { continue }
        for period in 0..<periods where absent >> UInt32(period) & 1 != 0 { table[person * slots + day * periods + period] = 1 }
      }
    }
    return table
  }

  private func mark(_ absence: Absence, _ body: (Int) -> Void) {
    let periods = problem.periods.count
    for (index, day) in problem.days.enumerated() where absence.from <= day.day && day.day <= absence.through {
      for period in 0..<periods where absence.periods.isEmpty || absence.periods.contains(period + 1) { body(index * periods + period) }
    }
  }

  private func laneTable(_ slots: Int) -> (base: [Int32], count: [Int32], closed: [Int32]) {
    var (base, count, closed): ([Int32], [Int32], [Int32]) = ([], [], [])
    for place in problem.places {
      base.append(Int32(closed.count / max(slots, 1)))
      // A place for any number of sessions needs no lanes, unless it is closed at times: `DomainCompiler` cannot see places, so lanes stand in.
      let unlimited = min(problem.sessions.count, 1000)
      let lanes = place.capacity ?? (place.closures.isEmpty ? -1 : unlimited)
      count.append(Int32(lanes))
      guard lanes > 0 else { continue }
      let first = closed.count
      closed += [Int32](repeating: -1, count: lanes * slots)
      for closure in place.closures {
        mark(closure) { slot in for lane in 0..<lanes { closed[first + lane * slots + slot] = -2 } }
      }
    }
    return (base + [0], count + [-1], closed)
  }

  private func previousSlot(_ session: Session, _ periods: Int) -> Int32 {
    guard let previous = session.previous else { return -1 }
    guard (1...periods).contains(previous.period), let day = problem.days.firstIndex(where: { $0.day == previous.day }) else { return -2 }
    // A place or a person that is gone is a difference by itself.
    if let place = previous.place, placeIndex[place] == nil { return -2 }
    if let people = previous.people, people.contains(where: { personIndex[$0] == nil }) { return -2 }
    return Int32(day * periods + previous.period - 1)
  }
}

extension Session {
  /// How many people need a seat.
  var seatsNeeded: Int { attendance ?? (people.count + audience.count + (openSeats?.minimum ?? 0)) }
}

extension Order {
  static let nothing = Order(other: -1, first: true, minimum: 0, maximum: -1)
}
