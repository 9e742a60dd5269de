import AcademicCalendar
import CLibical
import Foundation

/// The time zones of one calendar, for turning its wall times into instants.
///
/// A zone is its VTIMEZONE (RFC 5545 section 3.6.5), expanded by libical; the built-in zones of libical and of the machine are not used.
/// Not Sendable: it lives inside ``Libical/use(_:)``, and not longer than the calendar.
final class Zones {
  /// Zones that are office time whatever the file says of them.
  private static let office: Set<String> = [
    OfficeTime.identifier, "Asia/Chongqing", "Asia/Harbin", "PRC", "China Standard Time", "Asia/Beijing", "Beijing",
  ]
  private var zones: [String: OpaquePointer] = [:]

  /// How many years of observances are expanded in one file.
  static let yearLimit = 100_000

  /// The zones of a calendar, as far as expanding them has bounded cost.
  ///
  /// - Parameter years: how many years may still be expanded; what these zones take is subtracted.
  init(_ calendar: CalendarTree, years: inout Int) {
    for tree in calendar.children where tree.name == "VTIMEZONE" {
      guard let cost = Self.years(of: tree), cost <= years else { continue }
      years -= cost
      guard let identifier = tree.text(ICAL_TZID_PROPERTY), let zone = icaltimezone_new() else { continue }
      guard zones[identifier] == nil, let copy = icalcomponent_new_clone(tree.raw) else {
        icaltimezone_free(zone, 1)
        continue
      }
      if icaltimezone_set_component(zone, copy) != 0 {
        zones[identifier] = zone
      } else {
        icalcomponent_free(copy)
        icaltimezone_free(zone, 1)
      }
    }
  }

  deinit {
    for zone in zones.values { icaltimezone_free(zone, 1) }
  }

  /// The TZID of a property (section 3.2.19).
  static func identifier(of property: OpaquePointer) -> String? {
    icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER).map { Libical.copy(icalparameter_get_tzid($0)) }
  }

  /// The instant of a wall time under a TZID. A floating time, a date, and a time in a zone that the calendar does not define are taken as
  /// office time.
  func instant(_ time: icaltimetype, zone identifier: String?) -> Date? {
    guard let wall = WireTime.seconds(time) else { return nil }
    if icaltime_is_utc(time) != 0 { return Date(timeIntervalSince1970: Double(wall)) }
    if time.is_date == 0, let identifier, !Self.office.contains(identifier), let zone = zones[identifier] {
      return Date(timeIntervalSince1970: Double(icaltime_as_timet_with_zone(time, zone)))
    }
    return Date(timeIntervalSince1970: Double(wall - OfficeTime.offset))
  }

  /// The instant of a property such as DTSTART.
  func instant(of property: OpaquePointer?) -> Date? {
    guard let property, let time = PropertyValue.time(property) else { return nil }
    return instant(time, zone: Self.identifier(of: property))
  }

  /// How long an event takes, in seconds (section 3.6.1); nil where it has no usable start.
  func length(of event: CalendarTree) -> TimeInterval? {
    guard let start = event.property(ICAL_DTSTART_PROPERTY), let first = instant(of: start) else { return nil }
    if let end = event.property(ICAL_DTEND_PROPERTY) { return instant(of: end).map { max(0, $0.timeIntervalSince(first)) } }
    if let duration = event.property(ICAL_DURATION_PROPERTY).flatMap(PropertyValue.seconds) { return Double(max(0, duration)) }
    return PropertyValue.time(start)?.is_date == 0 ? 0 : 86_400
  }

  /// How many years expanding a zone takes; nil where a rule is none that a zone has.
  private static func years(of zone: CalendarTree) -> Int? {
    var years = 1
    for observance in zone.children {
      guard let start = observance.time(ICAL_DTSTART_PROPERTY) else { return nil }
      for rule in observance.properties(ICAL_RRULE_PROPERTY) {
        guard let recurrence = PropertyValue.rule(rule), Recurrence.isZoneRule(recurrence) else { return nil }
        years += max(1, 2100 - Int(start.year))
      }
      years += 1 + observance.properties(ICAL_RDATE_PROPERTY).count
    }
    return years
  }
}
