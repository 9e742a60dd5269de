import Foundation
import Office
import Store
import Testing
import Workflow

private let workflow = """
  workflow: steps
  version: 1
  title: 步骤
  subject: school
  roles: { coordinator: 学校联络员 }
  states:
    work:
      window: { from: 2026-09-01, through: 2026-10-31 }
      tasks: { report: { title: 材料, role: coordinator, evidence: [document] } }
      on: { done: closed }
    closed: { type: final }
  """

struct `What happens to a task besides handing it in` {
  private let county: EngineCounty
  private let first = day("2026-09-01")
  private let report: URL

  init() throws {
    county = try EngineCounty([workflow], today: first)
    report = try county.write("报告.txt", "内容")
    _ = try county.office(first).start("steps", subjects: ["S001"], semester: nil, parameters: [:])
  }

  private func refused(_ kind: OfficeError.Kind, _ body: () throws -> Void) {
    let error = #expect(throws: OfficeError.self) { try body() }
    #expect(error?.kind == kind)
  }

  @Test func `One of those who hold the role takes it, once`() throws {
    #expect(try county.office(first).history(of: 1).task.assignee == "T001")
    refused(.notAllowed) { _ = try county.office(first, as: "T002").claim(1) }
    #expect(try county.office(first, as: "T005").claim(1).assignee == "T005")
    refused(.conflict) { _ = try county.office(first, as: "T001").claim(1) }
    #expect(try county.office(first).store.tablesThatDifferFromJournal() == [])
  }

  @Test func `It is handed on, handed in, taken back, and the history tells`() throws {
    refused(.notAllowed) { _ = try county.office(first, as: "T004").delegate(1, to: "T004", note: nil) }
    refused(.notFound) { _ = try county.office(first, as: "T001").delegate(1, to: "T999", note: nil) }
    #expect(try county.office(first, as: "T001").delegate(1, to: "T004", note: "出差").assignee == "T004")
    refused(.conflict) { _ = try county.office(first, as: "T004").withdraw(1, note: nil) }
    #expect(try county.office(first, as: "T004").submit(1, files: [(nil, report)], note: nil).status == .submitted)
    refused(.conflict) { _ = try county.office(first, as: "T004").delegate(1, to: "T001", note: nil) }
    refused(.notAllowed) { _ = try county.office(first, as: "T002").withdraw(1, note: nil) }
    #expect(try county.office(first, as: "T004").withdraw(1, note: "写错了").status == .open)
    #expect(try county.office(first, as: "E001").urge(1, note: "快").status == .open)
    refused(.notAllowed) { _ = try county.office(first, as: "T002").urge(1, note: nil) }
    #expect(try county.office(first, as: "T004").copy(1, to: ["T002", "T003"], note: nil).status == .open)
    var query = Office.TaskQuery()
    query.copiedTo = "T002"
    #expect(try county.office(first, as: "T002").tasks(query).map(\.id) == [1])
    let lines = try county.office(first, as: "T002").history(of: 1).lines
    #expect(lines.map(\.event) == ["转办", "提交", "撤回", "催办", "抄送", "抄送"])
    #expect(lines[0].person == "丁四" && lines[0].note == "出差" && lines[2].note == "写错了")
    #expect(try county.office(first).store.tablesThatDifferFromJournal() == [])
  }
}
