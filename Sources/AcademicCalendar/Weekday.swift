/// A day of the week, numbered as in ISO 8601: Monday is 1, Sunday is 7.
public enum Weekday: Int, CaseIterable, Codable, Hashable, Sendable, Comparable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

  /// Saturday and Sunday.
  public var isWeekend: Bool { self >= .saturday }

  /// 周一…周日.
  public var title: String { ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][rawValue - 1] }

  public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
