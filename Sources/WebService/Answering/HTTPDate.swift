import AcademicCalendar
import Foundation

/// Dates as HTTP writes them (RFC 9110 section 5.6.7).
enum HTTPDate {
  /// `Sun, 06 Nov 1994 08:49:37 GMT`; whole seconds since 1970.
  static func text(_ seconds: Int) -> String {
    let day = Day(rawValue: Int32(clamping: seconds.divided(by: 86_400))) ?? .earliest
    let rest = seconds - seconds.divided(by: 86_400) * 86_400
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
    return "\(weekdays[day.weekday.rawValue - 1]), \(twoDigits(day.dayOfMonth)) \(months[day.month - 1]) \(day.year) \(clock) GMT"
  }

  /// Reads any of the three forms that RFC 9110 asks a recipient to accept; nil for anything else.
  static func seconds(_ text: some StringProtocol) -> Int? {
    let parts = text.split { " ,-:".contains($0) }
    guard parts.count == 7 || parts.count == 8 else { return nil }
    // asctime has its year at the end and no zone.
    let isAsctime = parts.count == 7
    let (dayText, monthText, yearText) = isAsctime ? (parts[2], parts[1], parts[6]) : (parts[1], parts[2], parts[3])
    let clock = parts[(isAsctime ? 3 : 4)..<(isAsctime ? 6 : 7)].compactMap { Int($0) }
    guard let month = months.firstIndex(of: String(monthText)), var year = Int(yearText), let number = Int(dayText), clock.count == 3,
      (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    if yearText.count == 2 { year += year < 70 ? 2000 : 1900 }
    guard let day = Day(year, month + 1, number) else { return nil }
    return Int(day.rawValue) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Int {
  /// Division that rounds down.
  fileprivate func divided(by divisor: Int) -> Int { self >= 0 ? self / divisor : (self - divisor + 1) / divisor }
}
