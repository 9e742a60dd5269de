import AcademicCalendar
import Crypto
import Foundation
import Reports
import Store
import Testing
import Workflow

@testable import Office

/// What a year came to, and the form that a teacher signs.
@Suite struct YearReportTests {
  /// Lessons of A1 and A2 in 2026, a lecture of A1 in 2027.
  private func worked() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    for (title, person, day) in [("示范课", "A1", "2026-10-12"), ("示范课", "A2", "2026-12-31"), ("专题讲座", "A1", "2027-01-02")] {
      let task = try fixture.task(title, of: person)
      try fixture.done(task, as: person, on: day)
      _ = try fixture.office("P1").accept(task, note: nil)
    }
    return fixture
  }

  @Test func `A year counts what was done in it, by heading, with people and times`() throws {
    let fixture = try worked()
    let office = try fixture.office("L1", on: "2027-01-05")
    let year = try office.yearReport(2026, subject: "W01")
    #expect(year.title == "2026 年工作总结及 2027 年工作谋划")
    #expect(year.texts("summary").map { Array($0[0...2]) } == [["工作室学期职责", "示范课", "2"]])
    #expect(year.tables[0].introduction == ["1. 工作室学期职责: 示范课 2。"])
    #expect(year.tables[0].rows[0].sources.count == 3)
    #expect(Array(try #require(year.texts("work").first { $0[1] == "示范课" })[2...8]) == ["2", "0", "0", "0", "0", "2", "2"])
    #expect(year.texts("records").map { $0[0] } == ["2026-10-12", "2026-12-31"])
    #expect(year.texts("plan") == [["示范课", "2", "", "未设定", "S1-22 五(二)"]])
    #expect(year.notes.allSatisfy { !$0.contains("尚未结束") })

    let next = try office.yearReport(2027, subject: "W01")
    #expect(next.texts("summary").map { Array($0[1...2]) } == [["专题讲座", "1"]])
    #expect(next.notes.contains { $0.contains("尚未结束") })
    #expect(try fixture.office("A2").yearReport(2026, subject: nil).texts("summary").map { $0[2] } == ["1"])
    #expect(fixture.refusal { try fixture.office("A2").yearReport(2026, subject: "W01") }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office().yearReport(9999, subject: nil) }?.kind == .usage)
  }

  @Test func `A scheme names the numbers and the aims; an aim that nobody set is not set`() throws {
    let fixture = try worked()
    try fixture.install(
      """
      scheme: year-block
      version: 1
      title: 年度数字
      policy: 邯郸
      subject: studio
      period: calendar-year
      parameters:
        lessons: { type: number, default: 2, by-year: { 2027: 5 }, title: 示范课目标, cite: S3-5 }
        talks: { type: number, title: 讲座目标, cite: S3-5 }
      measures:
        lessons: { title: 全市示范课, unit: 节, from: tasks, where: { task: demonstration-lesson, status: accepted }, of: members, cite: S3-5 }
        held: { title: 本室示范课, unit: 节, value: 'parameters.lessons * 1.0' }
      indicators:
        lessons: { title: 示范课, require: held >= parameters.lessons, cite: S3-5 }
        talks: { title: 讲座, require: held >= parameters.talks, cite: S3-6 }
      """)
    let report = try fixture.office(on: "2027-01-05").yearReport(2026, subject: "W01", schemes: ["year-block"])
    #expect(report.texts("summary").contains { $0[0] == "示范课" && $0[1] == "本室示范课" && $0[2] == "2" && $0[3] == "节" })
    #expect(report.texts("plan").map { Array($0[0...3]) } == [["示范课", "2", "2", "5"], ["讲座", "2", "未设定", "未设定"]])
    #expect(fixture.refusal { try fixture.office().yearReport(2026, subject: nil, schemes: ["year-block"]) }?.kind == .usage)
  }

  @Test func `The register form is filled in from the records and lists every file by its hash`() throws {
    let fixture = try worked()
    let report = try fixture.office("A1", on: "2027-01-05").registerReport("A1", year: 2026, scheme: nil)
    #expect(report.texts("identity").contains(["任职学校", "实验小学"]))
    #expect(report.texts("identity").contains(["工作室", "小学语文工作室 成员"]))
    #expect(report.texts("achievements").map { Array($0[0...1]) } == [["2026-10-12", "示范课"]])
    let lesson = try fixture.task("示范课", of: "A1")
    let kinds = try #require(try fixture.tasks().first { $0.id == lesson }?.evidence)
    let hashes = kinds.map { SHA256.hash(data: Data("\($0) \(lesson)".utf8)).map { String(format: "%02x", $0) }.joined() }
    #expect(report.texts("attachments").map { $0[5] } == hashes.map { String($0.prefix(16)) })
    #expect(report.texts("attachments").map { $0[1] } == ["教案", "听课评课记录"])
    #expect(report.tables.first { $0.name == "attachments" }?.rows.map { $0.sources[0].reference } == hashes)
    #expect(report.tables.first { $0.name == "opinions" }?.rows.map(\.style) == [.form, .form])
    let requirements = report.texts("requirements").map { Array($0[0...2]) }
    #expect(requirements.contains(["示范课", "1", "1"]))
    #expect(fixture.refusal { try fixture.office("A2").registerReport("A1", year: 2026, scheme: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office().registerReport("A9", year: 2026, scheme: nil) }?.kind == .notFound)
  }

  @Test func `The register form has the lines of a scheme and the levels of the chain that reviews the person`() throws {
    let fixture = try worked()
    try fixture.install(
      """
      scheme: member-year
      version: 1
      title: 成员年度考核
      policy: 意见
      subject: { kind: person, membership: [成员] }
      period: { kind: calendar-year, cut-off: 12-20 }
      parameters: { lessons: { type: number, default: 1, title: 示范课节数, cite: S4-18 } }
      measures: { lessons: { title: 示范课, unit: 节, from: tasks, where: { task: demonstration-lesson, status: accepted }, day: done } }
      indicators: { lessons: { title: 示范课, require: lessons >= parameters.lessons, cite: S4-18 } }
      """)
    try fixture.install(
      """
      workflow: member-assessment
      version: 1
      title: 年度考核
      policy: 意见
      subject: person
      roles: { school: 学校评审员, committee: 评审员 }
      states:
        assess:
          title: 三级考核
          review:
            - { id: school, title: 任职学校考核, role: school, cite: S4-25 }
            - { id: committee, title: 委员会评审, role: committee }
          on: { approved: done }
        done: { type: final, title: 结束 }
      """)
    let run = try #require(
      try fixture.office(on: "2027-01-05").start("member-assessment", subjects: ["B1"], semester: nil, parameters: [:]).runs.first)
    let review = try #require(try fixture.office("R2").approvals().first { $0.run == run })
    _ = try fixture.office("R2", on: "2027-01-06").decide(review.id, .approve, note: "属实")
    let other = try fixture.office("B1", on: "2027-01-07").registerReport("B1", year: 2027, scheme: "member-year")
    #expect(other.texts("identity").contains { $0[0] == "系统评定" && $0[1].hasPrefix("未通过") })
    #expect(other.texts("opinions") == [["本人签字", "", "", ""], ["任职学校考核", "通过: 属实", "任二", "2027-01-06"], ["委员会评审", "", "", ""]])

    // The year of the scheme ends on its cut-off day: what A2 did after it belongs to the next.
    let office = try fixture.office()
    #expect(
      try office.registerReport("A1", year: 2026, scheme: "member-year").texts("requirements") == [
        ["示范课", "1", "1", "2026-10-12 示范课", "通过", "S4-18"]
      ])
    #expect(try office.registerReport("A2", year: 2026, scheme: "member-year").texts("requirements").map { $0[4] } == ["未通过"])
    #expect(try office.registerReport("A2", year: 2027, scheme: "member-year").texts("achievements").map { $0[0] } == ["2026-12-31"])
  }
}

/// Records besides tasks in the year's numbers and on the form.
@Suite struct YearRecordsTests {
  private func recorded() throws -> Fixture {
    let fixture = try Fixture(on: "2026-12-01")
    let files = try [
      (
        "activities.csv",
        "活动编号,活动名称,类别,日期,层级,工作室编号\nHD01,阅读讲座,讲座,2026-03-01,全市,W01\nHD02,写作讲座,讲座,2026-10-01,全市,W01\nHD03,去年讲座,讲座,2025-10-01,全市,W01\n"
      ),
      ("attendance.csv", "活动编号,工号,签到\nHD01,A1,出席\nHD01,A2,迟到\nHD02,A1,出席\nHD02,A3,缺勤\n"),
      ("outcomes.csv", "成果类别,成果名称,日期,工号,层级,等次\n论文,读写结合,2026-05-06,A1,国家级,\n获奖,优质课,2026-06-01,A1,省级,一等奖\n"),
      ("hours.csv", "工号,学时,日期,方式,专题\nA1,6,2026-03-05,网络,班主任\nA1,2.5,2026-04-05,网络,班主任\nA2,4,2026-04-05,线下,\n"),
      ("titles.csv", "称号,授予日期,工号,层级\n骨干教师,2024-09-01,A1,市级\n"), ("money.csv", "经费类别,金额,日期,工号\n差旅费,123.45,2026-04-06,A1\n"),
    ].map { try fixture.file($0.0, $0.1) }
    _ = try fixture.office().importRecords(files)
    return fixture
  }

  @Test func `People and times are counted apart, and only the year's records`() throws {
    let fixture = try recorded()
    let studio = try fixture.office().yearReport(2026, subject: "W01")
    let lines = studio.texts("summary").map { Array($0[0...3]) }
    #expect(lines.contains(["活动", "全市 讲座", "2", "次"]))
    #expect(lines.contains(["活动", "全市 讲座参加", "2", "人"]))
    #expect(lines.contains(["活动", "全市 讲座参加", "3", "人次"]))
    #expect(lines.contains(["成果", "国家级 论文", "1", "项"]))
    #expect(lines.contains(["成果", "省级 一等奖 获奖", "1", "项"]))
    #expect(lines.contains(["学时", "班主任 网络", "8.5", "学时"]))
    #expect(lines.contains(["经费", "差旅费", "123.45", "元"]))
    #expect(studio.tables[0].introduction.contains { $0.contains("活动: 全市 讲座 2次, 全市 讲座参加 2人, 全市 讲座参加 3人次") })
    let lecture = try #require(studio.tables[0].rows.first { $0.cells[1] == "全市 讲座" })
    #expect(lecture.sources.map(\.title) == ["阅读讲座", "写作讲座"])
    #expect(
      try fixture.office("A2").yearReport(2026, subject: nil).texts("summary").map { Array($0[1...2]) } == [
        ["全市 讲座", "1"], ["全市 讲座参加", "2"], ["全市 讲座参加", "2"], ["线下", "4"], ["线下参加", "1"], ["线下参加", "1"],
      ])
    #expect(try fixture.office().yearReport(2024, subject: "A1").texts("summary").map { $0[1] } == ["市级 骨干教师"])
  }

  @Test func `The shipped yearly block counts people and times apart, and the shipped targets are the frame of the plan`() throws {
    let fixture = try recorded()
    _ = try fixture.office().install(["yearly-block", "yearly-targets"].map { Fixture.shipped("yearly-targets/\($0).yaml") })
    let report = try fixture.office().yearReport(2026, subject: nil, schemes: ["yearly-block", "yearly-targets"])
    let lines = report.texts("summary")
    #expect(lines.contains(["讲座合计", "全市专题讲座", "2", "次", "S3-5 总结4"]))
    #expect(lines.contains(["课题合计", "国家级课题", "0", "个", "S3-4 总结4"]))
    #expect(lines.contains { $0[1] == "全国论文" && $0[2] == "1" && $0[3] == "篇" })
    #expect(lines.contains { $0[1] == "参加继续教育的教师" && $0[2] == "2" })
    let plan = report.texts("plan")
    #expect(plan.contains { $0[0] == "专任教师参训率" && $0[2] == "0.82" && $0[3] == "0.82" && $0[4] == "S3-10 谋划" })
    #expect(plan.contains { $0[0] == "讲座合计" && $0[1] == "2" && $0[3] == "未设定" })
  }

  @Test func `The form has titles, outcomes and hours with their sum`() throws {
    let fixture = try recorded()
    let report = try fixture.office("A1").registerReport("A1", year: 2026, scheme: nil)
    #expect(report.texts("identity").contains(["称号", "骨干教师 (市级, 2024-09-01 起)"]))
    #expect(report.texts("outcomes").map { $0[4] } == ["读写结合", "优质课"])
    #expect(report.texts("hours").map { $0[5] } == ["6", "2.5", "8.5"])
    #expect(report.texts("attendance").map { $0[3] } == ["阅读讲座", "写作讲座"])
  }
}
