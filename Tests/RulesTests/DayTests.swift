import AcademicCalendar
import Rules
import Testing

/// A calendar whose working days are Monday through Friday and whose weeks begin at a semester's `start`.
private struct PlainWeeks: DayProvider {
  func isWorkday(_ day: Day) -> Bool? { !day.weekday.isWeekend }

  func workday(_ day: Day, _ count: Int) -> Day? {
    var day = day
    var left = abs(count)
    while left > 0 {
      day = day + count.signum()
      if isWorkday(day) == true { left -= 1 }
    }
    return day
  }

  func week(_ number: Int, of semester: Value) -> Value? {
    guard case .map(let map) = semester, case .day(let start)? = map["start"], (1...20).contains(number) else { return nil }
    let monday = start.monday + 7 * (number - 1)
    return .object(["start": .day(monday), "end": .day(monday + 6)])
  }
}

@Suite struct DayTests {
  private func shown(_ source: String) throws -> String {
    let start = try #require(Day(2014, 2, 17))
    let values: [String: Value] = ["semester": ["start": .day(start)], "phase": ["end": .day(start + 11)]]
    switch try evaluate(source, values, calendar: PlainWeeks()) {
    case .value(let value): return value.plainText
    case .unknown(let names): return "\(names)"
    case .error(let error): return error.message
    }
  }

  @Test(arguments: [
    ("day('2014-02-28') + days(1)", "2014-03-01"), ("days(1) + day('2014-02-28')", "2014-03-01"), ("phase.end - days(5)", "2014-02-23"),
    ("phase.end - semester.start", "11 天"),
    ("days(3) - days(5)", "-2 天"), ("-days(3) + days(5)", "2 天"), ("(phase.end - semester.start).count() + 1", "12"),
    ("phase.end > day('2014-02-27')", "是"),
    ("days(3) < days(4)", "是"), ("day('2014-02-28').year()", "2014"), ("day('2014-02-28').month()", "2"),
    ("day('2014-02-28').dayOfMonth()", "28"), ("day('2014-03-02').weekday()", "7"),
    ("day('2014-01-31').addMonths(1)", "2014-02-28"), ("semester.week(3).start", "2014-03-03"), ("semester.week(3).end", "2014-03-09"),
    ("workday(day('2014-02-28'), 1)", "2014-03-03"),
    ("workday(day('2014-03-03'), -1)", "2014-02-28"), ("isWorkday(day('2014-03-01'))", "否"), ("string(phase.end)", "「2014-02-28」"),
    ("day('2014-02-28') == phase.end", "是"),
    ("type(days(1)) == type(phase.end)", "否"),
  ])
  func `days are reckoned`(_ source: String, _ result: String) throws { #expect(try shown(source) == result) }

  @Test(arguments: [
    ("day('2014-02-30')", "「2014-02-30」 不是 1900 至 2199 年间的日期 (YYYY-MM-DD)"), ("day('2199-12-31') + days(1)", "日期超出 1900 至 2199 年"),
    ("semester.week(99)", "学期没有第 99 周"),
    ("days(99999999)", "天数超出范围"), ("workday(phase.end, 9999999)", "工作日数超出范围"), ("phase.end.addMonths(99999)", "日期超出 1900 至 2199 年"),
    ("day('2190-01-01').addMonths(1200)", "日期超出 1900 至 2199 年"),
    ("day('1900-01-31').addMonths(-1)", "日期超出 1900 至 2199 年"),
  ])
  func `what no calendar has is an error`(_ source: String, _ message: String) throws { #expect(try shown(source) == message) }

  @Test func `without a calendar only plain days work`() throws {
    guard case .error(let error) = try evaluate("workday(day('2014-02-28'), 1)") else {
      Issue.record("no error")
      return
    }
    #expect(error.message == "「workday」需要校历, 这里没有给出")
  }
}
