/// What the State Council's notices make of a day.
public enum DayKind: Hashable, Sendable {
  /// An ordinary Monday to Friday.
  case weekday
  /// An ordinary Saturday or Sunday.
  case weekend
  /// A day off by notice; the festival's name.
  case holiday(String)
  /// A weekend day worked by notice (调休上班日); the festival's name and the day off that it replaces, whose timetable it follows.
  case makeUp(String, replaces: Day)

  /// Whether people work on such a day.
  public var isWorking: Bool {
    switch self {
    case .weekday, .makeUp: true
    case .weekend, .holiday: false
    }
  }
}

/// Working days as the notices define them. A year without a notice is unknown, not ordinary.
public struct WorkingCalendar: Sendable {
  /// The notices shipped with the program, 2013 to 2026.
  public static let national = WorkingCalendar(notices: BuiltInNotices.all)

  /// The years that have a notice.
  public private(set) var years: Set<Int>
  private var entries: [Day: HolidayNotice.Entry]
  private var replaced: [Day: Day]

  private var notices: [HolidayNotice]

  /// A calendar of these notices; a later notice of the same year takes the place of an earlier one.
  public init(notices: [HolidayNotice]) {
    let current = Dictionary(notices.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
    years = Set(current.keys)
    self.notices = notices
    entries = [:]
    for (_, notice) in current.sorted(by: { $0.key < $1.key }) {
      for entry in notice.days { entries[entry.date] = entry }
    }
    replaced = MakeUpDays.replacements(in: Array(entries.values))
  }

  /// What a day is; nil (unknown) when its year has no notice yet.
  public func kind(of day: Day) -> DayKind? {
    if let entry = entries[day] {
      if entry.isOffDay { return .holiday(entry.name) }
      if let other = replaced[day] { return .makeUp(entry.name, replaces: other) }
      return day.weekday.isWeekend ? .makeUp(entry.name, replaces: day.monday + 4) : .weekday
    }
    guard years.contains(day.year) else { return nil }
    return day.weekday.isWeekend ? .weekend : .weekday
  }

  /// Whether people work on a day; nil (unknown) when its year has no notice yet.
  public func isWorkingDay(_ day: Day) -> Bool? { kind(of: day)?.isWorking }

  /// The working day `count` working days from `day`; nil when the way leads through a year without a notice.
  ///
  /// A positive count looks after `day`, a negative one before it, as a spreadsheet's WORKDAY does; zero is the last working day
  /// on or before `day`.
  public func workday(_ day: Day, _ count: Int) -> Day? {
    let step = count > 0 ? 1 : -1
    var left = count == 0 ? 1 : abs(count)
    var current = count == 0 ? day + 1 : day
    while left > 0 {
      let next = current + step
      guard next != current, let isWorking = isWorkingDay(next) else { return nil }
      current = next
      if isWorking { left -= 1 }
    }
    return current
  }
}
