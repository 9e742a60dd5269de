import AcademicCalendar
import CalDAV
import Foundation
import ICalendar
import Planner
import Store

/// When people are busy by the calendars that they keep themselves, as the planner knows it: periods of days.
///
/// What they do there stays theirs: nothing but the time is read. Transparent and cancelled events take no time.
struct OwnBusyTimes {
  let reader: Reader
  let schedule: BellSchedule

  /// Absences by person, from a day through another.
  func absences(from first: Day, through last: Day) throws -> [String: [Planner.Absence]] {
    let range = ICalendar.OfficeTime.instant(first)..<ICalendar.OfficeTime.instant(last + 1)
    let span = Int64(range.lowerBound.timeIntervalSince1970)...Int64(range.upperBound.timeIntervalSince1970)
    var busy: [String: [BusyTime]] = [:]
    for row in try reader.ownHomeBodies(during: span) {
      let calendar = CalendarCollection(properties: row.properties)
      guard calendar.isOpaque, let object = try? CalendarObject(Array(row.body)) else { continue }
      busy[row.person, default: []] += object.busyTimes(in: range, floating: calendar.floatingZone)
    }
    return busy.mapValues { absences($0.map(\.range)) }
  }

  /// The periods that half-open ranges touch.
  private func absences(_ ranges: [Range<Date>]) -> [Planner.Absence] {
    var touched: [Day: Set<Int>] = [:]
    for range in ranges where !range.isEmpty {
      var day = ICalendar.OfficeTime.day(of: range.lowerBound)
      while ICalendar.OfficeTime.instant(day) < range.upperBound {
        for period in schedule.periods {
          let start = ICalendar.OfficeTime.instant(day, minutes: period.start.minutes)
          let end = ICalendar.OfficeTime.instant(day, minutes: period.end.minutes)
          if start < range.upperBound, range.lowerBound < end { touched[day, default: []].insert(period.number) }
        }
        day = day + 1
      }
    }
    return touched.sorted { $0.key < $1.key }
      .map { Planner.Absence(from: $0.key, through: $0.key, periods: $0.value.sorted(), reason: "个人日历已有安排") }
  }
}

extension CalendarCollection {
  /// A calendar by what was set on it.
  fileprivate init(properties: [String: String]) {
    self.init(
      id: 0, name: "", kind: .own, components: [], properties: properties.byName, change: 0, created: Date(timeIntervalSince1970: 0))
  }
}
