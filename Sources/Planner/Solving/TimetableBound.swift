/// What the sessions cost at least by their own times and places.
struct UnaryBound {
  let sum: Int

  init(_ t: Tables) {
    // Apart: each session at its cheapest way. Together: each at its cheapest time, and seats by how many periods the big places have.
    var (apart, times) = (0, 0)
    var known: [Int64: (both: Int, time: Int)] = [:]
    for session in 0..<t.sessions {
      if let least = UnaryBound.leastWithSeats(t, session) {
        (apart, times) = (apart + least, times + least)
        continue
      }
      let key = Int64(t.domain[session]) << 40 | Int64(t.placeSet[session]) << 20 | Int64(min(t.need[session], 1 << 19))
      let cheapest = known[key] ?? UnaryBound.cheapest(t, session)
      known[key] = cheapest
      if cheapest.both < .max { (apart, times) = (apart + cheapest.both, times + cheapest.time) }
    }
    sum = t.weight.seats > 0 ? max(apart, times + UnaryBound.seats(t) * t.weight.seats) : apart
  }

  /// The cheapest way of a session that has seats enough in each of its places; nil for others.
  private static func leastWithSeats(_ t: Tables, _ session: Int) -> Int? {
    let least = Int(t.domainLeast[Int(t.domain[session])])
    let places = t.sets.range(Int(t.placeSet[session]))
    guard least >= 0, !places.isEmpty else { return nil }
    return places.allSatisfy { t.need[session] <= t.placeSeats[Int(t.sets.items[$0])] } ? least : nil
  }

  private static func cheapest(_ t: Tables, _ session: Int) -> (both: Int, time: Int) {
    var (both, time) = (Int.max, Int.max)
    for start in t.starts.range(Int(t.domain[session])) {
      for item in t.sets.range(Int(t.placeSet[session])) {
        let place = Int(t.sets.items[item])
        let cost = t.unary(session, Int(t.starts.items[start]), place)
        if cost < 0 { continue }
        both = min(both, cost)
        time = min(time, cost - max(0, Int(t.need[session]) - Int(t.placeSeats[place])) * t.weight.seats)
      }
      if both == 0 { break }
    }
    return (both, time)
  }

  /// Seats lacking at least: the biggest sessions in the biggest places, each place for as many sessions as it has periods; no other
  /// assignment lacks fewer, because the seats lacking are convex in the difference.
  private static func seats(_ t: Tables) -> Int {
    var supply: [(seats: Int, periods: Int)] = []
    for place in 0..<t.places where t.laneCount[place] > 0 {
      let first = Int(t.laneBase[place]) * t.slots
      let open = (first..<(first + Int(t.laneCount[place]) * t.slots)).count { t.closed[$0] != -2 }
      supply.append((Int(t.placeSeats[place]), open))
    }
    supply.sort { $0.seats > $1.seats }
    let demand = (0..<t.sessions).filter { session in
      t.sets.count(Int(t.placeSet[session])) > 0
        && t.sets.range(Int(t.placeSet[session])).allSatisfy { t.laneCount[Int(t.sets.items[$0])] > 0 }
    }.map { Int(t.need[$0]) }.sorted(by: >)
    var (lacking, place) = (0, 0)
    for need in demand {
      while place < supply.count, supply[place].periods == 0 { place += 1 }
      guard place < supply.count else { break }
      supply[place].periods -= 1
      lacking += max(0, need - supply[place].seats)
    }
    return lacking
  }
}

/// How many sessions of compact groups must stand alone at least, by the times that their sessions may take at all.
struct LoneBound {
  private(set) var lone = 0
  private let t: Tables
  /// More periods a day than this are not looked at, because all sets of them are.
  private static let mostPeriods = 9

  init(_ tables: Tables) {
    t = tables
    var members: [Int32: [Int]] = [:]
    for session in 0..<t.sessions { for item in t.compact.range(session) { members[t.compact.items[item], default: []].append(session) } }
    for list in members.values {
      if list.count == 1 {
        lone += 1
      } else if t.periods <= LoneBound.mostPeriods, list.allSatisfy({ t.length[$0] == 1 }) {
        lone += least(list)
      }
    }
  }

  /// The fewest lone sessions with all of them at times that any of them may take: day by day, by the number placed so far.
  private func least(_ sessions: [Int]) -> Int {
    var open = [UInt32](repeating: 0, count: t.days)
    for domain in Set(sessions.map { t.domain[$0] }) {
      for index in t.starts.range(Int(domain)) {
        let slot = Int(t.starts.items[index])
        let day = Int(t.dayOf[slot])
        open[day] |= 1 << UInt32(slot - day * t.periods)
      }
    }
    let far = 1 << 20
    var best = [Int](repeating: far, count: sessions.count + 1)
    best[0] = 0
    for bits in open where bits != 0 {
      let day = LoneBound.fewest(bits)
      for placed in stride(from: sessions.count, through: 1, by: -1) {
        for here in 1..<day.count where here <= placed { best[placed] = min(best[placed], best[placed - here] + day[here]) }
      }
      if best[sessions.count] == 0 { return 0 }
    }
    return best[sessions.count] >= far ? 0 : best[sessions.count]
  }

  /// The fewest lone bits for each number of bits chosen among `open`.
  private static func fewest(_ open: UInt32) -> [Int] {
    var result = [Int](repeating: 1 << 20, count: open.nonzeroBitCount + 1)
    var chosen = open
    while true {
      let alone = (chosen & ~(chosen << 1) & ~(chosen >> 1)).nonzeroBitCount
      result[chosen.nonzeroBitCount] = min(result[chosen.nonzeroBitCount], alone)
      if chosen == 0 { return result }
      chosen = (chosen - 1) & open
    }
  }
}
