import Foundation

/// Writes the instances of an object out (RFC 4791 sections 9.6.5 to 9.6.7).
struct ObjectExpansion {
  private let object: CalendarObject
  private let occurrences: ObjectOccurrences
  private let match: TimeRangeMatch
  private let range: TimeRange

  init(_ object: CalendarObject, _ range: TimeRange, _ floating: ObjectZone) {
    (self.object, self.range) = (object, range)
    occurrences = ObjectOccurrences(object, floating: floating)
    match = TimeRangeMatch(occurrences: occurrences, range: range)
  }

  /// Every instance that overlaps the range as a component of its own, in UTC, without rule and time zones.
  func expanded() -> CalendarObject {
    var calendar = object.calendar
    var instances: [(start: Int, component: ObjectComponent)] = []
    for index in occurrences.entries.indices {
      let entry = occurrences.entries[index]
      guard ObjectOccurrences.anchor(entry) != nil, ObjectOccurrences.recurs(entry) || entry.first("RECURRENCE-ID") != nil else {
        instances.append((0, inUTC(entry)))
        continue
      }
      for occurrence in occurrences.instances(of: index, before: range.end + 1) where match.overlaps(occurrence) {
        instances.append((occurrences.zones.instant(occurrence.start), instance(entry, occurrence)))
      }
    }
    calendar.children = instances.sorted { $0.start < $1.start }.map(\.component)
    return CalendarObject(calendar)
  }

  private static let rules: Set<String> = ["RRULE", "RDATE", "EXDATE", "EXRULE"]
  private static let times: Set<String> = ["DTSTART", "DTEND", "DUE", "RECURRENCE-ID"]

  private func instance(_ entry: ObjectComponent, _ occurrence: ObjectOccurrence) -> ObjectComponent {
    var instance = ObjectComponent(entry.name, children: entry.children)
    let endName = ObjectOccurrences.endName(entry)
    for line in entry.lines where !Self.rules.contains(line.name) && line.name != "RECURRENCE-ID" {
      // A PERIOD says it instead.
      if occurrence.end != nil, line.name == endName || line.name == "DURATION" { continue }
      guard Self.times.contains(line.name), let time = WallTime(line) else {
        instance.lines.append(line)
        continue
      }
      instance.lines.append(written(line.name, time, in: occurrence))
      if line.name == "DTSTART" || line.name == "DUE" && entry.first("DTSTART") == nil, let id = occurrence.id {
        instance.lines.append(written("RECURRENCE-ID", id, in: nil))
      }
      if line.name == "DTSTART", let end = occurrence.end { instance.lines.append(written(endName, end, in: nil)) }
    }
    return instance
  }

  /// A time of an instance: days stay days and floating times floating, the others become UTC.
  private func written(_ name: String, _ time: WallTime, in occurrence: ObjectOccurrence?) -> ObjectLine {
    if time.isDate || time.zone == .floating {
      let shift = occurrence.map { $0.start.seconds - $0.anchor.seconds } ?? 0
      let moved = WallTime(seconds: time.seconds + shift, isDate: time.isDate, zone: .floating)
      return ObjectLine(name, moved.text, parameters: time.isDate ? [ObjectLine.Parameter(name: "VALUE", values: ["DATE"])] : [])
    }
    let instant = occurrence.map { occurrences.moved(time, in: $0) } ?? occurrences.zones.instant(time)
    return ObjectLine(name, WallTime.utc(Date(timeIntervalSince1970: Double(instant))).text)
  }

  private func inUTC(_ entry: ObjectComponent) -> ObjectComponent {
    var result = entry
    result.lines = entry.lines.map { line in
      guard Self.times.contains(line.name), let time = WallTime(line), case .named = time.zone else { return line }
      return written(line.name, time, in: nil)
    }
    return result
  }

  /// The object without those changed instances that neither are nor were within the range.
  func limited() -> CalendarObject {
    var calendar = object.calendar
    calendar.children = object.calendar.children.filter { child in
      guard let id = child.first("RECURRENCE-ID") else { return true }
      guard id.parameter("RANGE") == nil, let original = WallTime(id) else { return true }
      guard let index = occurrences.entries.firstIndex(of: child) else { return true }
      let overlaps = occurrences.instances(of: index, before: range.end + 1).contains(where: match.overlaps)
      return overlaps || wasWithin(occurrences.zones.instant(original), index)
    }
    return CalendarObject(calendar)
  }

  /// Whether the instance that a component replaces lay within the range, by the length of the recurring component.
  private func wasWithin(_ start: Int, _ index: Int) -> Bool {
    let master = occurrences.entries.indices.first { occurrences.entries[$0].first("RECURRENCE-ID") == nil } ?? index
    let entry = occurrences.entries[master]
    guard let anchor = ObjectOccurrences.anchor(entry) else { return false }
    let first = ObjectOccurrence(entry: master, anchor: anchor, start: anchor, id: nil)
    let length =
      (occurrences.end(of: first) ?? occurrences.zones.instant(anchor) + (anchor.isDate ? 86_400 : 0)) - occurrences.zones.instant(anchor)
    return start < range.end && (range.start < start + length || range.start <= start)
  }

  /// The object with only those FREEBUSY values that overlap the range.
  func limitedFreeBusy() -> CalendarObject {
    var calendar = object.calendar
    for index in calendar.children.indices where calendar.children[index].name == "VFREEBUSY" {
      calendar.children[index].lines = calendar.children[index].lines.compactMap { line in
        guard line.name == "FREEBUSY" else { return line }
        let kept = line.value.split(separator: ",").filter { value in
          guard let period = BusyTime.period(value, line, occurrences.zones) else { return false }
          return range.start < period.end && range.end > period.start
        }
        return kept.isEmpty ? nil : ObjectLine(line.name, kept.joined(separator: ","), parameters: line.parameters)
      }
    }
    return CalendarObject(calendar)
  }
}

extension TimeRangeMatch {
  /// Whether this instance overlaps.
  func overlaps(_ occurrence: ObjectOccurrence) -> Bool {
    switch occurrences.entries[occurrence.entry].name {
    case "VTODO": toDo(occurrence)
    case "VJOURNAL": journal(occurrence)
    default: event(occurrence)
    }
  }
}
