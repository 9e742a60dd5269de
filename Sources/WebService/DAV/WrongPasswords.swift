import Synchronization

/// Counts wrong passwords and says how long to wait: twice as long each time, and no more tries after ten.
///
/// It counts by what was tried and from where, whether there is such a person or not, and by where alone, for those who try many names.
final class WrongPasswords: Sendable {
  /// A try.
  struct Attempt: Hashable {
    var user: String
    var client: String
  }

  private struct Count {
    var failures = 0
    var last: ContinuousClock.Instant
  }

  private let counts = Mutex<[Attempt: Count]>([:])
  private let now: @Sendable () -> ContinuousClock.Instant
  private let first: Duration
  private static let limit = 20_000
  private static let memory = Duration.seconds(600)
  private static let tries = 10
  private static let triesOfClient = 100

  /// - Parameter first: how long the first wrong password waits for its answer.
  init(first: Duration = .milliseconds(250), now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }) {
    (self.first, self.now) = (first, now)
  }

  /// Whether nothing is tried any more.
  func isBarred(_ attempt: Attempt) -> Bool {
    let now = now()
    return counts.withLock { counts in
      func failures(_ attempt: Attempt) -> Int {
        guard let count = counts[attempt], now - count.last < Self.memory else { return 0 }
        return count.failures
      }
      return failures(attempt) >= Self.tries || failures(Self.anybody(attempt)) >= Self.triesOfClient
    }
  }

  /// Notes a wrong password.
  /// - Returns: how long to wait before answering.
  func note(_ attempt: Attempt) -> Duration {
    let now = now()
    return counts.withLock { counts in
      if counts.count >= Self.limit { counts = counts.filter { now - $0.value.last < Self.memory } }
      if counts.count >= Self.limit { counts.removeAll() }
      var failures = 0
      for key in [Self.anybody(attempt), attempt] {
        var count = counts[key] ?? Count(last: now)
        if now - count.last >= Self.memory { count.failures = 0 }
        count.failures += 1
        count.last = now
        counts[key] = count
        failures = count.failures
      }
      return delay(failures)
    }
  }

  /// The right password was given.
  func forget(_ attempt: Attempt) { counts.withLock { $0[attempt] = nil } }

  /// The first, then twice as long each time, at most 32 times as long.
  private func delay(_ failures: Int) -> Duration { first * (1 << min(max(0, failures - 1), 5)) }

  private static func anybody(_ attempt: Attempt) -> Attempt { Attempt(user: "", client: attempt.client) }
}
