public import Foundation

/// When somebody is busy, and how (RFC 5545 section 3.2.9; RFC 4791 section 7.10).
public struct BusyTime: Hashable, Sendable {
  /// FBTYPE.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case busy = "BUSY"
    case tentative = "BUSY-TENTATIVE"
    case unavailable = "BUSY-UNAVAILABLE"
  }

  public var kind: Kind
  public var range: Range<Date>

  /// A busy time.
  public init(_ kind: Kind, _ range: Range<Date>) { (self.kind, self.range) = (kind, range) }

  /// A period of a FREEBUSY value: a start and an end or a duration.
  static func period(_ value: some StringProtocol, _ line: ObjectLine, _ zones: ObjectZones) -> SecondRange? {
    let halves = value.split(separator: "/", maxSplits: 1)
    guard halves.count == 2, let start = WallTime(line, value: String(halves[0])).map(zones.instant) else { return nil }
    if let end = WallTime(line, value: String(halves[1])).map(zones.instant) { return (start, max(start, end)) }
    return WallTime.duration(String(halves[1])).map { (start, start + max(0, $0)) }
  }

  /// The periods of a VFREEBUSY.
  static func periods(of entry: ObjectComponent, _ zones: ObjectZones) -> [SecondRange] {
    entry.all("FREEBUSY").flatMap { line in line.value.split(separator: ",").compactMap { period($0, line, zones) } }
  }

  /// Busy times of one kind joined where they touch, in order.
  public static func merged(_ times: [BusyTime]) -> [BusyTime] {
    var result: [BusyTime] = []
    for kind in Kind.allCases {
      var last: Range<Date>?
      for range in times.filter({ $0.kind == kind }).map(\.range).sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let open = last, range.lowerBound <= open.upperBound {
          last = open.lowerBound..<max(open.upperBound, range.upperBound)
        } else {
          if let last { result.append(BusyTime(kind, last)) }
          last = range
        }
      }
      if let last { result.append(BusyTime(kind, last)) }
    }
    return result
  }
}

extension CalendarObject {
  /// The busy times of the object within a range, clamped to it: events that are neither cancelled nor transparent, with their instances,
  /// and the periods of VFREEBUSY (RFC 4791 section 7.10).
  public func busyTimes(in range: Range<Date>, floating: ObjectZone = .office) -> [BusyTime] {
    guard kind == "VEVENT" || kind == "VFREEBUSY" else { return [] }
    let occurrences = ObjectOccurrences(self, floating: floating)
    let asked = TimeRange(start: range.lowerBound, end: range.upperBound)
    var times: [BusyTime] = []
    func add(_ kind: BusyTime.Kind, _ start: Int, _ end: Int) {
      let (from, to) = (max(start, asked.start), min(end, asked.end))
      if from < to { times.append(BusyTime(kind, Date(timeIntervalSince1970: Double(from))..<Date(timeIntervalSince1970: Double(to)))) }
    }
    for (index, entry) in occurrences.entries.enumerated() {
      if entry.name == "VFREEBUSY" {
        for line in entry.all("FREEBUSY") {
          guard let kind = BusyTime.Kind(rawValue: line.parameter("FBTYPE")?.uppercased() ?? "BUSY") else { continue }
          for value in line.value.split(separator: ",") {
            if let period = BusyTime.period(value, line, occurrences.zones) { add(kind, period.start, period.end) }
          }
        }
        continue
      }
      guard entry.first("TRANSP")?.value.uppercased() != "TRANSPARENT" else { continue }
      let status = entry.first("STATUS")?.value.uppercased()
      guard status != "CANCELLED" else { continue }
      for occurrence in occurrences.instances(of: index, before: asked.end) {
        let start = occurrences.zones.instant(occurrence.start)
        let end = occurrences.end(of: occurrence) ?? (occurrence.start.isDate ? start + 86_400 : start)
        add(status == "TENTATIVE" ? .tentative : .busy, start, end)
      }
    }
    return times
  }
}

/// A VFREEBUSY as an answer (RFC 4791 section 7.10, RFC 6638 section 5).
public enum FreeBusyReply {
  /// Writes the busy times of a range, merged and in UTC.
  /// - Parameters:
  ///   - stamp: DTSTAMP.
  ///   - lines: further properties such as UID, ORGANIZER and ATTENDEE.
  ///   - method: METHOD of the calendar, for scheduling.
  public static func render(_ times: [BusyTime], in range: Range<Date>, stamp: Date, lines: [ObjectLine] = [], method: String? = nil)
    -> [UInt8]
  {
    var reply = ObjectComponent("VFREEBUSY", lines: lines)
    reply.lines.append(ObjectLine("DTSTAMP", WallTime.utc(stamp).text))
    reply.lines.append(ObjectLine("DTSTART", WallTime.utc(range.lowerBound).text))
    reply.lines.append(ObjectLine("DTEND", WallTime.utc(range.upperBound).text))
    for time in BusyTime.merged(times) {
      let value = WallTime.utc(time.range.lowerBound).text + "/" + WallTime.utc(time.range.upperBound).text
      let kind = time.kind == .busy ? [] : [ObjectLine.Parameter(name: "FBTYPE", values: [time.kind.rawValue])]
      reply.lines.append(ObjectLine("FREEBUSY", value, parameters: kind))
    }
    var calendar = ObjectComponent("VCALENDAR", lines: [ObjectLine("VERSION", "2.0"), ObjectLine("PRODID", FeedRendering.product)])
    if let method { calendar.lines.append(ObjectLine("METHOD", method)) }
    calendar.children = [reply]
    return CalendarObject(calendar).bytes
  }
}
