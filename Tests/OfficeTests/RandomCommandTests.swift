import AcademicCalendar
import Foundation
import Office
import Statechart
import Store
import Testing
import Workflow

private let whole = """
  workflow: whole
  version: 1
  title: 全部
  roles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }
  data: { rounds: 0 }
  states:
    plan:
      window: { from: 2026-09-01, through: 2026-09-30 }
      tasks:
        plan: { title: 方案, role: manager, due: "workday(phase.end, -3)" }
        note: { title: 通知, role: coordinator, required: false, review: [ { id: one, title: 一级, role: expert, quorum: 2/3 } ] }
      on: { done: spread }
      after: { phase.end + days(10): { to: spread, do: [ { notify: manager }, { record: { kind: "'late'" } } ] } }
    spread:
      window: { from: 2026-10-01, through: 2026-12-31 }
      each: { person: "roster.people.filter(p, '学校联络员' in p.posts)", run: part, until: settled >= 0.6 * total }
      on: { done: { to: check, do: [ { set: { rounds: rounds + 1 } } ] } }
      after: { phase.end + days(1): check }
    check:
      review:
        - { id: school, title: 初审, role: coordinator }
        - { id: experts, title: 专家, role: expert, quorum: all, due: today + days(10) }
      on: { approved: closed, rejected: [ { if: rounds < 2, to: spread }, { to: plan } ] }
    closed: { type: final }
  """

private let part = """
  workflow: part
  version: 1
  title: 部分
  subject: person
  states:
    work:
      window: { from: 2026-10-01, through: 2026-12-31 }
      tasks: { own: { title: 自己的, for: "[subject]", review: [ { id: any, title: 审 } ] } }
      duties: { weekly: { title: 每周, per: month, count: 1, for: "[subject]", required: false } }
      on: { done: end }
    end: { type: final }
  """

struct `Any commands in any order` {
  private static let people = ["T001", "T002", "T003", "T004", "T005", "E001", "E002", "E003", "P001", nil]

  /// One command of somebody; what is refused is refused.
  private static func step(_ office: Office, _ random: inout Seeded, reader tasks: [TaskRecord], reviews: [ReviewRecord], runs: [RunRecord])
    throws
  {
    let task = tasks.randomElement(using: &random)?.id ?? 1
    let review = reviews.randomElement(using: &random)?.id ?? 1
    let run = runs.randomElement(using: &random)?.id ?? 1
    let person = people.compactMap(\.self).randomElement(using: &random) ?? "T001"
    do {
      switch Int.random(in: 0..<22, using: &random) {
      case 0, 1, 2: _ = try office.submit(task, files: [], note: nil)
      case 3, 4: _ = try office.accept(task, note: nil)
      case 5: _ = try office.giveBack(task, reason: "改")
      case 6, 7: _ = try office.waive(task, reason: "免")
      case 8: _ = try office.claim(task)
      case 9: _ = try office.delegate(task, to: person, note: nil)
      case 10: _ = try office.withdraw(task, note: nil)
      case 11: _ = try office.urge(task, note: nil)
      case 12: _ = try office.copy(task, to: [person], note: nil)
      case 13, 14, 15: try office.decide(review, .approve, note: nil)
      case 16: try office.decide(review, .reject, note: "否")
      case 17: try office.decide(review, .return, to: ["author", "school"].randomElement(using: &random), note: "退")
      case 18: try office.addReviewers(review, [person], note: nil)
      case 19: try office.resubmit(review, note: nil)
      case 20: Bool.random(using: &random) ? try office.suspend(run, reason: "停") : try office.resume(run, reason: nil)
      default:
        if Int.random(in: 0..<4, using: &random) == 0 {
          try office.cancel(run, reason: "停办")
        } else {
          try office.reopen(run, phase: ["plan", "spread", "check", "work"].randomElement(using: &random) ?? "plan", reason: "重来")
        }
      }
    } catch is OfficeError {
      return
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `The journal gives the same tables, and no open task is without its run`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var today = day("2026-09-01")
    let county = try EngineCounty([part, whole], today: today)
    let first = try county.office(today)
    _ = try first.start("whole", subjects: [], semester: nil, parameters: [:])
    for _ in 0..<120 {
      if Int.random(in: 0..<3, using: &random) == 0 { today = today + Int.random(in: 1...9, using: &random) }
      let office = try first.acting(as: Self.people.randomElement(using: &random) ?? nil, on: today)
      let (tasks, reviews, runs) = try office.store.read { reader in
        let runs = try reader.topRuns()
        return (try reader.tasks(TaskFilter()), try reader.openReviews(), try runs + runs.flatMap { try reader.children(of: $0.id) })
      }
      try Self.step(office, &random, reader: tasks, reviews: reviews, runs: runs)
    }
    #expect(try first.store.tablesThatDifferFromJournal() == [], "seed \(seed)")
    let orphans = try first.store.read { reader in
      try reader.tasks(TaskFilter()).filter { task in
        guard task.status == .planned || task.status == .open, let run = try reader.run(task.run) else { return false }
        let machine = try reader.process(run.workflow, run.version).machine
        return run.status != .active || !machine.isActive(.init(task.state), in: run.snapshot)
      }
    }
    #expect(orphans.isEmpty, "seed \(seed)")
  }
}

/// SplitMix64: the same for the same seed.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
