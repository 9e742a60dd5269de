/// The first plan: sessions with the fewest ways first, each where it costs least; then what is left is forced in and what it displaces moves on.
extension Engine {
  /// Keeps what people already know where it is still allowed; what is pinned comes first, known or not.
  /// - Returns: whether every session is where people know it.
  @discardableResult
  func keepPrevious() -> Bool {
    var isWhole = true
    func keep(_ session: Int) {
      if let previous = model.problem.sessions[session].previous, place(previous, session) { return }
      isWhole = false
    }
    let pinned = model.problem.sessions.indices.filter(isPinned)
    pinned.forEach(keep)
    for session in pinned where start[session] < 0 { placeBest(session) }
    for session in model.problem.sessions.indices where !isPinned(session) { keep(session) }
    return isWhole
  }

  /// Places every waiting session that finds a free way.
  func construct() {
    let t = tables
    let order = (0..<number.pointee.waiting).map { Int(waiting[$0]) }.map { session -> (Int, Int) in
      let ways = t.starts.count(Int(t.domain[session])) * t.sets.count(Int(t.placeSet[session]))
      let burden = Int(t.length[session]) * (1 + t.fixed.count(session)) + (t.seatMaximum[session] > 0 ? 2 : 0)
      return (isPinned(session) ? -1 : ways * 8 / burden, session)
    }
    for (_, session) in order.sorted(by: <) { placeCheaply(session) }
  }

  private func isPinned(_ session: Int) -> Bool { model.problem.sessions[session].pinned != nil }

  /// Whether what was collected in `conflicts` may go: what is pinned never gives way.
  private var mayDisplaceConflicts: Bool { !(0..<number.pointee.conflicts).contains { isPinned(Int(conflicts[$0])) } }

  /// Places a session at the start and place with the lowest cost of its own, of equal ones the first from a random start on.
  @discardableResult
  func placeCheaply(_ session: Int) -> Bool {
    let t = tables
    var (bestFirst, bestPlace, bestCost) = (-1, -1, Int.max)
    let places = t.sets.range(Int(t.placeSet[session]))
    let starts = t.starts.range(Int(t.domain[session]))
    if starts.isEmpty || places.isEmpty { return false }
    let least = Int(t.domainLeast[Int(t.domain[session])])
    var index = starts.lowerBound &+ number.pointee.random.below(starts.count)
    var item = places.lowerBound &+ (places.count == 1 ? 0 : number.pointee.random.below(places.count))
    search: for _ in 0..<starts.count {
      let first = Int(t.starts.items[index])
      index = index &+ 1 == starts.upperBound ? starts.lowerBound : index &+ 1
      for _ in 0..<places.count {
        let place = Int(t.sets.items[item])
        item = item &+ 1 == places.upperBound ? places.lowerBound : item &+ 1
        let cost = t.unary(session, first, place)
        guard cost >= 0, cost < bestCost, isFree(session, first, place) else { continue }
        if t.seatMaximum[session] > 0, !chooseTeam(session, first, place) { continue }
        (bestFirst, bestPlace, bestCost) = (first, place, cost)
        if cost == least { break search }
      }
    }
    guard bestFirst >= 0, chooseTeam(session, bestFirst, bestPlace) else { return false }
    insert(session, bestFirst, bestPlace)
    return true
  }

  /// Places a waiting session where the whole cost rises least; false where no way is free.
  @discardableResult
  func placeBest(_ session: Int) -> Bool {
    let t = tables
    var (bestFirst, bestPlace, bestCost) = (-1, -1, Int.max)
    for index in t.starts.range(Int(t.domain[session])) {
      let first = Int(t.starts.items[index])
      for item in t.sets.range(Int(t.placeSet[session])) {
        let place = Int(t.sets.items[item])
        guard t.unary(session, first, place) >= 0, isFree(session, first, place), chooseTeam(session, first, place) else { continue }
        let cost = insert(session, first, place)
        remove(session)
        if cost < bestCost { (bestFirst, bestPlace, bestCost) = (first, place, cost) }
      }
    }
    guard bestFirst >= 0, chooseTeam(session, bestFirst, bestPlace) else { return false }
    insert(session, bestFirst, bestPlace)
    return true
  }

  /// Iterative forward search (after Müller 2005): forces waiting sessions in where they displace those least often displaced before.
  ///
  /// - Parameter stop: asked now and then; true ends it.
  func repair(iterations: Int, stop: () -> Bool = { false }) {
    keepIfBest()
    var iteration = 0
    var hopeless = 0
    while number.pointee.waiting > 0, iteration < iterations, hopeless < 4 * number.pointee.waiting + 8 {
      if iteration % 64 == 63 {
        if stop() { break }
        keepIfBest()
      }
      iteration += 1
      let session = Int(waiting[number.pointee.random.below(number.pointee.waiting)])
      if force(session) { hopeless = 0 } else { hopeless += 1 }
    }
    keepIfBest()
    restoreBest()
  }

  /// Places a waiting session at the way that displaces least; false where it has none.
  private func force(_ session: Int) -> Bool {
    let t = tables
    let starts = t.starts.range(Int(t.domain[session]))
    let places = t.sets.range(Int(t.placeSet[session]))
    let ways = starts.count * places.count
    if ways == 0 { return false }
    var (bestFirst, bestPlace, bestCost) = (-1, -1, Int.max)
    let tries = min(ways, 256)
    for attempt in 0..<tries {
      let way = ways <= 256 ? attempt : number.pointee.random.below(ways)
      let first = Int(t.starts.items[starts.lowerBound + way / places.count])
      let place = Int(t.sets.items[places.lowerBound + way % places.count])
      let unary = t.unary(session, first, place)
      guard unary >= 0, collectConflicts(session, first, place), mayDisplaceConflicts else { continue }
      var cost = min(unary, 1 << 20) * 16 + number.pointee.random.below(16)
      for index in 0..<number.pointee.conflicts { cost += (Int(grudge[Int(conflicts[index])]) + 1) << 26 }
      if cost >= bestCost { continue }
      if t.seatMinimum[session] > 0, !seatByForce(session, first, place) { continue }
      (bestFirst, bestPlace, bestCost) = (first, place, cost)
    }
    guard bestFirst >= 0, collectConflicts(session, bestFirst, bestPlace) else { return false }
    if t.seatMinimum[session] > 0, !seatByForce(session, bestFirst, bestPlace) { return false }
    guard mayDisplaceConflicts else { return false }
    for index in 0..<number.pointee.conflicts {
      let other = Int(conflicts[index])
      grudge[other] += 1
      if start[other] >= 0 { remove(other) }
    }
    guard isFree(session, bestFirst, bestPlace), chooseTeam(session, bestFirst, bestPlace) else { return false }
    insert(session, bestFirst, bestPlace)
    return true
  }

  /// Whether enough members can come once others of their sessions are displaced, which are then added to `conflicts`.
  private func seatByForce(_ session: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    let end = first + Int(t.length[session])
    var missing = Int(t.seatMinimum[session])
    for index in t.pool.range(session) {
      let person = Int(t.pool.items[index])
      if memberClasses(person, session, first, place) >= 0, canCome(person, session, first, place) { missing -= 1 }
    }
    for index in t.pool.range(session) where missing > 0 {
      let person = Int(t.pool.items[index])
      let row = person * t.slots
      guard memberClasses(person, session, first, place) >= 0, !(first..<end).contains(where: { t.absent[row + $0] != 0 }) else { continue }
      guard !canCome(person, session, first, place) else { continue }
      for slot in first..<end where holder[row + slot] >= 0 { addConflict(Int(holder[row + slot])) }
      if !canReach(person, first, end, place) { continue }
      missing -= 1
    }
    return missing <= 0
  }
}
