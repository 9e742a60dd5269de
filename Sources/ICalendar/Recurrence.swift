import CLibical
import Foundation

/// Expanding recurrence rules (RFC 5545 section 3.3.10) at bounded cost.
///
/// libical's iterator searches for the next occurrence up to a far horizon, and for a rule by the hour or the minute that never matches
/// that takes hours. So rules of that kind are not expanded, and the rest are charged to a budget for the days they search.
struct Recurrence {
  /// What a rule may cost, in microseconds on a slow machine.
  private(set) var budget = 3_000_000
  /// What a day of searching costs where the rule looks at every day.
  private static let dayCost = 10
  /// What an occurrence costs.
  private static let hitCost = 10
  /// What a rule costs that never matches and is searched up to the horizon; no honest calendar has one.
  private static let barrenCost = 1_500_000
  private static let unset = Int16(ICAL_RECURRENCE_ARRAY_MAX.rawValue)

  /// The wall times at which a rule lets something start, from its start on.
  ///
  /// - Parameters:
  ///   - rule: a rule of that component.
  ///   - start: DTSTART, without a zone.
  ///   - isWanted: whether to go on after this time, and no further where not.
  /// - Returns: the times, or nil for a rule that would cost too much.
  mutating func times(_ rule: icalrecurrencetype, from start: icaltimetype, while isWanted: (icaltimetype) -> Bool) -> [icaltimetype]? {
    guard Self.isExpandable(rule), budget > 0 else { return nil }
    var endless = rule
    // UNTIL may be UTC where DTSTART is not: the caller compares instants.
    endless.until = icaltime_null_time()
    guard let iterator = icalrecur_iterator_new(endless, start) else {
      budget -= Self.barrenCost
      return []
    }
    defer { icalrecur_iterator_free(iterator) }
    var times: [icaltimetype] = []
    var last = WireTime.seconds(start) ?? 0
    while budget > 0 {
      let time = icalrecur_iterator_next(iterator)
      guard icaltime_is_null_time(time) == 0, let seconds = WireTime.seconds(time) else {
        if times.isEmpty { budget -= Self.barrenCost }
        return times
      }
      budget -= Self.hitCost + (rule.freq == ICAL_DAILY_RECURRENCE ? max(0, (seconds - last) / 86_400 - 1) * Self.dayCost : 0)
      last = seconds
      guard isWanted(time) else { return times }
      times.append(time)
    }
    return nil
  }

  /// Whether a rule is one that time zones have: a day of a month, every year. Such a rule matches in every year.
  static func isZoneRule(_ rule: icalrecurrencetype) -> Bool {
    let isPlain = rule.by_year_day.0 == unset && rule.by_week_no.0 == unset && rule.by_set_pos.0 == unset && rule.rscale == nil
    let days = withUnsafeBytes(of: rule.by_month_day) { $0.bindMemory(to: Int16.self).prefix { $0 != unset } }
    return rule.freq == ICAL_YEARLY_RECURRENCE && rule.interval == 1 && isPlain && hasOnlyDays(rule)
      && days.allSatisfy { abs(Int($0)) <= 28 }
  }

  /// Whether a rule names no hours, minutes or seconds.
  private static func hasOnlyDays(_ rule: icalrecurrencetype) -> Bool {
    rule.by_second.0 == unset && rule.by_minute.0 == unset && rule.by_hour.0 == unset
  }

  /// Whether the search for each next occurrence is bounded.
  static func isExpandable(_ rule: icalrecurrencetype) -> Bool {
    let isGregorian = rule.rscale == nil || Libical.copy(rule.rscale).uppercased() == "GREGORIAN"
    let hasNoDays =
      rule.by_day.0 == unset && rule.by_month_day.0 == unset && rule.by_year_day.0 == unset && rule.by_week_no.0 == unset
      && rule.by_month.0 == unset && rule.by_set_pos.0 == unset
    switch rule.freq {
    case ICAL_YEARLY_RECURRENCE: return true
    case ICAL_MONTHLY_RECURRENCE, ICAL_WEEKLY_RECURRENCE, ICAL_DAILY_RECURRENCE: return isGregorian
    case ICAL_HOURLY_RECURRENCE, ICAL_MINUTELY_RECURRENCE: return isGregorian && hasNoDays && hasOnlyDays(rule)
    default: return false
    }
  }
}
