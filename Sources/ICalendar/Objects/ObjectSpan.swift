/// When an object can matter at all: what a store indexes, so that a query reads only what may match.
public struct ObjectSpan: Hashable, Sendable {
  /// Seconds since 1970; nil is any time before.
  public var first: Int64?
  /// Seconds since 1970; nil is any time after.
  public var last: Int64?

  /// A span.
  public init(first: Int64? = nil, last: Int64? = nil) { (self.first, self.last) = (first, last) }
}

extension CalendarObject {
  /// The span of the object's instances, wide enough for every clock that a floating time may be read by.
  public var span: ObjectSpan {
    var (first, last): (Int, Int) = (.max, .min)
    let occurrences = ObjectOccurrences(self, floating: .utc)
    for entry in occurrences.entries {
      guard let bounds = Self.bounds(entry, occurrences) else { return ObjectSpan() }
      first = min(first, bounds.start)
      last = max(last, bounds.end)
    }
    // Fourteen hours are the farthest that a clock is from UTC; a day is more.
    return ObjectSpan(first: first == .max ? nil : Int64(first - 86_400), last: last >= .max / 4 ? nil : Int64(last + 86_400))
  }

  /// From when until when a component has instances; nil is always.
  private static func bounds(_ entry: ObjectComponent, _ occurrences: ObjectOccurrences) -> SecondRange? {
    guard let anchor = ObjectOccurrences.anchor(entry), entry.name != "VFREEBUSY", !ObjectOccurrences.isTurn(entry) else { return nil }
    let start = occurrences.zones.instant(anchor)
    let single = ObjectOccurrence(entry: 0, anchor: anchor, start: anchor, id: nil)
    let end = occurrences.end(of: single, entry) ?? start
    let length = max(0, end - start) + (anchor.isDate ? 86_400 : 0)
    guard ObjectOccurrences.recurs(entry) else { return (min(start, end), start + length) }
    var (first, last) = (start, start + length)
    for date in occurrences.dates(of: entry) {
      let from = occurrences.zones.instant(date.start)
      first = min(first, from)
      last = max(last, date.end.map(occurrences.zones.instant) ?? from + length)
    }
    for line in entry.all("RRULE") {
      guard let rule = RecurrenceRule(line.value), let until = rule.until else { return (first, .max / 4) }
      last = max(last, occurrences.zones.instant(until) + 86_400 + length)
    }
    return (first, last)
  }
}
