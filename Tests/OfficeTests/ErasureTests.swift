import Foundation
import Testing
import Workflow

@testable import Office
@testable import Store

private let checks = """
  workflow: checks
  version: 1
  title: 检查
  roles: { coordinator: 学校联络员 }
  parameters: { schools: { type: list<school>, default: [S001] } }
  states:
    work:
      tasks:
        form: { title: 表格, for: "roster.people.filter(p, p.subject == '语文')", evidence: [form], required: false }
        stay: { title: 未完 }
        check: { title: 自查, for: parameters.schools, role: coordinator, required: false }
      on: { done: end }
    end: { type: final }
  evidence: { form: 表格 }
  """

struct `What becomes of evidence and tasks when somebody is erased` {
  private let fixture: Fixture

  init() throws {
    fixture = try Fixture(installing: [], on: "2026-09-01")
    try fixture.install(checks)
    _ = try fixture.office(on: "2026-09-01").start("checks", subjects: [], semester: nil, parameters: [:])
  }

  private func handIn(_ person: String, _ text: String) throws -> Int64 {
    let task = try fixture.task("表格", of: person)
    let file = try fixture.file("空白表.txt", text)
    _ = try fixture.office(person).submit(task, files: [(nil, file)], note: nil)
    return task
  }

  private func holds(_ text: String) throws -> Bool {
    try fixture.office().store.evidence.holds(EvidenceFolder.digest(Data(text.utf8)))
  }

  private func settleAndErase(_ person: String) throws -> Int {
    for task in try fixture.tasks() where task.assignee == person && !task.status.isSettled {
      _ = try fixture.office().waive(task.id, reason: "调离")
    }
    return try fixture.office().erasePerson(person, reason: "本人申请").files
  }

  @Test func `The same bytes that somebody hands in later are theirs, and stay`() throws {
    _ = try handIn("A1", "空白")
    #expect(try settleAndErase("A1") == 1)
    #expect(try !holds("空白"))
    let later = try handIn("A2", "空白")
    #expect(try holds("空白"))
    let backup = fixture.folder.appending(path: "copy")
    #expect(try fixture.office().backUp(to: backup).evidence == 1)
    _ = try settleAndErase("A3")
    try fixture.office().repair()
    #expect(try holds("空白"))
    #expect(try fixture.office().store.read { try $0.evidence(of: later) }.count == 1)
    #expect(try fixture.office().examine().problems.isEmpty)
  }

  @Test func `What was handed in and withdrawn goes, too`() throws {
    let task = try handIn("A1", "草稿")
    _ = try fixture.office("A1").withdraw(task, note: nil)
    #expect(try settleAndErase("A1") == 1)
    #expect(try !holds("草稿"))
  }

  @Test func `What others handed in as well stays until the last of them is erased`() throws {
    _ = try handIn("A1", "共用")
    _ = try handIn("A2", "共用")
    #expect(try settleAndErase("A1") == 0)
    #expect(try holds("共用"))
    #expect(try settleAndErase("A2") == 1)
    #expect(try !holds("共用"))
  }

  @Test func `Somebody whose task came by a post can be erased, and holds the post no more`() throws {
    #expect(try fixture.tasks().contains { $0.title == "自查" && $0.assignee == "C1" })
    for task in try fixture.tasks() where task.assignee == "C1" { _ = try fixture.office().waive(task.id, reason: "调离") }
    let erased = try fixture.office().erasePerson("C1", reason: "本人申请").pseudonym
    #expect(try fixture.office().store.read { try $0.person(erased)?.posts } == [])
    #expect(try fixture.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Others can carry away their data without what an erased colleague handed in for them`() throws {
    let task = try fixture.task("表格", of: "A2")
    _ = try fixture.office("O1").submit(task, files: [(nil, try fixture.file("代.txt", "代交"))], note: nil)
    _ = try fixture.office().accept(task, note: nil)
    #expect(try fixture.office().erasePerson("O1", reason: "本人申请").files == 1)
    #expect(try fixture.office().exportPerson("A2", to: fixture.folder.appending(path: "own")).evidence == 0)
    #expect(try fixture.office().store.read { try $0.evidence(of: task) } == [])
  }
}
