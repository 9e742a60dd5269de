import NIOCore
import Office
import Synchronization

/// Knows the state of the office, and looks at the database for it at most every few milliseconds.
final class MomentWatch: Sendable {
  private let office: StandingOffice
  private let interval: TimeAmount
  private let known = Mutex<Known>(Known())
  private let looking = Mutex<Void>(())

  private struct Known {
    var moment: OfficeMoment?
    var lookedAt = NIODeadline.uptimeNanoseconds(0)
  }

  init(_ office: StandingOffice, interval: TimeAmount) { (self.office, self.interval) = (office, interval) }

  /// The state of the office, at most one interval old.
  func moment(_ now: NIODeadline) throws -> OfficeMoment {
    let (moment, lookedAt) = known.withLock { ($0.moment, $0.lookedAt) }
    if let moment, now - lookedAt < interval { return moment }
    // While one thread looks, the others go on with what was known a moment ago.
    if let looked = try looking.withLockIfAvailable({ _ in try look(now) }) { return looked }
    return try moment ?? looking.withLock { _ in try look(now) }
  }

  private func look(_ now: NIODeadline) throws -> OfficeMoment {
    let moment = try office.moment()
    known.withLock { $0 = Known(moment: moment, lookedAt: now) }
    return moment
  }
}
