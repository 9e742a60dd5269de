/// A day that another notice of the same year makes something else of.
public struct HolidayChange: Hashable, Sendable, Codable {
  /// What a notice says of a day.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Nothing: a weekday is worked, a weekend is not.
    case ordinary
    /// A day off.
    case off
    /// A make-up working day (调休上班日).
    case worked
  }

  /// The day.
  public var date: Day
  /// What it was by the earlier notice.
  public var before: Kind
  /// What it is by the later one.
  public var after: Kind
}

extension HolidayNotice {
  /// What this notice makes something else of than an earlier one of the same year, by day.
  public func changes(from earlier: HolidayNotice) -> [HolidayChange] {
    let (before, after) = (earlier.kinds, kinds)
    return Set(before.keys).union(after.keys).sorted().compactMap { day in
      let change = HolidayChange(date: day, before: before[day] ?? .ordinary, after: after[day] ?? .ordinary)
      return change.before == change.after ? nil : change
    }
  }

  /// How many days are off.
  public var daysOff: Int { days.count { $0.isOffDay } }

  private var kinds: [Day: HolidayChange.Kind] {
    Dictionary(days.map { ($0.date, $0.isOffDay ? .off : .worked) }, uniquingKeysWith: { $1 })
  }
}
