/// The two changes that everything else is made of; each returns the difference in cost.
extension Engine {
  /// Places a session whose start, place and team are known to be free.
  ///
  /// - Parameter counting: false leaves `cost` alone, for those who know what it will be.
  @discardableResult
  func insert(_ session: Int, _ first: Int, _ place: Int, counting: Bool = true) -> Int {
    let t = tables
    let end = first &+ Int(t.length[session])
    let day = Int(t.dayOf[first])
    let bits = self.bits(session, first &- day &* t.periods)
    var delta = countUp(session, first)
    if counting {
      delta &+= t.unary(session, first, place)
      for index in t.compact.range(session) { delta &+= loneDelta(Int(t.compact.items[index]), first, end, day) &* t.weight.compactness }
    }
    let value = Int32(truncatingIfNeeded: session)
    start[session] = Int32(truncatingIfNeeded: first)
    self.place[session] = Int32(truncatingIfNeeded: place)
    let people = Int(t.fixed.offsets[session]) &+ Int(t.fixedPeople[session])
    for index in t.fixed.range(session) {
      let resource = Int(t.fixed.items[index])
      if index < people { delta &+= join(resource, first, place, day, counting) }
      fill(resource, first, end, value, day, bits)
    }
    let base = Int(t.teamBase[session])
    for index in Range(uncheckedBounds: (base, base &+ Int(teamCount[session]))) {
      let person = Int(team[index])
      delta &+= join(person, first, place, day, counting)
      if counting { delta &+= memberClasses(person, session, first, place) &* t.weight.classes }
      fill(person, first, end, value, day, bits)
    }
    takeLane(place, first, end, from: -1, to: value)
    for index in t.onePlace.range(session) {
      let group = Int(t.onePlace.items[index])
      let use = group &* (t.places &+ 1) &+ place
      if placeUse[use] == 0 {
        if placeDistinct[group] > 0 { delta &+= t.weight.onePlace }
        placeDistinct[group] &+= 1
      }
      placeUse[use] &+= 1
    }
    if t.previousStart[session] != -1 { delta &+= tell(session, 1) }
    leaveWaiting(session)
    if counting { number.pointee.cost &+= delta }
    return delta
  }

  /// Takes a placed session out; its team stays written, so that the same insertion undoes it.
  @discardableResult
  func remove(_ session: Int, counting: Bool = true) -> Int {
    let t = tables
    let first = Int(start[session])
    let place = Int(self.place[session])
    let end = first &+ Int(t.length[session])
    let day = Int(t.dayOf[first])
    let bits = self.bits(session, first &- day &* t.periods)
    var delta = counting ? -t.unary(session, first, place) : 0
    if t.previousStart[session] != -1 { delta &-= tell(session, -1) }
    for index in t.onePlace.range(session) {
      let group = Int(t.onePlace.items[index])
      let use = group &* (t.places &+ 1) &+ place
      placeUse[use] &-= 1
      if placeUse[use] == 0 {
        placeDistinct[group] &-= 1
        if placeDistinct[group] > 0 { delta &-= t.weight.onePlace }
      }
    }
    let value = Int32(truncatingIfNeeded: session)
    takeLane(place, first, end, from: value, to: -1)
    let base = Int(t.teamBase[session])
    for index in Range(uncheckedBounds: (base, base &+ Int(teamCount[session]))) {
      let person = Int(team[index])
      fill(person, first, end, -1, day, bits)
      delta &-= leave(person, first, place, day, counting)
      if counting { delta &-= memberClasses(person, session, first, place) &* t.weight.classes }
    }
    let people = Int(t.fixed.offsets[session]) &+ Int(t.fixedPeople[session])
    for index in t.fixed.range(session) {
      let resource = Int(t.fixed.items[index])
      fill(resource, first, end, -1, day, bits)
      if index < people { delta &-= leave(resource, first, place, day, counting) }
    }
    delta &+= countDown(session, first)
    if counting {
      for index in t.compact.range(session) { delta &-= loneDelta(Int(t.compact.items[index]), first, end, day) &* t.weight.compactness }
    }
    start[session] = -1
    self.place[session] = -1
    joinWaiting(session)
    if counting { number.pointee.cost &+= delta }
    return delta
  }

  /// What `insert` would return, without doing it: for sessions without open seats that nobody knows from an earlier plan.
  func insertionCost(_ session: Int, _ first: Int, _ place: Int) -> Int {
    let t = tables
    let end = first &+ Int(t.length[session])
    let day = Int(t.dayOf[first])
    var delta = t.unary(session, first, place)
    for index in t.counters.range(session) {
      let counter = Int(t.counters.items[index])
      if counts[bucket(counter, first)] == 0, distinct[counter] < t.counterNeed[counter] { delta &-= t.weight.spread }
    }
    for index in t.compact.range(session) { delta &+= loneDelta(Int(t.compact.items[index]), first, end, day) &* t.weight.compactness }
    let base = Int(t.fixed.offsets[session])
    for index in Range(uncheckedBounds: (base, base &+ Int(t.fixedPeople[session]))) {
      let person = Int(t.fixed.items[index])
      if t.weight.travel > 0 { delta &+= tripCost(person, first, place) }
      if t.weight.weeks > 0 { delta &+= Int(weekLoad[person &* t.weeks &+ Int(t.weekOf[day])]) &* t.weight.weeks }
      if t.isPool[person] != 0 { delta &+= loadStep(person) }
    }
    for index in t.onePlace.range(session) {
      let group = Int(t.onePlace.items[index])
      if placeUse[group &* (t.places &+ 1) &+ place] == 0, placeDistinct[group] > 0 { delta &+= t.weight.onePlace }
    }
    return delta
  }

  @inline(__always) private func fill(_ resource: Int, _ first: Int, _ end: Int, _ value: Int32, _ day: Int, _ bits: UInt32) {
    let row = resource &* tables.slots
    for slot in Range(uncheckedBounds: (first, end)) { holder[row &+ slot] = value }
    busy[resource &* tables.days &+ day] ^= bits
  }

  @inline(__always) private func takeLane(_ place: Int, _ first: Int, _ end: Int, from: Int32, to: Int32) {
    let count = Int(tables.laneCount[place])
    if count < 0 { return }
    for slot in Range(uncheckedBounds: (first, end)) {
      let index = lane(place, slot, count, holding: from)
      if index >= 0 { lanes[index] = to }
    }
  }

  private func countUp(_ session: Int, _ first: Int) -> Int {
    var delta = 0
    for index in tables.counters.range(session) {
      let counter = Int(tables.counters.items[index])
      let bucket = bucket(counter, first)
      counts[bucket] &+= 1
      if counts[bucket] == 1 {
        distinct[counter] &+= 1
        if distinct[counter] <= tables.counterNeed[counter] { delta &-= tables.weight.spread }
      }
    }
    return delta
  }

  private func countDown(_ session: Int, _ first: Int) -> Int {
    var delta = 0
    for index in tables.counters.range(session) {
      let counter = Int(tables.counters.items[index])
      let bucket = bucket(counter, first)
      counts[bucket] &-= 1
      if counts[bucket] == 0 {
        if distinct[counter] <= tables.counterNeed[counter] { delta &+= tables.weight.spread }
        distinct[counter] &-= 1
      }
    }
    return delta
  }

  /// How many more lone sessions a group has when one stands in `first..<end`, which is empty now.
  @inline(__always) private func loneDelta(_ resource: Int, _ first: Int, _ end: Int, _ day: Int) -> Int {
    let t = tables
    let period = first &- day &* t.periods
    if t.isUnit[resource &- t.people] != 0 {
      // The two periods on either side, as five bits around the one that is filled.
      let mask = UInt64(busy[resource &* t.days &+ day]) &<< 2
      return Int(t.loneTable[Int(truncatingIfNeeded: (mask &>> UInt64(truncatingIfNeeded: period)) & 31)])
    }
    return longLoneDelta(resource, first, end, day)
  }

  private func longLoneDelta(_ resource: Int, _ first: Int, _ end: Int, _ day: Int) -> Int {
    let t = tables
    let row = resource &* t.slots
    let morning = day &* t.periods
    let evening = morning &+ t.periods
    let left = first > morning ? Int(holder[row &+ first &- 1]) : -1
    let right = end < evening ? Int(holder[row &+ end]) : -1
    if left < 0 && right < 0 { return 1 }
    var delta = 0
    if left >= 0 {
      let leftStart = Int(start[left])
      if leftStart <= morning || holder[row &+ leftStart &- 1] < 0 { delta &-= 1 }
    }
    if right >= 0 {
      let rightEnd = Int(start[right]) &+ Int(t.length[right])
      if rightEnd >= evening || holder[row &+ rightEnd] < 0 { delta &-= 1 }
    }
    return delta
  }

  /// A person takes part: called before the time is filled.
  @inline(__always) private func join(_ person: Int, _ first: Int, _ place: Int, _ day: Int, _ counting: Bool) -> Int {
    let t = tables
    var delta = 0
    if counting, t.weight.travel > 0 { delta &+= tripCost(person, first, place) }
    if t.weight.weeks > 0 {
      let index = person &* t.weeks &+ Int(t.weekOf[day])
      delta &+= Int(weekLoad[index]) &* t.weight.weeks
      weekLoad[index] &+= 1
    }
    if t.isPool[person] != 0 {
      delta &+= loadStep(person)
      load[person] &+= 1
    }
    return delta
  }

  /// What `join` added, called after the time was cleared.
  @inline(__always) private func leave(_ person: Int, _ first: Int, _ place: Int, _ day: Int, _ counting: Bool) -> Int {
    let t = tables
    var delta = 0
    if counting, t.weight.travel > 0 { delta &+= tripCost(person, first, place) }
    if t.weight.weeks > 0 {
      let index = person &* t.weeks &+ Int(t.weekOf[day])
      weekLoad[index] &-= 1
      delta &+= Int(weekLoad[index]) &* t.weight.weeks
    }
    if t.isPool[person] != 0 {
      load[person] &-= 1
      delta &+= loadStep(person)
    }
    return delta
  }

  /// What one more session costs in balance.
  func loadStep(_ person: Int) -> Int {
    let over = Int(load[person]) &- Int(tables.target[person])
    if over < 0 && tables.hasTarget[person] == 0 { return 0 }
    return (2 &* over &+ 1) &* tables.weight.balance
  }

  /// What a new visit to a place's zone costs a person on that day; nothing where one is made already.
  func tripCost(_ person: Int, _ first: Int, _ place: Int) -> Int {
    let t = tables
    let zone = Int(t.placeZone[place])
    let way = Int(t.minutes[Int(t.homeZone[person]) &* (t.zones &+ 1) &+ zone])
    if way == 0 { return 0 }
    let day = Int(t.dayOf[first])
    if busy[person &* t.days &+ day] == 0 { return (2 &* way &+ 9) / 10 &* t.weight.travel }
    let morning = person &* t.slots &+ day &* t.periods
    for offset in 0..<t.periods {
      let other = Int(holder[morning &+ offset])
      if other >= 0, Int(t.placeZone[Int(self.place[other])]) == zone { return 0 }
    }
    return (2 &* way &+ 9) / 10 &* t.weight.travel
  }

  /// Cost of the difference from the plan that people know, while counting (+1) or no longer counting (−1) who is told.
  private func tell(_ session: Int, _ sign: Int32) -> Int {
    let t = tables
    guard isMoved(session) else { return 0 }
    var people = 0
    func tell(_ person: Int) {
      if sign > 0 {
        if told[person] == 0 { people &+= 1 }
        told[person] &+= 1
      } else {
        told[person] &-= 1
        if told[person] == 0 { people &+= 1 }
      }
    }
    let base = Int(t.fixed.offsets[session])
    for index in base..<(base &+ Int(t.fixedPeople[session])) { tell(Int(t.fixed.items[index])) }
    let first = Int(t.teamBase[session])
    for index in first..<(first &+ Int(teamCount[session])) { tell(Int(team[index])) }
    for index in t.previousTeam.range(session) where !isMember(Int(t.previousTeam.items[index]), session) {
      tell(Int(t.previousTeam.items[index]))
    }
    return t.weight.moved &+ people &* t.weight.told
  }

  /// Whether a placed session differs from the plan that people know.
  func isMoved(_ session: Int) -> Bool {
    let t = tables
    if t.previousStart[session] == -1 { return false }
    if start[session] != t.previousStart[session] { return true }
    if t.previousPlace[session] >= 0, place[session] != t.previousPlace[session] { return true }
    if t.hasPreviousTeam[session] == 0 { return false }
    if Int(teamCount[session]) != t.previousTeam.count(session) { return true }
    for index in t.previousTeam.range(session) where !isMember(Int(t.previousTeam.items[index]), session) { return true }
    return false
  }

  func isMember(_ person: Int, _ session: Int) -> Bool {
    let base = Int(tables.teamBase[session])
    for index in base..<(base &+ Int(teamCount[session])) where Int(team[index]) == person { return true }
    return false
  }

  @inline(__always) private func leaveWaiting(_ session: Int) {
    let position = Int(waitingPosition[session])
    number.pointee.waiting &-= 1
    let last = waiting[number.pointee.waiting]
    waiting[position] = last
    waitingPosition[Int(last)] = Int32(truncatingIfNeeded: position)
    waitingPosition[session] = -1
  }

  @inline(__always) private func joinWaiting(_ session: Int) {
    waiting[number.pointee.waiting] = Int32(truncatingIfNeeded: session)
    waitingPosition[session] = Int32(truncatingIfNeeded: number.pointee.waiting)
    number.pointee.waiting &+= 1
  }
}
