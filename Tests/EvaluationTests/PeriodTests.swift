import AcademicCalendar
import Testing

@testable import Evaluation

struct PeriodTests {
  static let spring = Semester(schoolYear: 2025, term: 2, firstDay: day("2026-03-02"), weeks: 18)!
  static let autumn = Semester(schoolYear: 2026, term: 1, firstDay: day("2026-09-01"), weeks: 20)!
  let semesters = [spring, autumn]
  let december = PeriodRule.calendarYear(cutOff: MonthDay("12-20"))

  @Test(arguments: [
    ("2025-12-20", "2025"), ("2025-12-21", "2026"), ("2026-01-01", "2026"), ("2026-12-20", "2026"), ("2026-12-21", "2027"),
  ])
  func `A year with a cut-off ends on it, and the rest of the autumn carries over`(text: String, key: String) {
    let period = december.period(containing: day(text))
    #expect(period?.key == key)
    #expect(period?.days.contains(day(text)) == true)
  }

  @Test func `The year of a cut-off runs from the day after the last one`() {
    let period = december.period(named: "2026")
    #expect(period?.days == day("2025-12-21")...day("2026-12-20"))
    #expect(period?.title == "2026年度")
    #expect(period.flatMap { december.previous($0) }?.key == "2025")
  }

  @Test(arguments: [("2025-08-31", "2024-2025"), ("2025-09-01", "2025-2026"), ("2026-08-31", "2025-2026")])
  func `A school year begins in September`(text: String, key: String) {
    #expect(PeriodRule.schoolYear(from: MonthDay("09-01")!).period(containing: day(text))?.key == key)
  }

  @Test(arguments: [
    ("2017-09-01", "2017-09-01", "2020-08-31"), ("2020-08-31", "2017-09-01", "2020-08-31"), ("2020-09-01", "2020-09-01", "2023-08-31"),
    ("2031-01-01", "2029-09-01", "2032-08-31"),
  ])
  func `Cycles of years follow one another`(text: String, start: String, end: String) {
    let rule = PeriodRule.cycle(years: 3, from: day("2017-09-01"))
    #expect(rule.period(containing: day(text))?.days == day(start)...day(end))
    #expect(rule.period(containing: day("2017-08-31")) == nil)
  }

  @Test func `A rolling window ends on the day asked about`() {
    let window = PeriodRule.rolling(months: 36).period(containing: day("2026-06-30"))
    #expect(window?.days == day("2023-07-01")...day("2026-06-30"))
  }

  @Test func `Semesters are those that the office knows`() {
    #expect(PeriodRule.semester.period(containing: day("2026-10-01"), semesters: semesters)?.key == "2026-2027-1")
    #expect(PeriodRule.semester.period(containing: day("2026-08-01"), semesters: semesters) == nil)
    #expect(PeriodRule.semester.period(named: "2025-2026-2", semesters: semesters)?.start == Self.spring.firstDay)
    let period = EvaluationPeriod(Self.autumn)
    #expect(PeriodRule.semester.previous(period, semesters: semesters)?.key == "2025-2026-2")
  }

  @Test func `Months and names that people write`() {
    #expect(PeriodRule.month.period(named: "2024-02")?.days == day("2024-02-01")...day("2024-02-29"))
    #expect(PeriodRule.schoolYear(from: MonthDay("09-01")!).period(named: "2025-2026学年")?.start == day("2025-09-01"))
    #expect(PeriodRule.calendarYear(cutOff: nil).period(named: "2026年")?.days == day("2026-01-01")...day("2026-12-31"))
    #expect(PeriodRule.calendarYear(cutOff: nil).period(named: "2026-05-04")?.key == "2026")
    #expect(PeriodRule.calendarYear(cutOff: nil).period(named: "去年") == nil)
    for far in ["1899", "2200", "\(Int.max)", "\(Int.min)"] {
      #expect(PeriodRule.calendarYear(cutOff: nil).period(named: far) == nil)
      #expect(december.period(named: far) == nil)
      #expect(PeriodRule.schoolYear(from: MonthDay("09-01")!).period(named: far + "-1") == nil)
    }
  }

  @Test func `The parts of a window are cut to it`() {
    let parts = SubPeriod.month.parts(of: day("2014-01-15")...day("2014-03-02"), semesters: [])
    #expect(parts.map(\.key) == ["2014-01", "2014-02", "2014-03"])
    #expect(
      parts.map(\.days) == [
        day("2014-01-15")...day("2014-01-31"), day("2014-02-01")...day("2014-02-28"), day("2014-03-01")...day("2014-03-02"),
      ])
    #expect(SubPeriod.year.parts(of: day("2013-12-31")...day("2014-01-01"), semesters: []).map(\.key) == ["2013", "2014"])
    #expect(
      SubPeriod.semester.parts(of: day("2026-01-01")...day("2026-12-20"), semesters: semesters).map(\.end) == [
        day("2026-07-05"), day("2026-12-20"),
      ])
  }

  /// A24: a year that ends on 12-20 begins in the middle of the winter term.
  @Test func `A semester is asked for where half of it lies, and a rest at the front counts with the next`() {
    let all = [(2025, 1, "2025-09-01"), (2025, 2, "2026-02-23"), (2026, 1, "2026-09-01"), (2026, 2, "2027-02-22")].map {
      Semester(schoolYear: $0.0, term: $0.1, firstDay: day($0.2), weeks: 20)!
    }
    let year = SubPeriod.semester.parts(of: day("2025-12-21")...day("2026-12-20"), semesters: all)
    #expect(year.map(\.key) == ["2025-2026-2", "2026-2027-1"])
    #expect(year.map(\.days) == [day("2025-12-21")...day("2026-07-12"), day("2026-09-01")...day("2026-12-20")])
    let month = SubPeriod.semester.parts(of: day("2026-10-01")...day("2026-10-31"), semesters: all)
    #expect(month.map(\.key) == ["2026-2027-1"])
    // Named on 10 October, one holds more than half of the autumn; nothing of the spring is asked for.
    let year2026 = day("2025-12-21")...day("2026-12-20")
    func held(_ stretches: ClosedRange<Day>...) -> [String] {
      SubPeriod.semester.parts(of: year2026, semesters: all, holding: stretches).map(\.key)
    }
    #expect(held(day("2026-10-10")...day("2026-12-20")) == ["2026-2027-1"])
    #expect(held(day("2026-10-13")...day("2026-12-20")) == [])
    #expect(held(day("2026-01-01")...day("2026-03-31"), day("2026-03-20")...day("2026-05-10")) == ["2025-2026-2"])
    #expect(held(day("2026-01-01")...day("2026-04-30")) == [])
    #expect(SubPeriod.month.parts(of: year2026, semesters: [], holding: [day("2026-02-14")...day("2026-03-15")]).map(\.key) == ["2026-02"])
    let whole = SubPeriod.semester.parts(of: day("2025-09-01")...day("2026-08-31"), semesters: all)
    #expect(whole.map(\.days) == all.prefix(2).map(\.days))
  }

  @Test func `The end of the calendar ends every search`() {
    #expect(PeriodRule.cycle(years: 3, from: day("2017-09-01")).period(containing: .latest)?.end == Day.latest - 1)
    #expect(SubPeriod.month.parts(of: day("2199-11-01")...Day.latest, semesters: []).count == 2)
    #expect(SubPeriod.year.parts(of: Day.earliest...Day.latest, semesters: []).count == 300)
    #expect(PeriodRule.calendarYear(cutOff: MonthDay("12-20")).period(containing: .latest) == nil)
    #expect(PeriodRule.rolling(months: 600).period(containing: day("1900-06-01"))?.start == Day.earliest + 1)
  }

  @Test func `A measure's own window is anchored at the end of the scheme's period`() {
    let query = MeasureQuery(.hours, window: .rolling(months: 12))
    #expect(query.days(in: EvaluationPeriod(Self.autumn), semesters: [])?.upperBound == Self.autumn.lastDay)
    #expect(MeasureQuery(.hours).days(in: year2024, semesters: []) == year2024.days)
  }
}
