import NIOCore
import Synchronization

/// How often each of many has asked for something lately.
final class RateLedger<Key: Hashable & Sendable>: Sendable {
  private let limit: RateLimit
  private let paid = Mutex<[Key: Int64]>([:])
  /// Keys beyond which those that are settled are forgotten.
  private let keyLimit = 100_000

  /// - Parameter perMinute: how often each may ask; 0 is without limit.
  init(perMinute: Int) { limit = RateLimit(perMinute: perMinute) }

  /// Counts once more for a key.
  /// - Returns: nil if it is allowed, else the seconds after which it will be.
  func admit(_ key: Key, _ now: NIODeadline) -> Int? {
    paid.withLock { paid in
      if paid.count >= keyLimit, paid[key] == nil {
        paid = paid.filter { $0.value > Int64(now.uptimeNanoseconds) }
        if paid.count >= keyLimit { paid = [:] }
      }
      return limit.admit(&paid[key, default: 0], now)
    }
  }
}
