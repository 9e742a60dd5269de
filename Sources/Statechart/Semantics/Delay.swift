import AcademicCalendar
import Rules

/// When a message is due, from whatever its delay expression gives.
enum Delay {
  /// The due time.
  static func due(_ value: Value, after now: Instant) throws(Fault) -> Message.Due {
    switch value {
    case .int(let milliseconds) where milliseconds >= 0: return .at(now + milliseconds)
    case .double(let milliseconds) where milliseconds >= 0 && milliseconds < 1e15: return .at(now + Int64(milliseconds.rounded(.up)))
    case .duration(let duration) where duration >= .zero:
      let (seconds, attoseconds) = duration.components
      return .at(now + seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    case .days(let days) where (0...1_000_000).contains(days): return .at(now + Int64(days) * 86_400_000)
    case .day(let day): return .on(day)
    case .timestamp(let timestamp):
      return .at(Instant(milliseconds: timestamp.seconds * 1000 + Int64((timestamp.nanoseconds + 999_999) / 1_000_000)))
    case .string(let text):
      if let day = Day(text) { return .on(day) }
      guard let milliseconds = milliseconds(text) else { throw Fault("延迟「\(text)」不是时长, 应如 1.5s 或 PT1.5S") }
      return .at(now + milliseconds)
    default: throw Fault("延迟应是不为负的时长、毫秒数、天数或日期")
    }
  }

  /// The length of `1.5s`, `200ms`, `2m`, `3h`, `1d` (CSS 2 and beyond) or an ISO 8601 duration without years and months, rounded up.
  static func milliseconds(_ text: String) -> Int64? {
    let upper = text.uppercased()
    let total = upper.hasPrefix("P") ? iso(upper.dropFirst()) : css(upper)
    guard let total, total >= 0, total < 1e15 else { return nil }
    // Decimal fractions have no exact binary form: 0.035 s is 35 ms and not a little more.
    return Int64(((total * 1e6).rounded() / 1e6).rounded(.up))
  }

  private static func css(_ text: String) -> Double? {
    let units: [(suffix: String, scale: Double)] = [("MS", 1), ("S", 1000), ("M", 60_000), ("H", 3_600_000), ("D", 86_400_000)]
    guard let unit = units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
    return number(text.dropLast(unit.suffix.count)).map { $0 * unit.scale }
  }

  private static func iso(_ text: Substring) -> Double? {
    var total = 0.0
    var digits = ""
    var isTime = false
    var count = 0
    let days: [Character: Double] = ["W": 604_800_000, "D": 86_400_000]
    let times: [Character: Double] = ["H": 3_600_000, "M": 60_000, "S": 1000]
    for character in text {
      if character == "T" {
        guard !isTime, digits.isEmpty else { return nil }
        isTime = true
      } else if let scale = (isTime ? times : days)[character] {
        guard let value = number(digits[...]) else { return nil }
        total += value * scale
        digits = ""
        count += 1
      } else {
        digits.append(character == "," ? "." : character)
      }
    }
    return digits.isEmpty && count > 0 ? total : nil
  }

  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
    return Double(text)
  }
}
