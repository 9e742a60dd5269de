extension Timestamp {
  /// RFC 3339 in UTC, with as many digits of the second as needed.
  public var text: String {
    let fields = CivilTime(seconds: seconds)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let year = String(repeating: "0", count: max(0, 4 - "\(fields.year)".count)) + "\(fields.year)"
    let fraction = Fraction.text(Int64(nanoseconds), digits: 9)
    return "\(year)-\(two(fields.month))-\(two(fields.day))T\(two(fields.hour)):\(two(fields.minute)):\(two(fields.second))\(fraction)Z"
  }

  /// Reads RFC 3339: `2014-02-28T08:00:00.5+08:00`.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"), let day = reader.number(2),
      reader.take("Tt"), let hour = reader.number(2), reader.take(":"), let minute = reader.number(2), reader.take(":"),
      let second = reader.number(2), let fraction = reader.fraction(), let offset = reader.offset(), reader.atEnd,
      (1...9999).contains(year), (1...12).contains(month), (1...CivilTime.length(ofMonth: month, year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    let days = CivilTime.dayCount(year, month, day)
    self.init(seconds: Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offset), nanoseconds: Int32(fraction))
  }
}

extension Duration {
  /// `3.5s`, the form of the language.
  public var text: String {
    let (seconds, rest) = components
    let nanos = rest / 1_000_000_000
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    return "\(sign)\(seconds.magnitude)\(Fraction.text(Int64(nanos.magnitude), digits: 9))s"
  }
}

/// The digits after a decimal point.
enum Fraction {
  /// `.5` for 500,000,000 of 9 digits; nothing for 0.
  static func text(_ value: Int64, digits: Int) -> String {
    guard value != 0 else { return "" }
    var text = "\(value)"
    text = String(repeating: "0", count: max(0, digits - text.count)) + text
    while text.hasSuffix("0") { text.removeLast() }
    return "." + text
  }
}

/// Date and time of day in UTC.
struct CivilTime {
  let year, month, day, hour, minute, second: Int
  /// 0 is Sunday.
  let weekday: Int
  /// From 0.
  let dayOfYear: Int

  init(seconds: Int64) {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = Int(seconds) - days * 86_400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    (year, month, day) = Self.date(days)
    weekday = ((days + 4) % 7 + 7) % 7
    dayOfYear = days - Self.dayCount(year, 1, 1)
  }

  /// Days since 1970-01-01, by Howard Hinnant's algorithm.
  static func dayCount(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The reverse of ``dayCount(_:_:_:)``.
  static func date(_ days: Int) -> (Int, Int, Int) {
    let count = days + 719_468
    let era = (count >= 0 ? count : count - 146_096) / 146_097
    let dayOfEra = count - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Reads the parts of an RFC 3339 date-time.
struct DigitReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8.prefix(64)) }

  var atEnd: Bool { index == bytes.count }

  mutating func number(_ count: Int) -> Int? {
    guard index + count <= bytes.count, bytes[index..<index + count].allSatisfy(\.isDigit) else { return nil }
    defer { index += count }
    return bytes[index..<index + count].reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  mutating func take(_ characters: String) -> Bool {
    guard index < bytes.count, characters.utf8.contains(bytes[index]) else { return false }
    index += 1
    return true
  }

  /// Nanoseconds of `.123`, 0 when there is no point; nil for more than nine digits or none.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    let start = index
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    guard (1...9).contains(index - start) else { return nil }
    let value = bytes[start..<index].reduce(0) { $0 * 10 + Int($1 - 48) }
    return (index - start..<9).reduce(value) { sum, _ in sum * 10 }
  }

  /// Seconds east of UTC of `Z` or `+08:00`.
  mutating func offset() -> Int? {
    if take("Zz") { return 0 }
    let isWest = index < bytes.count && bytes[index] == UInt8(ascii: "-")
    guard take("+-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
