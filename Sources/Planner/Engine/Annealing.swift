import Foundation

/// Simulated annealing over the compound moves, after Bellio, Ceschia, Di Gaspero, Schaerf and Urli (2016), in the feasible space only.
extension Engine {
  /// `−ln u` for evenly spaced u, which saves the logarithm in the inner loop.
  static let exponentials: [Double] = (0..<4096).map { -Foundation.log((Double($0) + 0.5) / 4096) }

  /// A typical increase of cost by a random move: what temperatures are measured in.
  func typicalIncrease() -> Double {
    var (sum, count) = (0.0, 0)
    guard movableCount > 0 else { return 1 }
    for _ in 0..<600 {
      let before = number.pointee.cost
      guard propose() else {
        undo()
        continue
      }
      let delta = number.pointee.cost - before
      undo()
      if delta > 0 {
        sum += Double(delta)
        count += 1
      }
    }
    return count == 0 ? 1 : sum / Double(count)
  }

  /// Anneals from one temperature to another.
  ///
  /// - Parameters:
  ///   - steps: at most so many.
  ///   - fraction: how much of the cooling is done, 0…1, asked every 128 steps with the steps taken; nil ends it.
  func anneal(steps: Int, from hot: Double, to cold: Double, fraction: (Int) -> Double?) {
    guard movableCount > 0 else { return }
    let exact = tables.sessions <= 2500
    let checkpoint = max(1024, tables.sessions & ~127)
    let ratio = cold / hot
    var temperature = hot
    var pending = false
    keepIfBest()
    Engine.exponentials.withUnsafeBufferPointer { exponentials in
      for step in 0..<steps {
        if step & 127 == 0 {
          guard let done = fraction(step) else { break }
          temperature = hot * pow(ratio, min(done, 1))
          if step % checkpoint == 0, step > 0 {
            if number.pointee.waiting > 0 { placeWaiting() }
            if !exact || number.pointee.waiting < number.pointee.bestWaiting {
              keepIfBest()
              pending = false
            }
          }
        }
        number.pointee.steps &+= 1
        let before = number.pointee.cost
        let allowance = Int(temperature * exponentials[number.pointee.random.below(4096)])
        number.pointee.allowance = allowance
        guard propose() else {
          undo()
          continue
        }
        let delta = number.pointee.cost &- before
        if delta > 0 {
          if delta > allowance {
            undo()
            continue
          }
          if pending {
            keepBeforeMove(cost: before)
            pending = false
          }
        } else if exact, number.pointee.cost < number.pointee.bestCost, number.pointee.waiting <= number.pointee.bestWaiting {
          // Saved only once a worse plan follows; until then `bestCost` keeps its old value.
          pending = true
        }
      }
    }
    number.pointee.allowance = Int.max
    keepIfBest()
  }

  /// Tries a random compound move; false where it could not be done (then `undo`).
  @inline(__always) private func propose() -> Bool {
    let t = tables
    let session = Int(movable[number.pointee.random.below(number.pointee.movable)])
    begin()
    let current = Int(start[session])
    if current < 0 { return false }
    let currentPlace = Int(place[session])
    guard var (first, place) = randomOption(session) else { return false }
    let dice = number.pointee.random.below(8)
    if number.pointee.goesHome, dice < 3, t.previousStart[session] >= 0 {
      first = Int(t.previousStart[session])
      place =
        t.previousPlace[session] >= 0 && t.allows(session, Int(t.previousPlace[session])) ? Int(t.previousPlace[session]) : currentPlace
    } else if dice == 0 {
      first = current
    } else if dice < 4 {
      place = currentPlace
    }
    if first == current && place == currentPlace {
      return t.seatMaximum[session] > 0 ? reseat(session) : false
    }
    if t.unary(session, first, place) < 0 { return false }
    return relocate(session, first, place)
  }

  /// For a plan that should stay as it is known: only sessions that are new or moved already take the first step of a move.
  func focusOnMoved() {
    number.pointee.goesHome = true
    var count = 0
    for session in choices where tables.previousStart[session] == -1 || start[session] < 0 || isMoved(session) {
      movable[count] = Int32(truncatingIfNeeded: session)
      count += 1
    }
    number.pointee.movable = count
  }

  /// Gives every waiting session a chance to find a free way.
  private func placeWaiting() {
    let list = (0..<number.pointee.waiting).map { Int(waiting[$0]) }
    for session in list where start[session] < 0 { placeCheaply(session) }
  }
}

extension Engine {
  /// One random compound move, for the tests of the cost by differences.
  func proposeForTest() -> Bool { propose() }
}
