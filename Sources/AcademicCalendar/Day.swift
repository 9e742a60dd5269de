/// A civil date at the office, counted in days since 1970-01-01; valid from 1900-01-01 through 2199-12-31.
///
/// A day has no time and no time zone: deadlines are days, inclusive. An instant is a `Foundation.Date`, and the two never mix.
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days` for the proleptic Gregorian calendar.
public struct Day: RawRepresentable, Hashable, Sendable {
  /// Days since 1970-01-01; negative before it.
  public let rawValue: Int32

  /// The first valid day, 1900-01-01.
  public static let earliest = Day(unchecked: -25_567)
  /// The last valid day, 2199-12-31.
  public static let latest = Day(unchecked: 84_005)

  /// The day with this count, or nil outside 1900…2199.
  public init?(rawValue: Int32) {
    guard (Day.earliest.rawValue...Day.latest.rawValue).contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// The day of a civil date, or nil where there is none (2014-02-30) or it lies outside 1900…2199.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), (1...Day.length(ofMonth: month, year)).contains(day) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(unchecked: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  private init(unchecked rawValue: Int32) { self.rawValue = rawValue }

  /// How many days a month has, 28…31.
  public static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month 1…12 and day of the month 1…31.
  public var components: (year: Int, month: Int, day: Int) {
    let count = Int(rawValue) + 719_468
    let era = count / 146_097
    let dayOfEra = count - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The year, 1900…2199.
  public var year: Int { components.year }
  /// The month, 1…12.
  public var month: Int { components.month }
  /// The day of the month, 1…31.
  public var dayOfMonth: Int { components.day }
  /// The day of the week.
  public var weekday: Weekday {
    let index = (Int(rawValue) + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }
  /// The Monday on or before this day.
  public var monday: Day { self - (weekday.rawValue - 1) }

  /// This day moved by whole months; the day of the month is cut to the length of the target month (01-31 + 1 month = 02-28).
  public func adding(months: Int) -> Day {
    let (year, month, day) = components
    let total = year * 12 + month - 1 + months
    let (newYear, newMonth) = (Int((Double(total) / 12).rounded(.down)), ((total % 12) + 12) % 12 + 1)
    return Day(newYear, newMonth, min(day, Day.length(ofMonth: newMonth, newYear))) ?? (months < 0 ? .earliest : .latest)
  }
}

extension Day {
  /// The day `count` days later, held within the valid range.
  public static func + (day: Day, count: Int) -> Day {
    let moved = Int(day.rawValue).addingReportingOverflow(count)
    let sum = moved.overflow ? (count < 0 ? Int.min : Int.max) : moved.partialValue
    return Day(unchecked: Int32(clamping: min(max(sum, Int(earliest.rawValue)), Int(latest.rawValue))))
  }

  /// The day `count` days earlier, held within the valid range.
  public static func - (day: Day, count: Int) -> Day { day + (count == .min ? .max : -count) }

  /// The number of days from the right operand to the left one.
  public static func - (later: Day, earlier: Day) -> Int { Int(later.rawValue) - Int(earlier.rawValue) }
}

extension Day: Comparable, Strideable {
  public static func < (left: Day, right: Day) -> Bool { left.rawValue < right.rawValue }
  public func distance(to other: Day) -> Int { other - self }
  public func advanced(by count: Int) -> Day { self + count }
}

extension Day: LosslessStringConvertible, CustomDebugStringConvertible {
  /// Reads ISO 8601 calendar dates in the extended form only, `2014-02-28`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0 as Int?) { sum, byte in
        guard let sum, (48...57).contains(byte) else { return nil }
        return sum * 10 + Int(byte - 48)
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year, month, day)
  }

  /// ISO 8601, `2014-02-28`.
  public var description: String {
    let (year, month, day) = components
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  public var debugDescription: String { description }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "「\(text)」不是 1900 至 2199 年间的日期(YYYY-MM-DD)")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
