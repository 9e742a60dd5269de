/// A range of seconds since 1970; open ends are the ends of `Int`.
typealias SecondRange = (start: Int, end: Int)

/// One instance of a component (RFC 5545 section 3.8.5; RFC 4791 section 9.9).
struct ObjectOccurrence {
  /// The component that describes it, among the object's entries.
  var entry: Int
  /// When the component itself begins, and this instance; the same for what does not recur.
  var anchor: WallTime
  var start: WallTime
  /// The original start that this instance answers to; nil for what does not recur.
  var id: WallTime?
}

/// The instances of an object.
struct ObjectOccurrences {
  let object: CalendarObject
  let entries: [ObjectComponent]
  let zones: ObjectZones
  /// Instants of the instances that a component of their own describes.
  private let replaced: Set<Int>
  /// The most instances that are looked at.
  private static let limit = 100_000

  init(_ object: CalendarObject, floating: ObjectZone) {
    self.object = object
    entries = object.entries
    let zones = ObjectZones(object, floating: floating)
    self.zones = zones
    replaced = Set(entries.compactMap { $0.first("RECURRENCE-ID").flatMap { WallTime($0) }.map(zones.instant) })
  }

  /// What a component's times are counted from: DTSTART, or DUE of a to-do without.
  static func anchor(_ entry: ObjectComponent) -> WallTime? {
    (entry.first("DTSTART") ?? (entry.name == "VTODO" ? entry.first("DUE") : nil)).flatMap { WallTime($0) }
  }

  static func recurs(_ entry: ObjectComponent) -> Bool {
    entry.first("RECURRENCE-ID") == nil && (entry.first("RRULE") != nil || entry.first("RDATE") != nil)
  }

  /// The instances of one component that begin before `end`, in no particular order.
  ///
  /// - Parameter isFinal: whether an instance is all that was wanted; then no more are looked for.
  func instances(of index: Int, before end: Int, isFinal: (ObjectOccurrence) -> Bool = { _ in false }) -> [ObjectOccurrence] {
    let entry = entries[index]
    guard let anchor = Self.anchor(entry) else { return [] }
    guard Self.recurs(entry) else {
      let id = entry.first("RECURRENCE-ID").flatMap { WallTime($0) }
      return [ObjectOccurrence(entry: index, anchor: anchor, start: anchor, id: id)]
    }
    let excluded = excluded(entry, anchor)
    var seen: Set<Int> = []
    var found: [ObjectOccurrence] = []
    /// Takes an instance; whether it was the last that is wanted.
    func take(_ start: WallTime) -> Bool {
      let instant = zones.instant(start)
      guard instant < end, seen.insert(instant).inserted, !excluded.instants.contains(instant), !replaced.contains(instant),
        !excluded.days.contains(start.seconds - ((start.seconds % 86_400) + 86_400) % 86_400)
      else { return false }
      let occurrence = ObjectOccurrence(entry: index, anchor: anchor, start: start, id: start)
      found.append(occurrence)
      return isFinal(occurrence)
    }
    if take(anchor) { return found }
    for line in entry.all("RDATE") {
      for value in line.value.split(separator: ",") {
        if let time = WallTime(line, value: String(value)), take(time) { return found }
      }
    }
    for line in entry.all("RRULE") {
      guard let rule = RecurrenceRule(line.value) else { continue }
      let until = rule.until.map { last($0, anchor) }
      var isDone = false
      _ = rule.times(from: anchor) { time in
        let instant = zones.instant(time)
        guard instant < end, until.map({ instant <= $0 }) ?? true, seen.count < Self.limit else { return false }
        isDone = take(time)
        return !isDone
      }
      if isDone { break }
    }
    return found
  }

  /// The last instant at which a rule may give something; a day counts to its end, a time without a zone is on the clock of DTSTART.
  private func last(_ until: WallTime, _ anchor: WallTime) -> Int {
    var limit = until
    if until.zone == .floating { limit.zone = anchor.zone }
    return zones.instant(limit) + (until.isDate ? 86_399 : 0)
  }

  /// EXDATE: instants, and days where a time's exception is written as a day.
  private func excluded(_ entry: ObjectComponent, _ anchor: WallTime) -> (instants: Set<Int>, days: Set<Int>) {
    var (instants, days): (Set<Int>, Set<Int>) = ([], [])
    for line in entry.all("EXDATE") {
      for value in line.value.split(separator: ",") {
        guard let time = WallTime(line, value: String(value)) else { continue }
        if time.isDate { days.insert(time.seconds) } else { instants.insert(zones.instant(time)) }
      }
    }
    return (instants, days)
  }

  /// When another time of the component falls in an instance: it moves as the start does.
  func moved(_ time: WallTime, in occurrence: ObjectOccurrence) -> Int {
    guard occurrence.start != occurrence.anchor else { return zones.instant(time) }
    let shift = occurrence.start.seconds - occurrence.anchor.seconds
    // On the same clock, noon stays noon over a change of the clock.
    if time.zone == occurrence.start.zone {
      return zones.instant(WallTime(seconds: time.seconds + shift, isDate: time.isDate, zone: time.zone))
    }
    return zones.instant(time) + zones.instant(occurrence.start) - zones.instant(occurrence.anchor)
  }

  /// How long an instance lasts, as far as the component says, and when it ends.
  func end(of occurrence: ObjectOccurrence) -> Int? { end(of: occurrence, entries[occurrence.entry]) }

  func end(of occurrence: ObjectOccurrence, _ entry: ObjectComponent) -> Int? {
    if let end = entry.first(entry.name == "VTODO" ? "DUE" : "DTEND").flatMap({ WallTime($0) }) { return moved(end, in: occurrence) }
    guard let duration = entry.first("DURATION").flatMap({ WallTime.duration($0.value) }) else { return nil }
    return zones.instant(occurrence.start) + duration
  }
}
