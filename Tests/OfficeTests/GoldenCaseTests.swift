import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing
import Workflow

@testable import Office

/// The golden cases 4 to 10 of the policies, with records in a real database; each number also one step to either side.
@Suite struct GoldenCaseTests {
  // MARK: 4: S1-16, S1-20, S1-21

  private static let teacherYear = """
    scheme: teacher-year
    version: 1
    title: 非集中培训年度考核
    subject: { kind: person, post: 参训教师 }
    period: calendar-year
    parameters:
      online: { type: number, default: 50, title: 网络研修学时, cite: S1-16 }
      offline: { type: number, default: 20, title: 线下研修学时, cite: S1-16 }
    measures:
      online: { title: 网络研修, unit: 学时, from: hours, where: { mode: 网络 }, aggregate: sum, field: hours }
      offline: { title: 线下研修, unit: 学时, from: hours, where: { mode: 线下 }, aggregate: sum, field: hours }
    indicators:
      online: { title: 网络研修, require: online >= parameters.online, cite: S1-16 }
      offline: { title: 线下研修, require: offline >= parameters.offline, cite: S1-16 }
    """

  private static let schoolYear = """
    scheme: school-year
    version: 1
    title: 学校继续教育考核
    subject: school
    period: calendar-year
    parameters: { limit: { type: number, default: 20%, title: 不合格率, cite: S1-21 } }
    measures:
      failed: { title: 不合格教师, from: results, of: members, where: { scheme: teacher-year, verdict: fail } }
      all: { title: 参训教师, from: results, of: members, where: { scheme: teacher-year } }
      rate: { title: 不合格率, value: 'ratio(failed, all)' }
    indicators:
      rate: { title: 不合格率, when: all > 0, require: rate < parameters.limit, cite: S1-21 }
    consequences:
      cut: { title: 扣减下年经费, if: outcome == 'fail', do: { cut: 教师培训经费 }, discretion: true, cite: S1-21 }
    """

  /// Ten teachers of S009, of whom `failing` have 49 + 20 hours.
  private static func pilot(failing: Int, of count: Int = 10, open: Int = 0) throws -> RecordedCounty {
    let county = try RecordedCounty(teacherYear, schoolYear)
    let people = (1...count).map { "G\($0),高\($0),S009,参训教师" }
    _ = try county.office.importRoster([
      county.fixture.file("s.csv", "学校编号,学校名称,片区,学段\nS009,九小,城区,小学\n"),
      county.fixture.file("p.csv", "工号,姓名,学校编号,岗位\n" + people.joined(separator: "\n") + "\n"),
    ])
    let hours = (1...count).map { "G\($0),\($0 <= failing ? 49 : 50),2026-05-01,网络\nG\($0),20,2026-06-01,线下" }
    try county.enter("工号,学时,日期,方式\n" + hours.joined(separator: "\n"))
    return county
  }

  @Test(arguments: [(1, 10, true), (2, 10, false), (3, 10, false), (1, 6, true), (1, 5, false), (0, 10, true)])
  func `A fifth of the teachers failing makes a school fail, fewer do not`(failing: Int, count: Int, passes: Bool) throws {
    let county = try Self.pilot(failing: failing, of: count)
    let result = try county.result("school-year", "S009", "2026")
    #expect(result.verdict == (passes ? .pass : .fail))
    #expect(try county.result("school-year", "S003", "2026").verdictTitle == "不适用")
    // Published, the same counts the same, and the cut waits for a person.
    try county.publish("teacher-year", "2026")
    #expect(try county.result("school-year", "S009", "2026").verdict == result.verdict)
    #expect(try county.publish("school-year", "2026").decisions == (passes ? 0 : 1))
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test(arguments: [(50.0, 20.0, true), (49.5, 20, false), (50, 19.5, false), (49, 21, false), (60, 20, true)])
  func `Online and offline hours are both asked for`(online: Double, offline: Double, passes: Bool) throws {
    let county = try Self.pilot(failing: 0)
    _ = try county.office.importRoster([county.fixture.file("p2.csv", "工号,姓名,学校编号,岗位\nH1,何一,S009,参训教师\n")])
    try county.enter("工号,学时,日期,方式\nH1,\(online),2026-05-01,网络\nH1,\(offline),2026-06-01,线下")
    #expect(try county.result("teacher-year", "H1", "2026").verdict == (passes ? .pass : .fail))
  }

  @Test func `A decision that the policy leaves to judgement is a task of a person, with its clause`() throws {
    let county = try Self.pilot(failing: 2)
    try county.publish("school-year", "2026")
    let task = try #require(try county.office.tasks(Office.TaskQuery()).first)
    #expect(task.title == "酌情决定: 扣减下年经费")
    #expect(task.assignee == "P1")
    #expect(task.target == "九小")
    #expect(task.cite == "S1-21")
    let waiting = try county.office.consequences(of: "school-year", period: "2026")
    #expect(waiting.map(\.state) == ["待酌定"])
    #expect(county.fixture.refusal { try county.office.decideConsequence(1, isConfirmed: true, on: nil, note: nil) }?.kind == .usage)
    #expect(county.fixture.refusal { try county.office.decideConsequence(1, isConfirmed: true, on: nil, note: "扣减一成") }?.kind == .usage)
    try county.office.decideConsequence(1, isConfirmed: true, on: nil, note: "扣减一成", amount: 12_000)
    #expect(try county.office.consequences(of: nil, period: nil).map(\.state) == ["已确认"])
    #expect(try county.office.tasks(Office.TaskQuery()).filter { !$0.status.isSettled }.isEmpty)
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  // MARK: 5: S4-41

  private static let course = """
    scheme: course
    version: 1
    title: 课程成绩
    subject: person
    period: calendar-year
    parameters: { limit: { type: number, default: 1/3, title: 缺勤比例, cite: S4-41 } }
    measures:
      hours: { title: 总学时, from: sessions, as: participant, where: { topic: 专业课 }, aggregate: sum, field: hours }
      absent: { title: 缺勤学时, from: attendance, where: { topic: 专业课, status: [leave, absent] }, aggregate: sum, field: hours }
      share: { title: 缺勤比例, value: 'ratio(absent, hours)' }
    indicators:
      kept: { title: 成绩有效, when: hours > 0, require: share < parameters.limit, cite: S4-41 }
    """

  @Test(arguments: [(12, false), (11, true), (13, false), (0, true)])
  func `Of 36 hours twelve absent void the grade, eleven do not; leave counts as absence`(absent: Int, isKept: Bool) throws {
    let sessions = (1...36).map { "K\($0),第\($0)讲,授课,专业课,2026-0\(1 + $0 / 10)-1\($0 % 10),1" }
    let signed = (1...36).map { "K\($0),A1,\($0 > absent ? "出席" : $0 % 2 == 0 ? "请假" : "缺勤")" }
    let county = try RecordedCounty(
      Self.course,
      records: [
        "活动编号,活动名称,类别,专题,日期,学时\n" + sessions.joined(separator: "\n"), "活动编号,工号,签到\n" + signed.joined(separator: "\n"),
      ])
    #expect(try county.result("course", "A1", "2026").verdict == (isKept ? .pass : .fail))
    #expect(try county.result("course", "A2", "2026").verdictTitle == "不适用")
  }

  // MARK: 6: S4-37

  private static let shares = """
    scheme: class-shares
    version: 1
    title: 培训班课时结构
    subject: district
    period: calendar-year
    parameters:
      theory: { type: number, default: 20%, title: 教学理论与方法, cite: S4-37 }
      subject: { type: number, default: 30%, title: 专业知识与技能, cite: S4-37 }
      practice: { type: number, default: 50%, title: 企业实践, cite: S4-37 }
      least: { type: number, title: 总学时, cite: S4-36 }
    measures:
      all: { title: 总学时, from: sessions, where: { kind: 培训班 }, aggregate: sum, field: hours }
      theory: { title: 教学理论与方法, from: sessions, where: { topic: 教学理论与方法 }, aggregate: sum, field: hours }
      subject: { title: 专业知识与技能, from: sessions, where: { topic: 专业知识与技能 }, aggregate: sum, field: hours }
      practice: { title: 企业实践, from: sessions, where: { topic: 企业实践 }, aggregate: sum, field: hours }
    indicators:
      hours: { title: 总学时, require: all >= parameters.least, cite: S4-36 }
      theory: { title: 教学理论与方法, require: theory == all * parameters.theory, cite: S4-37 }
      subject: { title: 专业知识与技能, require: subject == all * parameters.subject, cite: S4-37 }
      practice: { title: 企业实践, require: practice == all * parameters.practice, cite: S4-37 }
    """

  @Test(arguments: [
    (260, [52, 78, 130], [true, true, true, true]), (130, [26, 39, 65], [true, true, true, true]),
    (260, [51, 79, 130], [true, false, false, true]),
    (260, [52, 77, 130], [false, false, false, false]),
  ])
  func `Hours of a class divide as the rule says`(least: Int, hours: [Int], passes: [Bool]) throws {
    let county = try RecordedCounty(
      Self.shares,
      records: [
        "活动编号,活动名称,类别,专题,日期,学时\nP1,甲,培训班,教学理论与方法,2026-03-01,\(hours[0])\nP2,乙,培训班,专业知识与技能,2026-03-02,\(hours[1])\nP3,丙,培训班,企业实践,2026-03-03,\(hours[2])"
      ])
    var request = Office.EvaluationRequest("class-shares", period: "2026")
    request.parameters = ["least": "\(least)"]
    let result = try #require(try county.office.evaluate(request).first)
    #expect(result.indicators.map { $0.verdict == .pass } == passes)
  }

  // MARK: 9: the yearly block of S3

  private static let block = """
    scheme: yearly-block
    version: 1
    title: 年度工作数据
    subject: district
    period: calendar-year
    measures:
      city-lectures: { title: 全市专题讲座, unit: 次, from: sessions, where: { kind: 讲座, level: 全市 } }
      visit-lectures: { title: 送教讲座, unit: 次, from: sessions, where: { kind: 讲座, level: 送教下乡 } }
      city-lessons: { title: 全市示范课, unit: 次, from: sessions, where: { kind: [示范课, 观摩课], level: 全市 } }
      visit-lessons: { title: 送教示范课, unit: 节, from: sessions, where: { kind: [示范课, 观摩课], level: 送教下乡 } }
      visits: { title: 送教下乡, unit: 次, from: sessions, where: { kind: 送教下乡 } }
      books: { title: 教材, unit: 册, from: outcomes, where: { kind: 教材 } }
      national: { title: 国家级课题, unit: 个, from: outcomes, where: { kind: 课题, level: 国家级 } }
      provincial: { title: 省级课题, unit: 个, from: outcomes, where: { kind: 课题, level: 省级 } }
      papers: { title: 全国论文, unit: 篇, from: outcomes, where: { kind: 论文, level: 国家级 } }
      firsts: { title: 省级一等奖, unit: 个, from: outcomes, where: { kind: 获奖, level: 省级, rank: 一等奖 } }
      city-studios: { title: 市级工作室, unit: 个, from: titles, where: { title: 名师工作室, level: 市级 } }
      province-studios: { title: 省级工作室, unit: 个, from: titles, where: { title: 名师工作室, level: 省级 } }
      trained: { title: 培训人数, unit: 人, from: attendance, aggregate: distinct, field: person }
      attended: { title: 培训人次, unit: 人次, from: attendance }
    indicators:
      all: { title: 数据, require: visits >= 0, cite: S3-18 }
    """

  @Test func `The yearly block is found again from the records`() throws {
    func activities(_ prefix: String, _ count: Int, _ kind: String, _ level: String) -> [String] {
      (1...count).map { "\(prefix)\($0),\(kind)\($0),\(kind),\(level),2026-0\(1 + $0 % 9)-15" }
    }
    let held =
      activities("a", 5, "讲座", "全市") + activities("b", 10, "讲座", "送教下乡") + activities("c", 18, "示范课", "全市")
      + activities("d", 4, "示范课", "送教下乡") + activities("e", 3, "观摩课", "送教下乡") + activities("f", 15, "送教下乡", "") + ["g,去年,讲座,全市,2025-12-31"]
    func outcomes(_ count: Int, _ line: String) -> [String] { (1...count).map { line.replacing("#", with: "\($0)") } }
    let achieved =
      outcomes(2, ",教材,册#,,,2026-05-01") + outcomes(2, "W01,课题,国#,国家级,,2026-05-01") + outcomes(4, "W02,课题,省#,省级,,2026-05-01")
      + outcomes(5, "W01,论文,文#,国家级,,2026-05-01") + outcomes(2, "W02,获奖,奖#,省级,一等奖,2026-05-01")
      + ["W02,获奖,二等,省级,二等奖,2026-05-01", "W01,论文,旧文,国家级,,2025-05-01"]
    let studios =
      (1...21).map { "市\($0),名师工作室,市级,2015-01-01," } + (1...11).map { "省\($0),名师工作室,省级,2015-01-01," } + ["旧,名师工作室,市级,2010-01-01,2025-12-31"]
    let county = try RecordedCounty(
      Self.block,
      records: [
        "活动编号,活动名称,类别,层级,日期\n" + held.joined(separator: "\n"), "工作室编号,成果类别,成果名称,层级,等次,日期\n" + achieved.joined(separator: "\n"),
        "团队,称号,层级,授予日期,到期日期\n" + studios.joined(separator: "\n"), "活动编号,工号,签到\na1,A1,出席\na1,A2,出席\na2,A1,出席\nb1,A1,迟到",
      ])
    #expect(
      try county.measures("yearly-block", "", "2026") == [
        "city-lectures": "5", "visit-lectures": "10", "city-lessons": "18", "visit-lessons": "7", "visits": "15", "books": "2",
        "national": "2",
        "provincial": "4", "papers": "5", "firsts": "2", "city-studios": "21", "province-studios": "11", "trained": "2", "attended": "4",
      ])
  }

  // MARK: 10: S0-8, S3-10

  private static let tutor = """
    scheme: class-teacher
    version: 1
    title: 班主任培训
    subject: { kind: person, post: 班主任 }
    period: calendar-year
    parameters: { hours: { type: number, default: 18, title: 三年学时, cite: S0-8 } }
    measures:
      hours: { title: 班主任专题, from: hours, where: { topic: 班主任 }, aggregate: sum, field: hours, period: { kind: cycle, years: 3, from: 2024-01-01 } }
    indicators:
      hours: { title: 班主任专题培训, require: hours >= parameters.hours, cite: S0-8 }
    """

  @Test(arguments: [("0.5", false), ("1", true), ("1.5", true)])
  func `Seventeen and a half hours in three years fail, eighteen pass`(last: String, passes: Bool) throws {
    let county = try RecordedCounty(Self.tutor)
    _ = try county.office.importRoster([county.fixture.file("p2.csv", "工号,姓名,学校编号,岗位\nH1,何一,S001,班主任\n")])
    try county.enter(
      "工号,学时,日期,专题\nH1,6,2024-01-01,班主任\nH1,11,2025-06-01,班主任\nH1,\(last),2026-12-01,班主任\nH1,9,2023-12-31,班主任\nH1,9,2026-01-01,师德")
    #expect(try county.result("class-teacher", "H1", "2026").verdict == (passes ? .pass : .fail))
  }

  private static let coverage = """
    scheme: coverage
    version: 1
    title: 继续教育参训率
    subject: district
    period: calendar-year
    parameters: { share: { type: number, default: 82%, title: 参训率, cite: S3-10 } }
    measures:
      trained: { title: 参训教师, unit: 人, from: attendance, of: members, aggregate: distinct, field: person }
      roster: { title: 专任教师, unit: 人, from: people, of: members, where: { post: 专任教师 } }
      share: { title: 参训率, value: 'ratio(trained, roster)' }
    indicators:
      share: { title: 参训率, require: share >= parameters.share, cite: S3-10 }
    """

  @Test(arguments: [(819, false), (820, true), (821, true)])
  func `Of a thousand teachers 819 trained are too few, 820 are enough`(trained: Int, passes: Bool) throws {
    let county = try RecordedCounty(Self.coverage)
    let people = (1...1000).map { "Z\($0),张\($0),S001,专任教师" }
    _ = try county.office.importRoster([county.fixture.file("p2.csv", "工号,姓名,学校编号,岗位\n" + people.joined(separator: "\n") + "\n")])
    try county.enter("活动编号,活动名称,类别,日期\nHD1,一,培训,2026-03-01\nHD2,二,培训,2026-04-01")
    // Who came twice is one person.
    try county.enter("活动编号,工号,签到\n" + (1...trained).map { "HD1,Z\($0),出席" }.joined(separator: "\n") + "\nHD2,Z1,出席\nHD2,Z2,出席")
    #expect(try county.result("coverage", "", "2026").verdict == (passes ? .pass : .fail))
  }
}
