public import AcademicCalendar

/// The time that a result is about.
public struct EvaluationPeriod: Hashable, Sendable, Codable {
  /// `2026-2027-1`, `2014`, `2014-05`, `2017-09-01..2020-08-31`.
  public var key: String
  /// 2026-2027学年第一学期, 2014年.
  public var title: String
  /// The first day.
  public var start: Day
  /// The last day, inclusive.
  public var end: Day

  /// A period.
  public init(key: String, title: String, days: ClosedRange<Day>) {
    (self.key, self.title, self.start, self.end) = (key, title, days.lowerBound, days.upperBound)
  }

  /// The first day through the last one.
  public var days: ClosedRange<Day> { start...max(start, end) }
}

/// A day of any year: 12-20.
public struct MonthDay: Hashable, Sendable, Codable, CustomStringConvertible {
  /// 1…12.
  public var month: Int
  /// 1…31.
  public var day: Int

  /// A day that every leap year has.
  public init?(month: Int, day: Int) {
    guard Day(2000, month, day) != nil else { return nil }
    (self.month, self.day) = (month, day)
  }

  /// Reads `12-20`.
  public init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{2})-([0-9]{2})/), let month = Int(match.1), let day = Int(match.2) else { return nil }
    self.init(month: month, day: day)
  }

  /// Its day in a year; the last of February where the year has no 29th.
  public func day(in year: Int) -> Day? { Day(year, month, day) ?? Day(year, month, day - 1) }

  public var description: String { "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
}
