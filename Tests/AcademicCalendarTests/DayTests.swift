import AcademicCalendar
import Foundation
import Testing

@Suite struct DayTests {
  @Test func `every day from 1900 through 2199 survives its components and its text`() {
    var count = 0
    for day in Day.earliest...Day.latest {
      let (year, month, dayOfMonth) = day.components
      #expect(Day(year, month, dayOfMonth) == day)
      count += 1
    }
    #expect(count == 109_573)
    #expect(Day.earliest.description == "1900-01-01")
    #expect(Day.latest.description == "2199-12-31")
    #expect(Day("2014-02-28")?.rawValue == 16_129)
  }

  @Test(arguments: [
    "2014-02-29", "2014-13-01", "2014-00-10", "2014-4-01", "1899-12-31", "2200-01-01", "2014-02-28 ", "２０１４-02-28", "", "2014/02/28",
  ])
  func `a day that does not exist is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `weekdays follow one another from a known Saturday`() throws {
    let saturday = try #require(Day("2015-02-28"))
    #expect(saturday.weekday == .saturday)
    #expect((saturday + 1).weekday == .sunday)
    #expect((saturday - 5).weekday == .monday)
    #expect(saturday.monday == saturday - 5)
    #expect(Day.earliest.weekday == .monday)
  }

  @Test func `months are added with the day cut to the length of the month`() throws {
    let day = try #require(Day("2016-01-31"))
    #expect(day.adding(months: 1).description == "2016-02-29")
    #expect(day.adding(months: 13).description == "2017-02-28")
    #expect(day.adding(months: -2).description == "2015-11-30")
    #expect(day.adding(months: 0) == day)
  }

  @Test func `arithmetic stays within the valid range`() {
    #expect(Day.latest + 1 == Day.latest)
    #expect(Day.earliest - Int.max == Day.earliest)
    #expect(Day.earliest - Int.min == Day.latest)
  }

  @Test func `a day is ISO text in JSON and a bad one says what is wrong`() throws {
    let days = try JSONDecoder().decode([Day].self, from: Data(#"["2026-09-01"]"#.utf8))
    #expect(String(decoding: try JSONEncoder().encode(days), as: UTF8.self) == #"["2026-09-01"]"#)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["2026-09-31"]"#.utf8)) }
  }
}
