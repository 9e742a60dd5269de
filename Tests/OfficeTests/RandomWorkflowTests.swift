import AcademicCalendar
import Foundation
import Office
import Rules
import Statechart
import Store
import Testing
import Workflow

/// Workflows made up by a seed: phases in a row with tasks, duties, chains, fan-outs, regions, timers, guards, history and loops.
private struct WorkflowMaker {
  var random: SeededRandom

  mutating func text() -> String {
    let count = Int.random(in: 2...4, using: &random)
    var lines = [
      "workflow: made", "version: 1", "title: 随机", "roles: { coordinator: 学校联络员, expert: 评审员, manager: 项目管理员 }", "data: { n: 0 }",
      "parameters: { limit: { type: number, default: 2 }, schools: { type: list<school>, default: [S001, S002] } }",
    ]
    if chance(3) {
      lines.append("window: { from: 2026-09-01, through: 2026-12-31 }")
      lines.append("duties: { all: { title: 全程, per: month, count: 1, role: manager, required: false } }")
    }
    lines.append("states:")
    for number in 0..<count { lines += phase(number, last: count - 1) }
    return (lines + ["  end: { type: final }", ""]).joined(separator: "\n")
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func phase(_ number: Int, last: Int) -> [String] {
    let next = number == last ? "end" : "p\(number + 1)"
    var lines = ["  p\(number):", "    window: { from: 2026-09-01, through: \(day("2026-09-20") + number * 25) }"]
    if chance(2) { lines.append("    entry: [ { set: { n: n + 1 } } ]") }
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      lines.append("    each: { person: \"roster.people.filter(p, '学校联络员' in p.posts)\", run: small, until: settled >= 0.5 * total }")
    case 1:
      lines.append("    review: [ { id: one, title: 一级, role: expert }, { id: two, title: 二级, role: manager, quorum: all } ]")
      lines.append("    on: { approved: \(next), rejected: p\(Int.random(in: 0...number, using: &random)) }")
      return lines + timer(next)
    case 2:
      lines += [
        "    type: parallel", "    states:", "      x\(number):", "        states:",
        "          xa\(number): { tasks: { t: { title: 甲, role: manager } }, on: { done: xb\(number) } }",
        "          xb\(number): { type: final }", "      y\(number):", "        states:",
        "          ya\(number): { tasks: { t: { title: 乙, for: parameters.schools, role: coordinator } }, on: { done: yb\(number) } }",
        "          yb\(number): { type: final }",
      ]
    default:
      lines += [
        "    tasks:", "      a: { title: 方案, role: manager, due: \"workday(phase.end, -2)\" }",
        "      b: { title: 各校, for: parameters.schools, role: coordinator, required: \(Bool.random(using: &random)) }",
      ]
      if chance(2) {
        lines.append("      c: { title: 送审, role: manager, required: false, review: [ { id: r, title: 审, role: expert, quorum: 2/3 } ] }")
      }
      if chance(2) { lines.append("    duties: { d: { title: 每周, per: week, count: 1, role: manager, required: false } }") }
    }
    let loop = number > 0 && chance(2) ? "{ if: n < parameters.limit, to: p\(number - 1) }, " : ""
    lines.append("    on: { done: [ \(loop){ to: \(next), do: [ { notify: manager } ] } ] }")
    return lines + timer(next)
  }

  private mutating func timer(_ next: String) -> [String] {
    chance(2) ? ["    after: { phase.end + days(\(Int.random(in: 1...9, using: &random))): \(next) }"] : []
  }
}

private let small = """
  workflow: small
  version: 1
  title: 小
  subject: person
  states:
    work: { tasks: { own: { title: 自己的, for: "[subject]" } }, on: { done: end } }
    end: { type: final }
  """

struct `Random workflows and random commands` {
  private static let people = ["T001", "T002", "T005", "E001", "E002", "P001", nil, nil]

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `After every step the snapshot survives, the journal gives the same, and no task is an orphan`(seed: UInt64) throws {
    var maker = WorkflowMaker(random: SeededRandom(seed: seed))
    let text = maker.text()
    var random = maker.random
    var today = day("2026-09-01")
    let county = try EngineCounty([small, text], today: today)
    let first = try county.office(today)
    _ = try first.start("made", subjects: [], semester: nil, parameters: [:])
    for step in 0..<24 {
      if Int.random(in: 0..<3, using: &random) == 0 { today = today + Int.random(in: 1...12, using: &random) }
      let office = try first.acting(as: Self.people.randomElement(using: &random) ?? nil, on: today)
      do { try Self.command(office, &random) } catch is OfficeError {} catch is OpeningError {}
      let wrong = try office.store.read { try Self.wrong($0) }
      #expect(wrong == [], "seed \(seed), step \(step)\n\(text)")
      let differing = try office.store.tablesThatDifferFromJournal()
      #expect(differing == [], "seed \(seed), step \(step)\n\(text)")
      if !wrong.isEmpty || !differing.isEmpty { return }
    }
  }

  private static func command(_ office: Office, _ random: inout SeededRandom) throws {
    let (tasks, reviews, runs) = try office.store.read { reader in
      let top = try reader.topRuns()
      let runs = try top + top.flatMap { try reader.children(of: $0.id) }
      return (try reader.tasks(TaskFilter()).filter { !$0.status.isSettled }, try reader.openReviews(), runs)
    }
    let task = tasks.randomElement(using: &random)?.id ?? 1
    let review = reviews.randomElement(using: &random)?.id ?? 1
    let run = runs.randomElement(using: &random)?.id ?? 1
    switch Int.random(in: 0..<24, using: &random) {
    case 0...5: _ = try office.submit(task, files: [], note: nil)
    case 6...10: _ = try office.accept(task, note: nil)
    case 11: _ = try office.giveBack(task, reason: "改")
    case 12...15: _ = try office.waive(task, reason: "免")
    case 16, 17: try office.decide(review, .approve, note: nil)
    case 18: try office.decide(review, .reject, note: "否")
    case 19: try office.suspend(run, reason: "停")
    case 20: try office.resume(run, reason: nil)
    case 21: try office.setParameters(run, ["schools": ["S001", "S002,S003", "all"].randomElement(using: &random) ?? "S001"], reason: "换")
    case 22: try office.reopen(run, phase: ["p0", "p1", "p2", "work"].randomElement(using: &random) ?? "p0", reason: "重来")
    default: if Int.random(in: 0..<5, using: &random) == 0 { try office.cancel(run, reason: "停办") }
    }
  }

  /// What does not hold of an office at rest.
  private static func wrong(_ reader: Reader) throws -> [String] {
    var wrong: [String] = []
    let top = try reader.topRuns()
    for run in try top + top.flatMap({ try reader.children(of: $0.id) }) {
      if try Snapshot(encoded: run.snapshot.encoded()) != run.snapshot { wrong.append("run \(run.id): the snapshot does not survive") }
      let machine = try reader.process(run.workflow, run.version).machine
      let active = run.status == .active ? Set(run.snapshot.activeInvocations.map(\.rawValue)) : []
      // Every open task belongs to an invocation that is active, in a state that is active…
      var filter = TaskFilter()
      filter.run = run.id
      let tasks = try reader.tasks(filter).filter { $0.run == run.id }
      for task in tasks where task.status.isPending {
        let line = task.key.split(separator: "/").prefix(2).joined(separator: "/").split(separator: "@").first.map(String.init) ?? ""
        if !active.contains(line) { wrong.append("task \(task.id) \(task.key): its line is not active") }
        if !machine.isActive(StateID(task.state), in: run.snapshot) { wrong.append("task \(task.id): its state is not active") }
      }
      let begun = try Set(reader.lines(of: run.id).map(\.id))
      for id in active where !begun.contains(id) { wrong.append("run \(run.id): \(id) was never begun") }
      // … and the reverse: what is active has what it waits for.
      for line in try reader.lines(of: run.id) {
        let isActive = active.contains(line.id)
        if isActive ? line.status == .left : line.status == .active { wrong.append("run \(run.id): \(line.id) is \(line.status)") }
        guard line.status == .active, !line.id.hasSuffix("/review") else { continue }
        let open =
          line.id.hasSuffix("/each")
          ? try reader.children(of: run.id).count { $0.parentInvocation == line.id && $0.status == .active }
          : tasks.count { $0.key.hasPrefix(line.id) && ($0.status.isPending || $0.status == .submitted) }
        if line.waiting > open { wrong.append("run \(run.id): \(line.id) waits for \(line.waiting), open are \(open)") }
      }
    }
    return wrong
  }
}
