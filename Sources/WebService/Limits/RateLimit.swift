import NIOCore

/// How often something may happen: so many times a minute on average, and up to as many at once.
///
/// The generic cell rate algorithm: one number for each client says until when what it did is paid for.
struct RateLimit: Sendable {
  private let interval: Int64
  private let tolerance: Int64

  /// - Parameter perMinute: 0 is without limit.
  init(perMinute: Int) {
    interval = perMinute > 0 ? max(1, 60_000_000_000 / Int64(perMinute)) : 0
    tolerance = 60_000_000_000
  }

  /// Counts one more if that is allowed.
  /// - Parameters:
  ///   - paidUntil: what is known of the client; 0 at first.
  ///   - now: nanoseconds of a clock that never goes back.
  /// - Returns: nil if it is allowed, else the seconds after which it will be, 1 or more.
  func admit(_ paidUntil: inout Int64, _ now: NIODeadline) -> Int? {
    guard interval > 0 else { return nil }
    let now = Int64(now.uptimeNanoseconds)
    let next = max(paidUntil, now) + interval
    guard next - now > tolerance else {
      paidUntil = next
      return nil
    }
    return Int((next - now - tolerance + 999_999_999) / 1_000_000_000)
  }
}
