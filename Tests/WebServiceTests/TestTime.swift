import Synchronization

/// A time that a test sets.
final class TestTime: Sendable {
  private let time: Mutex<ContinuousClock.Instant>

  init(_ time: ContinuousClock.Instant) { self.time = Mutex(time) }

  var value: ContinuousClock.Instant {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}
