import AcademicCalendar
import Foundation
import Reports
import Store
import Testing

@testable import Office

extension Report {
  /// A table as text, cell by cell.
  func texts(_ name: String) -> [[String]] { tables.first { $0.name == name }?.rows.map { $0.cells.map(\.text) } ?? [] }
}

/// Reports of tasks and sessions, from the records of a real office.
@Suite struct ReportTests {
  private func started() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    return fixture
  }

  @Test func `The late list says how many days and who; the last day itself is not late`() throws {
    let fixture = try started()
    let (lesson, lecture) = (try fixture.task("示范课", of: "A1"), try fixture.task("专题讲座", of: "A1"))
    let due = try #require(try fixture.tasks().first { $0.id == lesson }?.due)
    try fixture.done(lesson, as: "A1", on: due.description)
    #expect(try fixture.office("A1", on: due.description).lateReport(subject: nil, run: nil).texts("late").isEmpty)
    try fixture.done(lecture, as: "A1", on: (due + 3).description)

    let report = try fixture.office("A1", on: (due + 5).description).lateReport(subject: nil, run: nil)
    #expect(report.subtitle == "安一")
    let visit = try fixture.task("入校指导", of: "A1")
    #expect(report.texts("late") == [["\(visit)", "入校指导", "徐一", "安一", "待办", due.description, "5", "工作室学期职责"]])
    #expect(report.texts("handed-in-late").map { $0[6] } == ["3"])
    #expect(report.texts("by-responsible") == [["安一", "1", "5", "1"]])
    #expect(report.tables[0].rows[0].sources.contains { $0.kindTitle == "条款" && $0.reference.hasPrefix("S4-13") })
    #expect(report.tables[0].rows[0].sources.contains { $0.kindTitle == "任务" && $0.reference == "\(visit)" })
  }

  @Test func `The late list of a studio, a school and a run are each their own, and nobody sees another's`() throws {
    let fixture = try started()
    let office = try fixture.office(on: "2027-01-10")
    let all = try office.lateReport(subject: nil, run: nil).texts("late").count
    let studios = try ["W01", "W02"].map { try office.lateReport(subject: $0, run: nil).texts("late").count }
    #expect(all == studios[0] + studios[1] && all > 0)
    #expect(try office.lateReport(subject: nil, run: 1).texts("late").count == studios[0])
    #expect(try fixture.office("L1", on: "2027-01-10").lateReport(subject: "W01", run: nil).texts("late").count == studios[0])
    #expect(fixture.refusal { try fixture.office("L1").lateReport(subject: "W02", run: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("A1").lateReport(subject: nil, run: 1) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office("A1").lateReport(subject: "B1", run: nil) }?.kind == .notAllowed)
    #expect(fixture.refusal { try office.lateReport(subject: "W03", run: nil) }?.advice?.contains("W0") == true)
  }

  @Test func `The duty matrix counts what is settled, waited for, late and waived, for everybody of the studio`() throws {
    let fixture = try started()
    let (lesson, lecture, research) = (
      try fixture.task("示范课", of: "A1"), try fixture.task("专题讲座", of: "A1"), try fixture.task("研究成果", of: "A1")
    )
    try fixture.done(lesson, as: "A1", on: "2026-10-12")
    try fixture.done(lecture, as: "A1", on: "2026-10-12")
    _ = try fixture.office("P1").accept(lesson, note: nil)
    _ = try fixture.office("P1").waive(research, reason: "产假")
    let report = try fixture.office("L1", on: "2027-01-10").dutyReport(semester: "2026-2027-1", subject: nil, workflow: nil)
    let matrix = try #require(report.tables.first)
    #expect(matrix.columns.map(\.title) == ["工号", "姓名", "身份", "示范课", "专题讲座", "研究成果", "入校指导", "送教下乡"])
    #expect(report.texts("matrix").map { $0[0] } == ["A1", "A2", "A3", "L1", "合计"])
    #expect(Array(report.texts("matrix")[0][2...]) == ["W01 成员", "1/1 办结", "0/1 待审", "免做", "0/1 逾期7天", ""])
    #expect(report.texts("matrix")[4][3] == "1/4")
    let detail = report.texts("detail").filter { $0[0] == "A1" }
    #expect(detail.map { Array($0[2...8]) }.first == ["示范课", "1", "1", "0", "0", "", "0"])
    #expect(detail.map { $0[9] } == ["办结", "待审", "免做", "逾期7天"])
    #expect(matrix.clauses.map { $0.prefix { $0 != " " } } == ["S1-22", "S3-2", "S4-13"])

    let whole = try fixture.office("P1").dutyReport(semester: "2026-2027-1", subject: nil, workflow: nil)
    #expect(whole.texts("matrix").count == 9)
    #expect(
      try fixture.office("A1").dutyReport(semester: "2026-2027-1", subject: nil, workflow: nil).texts("matrix").map { $0[0] } == ["A1"])
    let unknown = fixture.refusal { try fixture.office().dutyReport(semester: "2026-2027-1", subject: "W01", workflow: "none") }
    #expect(unknown?.kind == .notFound)
  }

  @Test func `The phase report gives each phase its share and each task its evidence`() throws {
    let fixture = try Fixture(on: "2014-01-02")
    let run = try #require(
      try fixture.office().start("network-study-pilot", subjects: [], semester: nil, parameters: ["schools": "all"]).runs.first)
    let first = try #require(try fixture.tasks().first { $0.run == run && $0.state == "launch" && $0.isRequired })
    try fixture.done(first.id, on: "2014-02-10")
    _ = try fixture.office().accept(first.id, note: nil)
    let report = try fixture.office(on: "2014-03-03").phaseReport(run: run)
    let launch = try #require(report.texts("phases").first)
    #expect(Array(launch[0...6]) == ["启动", "进行中", "2014-01-01", "2014-02-28", "6", "1", "16.67%"])
    let table = try #require(report.tables.first { $0.name == "tasks" })
    let row = try #require(table.rows.first { $0.cells[1] == .integer(Int(first.id)) })
    #expect(row.cells[0] == "启动" && row.cells[5] == "已完成" && row.cells[10] == .integer(first.evidence.count))
    #expect(row.sources.count { $0.kindTitle == "佐证" } == first.evidence.count)
    #expect(row.sources.contains { $0.reference.count == 64 })
    // Tasks stand in the order of their phases, those of the whole run last.
    let phases = table.rows.map { $0.cells[0].text }
    #expect(phases.first == "启动" && phases.last == "全程")
    #expect(fixture.refusal { try fixture.office("A1").phaseReport(run: run) }?.kind == .notAllowed)
    #expect(fixture.refusal { try fixture.office().phaseReport(run: 99) }?.kind == .notFound)
  }

  @Test func `Who is judged by points has a place among all, and to whom nothing applies has none`() throws {
    let county = try RecordedCounty(
      """
      scheme: papers
      version: 1
      title: 论文
      subject: { kind: person, membership: 成员 }
      period: calendar-year
      measures:
        papers: { title: 论文, from: outcomes, where: { kind: 论文 } }
        hours: { title: 学时, from: hours, aggregate: sum, field: hours }
      indicators: { papers: { title: 论文, when: hours > 0, points: papers * 5, cite: S4-17 } }
      total: { pass: score >= 10 }
      grades: [ { title: 优秀, if: score >= 10 }, { title: 不合格 } ]
      """,
      records: [
        "工号,学时,日期\nA1,1,2026-01-01\nA2,1,2026-01-01\nA3,1,2026-01-01\nB1,1,2026-01-01\nB2,1,2026-01-01\n",
        "工号,成果类别,成果名称,日期\nA2,论文,甲,2026-05-01\nA3,论文,乙,2026-05-01\nB2,论文,丙,2026-05-01\nB2,论文,丁,2026-06-01\n",
      ])
    let report = try county.office.evaluationReport("papers", period: "2026", subjects: [])
    #expect(
      report.texts("results").map { [$0[0]] + $0.suffix(4) } == [
        ["B2", "10", "1", "优秀", "通过"], ["A2", "5", "2", "不合格", "未通过"], ["A3", "5", "2", "不合格", "未通过"],
        ["A1", "0", "4", "不合格", "未通过"], ["B1", "0", "4", "不合格", "未通过"], ["B3", "", "", "", "不适用"],
      ])
    #expect(report.notes[0] == "共 6 个: 通过 1, 未通过 4, 未设定 0, 不适用 1; 等次: 不合格 4, 优秀 1")
    // A place among some would be no place.
    for part in [
      try county.fixture.office("L1").evaluationReport("papers", period: "2026", subjects: []),
      try county.office.evaluationReport("papers", period: "2026", subjects: ["A2"]),
    ] { #expect(part.tables[0].columns.allSatisfy { $0.title != "名次" }) }
  }

  @Test func `A result is a line of types with every record that was counted`() throws {
    let fixture = try started()
    let lesson = try fixture.task("示范课", of: "A1")
    try fixture.done(lesson, as: "A1", on: "2026-10-12")
    _ = try fixture.office("P1").accept(lesson, note: nil)
    let report = try fixture.office("L1").evaluationReport("studio-semester", period: "2026-2027-1", subjects: [])
    #expect(report.texts("results")[0] == ["A1", "安一", "通过", "未通过", "未通过", "未通过", "未通过"])
    #expect(report.texts("results").map { $0[0] } == ["A1", "A2", "A3", "L1"])
    let basis = try #require(report.tables.first { $0.name == "basis" }?.rows.first)
    #expect(basis.cells[3].text.contains("示范课 1 ≥") && basis.cells[7] == "S1-22 五(二)")
    #expect(basis.cells[4] == .integer(basis.sources.count { $0.kindTitle == "任务" }))
    #expect(basis.sources.contains { $0.kindTitle == "任务" && $0.reference == "\(lesson)" })
    #expect(report.texts("parameters")[0] == ["每人每学期示范课节数", "1", "S1-22 五(二)"])
  }
}
