/// Compound moves: they change the plan at once and can be undone.
extension Engine {
  /// Starts a new compound move.
  @inline(__always) func begin() {
    number.pointee.logCount = 0
    number.pointee.logTeam = 0
    number.pointee.logStampNow &+= 1
    number.pointee.costBefore = number.pointee.cost
  }

  /// Notes where a session stands and takes it out.
  private func take(_ session: Int) {
    var entry = LogEntry(
      session: Int32(truncatingIfNeeded: session), start: start[session], place: place[session],
      team: Int32(truncatingIfNeeded: number.pointee.logTeam), teamCount: teamCount[session])
    let base = Int(tables.teamBase[session])
    entry.teamCount = teamCount[session]
    for index in 0..<Int(entry.teamCount) { logTeam[number.pointee.logTeam &+ index] = team[base &+ index] }
    number.pointee.logTeam &+= Int(entry.teamCount)
    log[number.pointee.logCount] = entry
    number.pointee.logCount &+= 1
    logStamp[session] = number.pointee.logStampNow
    remove(session)
  }

  @inline(__always) private func isTaken(_ session: Int) -> Bool { logStamp[session] == number.pointee.logStampNow }

  /// Puts everything back where it was before the compound move.
  func undo() {
    let count = number.pointee.logCount
    for index in 0..<count where start[Int(log[index].session)] >= 0 { remove(Int(log[index].session), counting: false) }
    for index in 0..<count {
      let entry = log[index]
      let session = Int(entry.session)
      let base = Int(tables.teamBase[session])
      for member in 0..<Int(entry.teamCount) { team[base &+ member] = logTeam[Int(entry.team) &+ member] }
      teamCount[session] = entry.teamCount
      insert(session, Int(entry.start), Int(entry.place), counting: false)
    }
    if count > 0 { number.pointee.cost = number.pointee.costBefore }
    number.pointee.logCount = 0
  }

  /// Moves a placed session and, in a Kempe chain, everything that this displaces: what stood at the new time goes to the old one, what that
  /// displaces comes back the other way, until nothing is in the way. False (with the plan perhaps half changed: call `undo`) where it cannot be.
  func relocate(_ session: Int, _ first: Int, _ place: Int) -> Bool {
    begin()
    let shift = Int(start[session]) &- first
    let vacated = Int(self.place[session])
    take(session)
    guard collectConflicts(session, first, place) else { return false }
    if number.pointee.conflicts == 0 {
      if tables.seatMaximum[session] == 0, tables.previousStart[session] == -1, number.pointee.allowance < Int.max {
        let rise = number.pointee.cost &+ insertionCost(session, first, place) &- number.pointee.costBefore
        if rise > number.pointee.allowance { return false }
      }
      guard chooseTeam(session, first, place) else { return false }
      insert(session, first, place)
      return true
    }
    guard number.pointee.conflicts <= 8 else { return false }
    var tail = 0
    guard enqueueConflicts(&tail, shift: shift) else { return false }
    guard chooseTeam(session, first, place) else { return false }
    insert(session, first, place)
    var head = 0
    while head < tail {
      let next = Int(queue[head])
      let entry = log[head &+ 1]
      guard settle(next, entry, Int(queueShift[head]), vacated, &tail) else { return false }
      head &+= 1
    }
    return true
  }

  /// Takes out what is in `conflicts`, to be settled at their times plus `shift`; false where the chain would bite its tail or grow too long.
  private func enqueueConflicts(_ tail: inout Int, shift: Int) -> Bool {
    let count = number.pointee.conflicts
    guard tail &+ count <= 12 else { return false }
    for index in 0..<count where isTaken(Int(conflicts[index])) { return false }
    for index in 0..<count {
      let other = Int(conflicts[index])
      take(other)
      queue[tail] = Int32(truncatingIfNeeded: other)
      queueShift[tail] = Int32(truncatingIfNeeded: shift)
      tail &+= 1
    }
    return true
  }

  /// Places a displaced session: at its time plus `shift` where that is allowed, else anywhere free.
  private func settle(_ session: Int, _ entry: LogEntry, _ shift: Int, _ vacated: Int, _ tail: inout Int) -> Bool {
    let t = tables
    let target = Int(entry.start) &+ shift
    let own = Int(entry.place)
    guard target >= 0, target < t.slots, t.unary(session, target, own) >= 0 else { return settleAnywhere(session) }
    let swapFirst = own != vacated && t.allows(session, vacated) && (shift == 0 || number.pointee.random.below(2) == 0)
    for attempt in 0..<2 {
      let place = (attempt == 0) == swapFirst ? vacated : own
      if place == vacated, attempt == 1, !t.allows(session, vacated) { break }
      if place == own, shift == 0 { continue }
      guard t.unary(session, target, place) >= 0, isFree(session, target, place) else { continue }
      guard chooseTeam(session, target, place) else { return false }
      insert(session, target, place)
      return true
    }
    if shift == 0 { return settleAnywhere(session) }
    // Another free place of the same time, before anybody else has to move.
    let list = t.sets.range(Int(t.placeSet[session]))
    if list.count > 1 {
      for _ in 0..<3 {
        let place = Int(t.sets.items[list.lowerBound &+ number.pointee.random.below(list.count)])
        guard t.unary(session, target, place) >= 0, isFree(session, target, place) else { continue }
        guard chooseTeam(session, target, place) else { return false }
        insert(session, target, place)
        return true
      }
    }
    guard collectConflicts(session, target, own), enqueueConflicts(&tail, shift: -shift), chooseTeam(session, target, own) else {
      return false
    }
    insert(session, target, own)
    return true
  }

  /// Tries a few random ways for a displaced session.
  private func settleAnywhere(_ session: Int) -> Bool {
    for _ in 0..<4 {
      guard let (first, place) = randomOption(session), tables.unary(session, first, place) >= 0, isFree(session, first, place) else {
        continue
      }
      guard chooseTeam(session, first, place) else { continue }
      insert(session, first, place)
      return true
    }
    return false
  }

  /// A random start and place of a session's own; nil where it has none.
  @inline(__always) func randomOption(_ session: Int) -> (Int, Int)? {
    let starts = tables.starts.range(Int(tables.domain[session]))
    let places = tables.sets.range(Int(tables.placeSet[session]))
    if starts.isEmpty || places.isEmpty { return nil }
    let first = Int(tables.starts.items[starts.lowerBound &+ number.pointee.random.below(starts.count)])
    let place = Int(tables.sets.items[places.lowerBound &+ (places.count == 1 ? 0 : number.pointee.random.below(places.count))])
    return (first, place)
  }

  /// Chooses the open seats of a placed session again, without one of its members.
  func reseat(_ session: Int) -> Bool {
    begin()
    let count = Int(teamCount[session])
    if count == 0 { return false }
    let (first, place) = (Int(start[session]), Int(self.place[session]))
    let leaver = Int(team[Int(tables.teamBase[session]) &+ number.pointee.random.below(count)])
    take(session)
    guard chooseTeam(session, first, place, avoiding: leaver) else { return false }
    insert(session, first, place)
    return true
  }
}
