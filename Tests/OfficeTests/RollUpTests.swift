import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing

@testable import Office

/// From teachers to schools, areas and the whole; several judges; who joined too late to be judged.
@Suite struct RollUpTests {
  private static let teacher = """
    scheme: teacher-hours
    version: 1
    title: 教师学时
    subject: { kind: person, stage: [小学, 初中] }
    period: calendar-year
    parameters: { hours: { type: number, default: 10, title: 学时, cite: S0-2 } }
    measures: { hours: { title: 学时, from: hours, aggregate: sum, field: hours } }
    indicators:
      hours: { title: 学时, when: hours > 0, require: hours >= parameters.hours, cite: S0-2 }
    """

  private static func group(_ kind: String, of scheme: String) -> String {
    """
    scheme: \(kind)-share
    version: 1
    title: 合格率
    subject: \(kind)
    period: calendar-year
    measures:
      good: { title: 合格, from: results, of: members, where: { scheme: \(scheme), verdict: pass } }
      all: { title: 全部, from: results, of: members, where: { scheme: \(scheme) } }
      share: { title: 合格率, value: 'ratio(good, all)' }
    indicators:
      share: { title: 合格率, when: all > 0, require: share >= 0.5, cite: S0-2 }
    """
  }

  private static let hours =
    "工号,学时,日期\nL1,10,2026-01-01\nA1,9,2026-01-01\nA2,12,2026-01-01\nB1,1,2026-01-01\nB2,10,2026-01-01\nX1,10,2026-01-01\n"

  @Test func `Teachers add up to schools, schools to areas, areas to the whole; who is not concerned counts in neither`() throws {
    let county = try RecordedCounty(Self.teacher, records: [Self.hours])
    var request = Office.EvaluationRequest("teacher-hours", period: "2026")
    request.isTraced = false
    let results = try county.office.evaluate(request)
    func lines(_ kind: SchemeSubject.Kind) throws -> [String] {
      try county.office.rollUp(results, by: kind).map { line in
        "\(line.name) \(line.tally.passed)/\(line.tally.total) 不适用 \(line.exempt) \(line.share.map { "\(Int(($0 * 100).rounded()))%" } ?? "?")"
      }
    }
    #expect(
      try lines(.school) == [
        "实验小学 2/3 不适用 2 67%", "峰口小学 1/1 不适用 2 100%", "实验中学 0/1 不适用 3 0%", "沙口中学 1/1 不适用 2 100%", "合计 4/6 不适用 9 67%",
      ])
    #expect(try lines(.zone) == ["乡镇 2/2 不适用 4 100%", "城区 2/4 不适用 5 50%", "合计 4/6 不适用 9 67%"])
    #expect(try lines(.district) == ["合计 4/6 不适用 9 67%"])
  }

  @Test func `A school's result counts its teachers', an area's its schools', the district's its areas', published or not`() throws {
    let county = try RecordedCounty(
      Self.teacher, Self.group("school", of: "teacher-hours"), Self.group("zone", of: "school-share"),
      Self.group("district", of: "zone-share"),
      records: [Self.hours])
    func verdicts(_ scheme: String) throws -> [String] {
      try county.office.evaluate(scheme, period: "2026", subjects: []).map { "\($0.subject.name) \($0.verdictTitle)" }
    }
    let before = try ["school-share", "zone-share", "district-share"].map(verdicts)
    #expect(before == [["实验小学 通过", "峰口小学 通过", "实验中学 未通过", "沙口中学 通过"], ["乡镇 通过", "城区 通过"], ["测试 通过"]])
    for scheme in ["teacher-hours", "school-share", "zone-share"] { try county.publish(scheme, "2026") }
    #expect(try ["school-share", "zone-share", "district-share"].map(verdicts) == before)
    // What was published stands until it is published again.
    try county.enter("工号,学时,日期\nB1,20,2026-02-01\n")
    #expect(try verdicts("school-share")[2] == "实验中学 未通过")
    try county.publish("teacher-hours", "2026")
    #expect(try verdicts("school-share")[2] == "实验中学 通过")
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  private static let judged = """
    scheme: conduct
    version: 1
    title: 综合评价
    subject: { kind: person, stage: 小学 }
    period: calendar-year
    measures:
      own: { title: 自评, from: marks, where: { item: 师德, judge: 自评 }, aggregate: mean, field: score }
      studio: { title: 站评, from: marks, where: { item: 师德, judge: 站评 }, aggregate: mean, field: score }
      city: { title: 市评, from: marks, where: { item: 师德, judge: 市评 }, aggregate: mean, field: score }
    indicators:
      conduct: { title: 师德, judges: { 自评: { mark: own, weight: 0.2 }, 站评: { mark: studio, weight: 0.3 }, 市评: { mark: city, weight: 0.5 } }, cite: S2-4 }
    total: { pass: score >= 60 }
    """

  @Test func `Each judges in the own column; a judge's later mark takes the earlier one's place; a column without marks is unknown`() throws
  {
    let county = try RecordedCounty(Self.judged)
    func mark(_ staff: String, _ subject: String, _ column: String, _ score: String) -> OfficeError.Kind? {
      county.fixture.refusal {
        try county.fixture.office(staff).mark("conduct", period: "2026", subject: subject, column: column, marks: ["师德": score])
      }?.kind
    }
    #expect(mark("A1", "A1", "自评", "90") == nil)
    #expect(mark("A1", "A1", "市评", "100") == .notAllowed)
    #expect(mark("A1", "A2", "自评", "10") == .notAllowed)
    #expect(mark("L1", "A1", "自评", "100") == .notAllowed)
    #expect(mark("L1", "A1", "站评", "50") == nil)
    #expect(try county.result("conduct", "A1", "2026").score == .unknown(["city"]))
    #expect(mark("L1", "A1", "站评", "80") == nil)
    #expect(mark("R0", "A1", "市评", "60") == nil)
    #expect(mark("R1", "A1", "市评", "80") == nil)
    #expect(mark("P1", "A1", "师评", "不") == .badInput)
    // A mark that would count nowhere is refused, and what could be meant is told.
    let office = try county.fixture.office()
    let column = county.fixture.refusal {
      try office.mark("conduct", period: "2026", subject: "A1", column: "师评", marks: ["师德": "90"])
    }
    #expect(column?.places.first?.contains("「师德」没有评分栏「师评」, 有: 市评、站评、自评") == true)
    let item = county.fixture.refusal {
      try office.mark("conduct", period: "2026", subject: "A1", column: "市评", marks: ["师徳": "90"])
    }
    #expect(item?.places.first?.contains("没有评分项目「师徳」, 有: 师德") == true)
    #expect(try county.result("conduct", "A1", "2026").score == .known(90 * 0.2 + 80 * 0.3 + 70 * 0.5))
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  private static func marked(_ subject: String) -> String {
    judged.replacing("scheme: conduct", with: "scheme: \(subject)-marks").replacing(
      "subject: { kind: person, stage: 小学 }", with: "subject: \(subject)")
  }

  /// C1 is the liaison of S001, R2 reviews at S003, L1 leads W01; R0 reviews everything.
  @Test(arguments: [
    ("C1", "school", "S001", "自评", true), ("C1", "school", "S001", "市评", false), ("C1", "school", "S003", "自评", false),
    ("R2", "school", "S003", "自评", true), ("R2", "school", "S003", "市评", false), ("R0", "school", "S001", "市评", true),
    ("R0", "school", "S001", "自评", false), ("P1", "school", "S001", "自评", true), ("L1", "studio", "W01", "自评", true),
    ("L1", "studio", "W01", "站评", false), ("L2", "studio", "W01", "站评", false), ("R0", "studio", "W01", "市评", true),
  ])
  func `A school and a studio give the own mark and no other`(
    staff: String, kind: String, subject: String, column: String, isAllowed: Bool
  ) throws {
    let county = try RecordedCounty(Self.marked(kind))
    let refusal = county.fixture.refusal {
      try county.fixture.office(staff).mark("\(kind)-marks", period: "2026", subject: subject, column: column, marks: ["师德": "90"])
    }
    #expect(refusal?.kind == (isAllowed ? nil : .notAllowed))
  }

  @Test func `Nobody gives a mark in another's name, or takes another's mark away, but the office and the project manager`() throws {
    let county = try RecordedCounty(Self.marked("school"))
    func enter(_ staff: String, by giver: String, _ score: String) -> OfficeError.Kind? {
      county.fixture.refusal {
        let file = try county.fixture.file("m.csv", "考核办法,考核期,学校编号,评分项目,评分栏,分数,评分人工号\nschool-marks,2026,S001,师德,市评,\(score),\(giver)\n")
        _ = try county.fixture.office(staff).importRecords([file])
      }?.kind
    }
    #expect(enter("R0", by: "R0", "80") == nil)
    #expect(enter("P1", by: "R1", "70") == nil)
    for staff in ["R0", "C1", "R2"] { #expect(enter(staff, by: "R1", "10") == .notAllowed) }
    #expect(enter("C1", by: "R0", "100") == .notAllowed)
    #expect(try county.result("school-marks", "S001", "2026").measures[2].value == .known(.number(75)))
    func withdraw(_ staff: String) -> OfficeError.Kind? {
      county.fixture.refusal { try county.fixture.office(staff).withdrawRecords(["mark-2"], reason: "偏低") }?.kind
    }
    #expect(withdraw("C1") == .notAllowed)
    #expect(withdraw("P1") == nil)
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Who joins a studio when its tasks are out is not judged as having failed`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.office(on: "2026-10-20").importRoster([
      fixture.file("p.csv", "工号,姓名,学校编号,学段\nN1,倪一,S001,小学\n"),
      fixture.file("m.csv", "工作室编号,工号,身份,导师工号\nW01,L1,主持人,\nW01,A1,成员,\nW01,A2,成员,\nW01,A3,成员,\nW01,N1,成员,\nW01,X1,学员,A1\nW01,X2,学员,A2\n"),
    ])
    let results = try fixture.office().evaluate("studio-semester", period: "2026-2027-1", subjects: ["A1", "N1"])
    #expect(results.map(\.verdictTitle) == ["未通过", "不适用"])
    #expect(results.map(\.verdict) == [.fail, .unknown([])])
  }
}
