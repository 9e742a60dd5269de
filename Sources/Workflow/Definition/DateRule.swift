public import AcademicCalendar
public import Rules

/// When something opens or falls due.
public enum DateRule: Sendable {
  /// That day.
  case day(Day)
  /// The next such day of a year, `12-20`, on or after the start of what it is in.
  case monthDay(month: Int, day: Int)
  /// What the expression gives: `phase.end - days(5)`.
  case expression(Expression)

  /// The day, seen from `start`.
  /// - Throws: `OpeningError` where the expression gives no day.
  func day(from start: Day, bindings: Bindings, place: String) throws(OpeningError) -> Day? {
    switch self {
    case .day(let day):
      return day
    case .monthDay(let month, let day):
      return (0...8).lazy.compactMap { Day(start.year + $0, month, day) }.first { $0 >= start }
    case .expression(let expression):
      switch expression.evaluate(bindings) {
      case .value(.day(let day)): return day
      case .value(.null), .unknown: return nil
      case .value: throw OpeningError(place: place, message: "「\(expression.source)」给出的不是日期")
      case .error(let error): throw OpeningError(place: place, message: "「\(expression.source)」无法计算: \(error)")
      }
    }
  }
}

extension DateRule {
  /// The day, as of the context's.
  /// - Parameter phase: the window of the state that it is in.
  public func resolve(in context: OpeningContext, phase: ClosedRange<Day>? = nil, place: String) throws(OpeningError) -> Day? {
    try day(from: context.today, bindings: context.bindings(phase: phase), place: place)
  }

  /// The start of a window that ends on `end`: a month-day is the last such day before it.
  func start(before end: Day, entered: Day, bindings: Bindings, place: String) throws(OpeningError) -> Day? {
    guard case .monthDay(let month, let day) = self else { return try self.day(from: entered, bindings: bindings, place: place) }
    return (0...8).lazy.compactMap { Day(end.year - $0, month, day) }.first { $0 <= end }
  }
}

/// From one day through another, both included.
public struct WindowDefinition: Sendable {
  /// The first day.
  public var from: DateRule
  /// The last day.
  public var through: DateRule
}

/// Why tasks could not be opened.
public struct OpeningError: Error, Hashable, Sendable {
  /// The task or state.
  public var place: String
  /// What is wrong, in Chinese.
  public var message: String

  /// What stands in the way of opening something.
  public init(place: String, message: String) { (self.place, self.message) = (place, message) }
}
