import AcademicCalendar

/// The periods of duties.
extension DutyPeriod {
  /// The periods of a kind that lie in a window, cut to it.
  ///
  /// A day is a working day; a week runs from Monday and has at least one working day; a school year begins on 1 September; five-year
  /// cycles are 2021–2025, 2026–2030…
  static func all(_ kind: PeriodKind, in window: ClosedRange<Day>, semesters: [Semester], calendar: WorkingCalendar) -> [DutyPeriod] {
    switch kind {
    case .day:
      window.days(every: 1).filter { isWorking($0, calendar) }
        .map { DutyPeriod(key: $0.description, title: "\($0.month)月\($0.dayOfMonth)日", days: $0...$0, length: 1) }
    case .week: weeks(window, semesters, calendar)
    case .month:
      spans(window, from: window.lowerBound - (window.lowerBound.dayOfMonth - 1), months: 1) { first, _ in
        (String(first.description.prefix(7)), "\(first.year)年\(first.month)月")
      }
    case .semester:
      semesters.filter { $0.days.overlaps(window) }.sorted { $0.firstDay < $1.firstDay }
        .map { DutyPeriod(key: $0.id, title: $0.name, days: $0.days.clamped(to: window), length: $0.days.count) }
    case .schoolYear:
      spans(window, from: Day(window.lowerBound.year - (window.lowerBound.month < 9 ? 1 : 0), 9, 1), months: 12) { first, _ in
        ("\(first.year)-\(first.year + 1)", "\(first.year)-\(first.year + 1)学年")
      }
    case .year:
      spans(window, from: Day(window.lowerBound.year, 1, 1), months: 12) { first, _ in ("\(first.year)", "\(first.year)年") }
    case .fiveYear:
      spans(window, from: Day((window.lowerBound.year - 1) / 5 * 5 + 1, 1, 1), months: 60) { first, last in
        ("\(first.year)-\(last.year)", "\(first.year)-\(last.year)年周期")
      }
    }
  }

  /// Stretches of so many months, one after the other.
  private static func spans(
    _ window: ClosedRange<Day>, from start: Day?, months: Int, name: (_ first: Day, _ last: Day) -> (key: String, title: String)
  ) -> [DutyPeriod] {
    var periods: [DutyPeriod] = []
    var first = start ?? window.lowerBound
    while first <= window.upperBound {
      let last = first.adding(months: months) - 1
      let (key, title) = name(first, last)
      let days = max(first, window.lowerBound)...min(last, window.upperBound)
      periods.append(DutyPeriod(key: key, title: title, days: days, length: last - first + 1))
      guard last < Day.latest else { break }
      first = last + 1
    }
    return periods
  }

  private static func weeks(_ window: ClosedRange<Day>, _ semesters: [Semester], _ calendar: WorkingCalendar) -> [DutyPeriod] {
    let first = window.lowerBound.monday
    return (first...window.upperBound).days(every: 7).compactMap { monday in
      let days = max(monday, window.lowerBound)...min(monday + 6, window.upperBound)
      guard days.days(every: 1).contains(where: { isWorking($0, calendar) }) else { return nil }
      let number = semesters.lazy.compactMap { $0.weekNumber(of: days.lowerBound) }.first
      let title = number.map { "第\($0)周" } ?? "\(monday.month)月\(monday.dayOfMonth)日当周"
      return DutyPeriod(key: monday.description, title: title, days: days, length: 7)
    }
  }

  /// Mondays to Fridays in a year whose notice is not out yet.
  private static func isWorking(_ day: Day, _ calendar: WorkingCalendar) -> Bool { calendar.isWorkingDay(day) ?? !day.weekday.isWeekend }
}

extension ClosedRange<Day> {
  fileprivate func days(every step: Int) -> [Day] {
    stride(from: 0, through: upperBound - lowerBound, by: step).map { lowerBound + $0 }
  }
}
