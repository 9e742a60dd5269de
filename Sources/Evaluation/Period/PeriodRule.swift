public import AcademicCalendar

/// What kind of time a scheme or a measure looks at.
public enum PeriodRule: Hashable, Sendable, Codable {
  case month
  /// A semester that the office knows.
  case semester
  /// Both semesters of a school year: from its first day to the eve of the next.
  case schoolYear(from: MonthDay)
  /// The calendar year; with a cut-off the year N ends on it, and what comes after counts in N + 1 (S4-26, S4-15).
  case calendarYear(cutOff: MonthDay?)
  /// Years one after another in cycles of `years`, the first of which begins on `from`.
  case cycle(years: Int, from: Day)
  /// The months up to the day asked about.
  case rolling(months: Int)
  /// These days only: a project.
  case dates(Day, Day)
  /// Everything up to the day asked about.
  case always

  /// The period that a day lies in; nil where the office knows no such semester or the cycle has not begun.
  public func period(containing day: Day, semesters: [Semester] = []) -> EvaluationPeriod? {
    switch self {
    case .month:
      let first = day - (day.dayOfMonth - 1)
      return EvaluationPeriod(
        key: String(day.description.prefix(7)), title: "\(day.year)年\(day.month)月", days: first...(first.adding(months: 1) - 1))
    case .semester:
      return semesters.first { $0.days.contains(day) }.map(EvaluationPeriod.init)
    case .schoolYear(let from):
      guard let start = from.day(in: day.year) else { return nil }
      return schoolYear(day >= start ? day.year : day.year - 1, from)
    case .calendarYear(let cutOff):
      guard let cutOff, let last = cutOff.day(in: day.year) else { return calendarYear(day.year, nil) }
      return calendarYear(day > last ? day.year + 1 : day.year, cutOff)
    case .cycle(let years, let from):
      guard day >= from, years > 0 else { return nil }
      var number = max(0, (day.year - from.year) / years - 1)
      while from.adding(months: (number + 1) * years * 12) <= min(day, .latest - 1) { number += 1 }
      return span(from.adding(months: number * years * 12), from.adding(months: (number + 1) * years * 12) - 1)
    case .rolling(let months):
      return span(day.adding(months: -months) + 1, day)
    case .dates(let first, let last):
      return span(first, last)
    case .always:
      return EvaluationPeriod(key: "through-\(day)", title: "截至 \(day)", days: Day.earliest...day)
    }
  }

  /// Years that people may write: those of `Day`.
  private static let years = 1900...2199

  /// The period of a key that people write: `2026-2027-1`, `2014`, `2014-05`, `2025-2026`, or a day in it.
  public func period(named text: String, semesters: [Semester] = []) -> EvaluationPeriod? {
    if let day = Day(text) { return period(containing: day, semesters: semesters) }
    switch self {
    case .month: return Day(text + "-01").flatMap { period(containing: $0) }
    case .semester:
      guard let (schoolYear, term) = Semester.parse(text) else { return nil }
      return semesters.first { $0.schoolYear == schoolYear && $0.term == term }.map(EvaluationPeriod.init)
    case .schoolYear(let from):
      let years = text.replacing("学年", with: "").split(separator: "-").compactMap { Int($0) }
      guard years.count == 2, Self.years.contains(years[0]), years[1] == years[0] + 1 else { return nil }
      return schoolYear(years[0], from)
    case .calendarYear(let cutOff):
      return Int(text.replacing("年", with: "").replacing("度", with: "")).flatMap {
        Self.years.contains($0) ? calendarYear($0, cutOff) : nil
      }
    case .dates(let first, _): return period(containing: first)
    case .cycle, .rolling, .always: return nil
    }
  }

  /// How people write a period of it, in Chinese.
  public var writing: String {
    switch self {
    case .month: "写作年-月, 如 2026-05, 或其中的一天"
    case .semester: "写作学期, 如 2026-2027-1, 或其中的一天; 学期须先用 jiaoli semester add 登记"
    case .schoolYear: "写作学年, 如 2026-2027, 或其中的一天"
    case .calendarYear: "写作年份, 如 2026, 或其中的一天"
    case .cycle, .rolling, .dates, .always: "写作其中的一天, 如 2026-09-01"
    }
  }

  /// The period just before one; nil where there is none.
  public func previous(_ period: EvaluationPeriod, semesters: [Semester] = []) -> EvaluationPeriod? {
    switch self {
    case .dates, .always: return nil
    case .semester:
      return semesters.filter { $0.lastDay < period.start }.max { $0.lastDay < $1.lastDay }.map(EvaluationPeriod.init)
    default:
      guard period.start > Day.earliest else { return nil }
      return self.period(containing: period.start - 1, semesters: semesters)
    }
  }

  private func schoolYear(_ year: Int, _ from: MonthDay) -> EvaluationPeriod? {
    guard let first = from.day(in: year), let next = from.day(in: year + 1) else { return nil }
    return EvaluationPeriod(key: "\(year)-\(year + 1)", title: "\(year)-\(year + 1)学年", days: first...(next - 1))
  }

  private func calendarYear(_ year: Int, _ cutOff: MonthDay?) -> EvaluationPeriod? {
    guard let cutOff else {
      guard let first = Day(year, 1, 1), let last = Day(year, 12, 31) else { return nil }
      return EvaluationPeriod(key: "\(year)", title: "\(year)年", days: first...last)
    }
    guard let last = cutOff.day(in: year), let before = cutOff.day(in: year - 1) else { return nil }
    return EvaluationPeriod(key: "\(year)", title: "\(year)年度", days: (before + 1)...last)
  }

  private func span(_ first: Day, _ last: Day) -> EvaluationPeriod {
    EvaluationPeriod(key: "\(first)..\(last)", title: "\(first) 至 \(last)", days: first...max(first, last))
  }
}

extension EvaluationPeriod {
  /// The period of a semester.
  public init(_ semester: Semester) { self.init(key: semester.id, title: semester.name, days: semester.days) }
}

extension SubPeriod {
  /// The parts of a window, each cut to it.
  /// - Parameter holding: only parts of which at least half lies in these stretches; nil is all.
  public func parts(of window: ClosedRange<Day>, semesters: [Semester], holding: [ClosedRange<Day>]? = nil) -> [EvaluationPeriod] {
    if self == .semester { return Self.semesters(semesters, of: window, holding) }
    let rule: PeriodRule = self == .month ? .month : .calendarYear(cutOff: nil)
    var parts: [EvaluationPeriod] = []
    var day = window.lowerBound
    while let part = rule.period(containing: day), part.end >= day {
      parts.append(EvaluationPeriod(key: part.key, title: part.title, days: part.days.clamped(to: window)))
      guard part.end < window.upperBound else { break }
      day = part.end + 1
    }
    guard let holding else { return parts }
    return parts.filter { holding.days(in: $0.days) * 2 >= $0.days.count }
  }

  /// A semester is asked for where at least half of its days lie within. A shorter rest of one at the front counts with the next: with a
  /// cut-off on 12-20 the autumn of the year before is not asked for again, and what is done in its last weeks is not lost (A24).
  private static func semesters(_ semesters: [Semester], of window: ClosedRange<Day>, _ holding: [ClosedRange<Day>]?) -> [EvaluationPeriod]
  {
    let touched = semesters.filter { $0.days.overlaps(window) }.sorted { $0.firstDay < $1.firstDay }
    let held = touched.filter { semester in
      let days = semester.days.clamped(to: window)
      return (holding?.days(in: days) ?? days.count) * 2 >= semester.days.count
    }
    guard let first = held.first else {
      if holding != nil { return [] }
      return touched.map { EvaluationPeriod(key: $0.id, title: $0.name, days: $0.days.clamped(to: window)) }
    }
    return held.map { semester in
      var days = semester.days.clamped(to: window)
      if semester.id == first.id, touched.first?.id != first.id { days = window.lowerBound...days.upperBound }
      return EvaluationPeriod(key: semester.id, title: semester.name, days: days)
    }
  }
}

extension [ClosedRange<Day>] {
  /// How many days of a window lie in one of these stretches or more.
  func days(in window: ClosedRange<Day>) -> Int {
    var (count, next) = (0, window.lowerBound)
    for stretch in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let first = Swift.max(stretch.lowerBound, next)
      let last = Swift.min(stretch.upperBound, window.upperBound)
      guard first <= last else { continue }
      count += last - first + 1
      next = last + 1
    }
    return count
  }
}
