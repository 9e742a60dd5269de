/// An instant between 0001-01-01 and 9999-12-31 UTC, to the nanosecond.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public let seconds: Int64
  /// The rest, 0…999,999,999.
  public let nanoseconds: Int32

  /// 0001-01-01T00:00:00Z
  static let earliestSecond: Int64 = -62_135_596_800
  /// 9999-12-31T23:59:59Z
  static let latestSecond: Int64 = 253_402_300_799

  /// The instant, or nil outside the years 1…9999.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard (Self.earliestSecond...Self.latestSecond).contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The instant later by a duration, or nil outside the range.
  func adding(_ duration: Duration) -> Timestamp? {
    let nanos = Int64(nanoseconds) + duration.components.attoseconds / 1_000_000_000
    let carry = nanos < 0 ? -1 : nanos / 1_000_000_000
    let (sum, overflow) = seconds.addingReportingOverflow(duration.components.seconds + carry)
    return overflow ? nil : Timestamp(seconds: sum, nanoseconds: Int32(nanos - carry * 1_000_000_000))
  }

  /// The time from another instant to this one.
  func since(_ other: Timestamp) -> Duration {
    .seconds(seconds - other.seconds) + .nanoseconds(Int64(nanoseconds) - Int64(other.nanoseconds))
  }
}

extension Duration {
  /// The specification bounds durations to about ±10,000 years.
  static let longestSeconds: Int64 = 315_576_000_000

  /// This duration, or nil when it is longer than the language allows.
  var checked: Duration? {
    let (seconds, rest) = components
    let limit = Duration.longestSeconds
    guard abs(seconds) < limit || (abs(seconds) == limit && rest == 0) else { return nil }
    return self
  }

  /// Whole nanoseconds, if they fit into 64 bits.
  var wholeNanoseconds: Int64? {
    let (product, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow2) = product.addingReportingOverflow(components.attoseconds / 1_000_000_000)
    return overflow || overflow2 ? nil : sum
  }
}
