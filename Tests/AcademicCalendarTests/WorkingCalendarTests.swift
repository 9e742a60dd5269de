import AcademicCalendar
import Foundation
import Testing

/// Shorthand for a day that exists.
func day(_ text: String) -> Day { Day(text)! }

@Suite struct WorkingCalendarTests {
  let calendar = WorkingCalendar.national

  @Test(arguments: [("2015-02-28", true), ("2015-01-31", false), ("2014-05-04", true), ("2014-05-03", false), ("2014-01-31", false)])
  func `golden case 2: the pilot's edge days`(text: String, isWorking: Bool) {
    #expect(calendar.isWorkingDay(day(text)) == isWorking)
  }

  @Test(arguments: [
    ("2014", "12-19"), ("2015", "12-18"), ("2020", "12-18"), ("2025", "12-19"), ("2026", "12-18"), ("2024", "12-20"), ("2019", "12-20"),
  ])
  func `golden case 3: the last working day on or before 12-20`(year: String, expected: String) {
    #expect(calendar.workday(day("\(year)-12-20"), 0) == day("\(year)-\(expected)"))
    let isRest = calendar.isWorkingDay(day("\(year)-12-20")) == false
    #expect(isRest == (expected != "12-20"))
  }

  @Test func `12-20 is a rest day in exactly five of the years with a notice`() {
    let years = (2013...2026).filter { calendar.isWorkingDay(day("\($0)-12-20")) == false }
    #expect(years == [2014, 2015, 2020, 2025, 2026])
  }

  @Test func `a year without a notice is unknown`() {
    #expect(calendar.isWorkingDay(day("2027-01-04")) == nil)
    #expect(calendar.kind(of: day("2012-12-31")) == nil)
    #expect(calendar.workday(day("2026-12-31"), 1) == nil)
  }

  @Test func `workday counts as a spreadsheet does`() {
    #expect(calendar.workday(day("2026-09-30"), 1) == day("2026-10-08"))
    #expect(calendar.workday(day("2026-10-08"), 3) == day("2026-10-12"))
    #expect(calendar.workday(day("2026-10-08"), -1) == day("2026-09-30"))
  }

  @Test(arguments: [
    ("2013-04-27", "2013-04-29"), ("2013-04-28", "2013-04-30"), ("2013-06-08", "2013-06-10"), ("2013-06-09", "2013-06-11"),
    ("2014-01-26", "2014-02-05"), ("2014-02-08", "2014-02-06"), ("2015-02-28", "2015-02-24"), ("2015-09-06", "2015-09-04"),
    ("2018-12-29", "2018-12-31"), ("2019-04-28", "2019-05-02"), ("2019-05-05", "2019-05-03"), ("2024-02-04", "2024-02-15"),
    ("2025-01-26", "2025-02-03"), ("2026-02-14", "2026-02-20"), ("2026-02-28", "2026-02-23"), ("2026-05-09", "2026-05-05"),
    ("2026-09-20", "2026-10-06"), ("2026-10-10", "2026-10-07"), ("2026-01-04", "2026-01-02"),
  ])
  func `a make-up day replaces the day off that was borrowed`(makeUp: String, replaced: String) {
    guard case .makeUp(_, let other) = calendar.kind(of: day(makeUp)) else {
      Issue.record("\(makeUp) is no make-up day")
      return
    }
    #expect(other == day(replaced))
  }

  @Test func `every make-up day replaces a weekday that is off, and no two replace the same`() {
    let pairs = (day("2013-01-01")...day("2026-12-31")).compactMap { date -> Day? in
      guard case .makeUp(_, let other) = calendar.kind(of: date) else { return nil }
      return other
    }
    #expect(Set(pairs).count == pairs.count)
    #expect(pairs.count == 92)
    for other in pairs {
      #expect(!other.weekday.isWeekend)
      #expect(calendar.isWorkingDay(other) == false)
    }
  }

  @Test func `another year's file is imported and replaces what was there`() throws {
    let json =
      #"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-03","isOffDay":false}]}"#
    let notice = try HolidayNotice(json: Data(json.utf8))
    let extended = WorkingCalendar(notices: [notice])
    #expect(extended.isWorkingDay(day("2027-01-01")) == false)
    #expect(extended.isWorkingDay(day("2027-01-03")) == true)
    #expect(extended.isWorkingDay(day("2027-01-04")) == true)
    #expect(extended.isWorkingDay(day("2026-12-31")) == nil)
  }

  @Test func `a notice may reach over New Year by a few days`() throws {
    let days = ["2018-12-30", "2018-12-31", "2019-01-01", "2019-02-04", "2019-02-05"].map {
      #"{"name":"元旦","date":"\#($0)","isOffDay":true}"#
    }
    let notice = try HolidayNotice(json: Data(#"{"year":2019,"days":[\#(days.joined(separator: ","))]}"#.utf8))
    #expect(notice.days.count == 5)
  }

  @Test(arguments: [
    (#"{"year":2027,"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]}"#, "days[0].date"),
    (#"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01"}]}"#, "days[0]"),
    (#"{"year":2027,"days":[{"name":"元旦","date":"2030-01-01","isOffDay":true}]}"#, "days[0].date"),
    (#"{"year":2027,"days":[]}"#, "days"),
    // The days of another year, of its edge, and of both years alike.
    (#"{"year":2028,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#, "days[0].date"),
    (#"{"year":2028,"days":[{"name":"元旦","date":"2027-12-31","isOffDay":true}]}"#, "year"),
    (
      #"{"year":2028,"days":[{"name":"元旦","date":"2029-01-01","isOffDay":true},{"name":"元旦","date":"2028-01-01","isOffDay":true}]}"#,
      "year"
    ),
    (#"{"days":[]}"#, ""),
    ("not json", "全文"),
  ])
  func `a bad holiday file names the place`(json: String, place: String) {
    let error = #expect(throws: HolidayFileError.self) { try HolidayNotice(json: Data(json.utf8)) }
    #expect(error?.place == place)
  }
}
