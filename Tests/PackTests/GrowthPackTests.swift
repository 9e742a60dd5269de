import Workflow
import AcademicCalendar
import Evaluation
import Foundation
import Office
import Testing

/// The ladder of teachers in a real office (golden case 10, first half).
@Suite struct GrowthPackTests {
  /// S0-8: 17.5 hours fail, 18 pass; the last day of the cycle counts, the day after does not.
  @Test func `Case 10: eighteen hours for class teachers in three years`() throws {
    let office = try PackOffice("growth-ladder", on: "2020-12-31")
    let (short, enough) = (
      try office.result("class-teacher-hours", "2018-01-01", "T01"), try office.result("class-teacher-hours", "2018-01-01", "T02")
    )
    #expect(short.number("hours") == 17.5 && short.verdict == .fail && short.number("short") == 0.5 && short.follows == ["remind"])
    #expect(enough.number("hours") == 18 && enough.verdict == .pass && enough.follows.isEmpty)
    try office.enter("工号,学时,日期,专题\nT01,0.5,2020-11-01,班主任")
    #expect(try office.result("class-teacher-hours", "2018-01-01", "T01").verdict == .fail)
    try office.enter("工号,学时,日期,专题\nT01,0.5,2017-11-01,班主任")
    #expect(try office.result("class-teacher-hours", "2018-01-01", "T01").verdict == .pass)
  }

  /// S0-8 with the other reading of 3年: 36 months back from the day asked about.
  @Test func `The rolling reading looks 36 months back`() throws {
    let office = try PackOffice("growth-ladder", on: "2021-04-30")
    #expect(try office.result("class-teacher-hours-rolling", "2021-04-10", "T02").number("hours") == 9)
    #expect(try office.result("class-teacher-hours-rolling", "2021-04-09", "T02").number("hours") == 18)
  }

  /// S0-13: born on 1982-08-31 is 36 on the cut-off of 2018, on 1982-09-01 still 35.
  @Test func `Thirty-five on the day of the cut-off may still apply`() throws {
    let office = try PackOffice("growth-ladder", on: "2020-12-31")
    #expect(try office.result("rising-star", "2018", "T02").number("age") == 35)
    #expect(try office.result("rising-star", "2018", "T02").verdict == .pass)
    #expect(try office.result("rising-star", "2018", "T04").verdict == .fail)
    #expect(try office.result("rising-star", "2018", "D01").isUnknown(because: "age"))
  }

  /// S0-16: one of four titles, held on the day of the cut-off.
  @Test func `A candidate of the four projects holds a title of the ladder`() throws {
    let office = try PackOffice("growth-ladder", on: "2020-12-31")
    #expect(try office.result("four-projects", "2018", "T04").verdict == .pass)
    #expect(try office.result("four-projects", "2018", "T03").verdict == .fail)
    try office.enter("工号,称号,授予日期\nT03,教坛新秀,2018-09-01")
    #expect(try office.result("four-projects", "2018", "T03").verdict == .fail)
    #expect(try office.result("four-projects", "2019", "T03").verdict == .pass)
  }

  /// S0-13, S0-14, S0-3, S0-17: fifty and a hundred winners; a year without a round is not judged; everyone of the four has a studio.
  @Test func `A round has as many winners as places`() throws {
    let people = (1...101).map { "T\($0),教师,S001,小学,语文," }.joined(separator: "\n")
    let office = try PackOffice(
      "growth-ladder", on: "2018-12-31",
      roster: ["schools.csv": "学校编号,学校名称,片区,学段\nS001,一小,城区,小学\n", "people.csv": "工号,姓名,学校编号,学段,学科,岗位\n\(people)\n"])
    func grant(_ title: String, _ range: ClosedRange<Int>) throws {
      try office.enter("工号,称号,授予日期\n" + range.map { "T\($0),\(title),2018-05-01" }.joined(separator: "\n"))
    }
    #expect(try office.result("selection-results", "2018").verdict("stars") == nil)
    try grant("教坛新秀", 1...49)
    #expect(try office.result("selection-results", "2018").verdict("stars") == .fail)
    try grant("教坛新秀", 50...50)
    #expect(try office.result("selection-results", "2018").verdict == .pass)
    try grant("骨干教师", 1...100)
    #expect(try office.result("selection-results", "2018").verdict == .pass)
    try grant("骨干教师", 101...101)
    #expect(try office.result("selection-results", "2018").verdict("backbones") == .fail)
    try grant("名师", 1...1)
    let ladder = try office.result("ladder", "2018")
    #expect(ladder.number("stars") == 50 && ladder.number("backbones") == 101 && ladder.number("four") == 1)
    #expect(ladder.verdict("four-hosted") == .fail)
    let run = try office.start("studio-establishment", ["T1"])
    try office.walk(run, through: "2019-03-01")
    #expect(try office.result("ladder", "2019").verdict("four-hosted") == .pass)
  }

  /// S0-3, S0-17: each of the four has a studio of their own, until it is withdrawn; a team of courses is counted as a team.
  @Test func `Another's studio is nobody else's, and a team is on the ladder`() throws {
    let office = try PackOffice("growth-ladder", on: "2018-05-01", records: false)
    try office.enter("工号,称号,授予日期\nT01,名师,2018-05-01")
    try office.enter("团队,称号,授予日期\n数学课程团队,名课程团队,2018-05-01\n数学课程团队,名课程团队,2018-06-01")
    let other = try office.start("studio-establishment", ["T02"])
    try office.walk(other, through: "2018-12-01")
    let ladder = try office.result("ladder", "2018")
    #expect(ladder.number("four") == 1 && ladder.number("teams") == 1)
    #expect(ladder.number("unhosted") == 1 && ladder.verdict("four-hosted") == .fail)
    let own = try office.start("studio-establishment", ["T01"], set: ["term": "6"])
    func finishOpen() throws {
      var query = Office.TaskQuery()
      (query.run, query.statuses) = (own, [.open])
      for task in try office.office().tasks(query) { try office.finish(task) }
    }
    try finishOpen()
    try office.approve()
    try finishOpen()
    try office.turn("2019-06-20")
    try finishOpen()
    let chain = try #require(try office.office().approvals().first { $0.level == "教研中心考核" })
    #expect(try office.result("ladder", "2019").verdict("four-hosted") == .pass)
    _ = try office.office().decide(chain.id, .reject, note: "没有活动")
    #expect(try office.office().progress(of: own).status == "done")
    #expect(try office.result("ladder", "2019").verdict("four-hosted") == .fail)
  }

  /// S0-11, S0-12: what is due is asked for, a day before it is not.
  @Test func `One year, three years, ten years from the day of hire`() throws {
    let office = try PackOffice("growth-ladder", on: "2028-01-10")
    #expect(try office.result("novice", "2017", "T03").verdict("first") == nil)
    let first = try office.result("novice", "2018", "T03")
    #expect(first.verdict("first") == .fail && first.verdict("domains") == .pass && first.verdict("third") == nil)
    try office.enter("工号,成果类别,等次,成果名称,日期\nT03,一年期满考核,合格,教学基本功考核,2018-09-10")
    #expect(try office.result("novice", "2018", "T03").verdict == .pass)
    #expect(try office.result("novice", "2020", "T03").verdict("third") == .fail)
    try office.enter("工号,称号,授予日期\nT03,达标教师,2020-09-10\nT03,教坛新秀,2026-06-01")
    #expect(try office.result("novice", "2020", "T03").verdict == .pass)
    #expect(try office.result("novice", "2026", "T03").verdict("tenth") == nil)
    #expect(try office.result("novice", "2027", "T03").verdict == .pass)
  }

  /// S0-11: whoever is through early waits for the day, and is reminded ahead of it.
  @Test func `The exam is a year after the day of hire, and the standard three years after it`() throws {
    let office = try PackOffice("growth-ladder", on: "2017-09-01", records: false)
    try office.addSemesters(2017...2020)
    let run = try office.start("new-teacher-1310", ["T03"], set: ["hired": "2017-09-01"])
    func current() throws -> String? { try office.office().progress(of: run).phases.first { $0.stand == .current }?.id }
    func finishOpen() throws {
      var query = Office.TaskQuery()
      (query.run, query.statuses) = (run, [.open])
      for task in try office.office().tasks(query) { try office.finish(task) }
    }
    func reminded() throws -> [String] {
      var query = Office.TaskQuery()
      query.person = "T03"
      return try office.office("T03").reminders(query).map(\.text)
    }
    try finishOpen()
    try office.turn("2018-03-01")
    try finishOpen()
    #expect(try current() == "first-due" && reminded() == [])
    try office.turn("2018-08-01")
    #expect(try reminded() == ["一年期满考核将至"])
    try office.turn("2018-08-31")
    #expect(try current() == "first-due" && office.office().approvals().isEmpty)
    try office.turn("2018-09-01")
    #expect(try current() == "first-exam")
    try office.approve()
    #expect(try current() == "third-year")
    for day in ["2018-09-02", "2019-09-02"] {
      try office.turn(day)
      try finishOpen()
    }
    #expect(try current() == "standard-due")
    try office.turn("2020-08-31")
    #expect(try current() == "standard-due")
    try office.turn("2020-09-01")
    #expect(try current() == "standard")
    try office.approve()
    #expect(try current() == "tenth-year")
    // Both were told once, the one of the ten years is to come.
    #expect(try office.office().progress(of: run).reminders.map(\.text) == ["一年期满考核将至", "三年期满达标将至"])
  }

  /// S0-12: three of the four domains are not all.
  @Test func `All four domains are asked for`() throws {
    let office = try PackOffice("growth-ladder", on: "2018-12-31", records: false)
    try office.enter("工号,入职日期\nT03,2017-09-01")
    try office.enter("工号,学时,日期,专题\nT03,6,2018-01-10,班级管理\nT03,6,2018-02-10,教材教法\nT03,6,2018-03-10,教学常规")
    #expect(try office.result("novice", "2018", "T03").verdict("domains") == .fail)
    try office.enter("工号,学时,日期,专题\nT03,1,2018-12-31,教学基本功")
    #expect(try office.result("novice", "2018", "T03").verdict("domains") == .pass)
  }

  /// S0-2: the province's number is not in the policy; with it, everybody has to reach it.
  @Test func `Credits are unknown until the number is set, and one teacher short fails the district`() throws {
    let office = try PackOffice("growth-ladder", on: "2018-12-31", records: false)
    #expect(try office.result("credits", "2018", "T01").isUnknown(because: "parameters.credits"))
    let people = ["T01", "T02", "T03", "T04", "D01", "D02"]
    try office.enter("工号,学时,日期,学分\n" + people.map { "\($0),60,2018-05-01,\($0 == "T04" ? "5.9" : "6")" }.joined(separator: "\n"))
    try office.publish("credits", "2018", set: ["credits": "6"])
    let district = try office.result("credits-district", "2018")
    // Those of the centre and of the bureau are no teachers.
    #expect(district.number("done") == 3 && district.number("teachers") == 4 && district.verdict == .fail)
    try office.enter("工号,学时,日期,学分\nT04,1,2018-12-31,0.1")
    try office.publish("credits", "2018", set: ["credits": "6"])
    #expect(try office.result("credits-district", "2018").verdict == .pass)
  }

  /// S0-5, S0-10, S0-7: one special training a year, an expert for each subject.
  @Test func `The plan's year asks for its training and for every subject`() throws {
    let office = try PackOffice("growth-ladder", on: "2017-11-01", records: false)
    let run = try office.start("action-plan", set: ["subjects": "语文,数学", "schools": "S001", "through": "2018-12-31"])
    try office.walk(run, through: "2018-12-30", skipping: { $0.title.contains("高端") || $0.title.contains("专家入区") })
    let before = try office.result("district-year", "2018")
    #expect(before.verdict("senior") == .fail && before.verdict("subjects") == .fail)
    try office.walk(run, through: "2018-12-31")
    #expect(try office.result("district-year", "2018").verdict == .pass)
    #expect(try office.office().progress(of: run).phases.contains { $0.id == "running" && $0.total > 10 })
  }

  /// S0-15: five of the six forms are not all.
  @Test func `A studio uses six forms`() throws {
    let office = try PackOffice(
      "growth-ladder", on: "2018-01-20",
      roster: Walk.roster)
    try office.addSemesters(2017...2017)
    let kinds = ["教研员引领", "读书", "专家培训", "课题研究", "观摩课"]
    try office.enter(
      "活动编号,活动名称,类别,日期,工作室编号\n"
        + kinds.enumerated().map { "H\($0.offset),活动,\($0.element),2017-10-0\($0.offset + 1),W1" }.joined(separator: "\n"))
    #expect(try office.result("studio-forms", "2017-2018-1", "W1").verdict == .fail)
    try office.enter("活动编号,活动名称,类别,日期,工作室编号\nH9,活动,交流研讨,2017-12-01,W1")
    #expect(try office.result("studio-forms", "2017-2018-1", "W1").verdict == .pass)
  }

  /// S0-13: whether there is another round is decided when one ends, not whenever something else happens.
  @Test func `A round that is to come is not dropped for what others do in the meantime`() throws {
    let office = try PackOffice("growth-ladder", on: "2017-11-01", roster: Walk.roster)
    var calls = Office.TaskQuery()
    calls.run = try office.start("selections")
    try office.finish(try #require(try office.office().tasks(calls).first))
    let rounds = try office.office().tasks(calls).filter { $0.title == "评选通知" }.map(\.run)
    #expect(rounds.count == 8)
    _ = try office.office(on: "2018-06-01")
    try office.walk(rounds[0], through: "2018-06-01")
    _ = try office.office(on: "2019-02-01")
    for round in rounds.dropFirst() { try office.walk(round, through: "2019-02-01") }
    calls.statuses = [.open]
    #expect(try office.office().tasks(calls).isEmpty)
    try office.turn("2020-06-01")
    #expect(try office.office().tasks(calls).filter { $0.title == "评选通知" }.map(\.opens) == [Day("2020-06-01")])
  }
}
