/// A time of day in minutes since midnight, 0…1440.
public struct TimeOfDay: Hashable, Sendable, Comparable {
  /// Minutes since midnight.
  public let minutes: Int

  /// A time of day, or nil outside 0…1440.
  public init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }
}

extension TimeOfDay: LosslessStringConvertible, Codable {
  /// Reads `08:00`, two digits each.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]), let minute = Int(parts[1]) else { return nil }
    guard (0...24).contains(hour), (0...59).contains(minute) else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  /// `08:00`.
  public var description: String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = TimeOfDay(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "「\(text)」不是时间(HH:MM)")
    }
    self = time
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The half of a day: a session never spans noon.
public enum HalfDay: String, Codable, Hashable, Sendable {
  case morning, afternoon
}

/// The periods (节次) of a school day with their times.
public struct BellSchedule: Hashable, Sendable, Codable {
  /// One period.
  public struct Period: Hashable, Sendable, Codable {
    /// 1-based number (第几节).
    public var number: Int
    /// When it begins.
    public var start: TimeOfDay
    /// When it ends.
    public var end: TimeOfDay

    /// Morning when it begins before noon.
    public var half: HalfDay { start.minutes < 12 * 60 ? .morning : .afternoon }
  }

  /// In order, numbered from 1.
  public let periods: [Period]

  /// A schedule of these times, or nil unless they are in order, each begins before it ends, and none overlaps the next.
  public init?(_ times: [(start: TimeOfDay, end: TimeOfDay)]) {
    guard !times.isEmpty, times.allSatisfy({ $0.start < $0.end }) else { return nil }
    guard zip(times, times.dropFirst()).allSatisfy({ $0.end <= $1.start }) else { return nil }
    periods = times.enumerated().map { Period(number: $0 + 1, start: $1.start, end: $1.end) }
  }

  private init(periods: [Period]) { self.periods = periods }

  /// Four morning and three afternoon periods of 40 minutes, 08:00 to 16:25: used until an office sets its own.
  public static let usual = BellSchedule(
    periods: [480, 530, 590, 640, 840, 890, 945].enumerated().compactMap { index, start in
      guard let from = TimeOfDay(minutes: start), let to = TimeOfDay(minutes: start + 40) else { return nil }
      return Period(number: index + 1, start: from, end: to)
    })

  /// From the start of period `first` to the end of the last of `length` periods; nil where the day has no such periods.
  public func times(first: Int, length: Int) -> (start: TimeOfDay, end: TimeOfDay)? {
    guard length > 0, first >= 1, first + length - 1 <= periods.count else { return nil }
    return (periods[first - 1].start, periods[first + length - 2].end)
  }

  /// The periods of one half of the day.
  public func periods(of half: HalfDay) -> [Period] { periods.filter { $0.half == half } }
}
