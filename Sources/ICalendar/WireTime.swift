import AcademicCalendar
import CLibical
import Foundation

/// DATE and DATE-TIME values (RFC 5545 sections 3.3.4 and 3.3.5) as libical holds them.
enum WireTime {
  /// A day.
  static func date(_ day: Day) -> icaltimetype {
    var time = icaltimetype()
    let (year, month, dayOfMonth) = day.components
    (time.year, time.month, time.day, time.is_date) = (Int32(year), Int32(month), Int32(dayOfMonth), 1)
    return time
  }

  /// An instant as UTC, or nil outside the years of ``Day``.
  static func utc(_ instant: Date) -> icaltimetype? {
    guard var time = civil(instant.timeIntervalSince1970) else { return nil }
    time.zone = icaltimezone_get_utc_timezone()
    return time
  }

  /// An instant as wall time at the office, to stand under TZID, or nil outside the years of ``Day``.
  static func office(_ instant: Date) -> icaltimetype? { civil(instant.timeIntervalSince1970 + Double(OfficeTime.offset)) }

  /// Seconds since 1970-01-01T00:00:00 of a date and time without regard to its zone, or nil where there is no such civil time.
  static func seconds(_ time: icaltimetype) -> Int? {
    guard let day = Day(Int(time.year), Int(time.month), Int(time.day)) else { return nil }
    guard time.is_date == 0 else { return Int(day.rawValue) * 86_400 }
    guard (0...23).contains(time.hour), (0...59).contains(time.minute), (0...60).contains(time.second) else { return nil }
    return Int(day.rawValue) * 86_400 + Int(time.hour) * 3600 + Int(time.minute) * 60 + Int(time.second)
  }

  /// Whether there is such a date and time; the years of RFC 5545 are 0 to 9999.
  static func isCivil(_ time: icaltimetype) -> Bool {
    let (year, month) = (Int(time.year), Int(time.month))
    guard (0...9999).contains(year), (1...12).contains(month), (1...Day.length(ofMonth: month, year)).contains(Int(time.day)) else {
      return false
    }
    return time.is_date != 0 || (0...23).contains(time.hour) && (0...59).contains(time.minute) && (0...60).contains(time.second)
  }

  private static func civil(_ interval: Double) -> icaltimetype? {
    let total = interval.rounded(.down)
    guard abs(total) < 1e11 else { return nil }
    let (days, seconds) = Int(total).flooredDivision(by: 86_400)
    guard let day = Day(rawValue: Int32(clamping: days)) else { return nil }
    var time = date(day)
    (time.hour, time.minute, time.second, time.is_date) = (Int32(seconds / 3600), Int32(seconds / 60 % 60), Int32(seconds % 60), 0)
    return time
  }
}

extension Int {
  /// Quotient toward negative infinity, and the remainder that is never negative.
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let remainder = ((self % divisor) + divisor) % divisor
    return ((self - remainder) / divisor, remainder)
  }
}
