/// A range of seconds since 1970; open ends are the ends of `Int`.
typealias SecondRange = (start: Int, end: Int)

/// One instance of a component (RFC 5545 section 3.8.5; RFC 4791 section 9.9).
struct ObjectOccurrence {
  /// The component that describes it, among the object's entries.
  var entry: Int
  /// When the component itself begins, and this instance; the same for what does not recur.
  var anchor: WallTime
  var start: WallTime
  /// When it ends, where RDATE says so with a PERIOD; nil is as its component says.
  var end: WallTime?
  /// The original start that this instance answers to; nil for what does not recur.
  var id: WallTime?
}

/// The instances of an object.
struct ObjectOccurrences {
  /// A component that describes an instance and all after it (RANGE=THISANDFUTURE, RFC 5545 section 3.8.4.4).
  private struct Turn {
    var entry: Int
    /// The original start from which it holds, and its instant.
    var id: WallTime
    var from: Int
  }

  let object: CalendarObject
  let entries: [ObjectComponent]
  let zones: ObjectZones
  /// Instants of the instances that a component of their own describes.
  private let replaced: Set<Int>
  /// In the order in which they hold.
  private let turns: [Turn]
  /// The component with the rules.
  private let master: Int?
  /// The most instances that are looked at.
  private static let limit = 100_000

  init(_ object: CalendarObject, floating: ObjectZone) {
    self.object = object
    let entries = object.entries
    let zones = ObjectZones(object, floating: floating)
    func id(_ entry: ObjectComponent) -> WallTime? { entry.first("RECURRENCE-ID").flatMap { WallTime($0) } }
    let master = entries.firstIndex(where: Self.recurs)
    let turning = master == nil ? [] : entries.indices.filter { Self.isTurn(entries[$0]) }
    turns = turning.compactMap { index in id(entries[index]).map { Turn(entry: index, id: $0, from: zones.instant($0)) } }
      .sorted { $0.from < $1.from }
    replaced = Set(entries.indices.filter { !turning.contains($0) }.compactMap { id(entries[$0]).map(zones.instant) })
    (self.entries, self.zones, self.master) = (entries, zones, master)
  }

  /// What a component's times are counted from: DTSTART, or DUE of a to-do without.
  static func anchor(_ entry: ObjectComponent) -> WallTime? {
    (entry.first("DTSTART") ?? (entry.name == "VTODO" ? entry.first("DUE") : nil)).flatMap { WallTime($0) }
  }

  static func recurs(_ entry: ObjectComponent) -> Bool {
    entry.first("RECURRENCE-ID") == nil && (entry.first("RRULE") != nil || entry.first("RDATE") != nil)
  }

  /// Whether a component describes an instance and all after it.
  static func isTurn(_ entry: ObjectComponent) -> Bool {
    entry.first("RECURRENCE-ID")?.parameter("RANGE")?.uppercased() == "THISANDFUTURE"
  }

  /// The instances of one component that begin before `end`, in no particular order.
  ///
  /// - Parameter isFinal: whether an instance is all that was wanted; then no more are looked for.
  func instances(of index: Int, before end: Int, isFinal: (ObjectOccurrence) -> Bool = { _ in false }) -> [ObjectOccurrence] {
    let entry = entries[index]
    guard let anchor = Self.anchor(entry) else { return [] }
    var found: [ObjectOccurrence] = []
    func take(_ start: WallTime, _ id: WallTime, until end: WallTime? = nil) -> Bool {
      let occurrence = ObjectOccurrence(entry: index, anchor: anchor, start: start, end: end, id: id)
      found.append(occurrence)
      return isFinal(occurrence)
    }
    if let place = turns.firstIndex(where: { $0.entry == index }), let master {
      let (turn, until) = (turns[place], place + 1 < turns.count ? turns[place + 1].from : .max)
      let shift = zones.instant(anchor) - turn.from
      // A day more: shifts are kept on the clock, which may change.
      starts(of: master, before: min(until, end - shift + 86_400)) { original, instant, _ in
        guard instant >= turn.from else { return false }
        let start = turned(original, turn, anchor)
        return zones.instant(start) < end && take(start, original)
      }
    } else if Self.recurs(entry) {
      starts(of: index, before: min(end, turns.first?.from ?? .max)) { start, _, end in take(start, start, until: end) }
    } else {
      return [ObjectOccurrence(entry: index, anchor: anchor, start: anchor, id: entry.first("RECURRENCE-ID").flatMap { WallTime($0) })]
    }
    return found
  }

  /// Where a start falls once a turn holds: as far from its place as the turn is from its own, on the clock where that can be said.
  private func turned(_ original: WallTime, _ turn: Turn, _ anchor: WallTime) -> WallTime {
    if original.zone == anchor.zone, turn.id.zone == anchor.zone, original.isDate == anchor.isDate, turn.id.isDate == anchor.isDate {
      return WallTime(seconds: original.seconds + anchor.seconds - turn.id.seconds, isDate: anchor.isDate, zone: anchor.zone)
    }
    return WallTime(seconds: zones.instant(original) + zones.instant(anchor) - turn.from, isDate: false, zone: .utc)
  }

  /// The starts that a component's own rules give before `end`, without those that are excluded or replaced.
  /// - Parameter take: takes a start with its instant and what ``dates(of:)`` says of its end; whether it was the last that is wanted.
  private func starts(of index: Int, before end: Int, take: (WallTime, Int, WallTime?) -> Bool) {
    let entry = entries[index]
    guard let anchor = Self.anchor(entry) else { return }
    let excluded = excluded(entry, anchor)
    var seen: Set<Int> = []
    func offer(_ start: WallTime, until last: WallTime? = nil) -> Bool {
      let instant = zones.instant(start)
      guard instant < end, seen.insert(instant).inserted, !excluded.instants.contains(instant), !replaced.contains(instant),
        !excluded.days.contains(start.seconds - ((start.seconds % 86_400) + 86_400) % 86_400)
      else { return false }
      return take(start, instant, last)
    }
    let dates = dates(of: entry)
    // Where DTSTART or a rule gives the same start, a PERIOD says how long it lasts (section 3.8.5.3).
    for date in dates { if let end = date.end, offer(date.start, until: end) { return } }
    if offer(anchor) { return }
    for date in dates where date.end == nil { if offer(date.start) { return } }
    for line in entry.all("RRULE") {
      guard let rule = RecurrenceRule(line.value) else { continue }
      let until = rule.until.map { last($0, anchor) }
      var isDone = false
      _ = rule.times(from: anchor) { time in
        let instant = zones.instant(time)
        guard instant < end, until.map({ instant <= $0 }) ?? true, seen.count < Self.limit else { return false }
        isDone = offer(time)
        return !isDone
      }
      if isDone { break }
    }
  }

  /// What RDATE lists: starts, and of a PERIOD, of `start/end` or `start/duration`, its end (section 3.8.5.2).
  func dates(of entry: ObjectComponent) -> [(start: WallTime, end: WallTime?)] {
    let hasEnd = entry.name != "VJOURNAL" && entry.first("DTSTART") != nil
    return entry.all("RDATE").flatMap { line in
      line.value.split(separator: ",").compactMap { value in
        WallTime(line, value: String(value)).map { (start: $0, end: hasEnd ? periodEnd(value, line, $0) : nil) }
      }
    }
  }

  /// The end of a PERIOD; nil for what is none, or has no length.
  private func periodEnd(_ value: Substring, _ line: ObjectLine, _ start: WallTime) -> WallTime? {
    guard !start.isDate, let slash = value.firstIndex(of: "/") else { return nil }
    let text = String(value[value.index(after: slash)...])
    let end: WallTime
    if let time = WallTime(line, value: text) {
      end = time
    } else if let duration = WallTime.duration(text) {
      let isFloating = start.zone == .floating
      end = WallTime(
        seconds: (isFloating ? start.seconds : zones.instant(start)) + duration, isDate: false, zone: isFloating ? .floating : .utc)
    } else {
      return nil
    }
    return !end.isDate && zones.instant(end) > zones.instant(start) ? end : nil
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
    if time.zone == occurrence.start.zone, occurrence.anchor.zone == occurrence.start.zone {
      return zones.instant(WallTime(seconds: time.seconds + shift, isDate: time.isDate, zone: time.zone))
    }
    return zones.instant(time) + zones.instant(occurrence.start) - zones.instant(occurrence.anchor)
  }

  /// How long an instance lasts, as far as the component says, and when it ends.
  func end(of occurrence: ObjectOccurrence) -> Int? { end(of: occurrence, entries[occurrence.entry]) }

  /// The property that says when a component ends.
  static func endName(_ entry: ObjectComponent) -> String { entry.name == "VTODO" ? "DUE" : "DTEND" }

  func end(of occurrence: ObjectOccurrence, _ entry: ObjectComponent) -> Int? {
    if let end = occurrence.end { return zones.instant(end) }
    if let end = entry.first(Self.endName(entry)).flatMap({ WallTime($0) }) { return moved(end, in: occurrence) }
    guard let duration = entry.first("DURATION").flatMap({ WallTime.duration($0.value) }) else { return nil }
    return zones.instant(occurrence.start) + duration
  }
}
