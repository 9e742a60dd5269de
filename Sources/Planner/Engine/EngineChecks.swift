/// What keeps a session from a start and a place, as the others stand now. The session itself must not be placed.
extension Engine {
  /// Whether no hard constraint forbids the start and the place; open seats are `chooseTeam`'s matter.
  func isFree(_ session: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    let end = first &+ Int(t.length[session])
    let day = Int(t.dayOf[first])
    let bits = self.bits(session, first &- day &* t.periods)
    for index in t.fixed.range(session) where busy[Int(t.fixed.items[index]) &* t.days &+ day] & bits != 0 { return false }
    if !hasLane(place, first, end) { return false }
    if t.counters.count(session) > 0, !isUnderCaps(session, first) { return false }
    if t.precedences.count(session) > 0, !isInOrder(session, first) { return false }
    if t.hasTravel || t.hasTrips {
      let base = Int(t.fixed.offsets[session])
      for index in Range(uncheckedBounds: (base, base &+ Int(t.fixedPeople[session]))) {
        if !canReach(Int(t.fixed.items[index]), first, end, place) { return false }
      }
    }
    return true
  }

  /// The periods of a session that starts at a period, as bits.
  @inline(__always) func bits(_ session: Int, _ period: Int) -> UInt32 {
    ((1 &<< UInt32(truncatingIfNeeded: tables.length[session])) &- 1) &<< UInt32(truncatingIfNeeded: period)
  }

  @inline(__always) func hasLane(_ place: Int, _ first: Int, _ end: Int) -> Bool {
    let count = Int(tables.laneCount[place])
    if count < 0 { return true }
    for slot in Range(uncheckedBounds: (first, end)) where lane(place, slot, count, holding: -1) < 0 { return false }
    return true
  }

  /// Index of the first lane of a place that holds `session` in a slot, or −1.
  @inline(__always) func lane(_ place: Int, _ slot: Int, _ count: Int, holding session: Int32) -> Int {
    var index = Int(tables.laneBase[place]) &* tables.slots &+ slot
    for _ in 0..<count {
      if lanes[index] == session { return index }
      index &+= tables.slots
    }
    return -1
  }

  @inline(__always) func bucket(_ counter: Int, _ first: Int) -> Int {
    let day = Int(tables.dayOf[first])
    return Int(tables.counterBase[counter]) &+ (tables.counterIsWeek[counter] != 0 ? Int(tables.weekOf[day]) : day)
  }

  private func isUnderCaps(_ session: Int, _ first: Int) -> Bool {
    for index in tables.counters.range(session) {
      let counter = Int(tables.counters.items[index])
      if counts[bucket(counter, first)] >= tables.counterCap[counter] { return false }
    }
    return true
  }

  private func isInOrder(_ session: Int, _ first: Int) -> Bool {
    for index in tables.precedences.range(session) {
      if !satisfies(tables.precedences.items[index], session, first) { return false }
    }
    return true
  }

  /// Whether one precedence holds with the session at `first`.
  func satisfies(_ order: Order, _ session: Int, _ first: Int) -> Bool {
    let other = Int(start[Int(order.other)])
    if other < 0 { return true }
    let (early, late) = order.first ? (first, other) : (other, first)
    let gap = tables.dateOf[Int(tables.dayOf[late])] &- tables.dateOf[Int(tables.dayOf[early])]
    if gap < order.minimum || (order.maximum >= 0 && gap > order.maximum) { return false }
    return gap > 0 || late >= early &+ Int(tables.length[order.first ? session : Int(order.other)])
  }

  /// Whether a person can come to a place in time from the session before, leave in time for the one after, and has a trip left that day.
  func canReach(_ person: Int, _ first: Int, _ end: Int, _ place: Int) -> Bool {
    travelBlocker(person, first, end, place) < 0 && (!tables.hasTrips || hasTrip(person, first, place))
  }

  /// The neighbouring session that is too far away, or −1.
  func travelBlocker(_ person: Int, _ first: Int, _ end: Int, _ place: Int) -> Int {
    let t = tables
    if !t.hasTravel || busy[person &* t.days &+ Int(t.dayOf[first])] == 0 { return -1 }
    let zone = Int(t.placeZone[place])
    let morning = Int(t.dayOf[first]) &* t.periods
    let row = person &* t.slots
    var slot = first &- 1
    while slot >= morning {
      let other = Int(holder[row &+ slot])
      if other >= 0 {
        let way = t.minutes[Int(t.placeZone[Int(self.place[other])]) &* (t.zones &+ 1) &+ zone]
        if t.periodStart[first &- morning] &- t.periodEnd[slot &- morning] < way { return other }
        break
      }
      slot &-= 1
    }
    slot = end
    while slot < morning &+ t.periods {
      let other = Int(holder[row &+ slot])
      if other >= 0 {
        let way = t.minutes[zone &* (t.zones &+ 1) &+ Int(t.placeZone[Int(self.place[other])])]
        if t.periodStart[slot &- morning] &- t.periodEnd[end &- 1 &- morning] < way { return other }
        break
      }
      slot &+= 1
    }
    return -1
  }

  /// Whether a session at a place keeps the person within the trips of one day.
  func hasTrip(_ person: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    let limit = Int(t.tripLimit[person])
    if limit >= t.periods { return true }
    let home = Int(t.homePlace[person])
    if place == home || (limit > 0 && busy[person &* t.days &+ Int(t.dayOf[first])] == 0) { return true }
    let morning = person &* t.slots &+ Int(t.dayOf[first]) &* t.periods
    var trips = 1
    var last = -1
    for offset in 0..<t.periods {
      let other = Int(holder[morning &+ offset])
      if other < 0 || other == last { continue }
      last = other
      let there = Int(self.place[other])
      if there == home { continue }
      if there == t.places {
        trips &+= 1
      } else if there != place, !isEarlier(there, morning, offset) {
        trips &+= 1
      }
    }
    return trips <= limit
  }

  /// Whether a place occurs in a person's day before an offset.
  private func isEarlier(_ place: Int, _ morning: Int, _ end: Int) -> Bool {
    for offset in 0..<end {
      let other = Int(holder[morning &+ offset])
      if other >= 0, Int(self.place[other]) == place { return true }
    }
    return false
  }

  /// Collects in `conflicts` the sessions that would have to go; false where that alone would not help.
  func collectConflicts(_ session: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    number.pointee.conflicts = 0
    number.pointee.stampNow &+= 1
    let end = first &+ Int(t.length[session])
    let day = Int(t.dayOf[first])
    let bits = self.bits(session, first &- day &* t.periods)
    for index in t.fixed.range(session) {
      let resource = Int(t.fixed.items[index])
      if busy[resource &* t.days &+ day] & bits == 0 { continue }
      let row = resource &* t.slots
      for slot in Range(uncheckedBounds: (first, end)) where holder[row &+ slot] >= 0 { addConflict(Int(holder[row &+ slot])) }
    }
    let count = Int(t.laneCount[place])
    if count >= 0 {
      for slot in Range(uncheckedBounds: (first, end)) where lane(place, slot, count, holding: -1) < 0 {
        guard let other = occupant(place, slot, count) else { return false }
        addConflict(other)
      }
    }
    for index in t.precedences.range(session) where !satisfies(t.precedences.items[index], session, first) {
      addConflict(Int(t.precedences.items[index].other))
    }
    for index in t.counters.range(session) where !addOverCap(Int(t.counters.items[index]), first) { return false }
    if t.hasTravel || t.hasTrips {
      let base = Int(t.fixed.offsets[session])
      for index in base..<(base &+ Int(t.fixedPeople[session])) { addUnreachable(Int(t.fixed.items[index]), first, end, place) }
    }
    return true
  }

  @inline(__always) func addConflict(_ session: Int) {
    if stamp[session] == number.pointee.stampNow { return }
    stamp[session] = number.pointee.stampNow
    conflicts[number.pointee.conflicts] = Int32(truncatingIfNeeded: session)
    number.pointee.conflicts &+= 1
  }

  /// Somebody in a full place: one already in conflict, else one at random; nil where it is closed.
  private func occupant(_ place: Int, _ slot: Int, _ count: Int) -> Int? {
    if count == 0 { return nil }
    let base = Int(tables.laneBase[place]) &* tables.slots &+ slot
    for lane in 0..<count {
      let other = Int(lanes[base &+ lane &* tables.slots])
      if other < 0 { return nil }
      if stamp[other] == number.pointee.stampNow { return other }
    }
    let lane = count == 1 ? 0 : number.pointee.random.below(count)
    return Int(lanes[base &+ lane &* tables.slots])
  }

  /// Adds sessions of a group until a cap is met; false where the cap allows none at all.
  private func addOverCap(_ counter: Int, _ first: Int) -> Bool {
    let bucket = bucket(counter, first)
    let cap = tables.counterCap[counter]
    if counts[bucket] < cap { return true }
    if cap <= 0 { return false }
    var surplus = Int(counts[bucket] &- cap) &+ 1
    for index in tables.counterMembers.range(counter) {
      let other = Int(tables.counterMembers.items[index])
      if start[other] >= 0, stamp[other] == number.pointee.stampNow, self.bucket(counter, Int(start[other])) == bucket { surplus &-= 1 }
    }
    while surplus > 0 {
      guard let other = leastDisplaced(counter, bucket) else { return false }
      addConflict(other)
      surplus &-= 1
    }
    return true
  }

  /// The group's session of a day or week that is not in `conflicts` yet and was displaced least often; equal ones by lot.
  private func leastDisplaced(_ counter: Int, _ bucket: Int) -> Int? {
    let members = tables.counterMembers.range(counter)
    let offset = number.pointee.random.below(members.count)
    var (best, least) = (-1, Int32.max)
    for step in 0..<members.count {
      let position = offset &+ step
      let other = Int(tables.counterMembers.items[members.lowerBound &+ (position < members.count ? position : position &- members.count)])
      guard start[other] >= 0, grudge[other] < least, stamp[other] != number.pointee.stampNow else { continue }
      if self.bucket(counter, Int(start[other])) == bucket { (best, least) = (other, grudge[other]) }
    }
    return best < 0 ? nil : best
  }

  /// Adds what keeps a person from coming in time or from one more trip: of the latter, all of the day's sessions elsewhere.
  private func addUnreachable(_ person: Int, _ first: Int, _ end: Int, _ place: Int) {
    let t = tables
    let morning = person &* t.slots &+ Int(t.dayOf[first]) &* t.periods
    if t.hasTravel {
      let zone = Int(t.placeZone[place])
      let offset = first &- Int(t.dayOf[first]) &* t.periods
      let last = offset &+ (end &- first) &- 1
      for period in 0..<t.periods {
        let other = Int(holder[morning &+ period])
        if other < 0 || (period >= offset && period <= last) { continue }
        let way = t.minutes[Int(t.placeZone[Int(self.place[other])]) &* (t.zones &+ 1) &+ zone]
        let gap =
          period < offset ? t.periodStart[offset] &- t.periodEnd[period] : t.periodStart[period] &- t.periodEnd[last]
        if gap < way { addConflict(other) }
      }
    }
    if t.hasTrips, !hasTrip(person, first, place) {
      for period in 0..<t.periods {
        let other = Int(holder[morning &+ period])
        if other >= 0, Int(self.place[other]) != Int(t.homePlace[person]), self.place[other] != place || place == t.places {
          addConflict(other)
        }
      }
    }
  }
}
