/// A problem of whose sessions each lasts one period and whose people need neither choosing nor travelling: the classic timetable.
///
/// Sessions that nothing tells apart are of one *kind*; what the search asks in its inner loop is tabulated by kind.
struct UnitTables {
  let kinds: Int
  let slots: Int
  let days: Int
  let places: Int
  let sessions: Int
  let kindOf: Flat<Int32>
  let dayOf: Flat<Int32>
  /// The period of a slot as a bit.
  let bitOf: Flat<UInt32>
  let starts: Ragged<Int32>
  let sets: Ragged<Int32>
  /// −1 where it is forbidden; by kind and slot, by kind and place.
  let timeCost: Flat<Int32>
  let placeCost: Flat<Int32>
  /// Kinds that are never at once with a kind, itself included where two of its sessions exclude one another.
  let adjacent: Ragged<Int32>
  /// `Bond` bits, by kind and kind.
  let bonds: Flat<UInt8>
  let compact: Ragged<Int32>
  let compactGroups: Int
  let counters: Ragged<Int32>
  let counterBase: Flat<Int32>
  let counterNeed: Flat<Int32>
  let counterTotal: Int
  /// Day or week of a slot, as a counter counts; by counter's kind of bucket and slot.
  let bucketOf: Flat<Int32>
  let counterIsWeek: Flat<UInt8>
  let onePlace: Ragged<Int32>
  let onePlaceGroups: Int
  /// Cost of the lone sessions of a day, by the bits of its periods.
  let loneCost: Flat<Int32>
  let spread: Int
  let onePlaceWeight: Int
  /// Where an annealing should begin.
  let hot: Double

  /// What two kinds share, so that a swap of their sessions changes none of it.
  enum Bond {
    static let exclusive: UInt8 = 1
    static let compact: UInt8 = 2
    static let counter: UInt8 = 4
    static let place: UInt8 = 8
  }

  /// More kinds than this make the tables too big to be quick.
  static let mostKinds = 4000
  static let mostPeriods = 16

  /// Tabulates a compiled problem, or returns nil where it is of another sort.
  init?(_ model: Model, in arena: Arena) {
    let t = model.tables
    guard UnitTables.isUnit(t) else { return nil }
    let grouping = KindGrouping(t)
    guard grouping.representatives.count <= UnitTables.mostKinds else { return nil }
    let representatives = grouping.representatives
    (kinds, slots, days, places, sessions) = (representatives.count, t.slots, t.days, t.places, t.sessions)
    kindOf = arena.flat(grouping.kindOf, 0)
    dayOf = t.dayOf
    bitOf = arena.flat((0..<t.slots).map { 1 &<< UInt32($0 % t.periods) }, 0)
    func list(_ ragged: Ragged<Int32>, _ index: Int) -> [Int32] { ragged.range(index).map { ragged.items[$0] } }
    starts = Ragged(representatives.map { list(t.starts, Int(t.domain[$0])) }, 0, in: arena)
    sets = Ragged(representatives.map { list(t.sets, Int(t.placeSet[$0])) }, 0, in: arena)
    compact = Ragged(representatives.map { list(t.compact, $0).map { $0 - Int32(t.people) } }, 0, in: arena)
    compactGroups = t.resources - t.people
    counters = Ragged(representatives.map { list(t.counters, $0) }, 0, in: arena)
    (counterBase, counterNeed, counterTotal, counterIsWeek) = (t.counterBase, t.counterNeed, t.counterTotal, t.counterIsWeek)
    let buckets = (0..<t.slots).map { t.dayOf[$0] } + (0..<t.slots).map { t.weekOf[Int(t.dayOf[$0])] }
    bucketOf = arena.flat(buckets, 0)
    onePlace = Ragged(representatives.map { list(t.onePlace, $0) }, 0, in: arena)
    onePlaceGroups = t.onePlaceGroups
    let (timeCost, placeCost) = UnitTables.costs(t, representatives, in: arena)
    (self.timeCost, self.placeCost) = (timeCost, placeCost)
    bonds = arena.flat(representatives.count * representatives.count, 0 as UInt8)
    adjacent = Ragged(UnitTables.bind(t, grouping, bonds), 0, in: arena)
    loneCost = arena.flat((0..<(1 << t.periods)).map { UnitTables.lone(UInt32($0)) * Int32(t.weight.compactness) }, 0)
    (spread, onePlaceWeight) = (t.weight.spread, t.weight.onePlace)
    hot = UnitTables.temperature(t, kinds: representatives.count, timeCost)
  }

  private static func isUnit(_ t: Tables) -> Bool {
    guard t.periods <= mostPeriods, t.sessions > 0, !t.hasTravel, !t.hasTrips, t.weight.weeks == 0 || t.weeks <= 1 || t.people == 0 else {
      return false
    }
    if t.counterTotal > 0, (0..<t.counterBase.count).contains(where: { t.counterCap[$0] < 1_000_000 }) { return false }
    return (0..<t.sessions).allSatisfy { session in
      t.length[session] == 1 && t.seatMaximum[session] == 0 && t.precedences.count(session) == 0 && t.previousStart[session] == -1
        && t.sets.range(Int(t.placeSet[session])).allSatisfy { t.laneCount[Int(t.sets.items[$0])] == 1 }
    }
  }

  /// Unary costs apart by time and place: without travel no zone matters.
  private static func costs(_ t: Tables, _ representatives: [Int], in arena: Arena) -> (Flat<Int32>, Flat<Int32>) {
    let time = arena.flat(representatives.count * t.slots, -1 as Int32)
    let place = arena.flat(representatives.count * max(t.places, 1), -1 as Int32)
    for (kind, session) in representatives.enumerated() {
      let domain = Int(t.domain[session])
      for index in t.starts.range(domain) {
        let slot = Int(t.starts.items[index])
        time[kind * t.slots + slot] = t.costs[t.domainOffset[domain] + slot - Int(t.domainBase[domain])]
      }
      for index in t.sets.range(Int(t.placeSet[session])) {
        let candidate = Int(t.sets.items[index])
        place[kind * t.places + candidate] = Int32(clamping: max(0, Int(t.need[session] - t.placeSeats[candidate])) * t.weight.seats)
      }
    }
    return (time, place)
  }

  /// Fills in what kinds share; returns whom each excludes.
  private static func bind(_ t: Tables, _ grouping: KindGrouping, _ bonds: Flat<UInt8>) -> [[Int32]] {
    let kinds = grouping.representatives.count
    func bind(_ members: [[Int]], _ bond: UInt8) {
      for list in members { for first in list { for second in list { bonds[first * kinds + second] |= bond } } }
    }
    bind(grouping.members(t.fixed, t.resources), Bond.exclusive)
    bind(grouping.members(t.compact, t.resources), Bond.compact)
    bind(grouping.members(t.counters, t.counterBase.count), Bond.counter)
    bind(grouping.members(t.onePlace, t.onePlaceGroups), Bond.place)
    return (0..<kinds).map { kind in
      (0..<kinds).filter { bonds[kind * kinds + $0] & Bond.exclusive != 0 }.map { Int32($0) }
    }
  }

  /// Bits without a neighbour.
  private static func lone(_ bits: UInt32) -> Int32 { Int32((bits & ~(bits << 1) & ~(bits >> 1)).nonzeroBitCount) }

  /// Twice the dearest step that the search can take in one constraint: experience with timetables of many shapes.
  private static func temperature(_ t: Tables, kinds: Int, _ timeCost: Flat<Int32>) -> Double {
    var steps = [1]
    if t.counterTotal > 0 { steps.append(t.weight.spread) }
    if t.compact.items.count > 1 { steps.append(t.weight.compactness) }
    if t.onePlaceGroups > 0 { steps.append(t.weight.onePlace) }
    steps.append(min(Int(timeCost.max() ?? 0), 50))
    return 2 * Double(steps.max() ?? 1)
  }
}

/// Sessions by kind.
struct KindGrouping {
  private(set) var kindOf: [Int32] = []
  /// One session of each kind.
  private(set) var representatives: [Int] = []

  private struct Key: Hashable {
    let numbers: [Int32]
    let fixed: [Int32]
    let compact: [Int32]
    let counters: [Int32]
    let onePlace: [Int32]
  }

  init(_ t: Tables) {
    var known: [Key: Int32] = [:]
    for session in 0..<t.sessions {
      func list(_ ragged: Ragged<Int32>) -> [Int32] { ragged.range(session).map { ragged.items[$0] } }
      let key = Key(
        numbers: [t.domain[session], t.placeSet[session], t.need[session]], fixed: list(t.fixed), compact: list(t.compact),
        counters: list(t.counters), onePlace: list(t.onePlace))
      if let kind = known[key] {
        kindOf.append(kind)
      } else {
        known[key] = Int32(representatives.count)
        kindOf.append(Int32(representatives.count))
        representatives.append(session)
      }
    }
  }

  /// The kinds in each of `count` lists that sessions name.
  func members(_ ragged: Ragged<Int32>, _ count: Int) -> [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for (kind, session) in representatives.enumerated() {
      for index in ragged.range(session) { result[Int(ragged.items[index])].append(kind) }
    }
    return result
  }
}
