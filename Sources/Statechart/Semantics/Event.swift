public import Rules

/// A moment in milliseconds since 1970-01-01T00:00:00Z, real or virtual; given to the machine, never read from a clock.
public struct Instant: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var rawValue: Int64
  /// The moment of this many milliseconds.
  public init(rawValue: Int64) { self.rawValue = rawValue }
  /// The moment of this many milliseconds.
  public init(milliseconds: Int64) { rawValue = milliseconds }
  /// The moment zero of virtual time.
  public static let zero = Instant(rawValue: 0)
  /// The moment this many milliseconds later, held within range.
  public static func + (moment: Instant, milliseconds: Int64) -> Instant {
    let (sum, overflow) = moment.rawValue.addingReportingOverflow(milliseconds)
    return Instant(rawValue: overflow ? (milliseconds > 0 ? .max : .min) : sum)
  }
  public static func < (left: Instant, right: Instant) -> Bool { left.rawValue < right.rawValue }
}

/// Something that happened, with what is known of it (SCXML 1.0 section 5.10.1).
public struct Event: Hashable, Sendable, Codable {
  /// A dotted name, `review.accepted`.
  public var name: String
  /// What came with it; null is nothing.
  public var data: Value
  /// Where it comes from.
  public var kind: Kind
  /// The invocation that sent it.
  public var invokeID: InvocationID?
  /// The identifier it was sent with.
  public var sendID: SendID?
  /// Where an answer would go.
  public var origin: String?

  /// Where an event comes from.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The machine itself raised it.
    case `internal`
    /// The machine's own errors and completions.
    case platform
    /// The world sent it.
    case external
  }

  /// An event.
  public init(
    _ name: String, data: Value = .null, kind: Kind = .external, invokeID: InvocationID? = nil, sendID: SendID? = nil, origin: String? = nil
  ) {
    self.name = name
    self.data = data
    self.kind = kind
    self.invokeID = invokeID
    self.sendID = sendID
    self.origin = origin
  }
}
