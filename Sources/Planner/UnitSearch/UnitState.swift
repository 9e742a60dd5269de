/// A whole plan of a unit problem that breaks no hard constraint, with its cost kept up to date by differences.
///
/// Simpler than `Engine`, and an order of magnitude faster: a proposal is weighed by table look-ups and nothing is changed unless it is accepted.
struct UnitState {
  let t: UnitTables
  /// Slot and place of a session.
  let slot: Flat<Int32>
  let place: Flat<Int32>
  /// The session in a place, by slot and place: −1 for none, −2 where it is closed.
  let occupant: Flat<Int32>
  /// Sessions at a slot that exclude a kind, by kind and slot.
  let excluders: Flat<UInt16>
  /// The periods of a day at which a compact group meets, as bits; by group and day.
  let mask: Flat<UInt32>
  /// As in `Engine`.
  let counts: Flat<Int32>
  let distinct: Flat<Int32>
  let placeUse: Flat<Int32>
  let placeDistinct: Flat<Int32>
  let bestSlot: Flat<Int32>
  let bestPlace: Flat<Int32>
  let number: UnsafeMutablePointer<Numbers>

  /// What the state counts.
  struct Numbers: BitwiseCopyable {
    var cost = 0
    var bestCost = Int.max
    var steps = 0
    var random = Random(seed: 1)
  }

  /// A session that goes to another slot or place, and the one that makes room by taking its own.
  struct Move {
    var session = 0
    var kind = 0
    var slot = 0
    var place = 0
    /// −1 where the place is empty.
    var other = -1
    var otherKind = 0
  }

  /// Takes over a plan in which every session is placed.
  init(_ tables: UnitTables, _ engine: Engine, seed: UInt64, in arena: Arena) {
    t = tables
    slot = arena.flat(t.sessions, -1)
    place = arena.flat(t.sessions, -1)
    occupant = arena.flat(t.slots * t.places, -1)
    excluders = arena.flat(t.kinds * t.slots, 0)
    mask = arena.flat(t.compactGroups * t.days, 0)
    counts = arena.flat(t.counterTotal, 0)
    distinct = arena.flat(t.counterBase.count, 0)
    placeUse = arena.flat(t.onePlaceGroups * t.places, 0)
    placeDistinct = arena.flat(t.onePlaceGroups, 0)
    bestSlot = arena.flat(t.sessions, -1)
    bestPlace = arena.flat(t.sessions, -1)
    number = arena.flat(1, Numbers()).baseAddress.unsafelyUnwrapped
    number.pointee.random = Random(seed: seed &* 0x2545_F491_4F6C_DD1D &+ 3)
    let source = engine.tables
    for place in 0..<t.places {
      for slot in 0..<t.slots where source.closed[Int(source.laneBase[place]) * t.slots + slot] == -2 {
        occupant[slot * t.places + place] = -2
      }
    }
    for session in 0..<t.sessions { enter(session, Int(engine.start[session]), Int(engine.place[session])) }
    number.pointee.cost = engine.cost
    keep()
  }

  /// Writes a session into the empty tables.
  private func enter(_ session: Int, _ slot: Int, _ place: Int) {
    let kind = Int(t.kindOf[session])
    occupant[slot * t.places + place] = Int32(session)
    (self.slot[session], self.place[session]) = (Int32(slot), Int32(place))
    for index in t.adjacent.range(kind) { excluders[Int(t.adjacent.items[index]) * t.slots + slot] += 1 }
    for index in t.compact.range(kind) { mask[Int(t.compact.items[index]) * t.days + Int(t.dayOf[slot])] |= t.bitOf[slot] }
    for index in t.counters.range(kind) { count(Int(t.counters.items[index]), slot, 1) }
    for index in t.onePlace.range(kind) { use(Int(t.onePlace.items[index]), place, 1) }
  }

  // MARK: Proposing

  /// A random move that no hard constraint forbids, or nil.
  @inline(__always) func propose() -> Move? {
    var move = Move()
    let dice = number.pointee.random.next()
    move.session = number.pointee.random.below(t.sessions)
    move.kind = Int(t.kindOf[move.session])
    let (from, at) = (Int(slot[move.session]), Int(place[move.session]))
    let starts = Int(t.starts.offsets[move.kind])
    let choices = Int(t.starts.offsets[move.kind &+ 1]) &- starts
    let manner = dice & 15
    move.slot = manner == 0 ? from : Int(t.starts.items[starts &+ UnitState.pick(dice &>> 4, choices)])
    if manner != 0 && manner < 9 {
      move.place = at
    } else {
      let sets = Int(t.sets.offsets[move.kind])
      let places = Int(t.sets.offsets[move.kind &+ 1]) &- sets
      move.place = Int(t.sets.items[sets &+ UnitState.pick(dice &>> 34, places)])
    }
    move.other = Int(occupant[move.slot &* t.places &+ move.place])
    if move.other == move.session || move.other == -2 { return nil }
    let free = excluders[move.kind &* t.slots &+ move.slot]
    if move.other < 0 {
      if move.slot == from || free == 0 { return move }
      // Its own presence elsewhere does not count at another slot: whoever excludes it there stays there.
      return nil
    }
    move.otherKind = Int(t.kindOf[move.other])
    if move.otherKind == move.kind || t.placeCost[move.otherKind &* t.places &+ at] < 0 { return nil }
    if move.slot == from { return move }
    let exclusive = UInt16(t.bonds[move.kind &* t.kinds &+ move.otherKind] & UnitTables.Bond.exclusive)
    if free != exclusive || excluders[move.otherKind &* t.slots &+ from] != exclusive { return nil }
    return t.timeCost[move.otherKind &* t.slots &+ from] < 0 ? nil : move
  }

  /// A number below `count` from 30 random bits.
  @inline(__always) private static func pick(_ bits: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: ((bits & 0x3FFF_FFFF) &* UInt64(truncatingIfNeeded: count)) &>> 30)
  }

  /// What a move adds to the cost.
  @inline(__always) func rise(_ move: Move) -> Int {
    let (from, at) = (Int(slot[move.session]), Int(place[move.session]))
    let bond = move.other < 0 ? 0 : t.bonds[move.kind &* t.kinds &+ move.otherKind]
    var rise = 0
    if move.place != at {
      rise &+= placeRise(move.kind, at, move.place, move.otherKind, bond)
      if move.other >= 0 { rise &+= placeRise(move.otherKind, move.place, at, move.kind, bond) }
    }
    if move.slot != from {
      rise &+= timeRise(move.kind, from, move.slot, move.otherKind, bond)
      if move.other >= 0 { rise &+= timeRise(move.otherKind, move.slot, from, move.kind, bond) }
    }
    return rise
  }

  @inline(__always) private func placeRise(_ kind: Int, _ old: Int, _ new: Int, _ other: Int, _ bond: UInt8) -> Int {
    var rise = t.placeCost[kind &* t.places &+ new] &- t.placeCost[kind &* t.places &+ old]
    let weight = Int32(truncatingIfNeeded: t.onePlaceWeight)
    let end = Int(t.onePlace.offsets[kind &+ 1])
    var index = Int(t.onePlace.offsets[kind])
    while index < end {
      let group = Int(t.onePlace.items[index])
      index &+= 1
      // A swap inside one group leaves its places as they are.
      if bond & UnitTables.Bond.place != 0, contains(t.onePlace, other, group) { continue }
      if placeUse[group &* t.places &+ new] == 0 { rise &+= weight }
      if placeUse[group &* t.places &+ old] == 1 { rise &-= weight }
    }
    return Int(rise)
  }

  @inline(__always) private func timeRise(_ kind: Int, _ old: Int, _ new: Int, _ other: Int, _ bond: UInt8) -> Int {
    var rise = t.timeCost[kind &* t.slots &+ new] &- t.timeCost[kind &* t.slots &+ old]
    var index = Int(t.counters.offsets[kind])
    var end = Int(t.counters.offsets[kind &+ 1])
    while index < end {
      let counter = Int(t.counters.items[index])
      index &+= 1
      if bond & UnitTables.Bond.counter != 0, contains(t.counters, other, counter) { continue }
      let (before, after) = (bucket(counter, old), bucket(counter, new))
      if before == after { continue }
      let days = distinct[counter]
      let then = days &- (counts[before] == 1 ? 1 : 0) &+ (counts[after] == 0 ? 1 : 0)
      let need = t.counterNeed[counter]
      rise &+= (max(0, need &- then) &- max(0, need &- days)) &* Int32(truncatingIfNeeded: t.spread)
    }
    let (day, newDay) = (Int(t.dayOf[old]), Int(t.dayOf[new]))
    let (bit, newBit) = (t.bitOf[old], t.bitOf[new])
    index = Int(t.compact.offsets[kind])
    end = Int(t.compact.offsets[kind &+ 1])
    let shared = bond & UnitTables.Bond.compact != 0
    while index < end {
      let group = Int(t.compact.items[index])
      index &+= 1
      if shared, contains(t.compact, other, group) { continue }
      let bits = mask[group &* t.days &+ day]
      if day == newDay {
        rise &+= t.loneCost[Int(bits ^ bit ^ newBit)] &- t.loneCost[Int(bits)]
      } else {
        let bitsThere = mask[group &* t.days &+ newDay]
        rise &+= t.loneCost[Int(bits ^ bit)] &- t.loneCost[Int(bits)]
        rise &+= t.loneCost[Int(bitsThere ^ newBit)] &- t.loneCost[Int(bitsThere)]
      }
    }
    return Int(rise)
  }

  /// Whether a kind's list holds a group: short lists, asked only of kinds known to share one.
  @inline(__always) private func contains(_ lists: Ragged<Int32>, _ kind: Int, _ group: Int) -> Bool {
    for index in lists.range(kind) where Int(lists.items[index]) == group { return true }
    return false
  }

  @inline(__always) private func bucket(_ counter: Int, _ slot: Int) -> Int {
    Int(t.counterBase[counter]) &+ Int(t.bucketOf[Int(t.counterIsWeek[counter]) &* t.slots &+ slot])
  }

  // MARK: Changing

  /// Does a move whose rise of cost is known.
  func apply(_ move: Move, _ rise: Int) {
    let (from, at) = (Int(slot[move.session]), Int(place[move.session]))
    occupant[from &* t.places &+ at] = Int32(truncatingIfNeeded: move.other)
    occupant[move.slot &* t.places &+ move.place] = Int32(truncatingIfNeeded: move.session)
    shift(move.session, move.kind, from, move.slot, at, move.place)
    if move.other >= 0 { shift(move.other, move.otherKind, move.slot, from, move.place, at) }
    number.pointee.cost &+= rise
  }

  private func shift(_ session: Int, _ kind: Int, _ old: Int, _ new: Int, _ oldPlace: Int, _ newPlace: Int) {
    if oldPlace != newPlace {
      place[session] = Int32(truncatingIfNeeded: newPlace)
      for index in t.onePlace.range(kind) {
        use(Int(t.onePlace.items[index]), oldPlace, -1)
        use(Int(t.onePlace.items[index]), newPlace, 1)
      }
    }
    guard old != new else { return }
    slot[session] = Int32(truncatingIfNeeded: new)
    for index in t.adjacent.range(kind) {
      let row = Int(t.adjacent.items[index]) &* t.slots
      excluders[row &+ old] &-= 1
      excluders[row &+ new] &+= 1
    }
    // Exclusive or, so that two sessions of one group may change places in any order.
    for index in t.compact.range(kind) {
      let row = Int(t.compact.items[index]) &* t.days
      mask[row &+ Int(t.dayOf[old])] ^= t.bitOf[old]
      mask[row &+ Int(t.dayOf[new])] ^= t.bitOf[new]
    }
    for index in t.counters.range(kind) {
      count(Int(t.counters.items[index]), old, -1)
      count(Int(t.counters.items[index]), new, 1)
    }
  }

  @inline(__always) private func count(_ counter: Int, _ slot: Int, _ sign: Int32) {
    let bucket = bucket(counter, slot)
    if counts[bucket] == (sign > 0 ? 0 : 1) { distinct[counter] &+= sign }
    counts[bucket] &+= sign
  }

  @inline(__always) private func use(_ group: Int, _ place: Int, _ sign: Int32) {
    let index = group &* t.places &+ place
    if placeUse[index] == (sign > 0 ? 0 : 1) { placeDistinct[group] &+= sign }
    placeUse[index] &+= sign
  }

  // MARK: The best plan

  /// Keeps the plan as it stands as the best.
  func keep() {
    bestSlot.baseAddress?.update(from: slot.baseAddress.unsafelyUnwrapped, count: t.sessions)
    bestPlace.baseAddress?.update(from: place.baseAddress.unsafelyUnwrapped, count: t.sessions)
    number.pointee.bestCost = number.pointee.cost
  }

  /// Takes over the best plan of a state of the same problem, which may be this one.
  func adoptBest(of other: UnitState) {
    if number.pointee.cost == other.number.pointee.bestCost, number == other.number { return }
    occupantClear()
    for session in 0..<t.sessions { enter(session, Int(other.bestSlot[session]), Int(other.bestPlace[session])) }
    number.pointee.cost = other.number.pointee.bestCost
    if number.pointee.cost < number.pointee.bestCost { keep() }
  }

  private func occupantClear() {
    for session in 0..<t.sessions { occupant[Int(slot[session]) * t.places + Int(place[session])] = -1 }
    excluders.update(repeating: 0)
    mask.update(repeating: 0)
    counts.update(repeating: 0)
    distinct.update(repeating: 0)
    placeUse.update(repeating: 0)
    placeDistinct.update(repeating: 0)
  }
}
