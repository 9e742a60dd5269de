import AcademicCalendar

/// How often the timers of each run have fired while the office catches up, one day after another.
struct FiringCount {
  /// The most for one run within a day: more is a timer of seconds that sets itself again, and would keep the office busy for ever.
  static let most = 10_000

  private var runs: [Int64: (day: Day, count: Int)] = [:]

  /// Counts one more; false where it is one too many.
  mutating func admits(_ run: Int64, on day: Day) -> Bool {
    let before = runs[run].map { $0.day == day ? $0.count : 0 } ?? 0
    runs[run] = (day, before + 1)
    return before < Self.most
  }
}
