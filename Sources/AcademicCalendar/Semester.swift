/// Whether a teaching week is odd or even, as timetables alternate.
public enum WeekParity: String, Codable, Hashable, Sendable {
  case odd, even
}

/// A semester: a school year, a term, its first day and how many teaching weeks it has.
///
/// Week 1 is the Monday-to-Sunday week of the first day; the semester ends with the Sunday of its last week.
public struct Semester: Codable, Hashable, Sendable, Identifiable {
  /// The calendar year in which the school year begins.
  public let schoolYear: Int
  /// 1 for the autumn term, 2 for the spring term.
  public let term: Int
  /// The first day of lessons.
  public let firstDay: Day
  /// The number of teaching weeks, 1…30.
  public let weeks: Int

  /// School years that a semester can belong to: both calendar years of them are days of `Day`.
  private static let schoolYears = 1900...2198

  /// A semester, or nil where the school year is not 1900…2198, the term is not 1 or 2 or the weeks are not 1…30.
  public init?(schoolYear: Int, term: Int, firstDay: Day, weeks: Int) {
    guard Self.schoolYears.contains(schoolYear), (1...2).contains(term), (1...30).contains(weeks) else { return nil }
    (self.schoolYear, self.term, self.firstDay, self.weeks) = (schoolYear, term, firstDay, weeks)
  }

  /// The stable identifier, `2026-2027-1`.
  public var id: String { "\(schoolYear)-\(schoolYear + 1)-\(term)" }
  /// The name, 2026-2027学年第一学期.
  public var name: String { "\(schoolYear)-\(schoolYear + 1)学年第\(term == 1 ? "一" : "二")学期" }
  /// The Sunday of the last week.
  public var lastDay: Day { firstDay.monday + (weeks * 7 - 1) }
  /// The first day through the last one.
  public var days: ClosedRange<Day> { firstDay...lastDay }

  /// Reads an identifier such as `2026-2027-1` or a name such as 2026-2027学年第一学期.
  public static func parse(_ text: String) -> (schoolYear: Int, term: Int)? {
    let normal = text.replacing("学年第", with: "-").replacing("学期", with: "").replacing("一", with: "1").replacing("二", with: "2")
    let parts = normal.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let first = parts[0], let second = parts[1], let term = parts[2] else { return nil }
    guard schoolYears.contains(first), second == first + 1, (1...2).contains(term) else { return nil }
    return (first, term)
  }

  /// The days of teaching week `number`, Monday through Sunday (week 1 begins with the first day); nil outside the semester.
  public func week(_ number: Int) -> ClosedRange<Day>? {
    guard (1...weeks).contains(number) else { return nil }
    let monday = firstDay.monday + (number - 1) * 7
    return max(monday, firstDay)...(monday + 6)
  }

  /// The teaching week that a day falls in, 1…`weeks`; nil outside the semester.
  public func weekNumber(of day: Day) -> Int? {
    days.contains(day) ? (day - firstDay.monday) / 7 + 1 : nil
  }
}

/// A day on which lessons are held.
public struct TeachingDay: Hashable, Sendable, Codable {
  /// The date.
  public var day: Day
  /// The weekday whose timetable is followed: on a make-up day that of the day it replaces.
  public var follows: Weekday
  /// The teaching week that the date falls in, 1-based.
  public var week: Int
  /// The parity of that week.
  public var parity: WeekParity
  /// True in a year whose holiday notice is not out yet (暂定).
  public var isProvisional: Bool

  /// A teaching day.
  public init(day: Day, follows: Weekday, week: Int, parity: WeekParity, isProvisional: Bool) {
    (self.day, self.follows, self.week, self.parity, self.isProvisional) = (day, follows, week, parity, isProvisional)
  }
}

extension Semester {
  /// The days on which lessons are held, in order. A make-up day follows the weekday it replaces and takes its week and parity from
  /// the week it falls in; in a year without a notice Mondays to Fridays count, marked provisional.
  public func teachingDays(in calendar: WorkingCalendar) -> [TeachingDay] {
    days.compactMap { day in
      guard let week = weekNumber(of: day) else { return nil }
      let parity: WeekParity = week.isMultiple(of: 2) ? .even : .odd
      func teaching(_ follows: Weekday, isProvisional: Bool = false) -> TeachingDay {
        TeachingDay(day: day, follows: follows, week: week, parity: parity, isProvisional: isProvisional)
      }
      switch calendar.kind(of: day) {
      case .weekday: return teaching(day.weekday)
      case .makeUp(_, let replaced): return teaching(replaced.weekday)
      case .weekend, .holiday: return nil
      case nil: return day.weekday.isWeekend ? nil : teaching(day.weekday, isProvisional: true)
      }
    }
  }
}
