import Foundation

/// A DATE or DATE-TIME as it is written (RFC 5545 sections 3.3.4 and 3.3.5): what the clock on the wall shows, and whose clock.
struct WallTime: Hashable, Sendable {
  /// Whose clock.
  enum Zone: Hashable, Sendable {
    /// Nobody's: the reader's own.
    case floating
    case utc
    /// A TZID.
    case named(String)
  }

  /// Seconds since 1970-01-01T00:00:00 on that clock.
  var seconds: Int
  /// Whether it is a day.
  var isDate: Bool
  var zone: Zone

  /// 1900-01-01 and the end of 2199, the bounds of ``ObjectLimits``.
  static let earliest = -2_208_988_800
  static let latest = 7_258_118_399

  init(seconds: Int, isDate: Bool, zone: Zone) { (self.seconds, self.isDate, self.zone) = (seconds, isDate, zone) }

  /// The time of a property, or of one value of a list; of a PERIOD its start.
  init?(_ line: ObjectLine, value: String? = nil) {
    self.init(value ?? line.value, tzid: line.parameter("TZID"))
  }

  /// Reads `20260901`, `20260901T080000` or `20260901T080000Z`.
  init?(_ text: some StringProtocol, tzid: String? = nil) {
    let bytes = Array(text.utf8.prefix { $0 != UInt8(ascii: "/") })
    func number(_ range: Range<Int>) -> Int? {
      var result = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        result = result * 10 + Int(byte - 0x30)
      }
      return result
    }
    guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16,
      let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), (1...12).contains(month), year >= 1,
      (1...CivilDate.length(ofMonth: month, year)).contains(day)
    else { return nil }
    let days = CivilDate.days(year, month, day)
    if bytes.count == 8 {
      self.init(seconds: days * 86_400, isDate: true, zone: .floating)
      return
    }
    guard bytes[8] == UInt8(ascii: "T"), let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15), hour < 24,
      minute < 60, second <= 60, bytes.count == 15 || bytes[15] == UInt8(ascii: "Z")
    else { return nil }
    let zone: Zone = bytes.count == 16 ? .utc : tzid.map(Zone.named) ?? .floating
    self.init(seconds: days * 86_400 + hour * 3600 + minute * 60 + second, isDate: false, zone: zone)
  }

  /// As it is written: a day, or a time with Z where it is UTC.
  var text: String {
    let (year, month, day) = CivilDate.civil(Int((Double(seconds) / 86_400).rounded(.down)))
    let date = Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(day, 2)
    guard !isDate else { return date }
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    return date + "T" + Self.padded(rest / 3600, 2) + Self.padded(rest / 60 % 60, 2) + Self.padded(rest % 60, 2) + (zone == .utc ? "Z" : "")
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// An instant as UTC.
  static func utc(_ instant: Date) -> WallTime {
    WallTime(seconds: Int(instant.timeIntervalSince1970.rounded(.down)), isDate: false, zone: .utc)
  }

  /// A DURATION in seconds (section 3.3.6); nil where it is none.
  static func duration(_ text: String) -> Int? {
    var bytes = ArraySlice(text.utf8.filter { $0 > .space })
    var sign = 1
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      bytes.removeFirst()
    }
    guard bytes.popFirst() == UInt8(ascii: "P"), !bytes.isEmpty else { return nil }
    var (total, number, digits, isTime) = (0, 0, 0, false)
    for byte in bytes {
      switch byte {
      case 0x30...0x39:
        guard digits < 9 else { return nil }
        (number, digits) = (number * 10 + Int(byte - 0x30), digits + 1)
        continue
      case UInt8(ascii: "T") where !isTime && digits == 0:
        isTime = true
        continue
      case UInt8(ascii: "W") where !isTime && digits > 0: total += number * 604_800
      case UInt8(ascii: "D") where !isTime && digits > 0: total += number * 86_400
      case UInt8(ascii: "H") where isTime && digits > 0: total += number * 3600
      case UInt8(ascii: "M") where isTime && digits > 0: total += number * 60
      case UInt8(ascii: "S") where isTime && digits > 0: total += number
      default: return nil
      }
      (number, digits) = (0, 0)
    }
    return digits == 0 ? sign * total : nil
  }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
enum CivilDate {
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
