import CLibical
public import Foundation

/// When a calendar says that its owner is busy.
public struct FreeBusy: Hashable, Sendable {
  /// The busy times within the range, merged and in order.
  public let busy: [Range<Date>]
  /// What could not be read or was not expanded; then more may be busy than ``busy`` says.
  public let problems: [Problem]

  /// Reads any calendar: events that are neither cancelled nor transparent, with their recurrences (RFC 5545 section 3.8.5).
  ///
  /// Floating times and whole days are office time. Expanding recurrences is bounded; a rule that would cost too much is reported instead.
  ///
  /// - Parameters:
  ///   - bytes: an iCalendar file.
  ///   - range: what is asked for.
  public static func read(_ bytes: [UInt8], in range: Range<Date>) -> FreeBusy {
    Libical.use {
      let reader = CalendarReader(bytes)
      var log = reader.log
      var busy: [Range<Date>] = []
      var (recurrence, years) = (Recurrence(), Zones.yearLimit)
      for calendar in reader.calendars {
        let expansion = Expansion(calendar, Zones(calendar, years: &years), range)
        busy += expansion.busy(&recurrence, &log)
      }
      return FreeBusy(busy: merged(busy), problems: log.report)
    }
  }

  private static func merged(_ ranges: [Range<Date>]) -> [Range<Date>] {
    var merged: [Range<Date>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

/// The events of one calendar as they take place within a range.
private struct Expansion {
  private let calendar: CalendarTree
  private let zones: Zones
  private let range: Range<Date>
  /// Which occurrences of which identifier are described by an event of their own (RECURRENCE-ID, section 3.8.4.4).
  private var replaced: [String: Set<Date>] = [:]

  init(_ calendar: CalendarTree, _ zones: Zones, _ range: Range<Date>) {
    (self.calendar, self.zones, self.range) = (calendar, zones, range)
    for event in calendar.children where event.name == "VEVENT" {
      guard let instant = zones.instant(of: event.property(ICAL_RECURRENCEID_PROPERTY)), let uid = event.text(ICAL_UID_PROPERTY) else {
        continue
      }
      replaced[uid, default: []].insert(instant)
    }
  }

  /// The busy times, clamped to the range.
  func busy(_ recurrence: inout Recurrence, _ log: inout ProblemLog) -> [Range<Date>] {
    var busy: [Range<Date>] = []
    for event in calendar.children where event.name == "VEVENT" && Self.takesTime(event) {
      guard let length = zones.length(of: event), length > 0 else { continue }
      for start in starts(of: event, length, &recurrence, &log) {
        let clamped = (start..<start.addingTimeInterval(length)).clamped(to: range)
        if !clamped.isEmpty { busy.append(clamped) }
      }
    }
    return busy
  }

  /// The starts of an event that can touch the range.
  private func starts(
    of event: CalendarTree, _ length: TimeInterval, _ recurrence: inout Recurrence, _ log: inout ProblemLog
  ) -> Set<Date> {
    guard let property = event.property(ICAL_DTSTART_PROPERTY), let start = PropertyValue.time(property) else { return [] }
    let zone = Zones.identifier(of: property)
    guard let first = zones.instant(start, zone: zone) else { return [] }
    guard event.property(ICAL_RECURRENCEID_PROPERTY) == nil else { return [first] }
    var starts: Set<Date> = [first]
    for rule in event.properties(ICAL_RRULE_PROPERTY) {
      guard let rule = PropertyValue.rule(rule), let more = expand(rule, start, zone, length, &recurrence) else {
        log.add(.tooCostly, line: event.line(of: "RRULE"), property: "RRULE")
        continue
      }
      starts.formUnion(more)
    }
    starts.formUnion(event.properties(ICAL_RDATE_PROPERTY).compactMap(zones.instant(of:)))
    starts.subtract(event.properties(ICAL_EXDATE_PROPERTY).compactMap(zones.instant(of:)))
    if let uid = event.text(ICAL_UID_PROPERTY) { starts.subtract(replaced[uid] ?? []) }
    return starts
  }

  /// The starts that a rule gives, from those that can touch the range on.
  private func expand(
    _ rule: icalrecurrencetype, _ start: icaltimetype, _ zone: String?, _ length: TimeInterval, _ recurrence: inout Recurrence
  ) -> [Date]? {
    let limit = Self.end(of: rule, zones, zone)
    var wall = start
    wall.zone = nil
    func instant(_ time: icaltimetype) -> Date? {
      var time = time
      time.zone = start.zone
      return zones.instant(time, zone: zone)
    }
    let times = recurrence.times(rule, from: wall) { time in
      guard let instant = instant(time) else { return false }
      return instant < range.upperBound && limit.map { instant <= $0 } ?? true
    }
    return times?.compactMap(instant).filter { $0.addingTimeInterval(length) > range.lowerBound }
  }

  /// The last instant at which a rule lets something start (UNTIL); a day counts to its end.
  private static func end(of rule: icalrecurrencetype, _ zones: Zones, _ zone: String?) -> Date? {
    guard icaltime_is_null_time(rule.until) == 0 else { return nil }
    let instant = zones.instant(rule.until, zone: zone)
    return rule.until.is_date == 0 ? instant : instant?.addingTimeInterval(86_399)
  }

  private static func takesTime(_ event: CalendarTree) -> Bool {
    PropertyValue.status(event.property(ICAL_STATUS_PROPERTY)) != ICAL_STATUS_CANCELLED
      && !PropertyValue.isTransparent(event.property(ICAL_TRANSP_PROPERTY))
  }
}
