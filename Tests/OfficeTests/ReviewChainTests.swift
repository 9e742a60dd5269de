import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

private let workflow = """
  workflow: chain
  version: 1
  title: 评审
  roles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }
  states:
    review:
      title: 验收
      review:
        - { id: school, title: 学校初审, role: coordinator, quorum: any }
        - { id: experts, title: 专家评审, role: expert, quorum: 2/3, due: 2026-09-20 }
        - { id: office, title: 终审, role: manager, quorum: all }
      on: { approved: passed, rejected: failed }
    passed: { type: final, title: 通过 }
    failed:
      tasks: { again: { title: 整改, role: coordinator } }
      on: { done: review }
  """

private let tasks = """
  workflow: with-review
  version: 1
  title: 逐级
  subject: school
  roles: { coordinator: 学校联络员, expert: 评审员 }
  states:
    work:
      tasks:
        report: { title: 材料, role: coordinator, review: [ { id: peer, title: 互审, role: coordinator }, { id: experts, title: 专家, role: expert, quorum: all } ] }
      on: { done: closed }
    closed: { type: final }
  """

struct `Review chains` {
  private let county: EngineCounty
  private let first = day("2026-09-01")

  init() throws { county = try EngineCounty([workflow, tasks], today: first) }

  private func office(_ staff: String? = nil) throws -> Office { try county.office(first, as: staff) }

  @Test func `Levels approve by their quorums, and the run hears of it`() throws {
    let run = try office().start("chain", subjects: [], semester: nil, parameters: [:]).runs[0]
    #expect(try office("T001").approvals().map(\.level) == ["学校初审"])
    #expect(throws: OfficeError.self) { try office("E001").decide(1, .approve, note: nil) }
    #expect(try office("T002").decide(1, .approve, note: "同意").level == "专家评审")
    #expect(try office("E001").decide(1, .approve, note: nil).waiting == ["专家二", "专家三"])
    #expect(throws: OfficeError.self) { try office("E001").decide(1, .approve, note: nil) }
    #expect(try office("E002").decide(1, .reject, note: "材料不足").status == "审核中")
    #expect(try office("E003").decide(1, .approve, note: nil).level == "终审")
    let done = try office("P001").decide(1, .approve, note: "通过")
    #expect(done.status == "已通过")
    #expect(done.opinions.compactMap(\.verdict).count == 5)
    #expect(try office().progress(of: run).status == "done")
    #expect(try office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What the office decides in nobody's name is shown as its own, in the name of whose seat it took`() throws {
    let run = try office().start("chain", subjects: [], semester: nil, parameters: [:]).runs[0]
    try office("T002").decide(1, .approve, note: nil)
    try office().decide(1, .approve, note: nil)
    func opinions(_ approvals: [ApprovalSummary]) -> [String] {
      approvals.flatMap(\.opinions).compactMap { $0.verdict == nil ? nil : $0.reviewer }
    }
    #expect(try opinions([office().approval(1)]) == ["乙二", "办公室(代 专家一)"])
    #expect(try opinions(office().approvals()) == ["乙二", "办公室(代 专家一)"])
    #expect(try office().phaseReport(run: run).texts("opinions").contains { $0.contains("办公室(代 专家一)") })
  }

  @Test func `It is returned to an earlier level and to the author, and opinions are kept`() throws {
    _ = try office().start("chain", subjects: [], semester: nil, parameters: [:])
    try office("T001").decide(1, .approve, note: nil)
    #expect(throws: OfficeError.self) { try office("E001").decide(1, .return, to: "office", note: "x") }
    #expect(try office("E001").decide(1, .return, to: "school", note: "再核").level == "学校初审")
    try office("T003").decide(1, .return, note: "补材料")
    #expect(try office().approval(1).status == "退回提交人")
    #expect(throws: OfficeError.self) { try office("T001").decide(1, .approve, note: nil) }
    #expect(try office().resubmit(1, note: "已补").level == "学校初审")
    // Nobody's business but of those who have a seat in it, or may see the run.
    #expect(throws: OfficeError.self) { try office("T004").approval(1) }
    #expect(try office("E001").approval(1).id == 1)
    let opinions = try office().approval(1).opinions
    #expect(opinions.filter { $0.verdict != nil }.map(\.round) == [1, 2, 3])
    #expect(try office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Rejecting sends the run where it says, and a share that cannot be reached rejects`() throws {
    let run = try office().start("chain", subjects: [], semester: nil, parameters: [:]).runs[0]
    try office("T001").decide(1, .approve, note: nil)
    try office("E001").decide(1, .reject, note: "否")
    #expect(try office("E002").decide(1, .reject, note: "否").status == "已否决")
    #expect(try office().progress(of: run).phases.first { $0.stand == .current }?.id == "failed")
    _ = try office().waive(1, reason: "已改")
    #expect(try office("T001").approvals().map(\.id) == [2])
    #expect(try office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A reviewer is added, and counts`() throws {
    _ = try office().start("chain", subjects: [], semester: nil, parameters: [:])
    try office().decide(1, .approve, note: nil, behalf: "T001")
    try office("P001").decide(1, .approve, note: nil, behalf: "E001")
    #expect(try office().approval(1).opinions.compactMap { $0.verdict == nil ? nil : $0.reviewer } == ["办公室(代 甲一)", "管一(代 专家一)"])
    #expect(try office("E002").addReviewers(1, ["T004", "E003"], note: "请数学组看").waiting == ["专家二", "专家三", "丁四"])
    #expect(try office("E002").decide(1, .approve, note: nil).level == "专家评审")
    #expect(try office("T004").decide(1, .approve, note: nil).level == "终审")
    #expect(try office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A task goes through its own chain`() throws {
    let run = try office().start("with-review", subjects: ["S001"], semester: nil, parameters: [:]).runs[0]
    _ = try office("T001").submit(1, files: [], note: nil)
    // The one who handed it in does not review it.
    #expect(try office().approval(1).waiting == ["戊五"])
    #expect(throws: OfficeError.self) { try office().accept(1, note: nil) }
    try office("T005").decide(1, .return, note: "改")
    #expect(try office().history(of: 1).task.status == .returned)
    _ = try office("T001").submit(1, files: [], note: "改了")
    try office("T005").decide(1, .approve, note: nil)
    #expect(try office("T001").withdraw(1, note: nil).status == .open)
    _ = try office("T001").submit(1, files: [], note: nil)
    try office("T005").decide(2, .approve, note: nil)
    for expert in ["E001", "E002", "E003"] { try office(expert).decide(2, .approve, note: nil) }
    #expect(try office().history(of: 1).task.status == .accepted)
    #expect(try office().progress(of: run).status == "done")
    #expect(try office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was returned and then called off with its run waits for nobody`() throws {
    let run = try office().start("with-review", subjects: ["S001"], semester: nil, parameters: [:]).runs[0]
    _ = try office("T001").submit(1, files: [], note: nil)
    try office("T005").decide(1, .return, note: "改")
    #expect(try office().approvals().map(\.id) == [1])
    try office().cancel(run, reason: "停办")
    #expect(try office().approvals().isEmpty)
  }

  @Test func `After a chain has decided on one task, another that one reviewer accepts is accepted`() throws {
    // All of it through one connection, as a service gives commands.
    let office = try office()
    _ = try office.start("chain", subjects: [], semester: nil, parameters: [:])
    try office.decide(1, .reject, note: "否")
    _ = try office.start("with-review", subjects: ["S001"], semester: nil, parameters: [:])
    _ = try office.submit(2, files: [], note: nil)
    for _ in 1...5 where try office.history(of: 2).task.status == .submitted { try office.decide(2, .approve, note: nil) }
    #expect(try office.history(of: 2).task.status == .accepted)
    _ = try office.submit(1, files: [], note: nil)
    #expect(try office.accept(1, note: "好").status == .accepted)
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
