import AcademicCalendar
import Workflow
import Evaluation
import Foundation
import Office
import Testing

/// The yearly block and targets in a real office (golden cases 9 and 10, second half).
@Suite struct YearlyPackTests {
  /// S3-1, S3-2, S3-3, S3-4, S3-5, S3-6, S3-7, S3-17: the year's numbers, each counted from records.
  @Test func `Case 9: the yearly block comes from records`() throws {
    let office = try PackOffice("yearly-targets", on: "2017-12-31")
    let block = try office.result("yearly-block", "2017")
    let expected: [String: Double] = [
      "city-lectures": 5, "outreach-lectures": 10, "city-lessons": 18, "outreach-lessons": 7, "outreach": 15, "textbooks": 2,
      "national-projects": 2, "province-projects": 4, "national-papers": 5, "first-prizes": 2, "province-studios": 11, "city-studios": 21,
      "recordings": 101, "projects": 27, "funds": 21_000_000, "special-funds": 75_840_000, "remote": 41,
    ]
    for (name, number) in expected { #expect(block.number(name) == number, "\(name)") }
    // A14: twenty people, thirty attendances.
    #expect(block.number("trained") == 20 && block.number("trained-times") == 30)
    #expect(block.number("outreach-trained") == 9)
    #expect(block.indicators.first { $0.name == "lectures" }?.points == .known(15))
    #expect(block.measures.first { $0.name == "outreach" }?.records.count == 15)
    #expect(try office.result("yearly-block", "2016").number("outreach") == 0)
  }

  /// S3-17: who was won for the training of primary teachers is counted in the year of the grant, once each.
  @Test func `Places won for teacher training are counted`() throws {
    let office = try PackOffice("yearly-targets", on: "2017-12-31", records: false)
    try office.enter("工号,称号,授予日期\nT01,免费师范生,2017-08-01\nT02,小学全科教师培养对象,2017-08-01\nT02,免费师范生,2017-09-01\nT03,免费师范生,2016-08-01")
    #expect(try office.result("yearly-block", "2017").number("training-places") == 2)
  }

  /// S3-10: 819 of 1000 fail, 820 pass.
  @Test(arguments: [(819, false), (820, true)])
  func `Case 10: eighty-two in a hundred take part`(trained: Int, passes: Bool) throws {
    let people = (1...1000).map { "T\($0),教师,S001,小学,语文," }.joined(separator: "\n")
    let office = try PackOffice(
      "yearly-targets", on: "2018-12-31",
      roster: ["schools.csv": "学校编号,学校名称,片区,学段\nS001,一小,城区,小学\n", "people.csv": "工号,姓名,学校编号,学段,学科,岗位\n\(people)\n"])
    try office.enter("工号,学时,日期\n" + (1...trained).map { "T\($0),6,2018-06-01\nT\($0),6,2018-07-01" }.joined(separator: "\n"))
    for (scheme, subject) in [("yearly-targets", ""), ("coverage", "S001")] {
      let result = try office.result(scheme, "2018", subject)
      #expect(result.number("trained") == Double(trained))
      #expect(result.verdict("participation") == (passes ? .pass : .fail))
      #expect(result.number("gap") == Double(820 - trained))
    }
  }

  /// S3-10: teachers are those of the schools, and nobody is a part of a person.
  @Test func `The office's own people are no teachers, and a person more is a whole one`() throws {
    let people = (1...10).map { "T\($0),教师,S001,小学,语文," } + ["R1,评审,,,,评审员", "P1,项目,,,,项目管理员"]
    let office = try PackOffice(
      "yearly-targets", on: "2018-12-31",
      roster: [
        "schools.csv": "学校编号,学校名称,片区,学段\nS001,一小,城区,小学\n", "people.csv": "工号,姓名,学校编号,学段,学科,岗位\n\(people.joined(separator: "\n"))\n",
      ])
    try office.enter("工号,学时,日期\n" + (1...8).map { "T\($0),6,2018-06-01" }.joined(separator: "\n") + "\nR1,6,2018-06-01")
    try office.enter("工号,称号,授予日期\nT1,名师,2018-05-01\nR1,名师,2018-05-01")
    for (scheme, subject) in [("yearly-targets", ""), ("coverage", "S001")] {
      let result = try office.result(scheme, "2018", subject)
      #expect(result.number("trained") == 8 && result.number("teachers") == 10 && result.number("gap") == 1)
      #expect(result.verdict("participation") == .fail)
    }
    let promotion = try office.result("promotion", "2018")
    #expect(promotion.number("promoted") == 1 && promotion.number("rate") == 0.1)
  }

  /// S3-7, S3-9, S3-11: more than a hundred recordings, every class teacher, no incident.
  @Test func `Targets of the year, on both sides`() throws {
    let office = try PackOffice("yearly-targets", on: "2017-12-31")
    let year = try office.result("yearly-targets", "2017")
    #expect(year.verdict == .pass && year.number("rate") == 0.82)
    #expect(try office.result("yearly-targets", "2017", set: ["recordings": "101"]).verdict("recordings") == .fail)
    try office.enter("工号,成果类别,层级,成果名称,日期\nT01,违法违纪案件,一般,个案,2017-06-01")
    #expect(try office.result("yearly-targets", "2017").verdict("incidents") == .pass)
    try office.enter("工号,成果类别,层级,成果名称,日期\nT01,违法违纪案件,影响较大,个案,2017-06-02")
    #expect(try office.result("yearly-targets", "2017").verdict("incidents") == .fail)
    // In 2018 nobody has been trained yet.
    #expect(try office.result("yearly-targets", "2018").verdict("class-teachers") == .fail)
  }

  /// S3-8: ten, five hundred, five hundred; eleven are too many.
  @Test func `Awards keep within their places`() throws {
    let office = try PackOffice("yearly-targets", on: "2017-12-31", records: false)
    func grant(_ range: ClosedRange<Int>) throws {
      try office.enter("工号,称号,授予日期\n" + range.map { "T\($0 < 10 ? "0" : "")\($0),最美教师,2017-09-10" }.joined(separator: "\n"))
    }
    try grant(1...10)
    #expect(try office.result("moral-awards", "2017").verdict == .pass)
    try grant(11...11)
    #expect(try office.result("moral-awards", "2017").verdict == .fail)
  }

  /// S3-16, S3-14: a registration that has run out is due; titles of the year are promotions.
  @Test func `Registration and promotion follow from titles`() throws {
    let office = try PackOffice("yearly-targets", on: "2018-12-31", records: false)
    try office.enter("工号,称号,授予日期,到期日期\nT01,定期注册,2014-01-01,2018-12-30\nT02,定期注册,2014-01-01,2018-12-31\nT03,骨干教师,2018-05-01,")
    #expect(try office.result("registration", "2018", "T02").verdict == .pass)
    #expect(try office.result("promotion", "2018").number("promoted") == 1)
    // The same title again is no rise, nor one of the same height; a higher one is.
    try office.enter("工号,称号,授予日期\nT03,骨干教师,2019-05-01\nT04,学科带头人,2018-05-02\nT04,教学能手,2019-05-01\nT05,骨干教师,2018-05-01\nT05,名师,2019-05-01")
    #expect(try office.result("promotion", "2018").number("promoted") == 3)
    #expect(try office.result("promotion", "2019").number("promoted") == 1)
    #expect(try office.result("registration", "2019", "T02").follows == ["due"])
  }
}
