import CLibical
import Foundation

/// An RRULE (RFC 5545 section 3.3.10); libical expands it, at bounded cost.
struct RecurrenceRule: Hashable, Sendable {
  private let text: String
  /// COUNT; 0 where there is none.
  let count: Int
  /// UNTIL.
  let until: WallTime?
  /// Whether expanding it has bounded cost.
  let isAffordable: Bool

  /// Whether it ends.
  var isEndless: Bool { count == 0 && until == nil }

  /// Reads a rule; nil where it is none.
  init?(_ text: String) {
    var (count, until): (Int, WallTime?) = (0, nil)
    for part in text.split(separator: ";") {
      let halves = part.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      switch halves[0].uppercased() {
      case "COUNT":
        guard let number = Int(halves[1]), number > 0 else { return nil }
        count = number
      case "UNTIL":
        guard let time = WallTime(halves[1]) else { return nil }
        until = time
      case "BYDAY":
        guard halves[1].split(separator: ",", omittingEmptySubsequences: false).allSatisfy(Self.isWeekday) else { return nil }
      default: break
      }
    }
    let isAffordable = Libical.use { () -> Bool? in
      Self.parse(text).map(Recurrence.isExpandable)
    }
    guard let isAffordable else { return nil }
    (self.text, self.count, self.until, self.isAffordable) = (text, count, until, isAffordable)
  }

  private static let weekdays: Set<String> = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  /// A weekday, perhaps numbered: `MO`, `2TU`, `-1FR`. libical takes more than that.
  private static func isWeekday(_ text: Substring) -> Bool {
    let number = text.dropLast(2)
    return weekdays.contains(text.suffix(2).uppercased())
      && (number.isEmpty || Int(number).map { (1...53).contains(abs($0)) } ?? false)
  }

  /// The times of a rule from `start` on, `start` included where the rule gives it.
  ///
  /// - Parameter isWanted: whether to go on after this time. It is called while libical is locked.
  /// - Returns: nil where the rule costs too much.
  func times(from start: WallTime, while isWanted: (WallTime) -> Bool) -> [WallTime]? {
    Libical.use {
      guard let rule = Self.parse(text), let first = Self.wire(start) else { return [] }
      var recurrence = Recurrence()
      func wall(_ time: icaltimetype) -> WallTime? {
        WireTime.seconds(time).map { WallTime(seconds: $0, isDate: start.isDate, zone: start.zone) }
      }
      return recurrence.times(rule, from: first) { wall($0).map(isWanted) ?? false }?.compactMap(wall)
    }
  }

  /// Whether it is a rule that time zones have.
  var isZoneRule: Bool { Libical.use { Self.parse(text).map(Recurrence.isZoneRule) ?? false } }

  private static func parse(_ text: String) -> icalrecurrencetype? {
    let rule = icalrecurrencetype_from_string(text)
    return rule.freq == ICAL_NO_RECURRENCE ? nil : rule
  }

  private static func wire(_ time: WallTime) -> icaltimetype? {
    let days = Int((Double(time.seconds) / 86_400).rounded(.down))
    let rest = time.seconds - days * 86_400
    let (year, month, day) = CivilDate.civil(days)
    var wire = icaltimetype()
    (wire.year, wire.month, wire.day, wire.is_date) = (Int32(clamping: year), Int32(month), Int32(day), time.isDate ? 1 : 0)
    if !time.isDate { (wire.hour, wire.minute, wire.second) = (Int32(rest / 3600), Int32(rest / 60 % 60), Int32(rest % 60)) }
    return wire
  }
}
