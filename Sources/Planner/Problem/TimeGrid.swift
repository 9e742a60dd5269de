public import AcademicCalendar

/// One period (节次) of every teaching day; the first of `Problem.periods` is period 1.
public struct Period: Hashable, Sendable {
  /// Minutes after midnight at which it starts.
  public var start: Int
  /// Minutes after midnight at which it ends.
  public var end: Int
  /// The half day that it belongs to: a session does not cross from one half to another unless it is longer than either.
  public var half: HalfDay

  public init(start: Int, end: Int, half: HalfDay = .morning) {
    (self.start, self.end, self.half) = (start, end, half)
  }

  /// The periods of a bell schedule.
  public static func of(_ schedule: BellSchedule) -> [Period] {
    schedule.periods.map { Period(start: $0.start.minutes, end: $0.end.minutes, half: $0.half) }
  }

  /// `morning + afternoon` periods of `minutes` each with `pause` between them, from 08:00 and from 14:00.
  public static func regular(morning: Int, afternoon: Int, minutes: Int = 45, pause: Int = 10) -> [Period] {
    func run(_ count: Int, from first: Int, _ half: HalfDay) -> [Period] {
      (0..<max(count, 0)).map {
        Period(start: first + $0 * (minutes + pause), end: first + $0 * (minutes + pause) + minutes, half: half)
      }
    }
    let morningPeriods = run(morning, from: 8 * 60, .morning)
    let noon = max(14 * 60, (morningPeriods.last?.end ?? 0) + pause)
    return morningPeriods + run(afternoon, from: noon, .afternoon)
  }
}

/// A moment of the grid: a day and a period of it.
public struct Slot: Hashable, Sendable, Codable, Comparable {
  public var day: Day
  /// From 1.
  public var period: Int

  public init(_ day: Day, _ period: Int) { (self.day, self.period) = (day, period) }

  public static func < (left: Slot, right: Slot) -> Bool { (left.day, left.period) < (right.day, right.period) }
}

extension Slot {
  enum CodingKeys: String, CodingKey, CaseIterable { case day, period }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    self.init(try container.decode(Day.self, forKey: .day), try container.decode(Int.self, forKey: .period))
  }
}

extension Period: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable { case start, end, half }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    func minutes(_ key: CodingKeys) throws -> Int {
      let text = try container.decode(String.self, forKey: key)
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour), (0..<60).contains(minute) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "「\(text)」不是钟点(HH:MM)")
      }
      return hour * 60 + minute
    }
    self.init(start: try minutes(.start), end: try minutes(.end), half: try container.value(.half, or: .morning))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Period.clock(start), forKey: .start)
    try container.encode(Period.clock(end), forKey: .end)
    try container.encode(half, forKey: .half)
  }

  /// `08:05` of minutes after midnight.
  static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}

/// The JSON form of a teaching day: what can be told from the rest may be left out.
struct TeachingDayDocument: Codable {
  let value: TeachingDay
  enum CodingKeys: String, CodingKey, CaseIterable { case date, weekday, week, parity, provisional }

  init(_ value: TeachingDay) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(CodingKeys.self)
    let date = try container.decode(Day.self, forKey: .date)
    let week = try container.decode(Int.self, forKey: .week)
    value = TeachingDay(
      day: date, follows: try container.value(.weekday, or: date.weekday), week: week,
      parity: try container.value(.parity, or: WeekParity(week: week)), isProvisional: try container.value(.provisional, or: false))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value.day, forKey: .date)
    try container.encode(value.follows, .weekday, unless: value.day.weekday)
    try container.encode(value.week, forKey: .week)
    try container.encode(value.parity, .parity, unless: WeekParity(week: value.week))
    try container.encode(value.isProvisional, .provisional, unless: false)
  }
}

extension WeekParity {
  /// The parity of a teaching week's number.
  init(week: Int) { self = week.isMultiple(of: 2) ? .even : .odd }
}

extension TeachingDay {
  /// A teaching day that follows its own weekday.
  init(plain date: Day, week: Int) {
    self.init(day: date, follows: date.weekday, week: week, parity: WeekParity(week: week), isProvisional: false)
  }
}
