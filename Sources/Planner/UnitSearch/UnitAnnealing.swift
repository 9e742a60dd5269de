import Foundation

extension UnitState {
  /// Proposals in one step, so that a step of this search takes about as long as one of `Engine.anneal`.
  static let proposalsInStep = 16

  /// Anneals from one temperature to another.
  ///
  /// - Parameters:
  ///   - steps: at most so many.
  ///   - target: a cost at which to end.
  ///   - fraction: how much of the cooling is done, 0…1, asked every 64 steps with the steps taken; nil ends it.
  func anneal(steps: Int, from hot: Double, to cold: Double, target: Int, fraction: (Int) -> Double?) {
    let ratio = cold / hot
    var temperature = hot
    // The plan as it stands is better than the best one kept; it is kept only once a worse one follows.
    var pending = false
    Engine.exponentials.withUnsafeBufferPointer { exponentials in
      for step in 0..<steps {
        if step & 63 == 0 {
          guard number.pointee.bestCost > target, let done = fraction(step) else { break }
          temperature = hot * pow(ratio, min(done, 1))
        }
        number.pointee.steps &+= 1
        for _ in 0..<UnitState.proposalsInStep {
          guard let move = propose() else { continue }
          let allowance = Int(temperature * exponentials[number.pointee.random.below(4096)])
          let rise = rise(move)
          if rise > allowance { continue }
          if rise > 0, pending {
            keep()
            pending = false
          }
          apply(move, rise)
          if number.pointee.cost < number.pointee.bestCost {
            pending = true
            if number.pointee.cost <= target { keep() }
          }
        }
      }
    }
    if pending, number.pointee.cost < number.pointee.bestCost { keep() }
  }
}
