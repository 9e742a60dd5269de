/// Open seats: who can come, and who should.
extension Engine {
  /// Fills the open seats of a session that is not placed: the cheapest members who can come at that time. False where too few can.
  func chooseTeam(_ session: Int, _ first: Int, _ place: Int, avoiding avoided: Int = -1) -> Bool {
    let t = tables
    if t.seatMaximum[session] == 0 {
      teamCount[session] = 0
      return true
    }
    let base = Int(t.teamBase[session])
    let minimum = Int(t.seatMinimum[session])
    let maximum = Int(t.seatMaximum[session])
    var chosen = 0
    while chosen < maximum {
      var best = -1
      var bestCost = Int.max
      var ties = 0
      for index in t.pool.range(session) {
        let person = Int(t.pool.items[index])
        if person == avoided || contains(person, base, chosen) { continue }
        let cost = memberCost(person, session, first, place)
        if cost < 0 { continue }
        if cost < bestCost {
          (best, bestCost, ties) = (person, cost, 1)
        } else if cost == bestCost {
          ties &+= 1
          if number.pointee.random.below(ties) == 0 { best = person }
        }
      }
      if best < 0 || (chosen >= minimum && bestCost >= Engine.neutral) { break }
      team[base &+ chosen] = Int32(truncatingIfNeeded: best)
      chosen &+= 1
    }
    teamCount[session] = Int32(truncatingIfNeeded: chosen)
    return chosen >= minimum
  }

  /// Added to a member's cost so that it is never negative: −1 stands for "cannot come".
  private static let neutral = 1 << 40

  private func contains(_ person: Int, _ base: Int, _ count: Int) -> Bool {
    for index in base..<(base &+ count) where Int(team[index]) == person { return true }
    return false
  }

  /// What a member would add to the cost, or −1 where the member cannot come.
  private func memberCost(_ person: Int, _ session: Int, _ first: Int, _ place: Int) -> Int {
    let t = tables
    guard canCome(person, session, first, place) else { return -1 }
    let classes = memberClasses(person, session, first, place)
    if classes < 0 { return -1 }
    var cost = Engine.neutral &+ classes &* t.weight.classes &+ loadStep(person)
    if t.weight.travel > 0 { cost &+= tripCost(person, first, place) }
    if t.weight.weeks > 0 { cost &+= Int(weekLoad[person &* t.weeks &+ Int(t.weekOf[Int(t.dayOf[first])])]) &* t.weight.weeks }
    if t.hasPreviousTeam[session] != 0 {
      // A familiar member keeps the session as people know it.
      for index in t.previousTeam.range(session) where Int(t.previousTeam.items[index]) == person { cost &-= t.weight.moved }
    }
    return max(cost, 0)
  }

  /// Whether a person is free of absences and other sessions, and can reach the place.
  func canCome(_ person: Int, _ session: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    let end = first &+ Int(t.length[session])
    let row = person &* t.slots
    let day = Int(t.dayOf[first])
    if busy[person &* t.days &+ day] & bits(session, first &- day &* t.periods) != 0 { return false }
    for slot in Range(uncheckedBounds: (first, end)) where t.absent[row &+ slot] != 0 { return false }
    return !(t.hasTravel || t.hasTrips) || canReach(person, first, end, place)
  }

  /// How many of a member's classes a session disturbs, the way included; −1 where one must be kept.
  func memberClasses(_ person: Int, _ session: Int, _ first: Int, _ place: Int) -> Int {
    let t = tables
    let length = Int(t.length[session])
    let day = Int(t.dayOf[first])
    let row = (person &* 14 &+ Int(t.rowOf[day])) &* t.periods
    let period = first &- day &* t.periods
    let way = t.minutes[Int(t.homeZone[person]) &* (t.zones &+ 1) &+ Int(t.placeZone[place])]
    var count = 0
    let (begins, ends) = (t.periodStart[period] &- way, t.periodEnd[period &+ length &- 1] &+ way)
    for other in 0..<t.periods where t.lessons[row &+ other] != 0 {
      let inside = other >= period && other < period &+ length
      guard inside || (way > 0 && t.periodStart[other] < ends && t.periodEnd[other] > begins) else { continue }
      if t.lessons[row &+ other] == 2 { return -1 }
      count &+= 1
    }
    return count
  }
}
