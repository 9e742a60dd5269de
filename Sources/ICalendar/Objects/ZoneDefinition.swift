import Foundation

/// VTIMEZONE of a zone that is known by its IANA name (RFC 7809 section 5.2: who sets the one may read the other).
public enum ZoneDefinition {
  /// The years whose changes of the clock are written out.
  private static let years = 2000..<2038

  /// An iCalendar object with the zone's definition; nil where there is no such zone.
  public static func calendar(_ identifier: String) -> [UInt8]? {
    guard ObjectZone(identifier: identifier) != nil else { return nil }
    // Names of office time that no time zone database has are office time.
    let zone = TimeZone(identifier: identifier) ?? TimeZone(secondsFromGMT: OfficeTime.offset) ?? .gmt
    var definition = ObjectComponent("VTIMEZONE", lines: [ObjectLine("TZID", identifier)])
    definition.children = observances(zone)
    var calendar = ObjectComponent("VCALENDAR", lines: [ObjectLine("VERSION", "2.0"), ObjectLine("PRODID", FeedRendering.product)])
    calendar.children = [definition]
    return CalendarObject(calendar).bytes
  }

  /// The name under which a definition's zone is known; nil where it is known under none.
  public static func identifier(of calendar: [UInt8]) -> String? {
    guard let object = try? CalendarObject(calendar), let zone = object.calendar.children.first(where: { $0.name == "VTIMEZONE" }),
      let identifier = zone.first("TZID")?.text, ObjectZone(identifier: identifier) != nil
    else { return nil }
    return identifier
  }

  /// A change of the clock: from which offset to which, and whether summer begins.
  private struct Shift: Hashable {
    var from: Int
    var to: Int
    var isDaylight: Bool
  }

  private static func observances(_ zone: TimeZone) -> [ObjectComponent] {
    func instant(_ year: Int) -> Date { Date(timeIntervalSince1970: Double(CivilDate.days(year, 1, 1) * 86_400)) }
    var date = instant(years.lowerBound)
    let offset = zone.secondsFromGMT(for: date)
    let first = Shift(from: offset, to: offset, isDaylight: false)
    var onsets: [(shift: Shift, times: [WallTime])] = [
      (first, [WallTime(seconds: CivilDate.days(1970, 1, 1) * 86_400, isDate: false, zone: .floating)])
    ]
    var before = offset
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < instant(years.upperBound) {
      let shift = Shift(from: before, to: zone.secondsFromGMT(for: next), isDaylight: zone.isDaylightSavingTime(for: next))
      let wall = WallTime(seconds: Int(next.timeIntervalSince1970) + before, isDate: false, zone: .floating)
      if let place = onsets.firstIndex(where: { $0.shift == shift }) {
        onsets[place].times.append(wall)
      } else {
        onsets.append((shift, [wall]))
      }
      (date, before) = (next, shift.to)
    }
    return onsets.map { shift, times in
      var observance = ObjectComponent(shift.isDaylight ? "DAYLIGHT" : "STANDARD", lines: [ObjectLine("DTSTART", times[0].text)])
      if times.count > 1 { observance.lines.append(ObjectLine("RDATE", times.dropFirst().map(\.text).joined(separator: ","))) }
      observance.lines += [ObjectLine("TZOFFSETFROM", text(shift.from)), ObjectLine("TZOFFSETTO", text(shift.to))]
      return observance
    }
  }

  /// A UTC-OFFSET (RFC 5545 section 3.3.14).
  private static func text(_ offset: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let size = abs(offset)
    return (offset < 0 ? "-" : "+") + padded(size / 3600) + padded(size / 60 % 60) + (size % 60 == 0 ? "" : padded(size % 60))
  }
}
