/// The best plan that an engine has seen.
extension Engine {
  /// Whether the plan as it stands is better than the best one.
  @inline(__always) var isBest: Bool {
    let n = number.pointee
    return n.waiting < n.bestWaiting || (n.waiting == n.bestWaiting && n.cost < n.bestCost)
  }

  /// Keeps the plan as it stands where it is better than the best one.
  func keepIfBest() {
    guard isBest else { return }
    copyToBest()
    number.pointee.bestCost = number.pointee.cost
    number.pointee.bestWaiting = number.pointee.waiting
  }

  func copyToBest() {
    for session in 0..<tables.sessions {
      bestStart[session] = start[session]
      bestPlace[session] = place[session]
      bestTeamCount[session] = teamCount[session]
    }
    for index in 0..<tables.teamCapacity { bestTeam[index] = team[index] }
  }

  /// Keeps the plan as it stood before the compound move in the log, whose cost was `cost`.
  func keepBeforeMove(cost: Int) {
    copyToBest()
    for index in 0..<number.pointee.logCount {
      let entry = log[index]
      let session = Int(entry.session)
      bestStart[session] = entry.start
      bestPlace[session] = entry.place
      bestTeamCount[session] = entry.teamCount
      let base = Int(tables.teamBase[session])
      for member in 0..<Int(entry.teamCount) { bestTeam[base + member] = logTeam[Int(entry.team) + member] }
    }
    number.pointee.bestCost = cost
    number.pointee.bestWaiting = number.pointee.waiting
  }

  /// Goes back to the best plan.
  func restoreBest() {
    if number.pointee.bestWaiting == number.pointee.waiting, number.pointee.bestCost == number.pointee.cost { return }
    adopt(bestStart, bestPlace, bestTeam, bestTeamCount)
  }

  /// Takes over the plan as another engine of the same model holds it.
  func adopt(_ other: Engine) { adopt(other.start, other.place, other.team, other.teamCount) }

  /// Takes over starts and places of a problem without open seats.
  func adopt(slots: Flat<Int32>, places: Flat<Int32>) {
    clear()
    for session in 0..<tables.sessions where slots[session] >= 0 { insert(session, Int(slots[session]), Int(places[session])) }
  }

  fileprivate func adopt(_ starts: Flat<Int32>, _ places: Flat<Int32>, _ teams: Flat<Int32>, _ counts: Flat<Int32>) {
    clear()
    for index in 0..<tables.teamCapacity { team[index] = teams[index] }
    for session in 0..<tables.sessions where starts[session] >= 0 {
      teamCount[session] = counts[session]
      insert(session, Int(starts[session]), Int(places[session]))
    }
  }

  /// Places a session as a person asked, where every rule allows it.
  func place(_ placement: Placement, _ session: Int) -> Bool {
    let t = tables
    guard start[session] < 0, let first = model.slot(placement.day, placement.period) else { return false }
    let places = t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) }
    let named = placement.place.map { model.placeIndex[$0] ?? -1 }
    for place in places where named == nil || named == place || (place == t.places) {
      guard t.unary(session, first, place) >= 0, isFree(session, first, place), seat(placement, session, first, place) else { continue }
      insert(session, first, place)
      return true
    }
    return false
  }

  /// Fills the open seats with the people named, or freely where none are.
  private func seat(_ placement: Placement, _ session: Int, _ first: Int, _ place: Int) -> Bool {
    let t = tables
    guard let names = placement.people else { return chooseTeam(session, first, place) }
    let members = names.compactMap { model.personIndex[$0] }
    let pool = Set(t.pool.range(session).map { Int(t.pool.items[$0]) })
    guard members.count >= Int(t.seatMinimum[session]), members.count <= Int(t.seatMaximum[session]), Set(members).count == members.count,
      members.allSatisfy({ pool.contains($0) && canCome($0, session, first, place) && memberClasses($0, session, first, place) >= 0 })
    else { return false }
    for (index, member) in members.enumerated() { team[Int(t.teamBase[session]) + index] = Int32(member) }
    teamCount[session] = Int32(members.count)
    return true
  }
}

extension Engine {
  /// Takes over the best plan of another engine of the same model.
  func adoptBest(of other: Engine) { adopt(other.bestStart, other.bestPlace, other.bestTeam, other.bestTeamCount) }
}
