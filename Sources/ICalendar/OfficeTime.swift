public import AcademicCalendar
public import Foundation

/// Wall time at the office: UTC+08:00 throughout, as the VTIMEZONE of every feed says.
///
/// The zone never shifts here: summer time of 1986…1991 lies before any record of an office.
public enum OfficeTime {
  /// The time zone identifier of every feed.
  public static let identifier = "Asia/Shanghai"
  /// Seconds east of UTC.
  static let offset = 28_800

  /// The instant that many minutes after midnight of a day.
  public static func instant(_ day: Day, minutes: Int = 0) -> Date {
    Date(timeIntervalSince1970: Double(Int(day.rawValue) * 86_400 - offset + minutes * 60))
  }

  /// The day at the office on which an instant falls, held within ``Day``'s range.
  public static func day(of instant: Date) -> Day {
    let seconds = (instant.timeIntervalSince1970 + Double(offset)) / 86_400
    let count = seconds.rounded(.down)
    return Day(rawValue: 0).map { $0 + Int(max(-1e9, min(1e9, count))) } ?? .earliest
  }
}
