public import AcademicCalendar

/// Answers what only a calendar knows; given by the caller, so that expressions stay pure.
public protocol DayProvider: Sendable {
  /// The `count`-th working day after `day` (before it, if negative); for 0 the last working day on or before it.
  /// - Returns: nil outside the calendar.
  func workday(_ day: Day, _ count: Int) -> Day?

  /// Whether people work on that day; nil where the calendar does not know.
  func isWorkday(_ day: Day) -> Bool?

  /// The teaching week `number` of a semester, as a map with `start` and `end`.
  /// - Parameters:
  ///   - number: the week, from 1
  ///   - semester: the value that `week` was called on
  func week(_ number: Int, of semester: Value) -> Value?
}
