/// Places of all sessions of one slot at once: a minimum-cost matching, which no exchange of two of them can find.
extension Engine {
  /// Matches places anew, slot by slot, wherever that lowers the cost.
  func matchPlaces() {
    var bySlot: [Int: [Int]] = [:]
    for session in 0..<tables.sessions where isMatchable(session) { bySlot[Int(start[session]), default: []].append(session) }
    for slot in bySlot.keys.sorted() { matchPlaces(of: bySlot[slot] ?? [], at: slot) }
  }

  private func isMatchable(_ session: Int) -> Bool {
    let t = tables
    return start[session] >= 0 && t.length[session] == 1 && t.seatMaximum[session] == 0 && t.previousStart[session] == -1
      && t.sets.count(Int(t.placeSet[session])) > 1 && t.laneCount[Int(place[session])] == 1
  }

  private func matchPlaces(of sessions: [Int], at slot: Int) {
    let t = tables
    let before = number.pointee.cost
    let old = sessions.map { Int(place[$0]) }
    for session in sessions { remove(session) }
    let own = zip(sessions, old).map { insertionCost($0, slot, $1) }
    // Nobody can gain where everybody has the cheapest place already.
    let columns = Set(sessions.flatMap { session in t.sets.range(Int(t.placeSet[session])).map { Int(t.sets.items[$0]) } })
      .filter { t.laneCount[$0] == 1 }.sorted()
    let costs = sessions.map { session in
      columns.map { place in
        t.allows(session, place) && t.unary(session, slot, place) >= 0 && isFree(session, slot, place)
          ? insertionCost(session, slot, place) : Matching.forbidden
      }
    }
    var chosen = old
    if zip(costs, own).contains(where: { ($0.min() ?? $1) < $1 }) { chosen = Matching.columns(costs).map { columns[$0] } }
    if !insertAll(sessions, slot, chosen) || number.pointee.cost > before {
      for session in sessions where start[session] >= 0 { remove(session) }
      for (session, place) in zip(sessions, old) { insert(session, slot, place) }
    }
  }

  private func insertAll(_ sessions: [Int], _ slot: Int, _ places: [Int]) -> Bool {
    for (session, place) in zip(sessions, places) {
      guard tables.unary(session, slot, place) >= 0, isFree(session, slot, place) else { return false }
      insert(session, slot, place)
    }
    return true
  }
}

/// The assignment problem, by shortest augmenting paths (R. Jonker and A. Volgenant 1987; the Hungarian method of Kuhn and Munkres).
enum Matching {
  /// Dearer than any sum of real costs.
  static let forbidden = 1 << 40

  /// Gives each row a column of its own so that the sum is least; there are at least as many columns as rows.
  static func columns(_ costs: [[Int]]) -> [Int] {
    let (rows, count) = (costs.count, costs.first?.count ?? 0)
    var rowPrice = [Int](repeating: 0, count: rows + 1)
    var columnPrice = [Int](repeating: 0, count: count + 1)
    // The row of each column, from 1; column 0 holds the row that is being placed.
    var holder = [Int](repeating: 0, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    for row in 1...max(rows, 1) where row <= rows {
      holder[0] = row
      var column = 0
      var least = [Int](repeating: Int.max, count: count + 1)
      var isDone = [Bool](repeating: false, count: count + 1)
      repeat {
        isDone[column] = true
        let current = holder[column]
        var (step, next) = (Int.max, 0)
        for other in 1...count where !isDone[other] {
          let reduced = costs[current - 1][other - 1] - rowPrice[current] - columnPrice[other]
          if reduced < least[other] { (least[other], previous[other]) = (reduced, column) }
          if least[other] < step { (step, next) = (least[other], other) }
        }
        for other in 0...count {
          if isDone[other] {
            rowPrice[holder[other]] += step
            columnPrice[other] -= step
          } else if least[other] < .max {
            least[other] -= step
          }
        }
        column = next
      } while holder[column] != 0
      while column != 0 {
        holder[column] = holder[previous[column]]
        column = previous[column]
      }
    }
    var result = [Int](repeating: 0, count: rows)
    for column in 1...max(count, 1) where column <= count && holder[column] > 0 { result[holder[column] - 1] = column - 1 }
    return result
  }
}
