/// A soft cost that no plan with every session placed can beat.
///
/// Each session costs at least its cheapest start and place whatever the others do, and there are only so many periods in the big places; a group
/// cannot be spread over more days or weeks than it has sessions, or than its sessions may touch; a compact group's sessions may have no times
/// beside one another; whoever must go to a zone in windows that do not meet goes there as often; many sessions of one person in few weeks meet in
/// some. These parts are costs of different constraints, so they add up.
struct LowerBound {
  let value: Int

  init(_ model: Model) {
    let t = model.tables
    var sum = UnaryBound(t).sum
    if t.weight.spread > 0, t.counterTotal > 0 {
      for counter in 0..<t.counterBase.count { sum += LowerBound.missing(t, counter) * t.weight.spread }
    }
    if t.weight.compactness > 0 { sum += LoneBound(t).lone * t.weight.compactness }
    value = sum + PersonBound(t).sum
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

/// What the sessions that people must attend cost them at least: trips, full weeks, load.
private struct PersonBound {
  private let t: Tables
  private(set) var sum = 0

  init(_ tables: Tables) {
    t = tables
    var sessionsOf = [[Int]](repeating: [], count: t.people)
    for session in 0..<t.sessions {
      for index in t.fixed.range(session).prefix(Int(t.fixedPeople[session])) { sessionsOf[Int(t.fixed.items[index])].append(session) }
    }
    let windows = (0..<t.sessions).map(window)
    for person in 0..<t.people where !sessionsOf[person].isEmpty {
      let list = sessionsOf[person]
      if t.weight.travel > 0 { sum += trips(person, list, windows) }
      if t.weight.weeks > 0 { sum += fullWeeks(list, windows) * t.weight.weeks }
      let over = list.count - Int(t.target[person])
      if t.isPool[person] != 0, over > 0 { sum += over * over * t.weight.balance }
    }
  }

  /// First and last day on which a session may start.
  private func window(_ session: Int) -> ClosedRange<Int32>? {
    let range = t.starts.range(Int(t.domain[session]))
    guard let first = range.first, let last = range.last else { return nil }
    return t.dayOf[Int(t.starts.items[first])]...t.dayOf[Int(t.starts.items[last])]
  }

  /// Where a person may visit one place a day only, sessions at different places need different days; otherwise those in different zones cost apart.
  private func trips(_ person: Int, _ list: [Int], _ windows: [ClosedRange<Int32>?]) -> Int {
    var groups: [Int: [Int]] = [:]
    for session in list {
      let places = t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) }
      guard let place = places.first else { continue }
      let zone = t.placeZone[place]
      if t.tripLimit[person] == 1 {
        if places.count == 1, place != Int(t.homePlace[person]) { groups[place, default: []].append(session) }
      } else if places.allSatisfy({ t.placeZone[$0] == zone }) {
        groups[Int(zone), default: []].append(session)
      }
    }
    var sum = 0
    for (key, group) in groups {
      let zone = t.tripLimit[person] == 1 ? Int(t.placeZone[key]) : key
      let way = Int(t.minutes[Int(t.homeZone[person]) * (t.zones + 1) + zone])
      if way == 0 { continue }
      let periods = group.reduce(0) { $0 + Int(t.length[$1]) }
      let days = max(apart(group.compactMap { windows[$0] }), (periods + t.periods - 1) / t.periods)
      sum += days * ((2 * way + 9) / 10) * t.weight.travel
    }
    return sum
  }

  /// How many windows there are of which no two meet.
  private func apart(_ windows: [ClosedRange<Int32>]) -> Int {
    var (count, last) = (0, Int32(-1))
    for window in windows.sorted(by: { $0.upperBound < $1.upperBound }) where window.lowerBound > last {
      count += 1
      last = window.upperBound
    }
    return count
  }

  /// Pairs of sessions in one week, were they spread as evenly as the weeks of their windows allow.
  private func fullWeeks(_ list: [Int], _ windows: [ClosedRange<Int32>?]) -> Int {
    var isOpen = [Bool](repeating: false, count: t.days)
    for session in list { if let window = windows[session] { for day in window { isOpen[Int(day)] = true } } }
    // Days stand in the order of their weeks; where they do not, more weeks are counted and the bound is only weaker.
    var (weeks, last) = (0, Int32(-1))
    for day in 0..<t.days where isOpen[day] && t.weekOf[day] != last { (weeks, last) = (weeks + 1, t.weekOf[day]) }
    guard weeks > 0 else { return 0 }
    let (each, more) = list.count.quotientAndRemainder(dividingBy: weeks)
    return more * (each + 1) * each / 2 + (weeks - more) * each * (each - 1) / 2
  }
}
