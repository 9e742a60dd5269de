import Foundation
import ICalendar

/// CALDAV:free-busy-query (RFC 4791 section 7.10).
extension ReportContext {
  func freeBusyQuery() throws -> DAVResponse {
    guard let element = body.child(.caldav("time-range")) else { throw Refusal(400, reason: "no time-range") }
    guard let range = TimeRange(start: element.attribute("start"), end: element.attribute("end")), range.isBounded else {
      throw Refusal(400, reason: "time-range needs start and end in UTC, in order")
    }
    let collections: [CalendarCollection] =
      switch (target, try request.depth(orElse: .one)) {
      case (.collection(let collection), _): [collection]
      case (.home, .zero): []
      default: try reading.collections().filter(\.isOpaque)
      }
    let times = try BusyReading(reading: reading).times(collections, range)
    let reply = FreeBusyReply.render(times, in: range.instants, stamp: server.home.now)
    return DAVResponse(200, headers: [("Content-Type", "text/calendar; charset=utf-8")], body: reply)
  }
}

/// Collects busy times.
struct BusyReading {
  let reading: any HomeReading

  /// The busy times of calendars within a range.
  func times(_ collections: [CalendarCollection], _ range: TimeRange) throws -> [BusyTime] {
    try collections.flatMap { collection in
      let floating = collection.floatingZone
      return try reading.resources(of: collection, ResourceQuery(during: range.seconds, withBodies: true)).flatMap { resource in
        (try? CalendarObject(resource.body))?.busyTimes(in: range.instants, floating: floating) ?? []
      }
    }
  }
}

extension TimeRange {
  /// The range as instants.
  var instants: Range<Date> {
    Date(timeIntervalSince1970: Double(seconds.lowerBound))..<Date(timeIntervalSince1970: Double(seconds.upperBound))
  }
}
