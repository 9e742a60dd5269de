public import Foundation

/// A CALDAV:time-range (RFC 4791 section 9.9); an end that is open is far away.
public struct TimeRange: Hashable, Sendable {
  let start: Int
  let end: Int

  /// From an instant until another; nil is open.
  public init(start: Date?, end: Date?) {
    self.start = start.map { Int($0.timeIntervalSince1970.rounded(.down)) } ?? .min / 4
    self.end = end.map { Int($0.timeIntervalSince1970.rounded(.down)) } ?? .max / 4
  }

  /// Reads the attributes of a time-range: UTC, at least one of them, in order.
  public init?(start: String?, end: String?) {
    func instant(_ text: String?) -> Date?? {
      guard let text else { return .some(nil) }
      guard let time = WallTime(text), time.zone == .utc else { return nil }
      return Date(timeIntervalSince1970: Double(time.seconds))
    }
    guard start != nil || end != nil, let first = instant(start), let last = instant(end) else { return nil }
    if let first, let last, first >= last { return nil }
    self.init(start: first, end: last)
  }

  /// Whether both ends are given.
  public var isBounded: Bool { start > .min / 4 && end < .max / 4 }

  /// The range in seconds since 1970, for looking up what may be in it.
  public var seconds: ClosedRange<Int64> { Int64(start)...Int64(end) }
}

/// Whether components overlap a time range: the tables of RFC 4791 section 9.9.
struct TimeRangeMatch {
  let occurrences: ObjectOccurrences
  let range: TimeRange

  /// Whether any instance of a component overlaps.
  func matches(_ index: Int) -> Bool {
    let entry = occurrences.entries[index]
    switch entry.name {
    case "VEVENT": return any(index, event)
    case "VTODO": return ObjectOccurrences.anchor(entry) == nil ? undated(entry) : any(index, toDo)
    case "VJOURNAL": return any(index, journal)
    case "VFREEBUSY": return freeBusy(entry)
    default: return true
    }
  }

  private func any(_ index: Int, _ overlaps: (ObjectOccurrence) -> Bool) -> Bool {
    // A to-do that is due, or an alarm that rings, at the very end of the range still counts.
    let horizon = range.end == .max / 4 ? range.end : range.end + 1
    return occurrences.instances(of: index, before: horizon, isFinal: overlaps).last.map(overlaps) ?? false
  }

  func journal(_ occurrence: ObjectOccurrence) -> Bool {
    let start = occurrences.zones.instant(occurrence.start)
    return occurrence.start.isDate ? range.start < start + 86_400 && range.end > start : range.start <= start && range.end > start
  }

  /// Whether an instance of an event overlaps.
  func event(_ occurrence: ObjectOccurrence) -> Bool {
    let start = occurrences.zones.instant(occurrence.start)
    guard range.end > start else { return false }
    let end = occurrences.end(of: occurrence) ?? (occurrence.start.isDate ? start + 86_400 : start)
    return end > start ? range.start < end : range.start <= start
  }

  func toDo(_ occurrence: ObjectOccurrence) -> Bool {
    let entry = occurrences.entries[occurrence.entry]
    let start = occurrences.zones.instant(occurrence.start)
    guard entry.first("DTSTART") != nil else { return range.start < start && range.end >= start }
    guard let end = occurrences.end(of: occurrence) else { return range.start <= start && range.end > start }
    if entry.first("DUE") != nil { return (range.start < end || range.start <= start) && (range.end > start || range.end >= end) }
    return range.start <= end && (range.end > start || range.end >= end)
  }

  /// A to-do with neither start nor due day.
  private func undated(_ entry: ObjectComponent) -> Bool {
    func instant(_ name: String) -> Int? { entry.first(name).flatMap { WallTime($0) }.map(occurrences.zones.instant) }
    switch (instant("COMPLETED"), instant("CREATED")) {
    case (let completed?, let created?):
      return (range.start <= created || range.start <= completed) && (range.end >= created || range.end >= completed)
    case (let completed?, nil): return range.start <= completed && range.end >= completed
    case (nil, let created?): return range.end > created
    case (nil, nil): return true
    }
  }

  private func freeBusy(_ entry: ObjectComponent) -> Bool {
    func instant(_ name: String) -> Int? { entry.first(name).flatMap { WallTime($0) }.map(occurrences.zones.instant) }
    if let start = instant("DTSTART"), let end = instant("DTEND") { return range.start <= end && range.end > start }
    return BusyTime.periods(of: entry, occurrences.zones).contains { range.start < $0.end && range.end > $0.start }
  }

  /// Whether an alarm of a component rings within the range.
  func matches(alarm: ObjectComponent, of index: Int) -> Bool {
    guard let trigger = alarm.first("TRIGGER") else { return false }
    let repeats = min(alarm.first("REPEAT").flatMap { Int($0.value) } ?? 0, 1000)
    let gap = alarm.first("DURATION").flatMap { WallTime.duration($0.value) } ?? 0
    func rings(_ first: Int) -> Bool {
      (0...max(0, repeats)).contains { range.start <= first + $0 * gap && range.end > first + $0 * gap }
    }
    if let time = WallTime(trigger), trigger.parameter("VALUE")?.uppercased() != "DURATION" {
      return rings(occurrences.zones.instant(time))
    }
    guard let offset = WallTime.duration(trigger.value) else { return false }
    let isRelatedToEnd = trigger.parameter("RELATED")?.uppercased() == "END"
    func overlaps(_ occurrence: ObjectOccurrence) -> Bool {
      let start = occurrences.zones.instant(occurrence.start)
      return rings((isRelatedToEnd ? occurrences.end(of: occurrence) ?? start : start) + offset)
    }
    let horizon = range.end == .max / 4 ? range.end : range.end + abs(offset) + 86_400 * 31
    return occurrences.instances(of: index, before: horizon, isFinal: overlaps).last.map(overlaps) ?? false
  }

  /// Whether the value of a property lies in the range.
  func matches(_ line: ObjectLine) -> Bool {
    guard let time = WallTime(line) else { return false }
    let start = occurrences.zones.instant(time)
    return time.isDate ? range.start < start + 86_400 && range.end > start : range.start <= start && range.end > start
  }
}
