import AcademicCalendar
import Evaluation
import Foundation
import Reports
import Store
import Testing
import Workflow

@testable import Office

/// A studio's members, its leader, a school's coordinator change while runs go on.
@Suite struct MemberChangeTests {
  /// A1 leads W01 now and L1 is a member, A3 has left and C1 has come.
  private static let members = """
    工作室编号,工号,身份,导师工号
    W01,A1,主持人,
    W01,L1,成员,
    W01,A2,成员,
    W01,C1,成员,
    W01,X1,学员,A1
    W01,X2,学员,A2

    """

  /// Before that, A3's demonstration lesson was accepted.
  private func started() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    let lesson = try fixture.task("示范课", of: "A3")
    try fixture.done(lesson, as: "A3", on: "2026-09-10")
    _ = try fixture.office("L1").accept(lesson, note: nil)
    return fixture
  }

  private func change(_ fixture: Fixture) throws -> [Office.StaleRun] {
    try fixture.office(on: "2026-09-20").importRoster([fixture.file("members.csv", Self.members)]).staleRuns
  }

  private func texts(_ parts: [Office.StaleRun.Part]) -> [String] { parts.map { "\($0.name) \($0.person) \($0.tasks)" } }

  @Test func `An import says which runs have the old members and what to do, and changes nothing of them`() throws {
    let fixture = try started()
    let before = try fixture.tasks()
    let stale = try change(fixture)
    #expect(stale.map(\.run) == [1] && stale.map(\.subjectName) == ["小学语文工作室"])
    #expect(stale.map { texts($0.leaving) } == [["安三 A3 2", "李一 L1 1"]])
    #expect(stale.map { texts($0.missing) } == [["安一 A1 1", "陈一 C1 3"]])
    #expect(stale.map(\.command) == ["jiaoli run set 1 --refresh --reason 名单变动"])
    #expect(try fixture.tasks() == before)
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What is struck is not asked for in an evaluation`() throws {
    let fixture = try started()
    let scheme = """
      scheme: asked
      version: 1
      title: 应办
      policy: 测试
      subject: studio
      period: semester
      measures: { all: { title: 全部, from: tasks, where: { status: [open, planned, submitted, accepted, cancelled] } } }
      indicators: { all: { title: 全部, require: all > 0, cite: S1-22 } }
      """
    _ = try fixture.office().install([fixture.file("asked.yaml", scheme)])
    func asked() throws -> Int { try fixture.office().progress(of: 1).phases.map(\.total).reduce(0, +) }
    func measured() throws -> Int? {
      try fixture.office().evaluate("asked", period: "2026-2027-1", subjects: []).first?.measures.first?.records.count
    }
    #expect(try measured() == asked())
    _ = try change(fixture)
    try fixture.office().refresh(1, reason: "换届")
    #expect(try measured() == asked())
  }

  @Test func `A refresh opens tasks for who came, hands on the leader's, and what is struck counts for nothing`() throws {
    let fixture = try started()
    _ = try change(fixture)
    let office = try fixture.office()
    try office.refresh(1, reason: "换届")
    let tasks = try fixture.tasks().filter { $0.run == 1 }
    #expect(tasks.filter { $0.assignee == "A3" }.map(\.status) == [.accepted, .cancelled, .cancelled])
    #expect(tasks.filter { $0.assignee == "C1" }.map(\.title) == ["示范课", "专题讲座", "研究成果"])
    #expect(tasks.first { $0.title == "送教下乡" }?.assignee == "A1")
    #expect(try change(fixture).isEmpty)
    func count() throws -> [Int] {
      try office.progress(of: 1).phases.prefix(1).flatMap { [$0.required, $0.requiredDone, $0.total, $0.missed] }
    }
    #expect(try count() == [16, 1, 16, 0])
    for task in tasks where task.status.isPending { _ = try office.waive(task.id, reason: "试") }
    #expect(try count() == [16, 16, 16, 0])
    #expect(try office.progress(of: 1).status == "done")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What somebody was handed stays theirs`() throws {
    let fixture = try started()
    let outreach = try #require(try fixture.tasks().first { $0.run == 1 && $0.title == "送教下乡" }).id
    _ = try fixture.office("L1").delegate(outreach, to: "A2", note: nil)
    #expect(try change(fixture).map { texts($0.leaving) } == [["安三 A3 2"]])
    try fixture.office().refresh(1, reason: "换届")
    #expect(try fixture.tasks().first { $0.id == outreach }?.assignee == "A2")
  }

  @Test func `A school's new coordinator takes over with a refresh, which the import of the people asks for`() throws {
    let fixture = try Fixture(installing: [])
    try fixture.install(
      """
      workflow: filing
      version: 1
      title: 备案
      roles: { coordinator: 学校联络员 }
      parameters: { schools: { type: list<school>, default: [S001, S002] } }
      states: { work: { tasks: { file: { title: 备案, for: parameters.schools, role: coordinator } }, on: { done: end } }, end: { type: final } }
      """)
    _ = try fixture.office(on: "2026-09-01").start("filing", subjects: [], semester: nil, parameters: [:])
    func adopt(_ rows: String) throws -> [Office.StaleRun] {
      try fixture.office().importRoster([fixture.file("people.csv", "工号,姓名,学校编号,岗位\n" + rows)]).staleRuns
    }
    #expect(try adopt("C1,陈一,S001,学校联络员\n").isEmpty)
    let stale = try adopt("C1,陈一,S001,\nA1,安一,S001,学校联络员\n")
    #expect(stale.map { texts($0.leaving) + texts($0.missing) } == [["陈一 C1 1", "安一 A1 1"]])
    try fixture.office().refresh(1, reason: "换人")
    #expect(try fixture.tasks().map(\.assignee) == ["A1", nil])
  }

  @Test(arguments: ["W01", nil])
  func `The report on duties keeps who has left with what was theirs in the studio`(subject: String?) throws {
    let fixture = try started()
    _ = try change(fixture)
    let report = try fixture.office("A1").dutyReport(semester: "2026-2027-1", subject: subject, workflow: nil)
    #expect(report.texts("matrix").map { $0[0] } == ["A1", "A2", "A3", "C1", "L1", "合计"])
    #expect(report.texts("matrix").first { $0[0] == "A3" }?.prefix(4) == ["A3", "安三", "", "1/1 办结"])
    #expect(report.texts("matrix").last?[3] == "1/4")
  }
}
