import Foundation
import Synchronization

/// A clock: what instant a wall time is.
///
/// A zone is its VTIMEZONE (RFC 5545 section 3.6.5). One that an object names and does not define is looked up by its IANA name, and is
/// office time where there is none: a client that leaves the definition out means the well-known zone.
public struct ObjectZone: Hashable, Sendable {
  private enum Clock: Hashable {
    case fixed(Int)
    case changes([Change])
    case named(TimeZone)
  }

  /// From when on which offset holds.
  private struct Change: Hashable {
    /// On the clock that it ends.
    var wall: Int
    var from: Int
    var to: Int
  }

  private let clock: Clock

  /// Office time.
  public static let office = ObjectZone(clock: .fixed(OfficeTime.offset))
  /// UTC.
  public static let utc = ObjectZone(clock: .fixed(0))

  private init(clock: Clock) { self.clock = clock }

  /// The zone that an iCalendar object with a VTIMEZONE describes, as CALDAV:calendar-timezone holds it (RFC 4791 section 5.2.2).
  public init?(calendar bytes: [UInt8]) {
    guard let object = try? CalendarObject(bytes) else { return nil }
    let zones = object.calendar.children.filter { $0.name == "VTIMEZONE" }
    guard zones.count == 1, object.entries.isEmpty, let zone = ObjectZone(definition: zones[0]) else { return nil }
    self = zone
  }

  /// The zone of an IANA name (RFC 7809's CALDAV:calendar-timezone-id), or nil where there is none.
  public init?(identifier: String) {
    if Self.officeNames.contains(identifier) {
      self = .office
    } else if let zone = TimeZone(identifier: identifier) {
      clock = .named(zone)
    } else {
      return nil
    }
  }

  private static let officeNames: Set<String> = [
    OfficeTime.identifier, "Asia/Chongqing", "Asia/Harbin", "PRC", "China Standard Time", "Asia/Beijing", "Beijing",
  ]

  /// The zone that a VTIMEZONE defines.
  init?(definition: ObjectComponent) {
    guard let identifier = definition.first("TZID")?.text else { return nil }
    guard !Self.officeNames.contains(identifier) else {
      self = .office
      return
    }
    guard let known = ZoneCache.shared.zone(of: definition, orMake: { Self.made(of: definition) }) else { return nil }
    self = known
  }

  private static func made(of definition: ObjectComponent) -> ObjectZone? {
    var changes: [Change] = []
    for observance in definition.children where observance.name == "STANDARD" || observance.name == "DAYLIGHT" {
      guard let start = observance.first("DTSTART").flatMap({ WallTime($0) }),
        let from = observance.first("TZOFFSETFROM").flatMap({ offset($0.value) }),
        let to = observance.first("TZOFFSETTO").flatMap({ offset($0.value) })
      else { return nil }
      changes += onsets(of: observance, start).map { Change(wall: $0, from: from, to: to) }
    }
    guard !changes.isEmpty else { return nil }
    return ObjectZone(clock: .changes(changes.sorted { $0.wall - $0.from < $1.wall - $1.from }))
  }

  /// When an observance begins, on the clock before it; rules through 2100.
  private static func onsets(of observance: ObjectComponent, _ start: WallTime) -> [Int] {
    var onsets: Set<Int> = [start.seconds]
    for line in observance.all("RDATE") {
      onsets.formUnion(line.value.split(separator: ",").prefix(1000).compactMap { WallTime($0)?.seconds })
    }
    for line in observance.all("RRULE").prefix(4) {
      guard let rule = RecurrenceRule(line.value), rule.isZoneRule else { continue }
      // Zones of some programs begin in 1601.
      var first = start
      if rule.count == 0, first.seconds < 0 {
        let (_, month, day) = CivilDate.civil(Int((Double(start.seconds) / 86_400).rounded(.down)))
        let time = ((start.seconds % 86_400) + 86_400) % 86_400
        first.seconds = CivilDate.days(1970, month, min(day, 28)) * 86_400 + time
      }
      let last = rule.until?.seconds ?? CivilDate.days(2100, 1, 1) * 86_400
      onsets.formUnion(rule.times(from: first) { $0.seconds <= last + 86_400 }?.map(\.seconds) ?? [])
    }
    return Array(onsets)
  }

  /// A UTC-OFFSET in seconds (section 3.3.14).
  private static func offset(_ text: String) -> Int? {
    let digits = text.dropFirst()
    guard let sign = text.first, sign == "+" || sign == "-", digits.count == 4 || digits.count == 6, let number = Int(digits) else {
      return nil
    }
    let full = digits.count == 4 ? number * 100 : number
    return (sign == "-" ? -1 : 1) * (full / 10_000 * 3600 + full / 100 % 100 * 60 + full % 100)
  }

  /// The seconds since 1970 of a wall time on this clock. A time that the clock skips is taken by the clock before, and of a time that it shows
  /// twice the first is meant (section 3.3.5).
  func instant(_ wall: Int) -> Int {
    switch clock {
    case .fixed(let offset): return wall - offset
    case .named(let zone):
      func offset(at instant: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))) }
      // A day before, whatever the offset, the clock has not changed yet.
      let before = offset(at: wall - 86_400)
      let after = offset(at: wall - before)
      return after != before && offset(at: wall - after) == after ? wall - after : wall - before
    case .changes(let changes):
      guard let change = changes.last(where: { $0.wall <= wall }) else { return wall - (changes.first?.from ?? 0) }
      let isSkipped = wall - change.wall < change.to - change.from
      return wall - (isSkipped ? change.from : change.to)
    }
  }
}

/// Zones that were worked out, by their definition: clients send the same few again and again.
private final class ZoneCache: Sendable {
  static let shared = ZoneCache()
  private let zones = Mutex<[ObjectComponent: ObjectZone]>([:])
  private static let limit = 500

  func zone(of definition: ObjectComponent, orMake make: () -> ObjectZone?) -> ObjectZone? {
    if let known = zones.withLock({ $0[definition] }) { return known }
    guard let made = make() else { return nil }
    zones.withLock { zones in
      if zones.count >= Self.limit { zones.removeAll() }
      zones[definition] = made
    }
    return made
  }
}

/// The clocks of one object.
struct ObjectZones {
  private var zones: [String: ObjectZone] = [:]
  /// The clock of floating times and of days.
  let floating: ObjectZone

  init(_ object: CalendarObject, floating: ObjectZone) {
    self.floating = floating
    for definition in object.calendar.children where definition.name == "VTIMEZONE" {
      guard let identifier = definition.first("TZID")?.text, let zone = ObjectZone(definition: definition) else { continue }
      zones[identifier] = zone
    }
    // Looked up now: while libical expands a rule nothing may be worked out.
    for entry in object.entries {
      for line in entry.lines {
        guard let identifier = line.parameter("TZID"), zones[identifier] == nil else { continue }
        zones[identifier] = ObjectZone(identifier: identifier) ?? .office
      }
    }
  }

  /// The seconds since 1970 of a time.
  func instant(_ time: WallTime) -> Int {
    switch time.zone {
    case .utc: time.seconds
    case .floating: floating.instant(time.seconds)
    case .named(let identifier): (zones[identifier] ?? .office).instant(time.seconds)
    }
  }
}
