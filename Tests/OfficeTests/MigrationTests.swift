import AcademicCalendar
import Foundation
import Office
import Store
import Testing
import Workflow

private func version(_ number: Int, _ states: String) -> String {
  "workflow: moving\nversion: \(number)\ntitle: 迁移\nsubject: school\nroles: { coordinator: 学校联络员 }\ndata: { n: 0 }\nstates:\n" + states
}

private let first = """
    plan: { title: 方案, tasks: { a: { title: 甲, role: coordinator } }, on: { done: act }, after: { days(60): act } }
    act: { title: 行动, tasks: { b: { title: 乙, role: coordinator } }, on: { done: end } }
    end: { type: final }
  """
/// The first phase has another name, and a task more that gates nothing.
private let second = """
    prepare:
      title: 准备
      tasks: { a: { title: 甲, role: coordinator }, c: { title: 丙, role: coordinator, required: false } }
      on: { done: act }
      after: { days(60): act }
    act: { title: 行动, tasks: { b: { title: 乙, role: coordinator } }, on: { done: end } }
    end: { type: final }
  """

/// A county with two runs on the first version, of which the first has left its first phase.
private struct Moving {
  let county: EngineCounty
  let runs: [Int64]

  init(_ next: String) throws {
    county = try EngineCounty([version(1, first)], today: day("2026-09-01"))
    runs = try county.office(day("2026-09-01")).start("moving", subjects: ["S001", "S002"], semester: nil, parameters: [:]).runs
    _ = try office("2026-09-05").waive(1, reason: "免")
    _ = try office("2026-09-05").install([county.write("v2.yaml", version(2, next))])
  }

  func office(_ text: String = "2026-09-10") throws -> Office { try county.office(day(text)) }
  func phase(_ run: Int64, _ text: String) throws -> String? {
    try office(text).progress(of: run).phases.first { $0.stand == .current }?.id
  }
}

struct `Moving runs to another version` {
  @Test func `A state may take the name that another gives up`() throws {
    let moving = try Moving(
      """
          act: { title: 方案, tasks: { a: { title: 甲, role: coordinator } }, on: { done: rest }, after: { days(60): rest } }
          rest: { title: 行动, tasks: { b: { title: 乙, role: coordinator } }, on: { done: end } }
          end: { type: final }
      """)
    let names = ["plan": "act", "act": "rest"]
    #expect(try moving.office().migrate("moving", to: nil, states: names, reason: "改名").map(\.verdict) == [.mapped, .mapped])
    let keys = try moving.office().store.read { reader in try (1...3).map { try reader.task($0)?.key } }
    #expect(keys == ["act/a", "act/a", "rest/b"])
    // The last task of each phase still ends it.
    for task in [2, 3, 4] { _ = try moving.office("2026-09-12").waive(Int64(task), reason: "免") }
    #expect(try moving.runs.map { try moving.office("2026-09-12").progress(of: $0).status } == ["done", "done"])
    #expect(try moving.office("2026-09-12").store.tablesThatDifferFromJournal() == [])
  }

  @Test func `The trial says what would happen, and the move keeps tasks and timers`() throws {
    let moving = try Moving(second)
    let runs = moving.runs
    // Without the new name the journal leads nowhere.
    #expect(try moving.office().tryMigration("moving", to: nil, states: [:]).map(\.verdict) == [.blocked, .blocked])
    #expect(throws: OfficeError.self) { try moving.office().tryMigration("moving", to: nil, states: ["plan": "prepares"]) }
    #expect(throws: OfficeError.self) { try moving.office().tryMigration("moving", to: 7, states: [:]) }
    let trial = try moving.office().tryMigration("moving", to: nil, states: ["plan": "prepare"])
    #expect(trial.map(\.verdict) == [.mapped, .mapped])
    #expect(trial[1].reasons == ["当前阶段将补开新版本新增的 prepare/c"])
    #expect(try moving.office().migrate("moving", to: nil, states: ["plan": "prepare"], reason: "改名") == trial)
    #expect(try runs.map { try moving.office().progress(of: $0).version } == [2, 2])
    #expect(try moving.office().store.read { try $0.task(2)?.key } == "prepare/a")
    // What is new is opened where the run is.
    #expect(try moving.office().tasks(Office.TaskQuery()).filter { $0.title == "丙" }.map(\.run) == [runs[1]])
    // The timer that was set in the old version still fires.
    #expect(try moving.phase(runs[1], "2026-10-30") == "prepare")
    try moving.county.turn(day("2026-11-15"))
    #expect(try moving.phase(runs[1], "2026-11-15") == "act")
    #expect(try moving.office("2026-11-15").store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A run whose journal would have gone another way is blocked, and the reason names the day`() throws {
    // The second version asks for one task more before the first phase is over.
    let moving = try Moving(
      first.replacing(
        "tasks: { a: { title: 甲, role: coordinator } }",
        with: "tasks: { a: { title: 甲, role: coordinator }, c: { title: 丙, role: coordinator } }"))
    let trial = try moving.office().tryMigration("moving", to: nil, states: [:])
    #expect(trial.map(\.verdict) == [.blocked, .unaffected])
    #expect(trial[0].reasons == ["2026-09-05 之后, 原版本在「行动」, 新版本会在「方案」"])
    #expect(trial[1].reasons == ["当前阶段将补开新版本新增的 plan/c"])
    // Where only the present counts, it may move.
    #expect(
      try moving.office().tryMigration("moving", to: nil, states: [:], isPresentOnly: true).map(\.verdict) == [.unaffected, .unaffected])
    _ = try moving.office().migrate("moving", to: nil, states: [:], reason: "加一项")
    #expect(try moving.runs.map { try moving.office().progress(of: $0).version } == [1, 2])
    // The new line gates the phase of the run that moved.
    _ = try moving.office().waive(2, reason: "免")
    #expect(try moving.phase(moving.runs[1], "2026-09-10") == "plan")
    let added = try #require(try moving.office().tasks(Office.TaskQuery()).first { $0.title == "丙" })
    _ = try moving.office().waive(added.id, reason: "免")
    #expect(try moving.phase(moving.runs[1], "2026-09-10") == "act")
    #expect(try moving.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A task that somebody did and that is gone, and a variable that would differ, block`() throws {
    let gone = try Moving(first.replacing("tasks: { a: { title: 甲", with: "tasks: { other: { title: 别的"))
    let reasons = try gone.office().tryMigration("moving", to: nil, states: [:]).map(\.reasons)
    #expect(reasons[0] == ["2026-09-05 有人办理了「甲」, 新版本没有这项任务"])
    #expect(reasons[1].first?.contains("没有地方接续") == true)
    let counted = try Moving(first.replacing("on: { done: act }", with: "on: { done: { to: act, do: [ { set: { n: n + 1 } } ] } }"))
    let lines = try counted.office().tryMigration("moving", to: nil, states: [:])
    #expect(lines.map(\.verdict) == [.blocked, .unaffected])
    #expect(lines[0].reasons == ["2026-09-05 之后, 变量 n 按新版本会不同"])
  }

  @Test func `A deadline that the new version adds or moves holds from then on`() throws {
    let moving = try Moving(first.replacing("days(60): act", with: "days(30): act"))
    #expect(try moving.office().tryMigration("moving", to: nil, states: [:]).map(\.verdict) == [.unaffected, .unaffected])
    _ = try moving.office().migrate("moving", to: nil, states: [:], reason: "提前")
    try moving.county.turn(day("2026-10-05"))
    #expect(try moving.phase(moving.runs[1], "2026-10-05") == "act")
    #expect(try moving.office("2026-10-05").store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Runs that moved before, were reopened and are children replay as well`() throws {
    let moving = try Moving(second)
    _ = try moving.office().migrate("moving", to: nil, states: ["plan": "prepare"], reason: "改名")
    try moving.office().reopen(moving.runs[0], phase: "prepare", reason: "重来")
    _ = try moving.office("2026-09-12").install([moving.county.write("v3.yaml", version(3, second))])
    let again = try moving.office("2026-09-12").tryMigration("moving", to: nil, states: [:])
    #expect(again.map(\.verdict) == [.mapped, .mapped], "\(again)")
    _ = try moving.office("2026-09-12").migrate("moving", to: nil, states: [:], reason: "无")
    #expect(try moving.office("2026-09-12").store.tablesThatDifferFromJournal() == [])
  }

  private static let chains = """
      sign:
        title: 审签
        review: [ { id: first, title: 初审, role: coordinator }, { id: last, title: 终审, role: coordinator } ]
        on: { approved: work, rejected: work }
      work:
        title: 材料
        tasks: { a: { title: 甲, role: coordinator, review: [ { id: peer, title: 互审, role: coordinator }, { id: head, title: 审定 } ] } }
        on: { done: end }
      end: { type: final }
    """

  /// A chain that is left out of the new version, a level of it, and one that nobody has reached.
  @Test(arguments: [
    ("{ id: first, title: 初审, role: coordinator }, ", "", "第 1 号审批 (「审签」) 还没有结束, 正在「初审」, 新版本没有这一级 (first): 请办完这一级再迁移"),
    ("id: first", "id: start", "第 1 号审批 (「审签」) 还没有结束, 正在「初审」, 新版本没有这一级 (first): 请办完这一级再迁移"),
    (", { id: last, title: 终审, role: coordinator }", "", nil), ("{ id: peer, title: 互审, role: coordinator }, ", "", nil),
  ])
  func `A run whose open review the new version does not know stays`(old: String, new: String, reason: String?) throws {
    let moving = try OneRun(Self.chains, then: Self.chains.replacing(old, with: new))
    let line = try #require(try moving.office().tryMigration("moving", to: nil, states: [:], isPresentOnly: true).first)
    #expect(line.verdict == (reason == nil ? .unaffected : .blocked))
    #expect(line.reasons == [reason].compactMap(\.self))
    // Once it has passed the level that is gone, it moves, and is decided there.
    if reason != nil { try moving.office().decide(1, .approve, note: nil) }
    #expect(try moving.office().migrate("moving", to: nil, states: [:], reason: "改", isPresentOnly: true).map(\.verdict) == [.unaffected])
    // What has been said is shown at the level as it was called.
    #expect(try moving.office().approval(1).opinions.map(\.level).allSatisfy { ["初审", "终审"].contains($0) })
    while try !moving.office().approvals().isEmpty { try moving.office().decide(1, .approve, note: nil) }
    #expect(try moving.phase == "work")
    #expect(try moving.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A task's own review stays, too, unless it was returned and begins anew`() throws {
    let moving = try OneRun(
      Self.chains, then: Self.chains.replacing("{ id: peer, title: 互审, role: coordinator }, ", with: ""),
      Self.chains.replacing(#/, review: \[ \{ id: peer.*?\]/#, with: ""))
    func reasons(_ version: Int) throws -> [String] {
      try moving.office().tryMigration("moving", to: version, states: [:], isPresentOnly: true).flatMap(\.reasons)
    }
    for _ in 1...2 { try moving.office().decide(1, .approve, note: nil) }
    _ = try moving.office().submit(1, files: [], note: nil)
    #expect(try reasons(2) == ["第 2 号审批 (任务 1「甲」) 还没有结束, 正在「互审」, 新版本没有这一级 (peer): 请办完这一级再迁移"])
    #expect(try reasons(3) == ["第 2 号审批 (任务 1「甲」) 还没有结束, 新版本在这里没有审批: 请办完再迁移"])
    try moving.office().decide(2, .return, note: "改")
    #expect(try reasons(2) == [])
    #expect(try reasons(3).count == 1)
    _ = try moving.office().migrate("moving", to: 2, states: [:], reason: "改", isPresentOnly: true)
    _ = try moving.office().submit(1, files: [], note: "改了")
    #expect(try moving.office().decide(2, .approve, note: nil).status == "已通过")
    #expect(try moving.office().progress(of: moving.run).status == "done")
    #expect(try moving.office().store.tablesThatDifferFromJournal() == [])
  }
}

extension `Moving runs to another version` {
  private static let gated = """
      plan:
        title: 方案
        tasks: { a: { title: 甲, role: coordinator }, b: { title: 乙, role: coordinator } }
        on: { done: act }
      act: { title: 行动, tasks: { c: { title: 丙, role: coordinator } }, on: { done: end } }
      end: { type: final }
    """
  private static let freed = gated.replacing(
    "b: { title: 乙, role: coordinator }", with: "b: { title: 乙, role: coordinator, required: false }")

  @Test func `A line that gates no more holds up nobody, and a run that moved so moves again`() throws {
    let moving = try OneRun(Self.gated, then: Self.freed, Self.freed)
    _ = try moving.office().migrate("moving", to: 2, states: [:], reason: "选做")
    #expect(try moving.phase == "plan")
    _ = try moving.office().waive(1, reason: "免")
    #expect(try moving.phase == "act")
    #expect(try moving.office().tryMigration("moving", to: 3, states: [:]).map(\.verdict) == [.unaffected])
    #expect(try moving.office().store.tablesThatDifferFromJournal() == [])
  }

  @Test func `Where only such a line was waited for, moving ends the phase; one that gates anew is waited for`() throws {
    let moving = try OneRun(Self.gated, then: Self.freed)
    _ = try moving.office().waive(1, reason: "免")
    _ = try moving.office().migrate("moving", to: nil, states: [:], reason: "选做", isPresentOnly: true)
    #expect(try moving.phase == "act")
    #expect(try moving.office().store.tablesThatDifferFromJournal() == [])
    let back = try OneRun(Self.freed, then: Self.gated)
    _ = try back.office().migrate("moving", to: nil, states: [:], reason: "必做")
    _ = try back.office().waive(1, reason: "免")
    #expect(try back.phase == "plan")
    #expect(try back.office().store.read { try $0.task(2)?.isRequired } == true)
    _ = try back.office().waive(2, reason: "免")
    #expect(try back.phase == "act")
    #expect(try back.office().store.tablesThatDifferFromJournal() == [])
  }
}

/// A county with one run on the first version, and later versions installed.
private struct OneRun {
  let county: EngineCounty
  let run: Int64

  init(_ first: String, then later: String...) throws {
    county = try EngineCounty([version(1, first)], today: day("2026-09-01"))
    run = try county.office(day("2026-09-01")).start("moving", subjects: ["S001"], semester: nil, parameters: [:]).runs[0]
    for (index, text) in later.enumerated() {
      _ = try county.office(day("2026-09-01")).install([county.write("v\(index + 2).yaml", version(index + 2, text))])
    }
  }

  func office() throws -> Office { try county.office(day("2026-09-02")) }
  var phase: String? { get throws { try office().progress(of: run).phases.first { $0.stand == .current }?.id } }
}
