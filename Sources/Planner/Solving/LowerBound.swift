/// A soft cost that no plan with every session placed can beat.
///
/// Each session costs at least its cheapest start and place whatever the others do; a group cannot be spread over more days or weeks than it has
/// sessions, or than its sessions may touch; nothing else costs less than nothing.
struct LowerBound {
  let value: Int

  init(_ model: Model) {
    let t = model.tables
    var sum = 0
    var cheapest: [Int64: Int] = [:]
    for session in 0..<t.sessions {
      let key = Int64(t.domain[session]) << 40 | Int64(t.placeSet[session]) << 20 | Int64(min(t.need[session], 1 << 19))
      let cost = cheapest[key] ?? LowerBound.cheapest(t, session)
      cheapest[key] = cost
      if cost < .max { sum += cost }
    }
    if t.weight.spread > 0, t.counterTotal > 0 {
      for counter in 0..<t.counterBase.count { sum += LowerBound.missing(t, counter) * t.weight.spread }
    }
    value = sum
  }

  private static func cheapest(_ t: Tables, _ session: Int) -> Int {
    var best = Int.max
    for start in t.starts.range(Int(t.domain[session])) {
      for place in t.sets.range(Int(t.placeSet[session])) {
        let cost = t.unary(session, Int(t.starts.items[start]), Int(t.sets.items[place]))
        if cost >= 0 { best = min(best, cost) }
      }
      if best == 0 { break }
    }
    return best
  }

  /// Days or weeks that a group lacks wherever its sessions go.
  private static func missing(_ t: Tables, _ counter: Int) -> Int {
    let need = Int(t.counterNeed[counter])
    guard need > 0 else { return 0 }
    let members = t.counterMembers.range(counter)
    if need > members.count { return need - members.count }
    var buckets: Set<Int32> = []
    for member in members {
      let session = Int(t.counterMembers.items[member])
      for start in t.starts.range(Int(t.domain[session])) {
        let day = Int(t.dayOf[Int(t.starts.items[start])])
        buckets.insert(t.counterIsWeek[counter] != 0 ? t.weekOf[day] : Int32(day))
      }
      if buckets.count >= need { return 0 }
    }
    return need - buckets.count
  }
}
