import AcademicCalendar
import Foundation
import Store
import Testing
import Workflow

@testable import Office

/// Random commands against ``OfficeModel``, until every kind has succeeded and been refused: the office says and leaves what the model does.
@Suite struct ModelTests {
  private enum Kind: CaseIterable {
    case submit, accept, giveBack, waive, withdraw, claim, delegate, urge, copy, start, suspend, resume, cancel, reopen
    case approve, `return`, reject, addReviewer, resubmit
    case importRoster, addSemester, importHolidays, install, migrate, addAbsence, removeAbsence, plan, publish

    static let ofTasks: [Kind] = [.submit, .submit, .accept, .giveBack, .waive, .withdraw, .claim, .delegate, .urge, .copy]
    static let ofReviews: [Kind] = [.approve, .return, .reject, .addReviewer, .resubmit]
    static let ofRuns: [Kind] = [.start, .suspend, .resume, .resume, .cancel, .reopen]
    static let ofSettings: [Kind] = [
      .importRoster, .addSemester, .importHolidays, .install, .migrate, .addAbsence, .removeAbsence, .plan, .publish,
    ]
  }

  private static func workflow(_ version: Int) -> String {
    """
    workflow: model
    version: \(version)
    title: 模型
    subject: studio
    roles: { member: 成员, expert: 评审员 }
    states:
      work:
        title: 进行
        window: { from: 2026-09-01, through: 2026-12-31 }
        tasks:
          plain: { title: 普通, for: subject.members, role: member, evidence: [document] }
          chain: { title: 逐级, for: subject.members, role: member, required: false, review: [ { id: one, title: 初审, role: expert, quorum: any } ] }
        on: { done: check }
      check:
        title: 验收
        review: [ { id: all, title: 会审, role: expert, quorum: any } ]
        on: { approved: closed, rejected: closed }
      closed: { type: final, title: 结束 }
    """
  }

  /// The office and its model side by side.
  private struct Pair {
    let fixture: Fixture
    let office: Office
    let file: URL
    var model = OfficeModel()
    var random: Seeded
    var absences: [Int64] = []
    var lastAbsence: Int64 = 0
    var version = 1
    var holidays = 2030

    mutating func adopt(_ runs: [Int64]) throws {
      for run in runs {
        model.runs[run] = OfficeModel.Run()
        var filter = TaskFilter()
        filter.run = run
        for task in try office.store.read({ try $0.tasks(filter) }) {
          model.tasks[task.id] = OfficeModel.Task(isChain: task.title == "逐级", run: run, assignee: task.assignee)
        }
      }
    }
  }

  private static let day = Day("2026-09-02")!

  @Test(arguments: [7, 2014] as [UInt64])
  func `The office does what the model does, until everything has been done and been refused`(seed: UInt64) throws {
    let fixture = try Fixture(installing: ["studio-semester"], on: "2026-09-01")
    let posts = try fixture.file("r9.csv", "工号,姓名,岗位\nR9,任九,评审员\n")
    _ = try fixture.office(on: "2026-09-01").importRoster([posts])
    let office = try fixture.office(on: "2026-09-02")
    var pair = Pair(fixture: fixture, office: office, file: try fixture.file("证据.txt", "x"), random: Seeded(state: seed))
    _ = try office.install([try fixture.file("model1.yaml", Self.workflow(1))])
    try office.add(Semester(schoolYear: 2026, term: 1, firstDay: Day("2026-09-01")!, weeks: 20)!)
    // Something to plan, which is not in the model.
    _ = try office.start("studio-semester", subjects: ["W02"], semester: "2026-2027-1", parameters: ["hosts": "S002,S004"])
    try pair.adopt(office.start("model", subjects: ["W01"], semester: nil, parameters: [:]).runs)
    var missing = Set(Kind.allCases.flatMap { [Outcome(kind: $0, isDone: true), Outcome(kind: $0, isDone: false)] })
    var steps = 0
    while !missing.isEmpty, steps < 4000 {
      steps += 1
      let kinds =
        [Kind.ofTasks, Kind.ofTasks, Kind.ofReviews, Kind.ofReviews, Kind.ofRuns, Kind.ofSettings].randomElement(using: &pair.random) ?? []
      guard let kind = kinds.randomElement(using: &pair.random) else { continue }
      guard let (expected, found) = try Self.step(kind, &pair) else { continue }
      #expect(expected == found, "step \(steps) \(kind), seed \(seed)")
      try Self.compare(pair, steps, kind)
      guard expected == found else { return }
      missing.remove(Outcome(kind: kind, isDone: found))
    }
    #expect(missing.isEmpty, "after \(steps) steps, seed \(seed)")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  private struct Outcome: Hashable {
    var kind: Kind
    var isDone: Bool
  }

  private static func isDone(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch {
      let refusal = OfficeError.of(error)
      guard let refusal, refusal.kind != .defect else { throw error }
      return false
    }
  }

  /// Gives one command to both.
  /// - Returns: whether it should have been done, and whether it was; nil where neither was asked.
  private static func step(_ kind: Kind, _ pair: inout Pair) throws -> (Bool, Bool)? {
    if Kind.ofTasks.contains(kind) { return try stepTask(kind, &pair) }
    if Kind.ofReviews.contains(kind) { return try stepReview(kind, &pair) }
    if Kind.ofRuns.contains(kind) { return try stepRun(kind, &pair) }
    return try stepSettings(kind, &pair)
  }

  private static func stepTask(_ kind: Kind, _ pair: inout Pair) throws -> (Bool, Bool)? {
    let office = pair.office
    // Now and then a task that is not there.
    let known = pair.model.tasks.keys.sorted() + [999_999]
    let id = known.randomElement(using: &pair.random) ?? 1
    switch kind {
    case .submit:
      let with = Bool.random(using: &pair.random) && pair.model.tasks[id]?.isChain != true
      let files = with ? [(kind: String?.none, file: pair.file)] : []
      return (pair.model.submit(id, withEvidence: with), try isDone { _ = try office.submit(id, files: files, note: nil) })
    case .accept: return (pair.model.accept(id), try isDone { _ = try office.accept(id, note: nil) })
    case .giveBack: return (pair.model.giveBack(id), try isDone { _ = try office.giveBack(id, reason: "改") })
    case .waive:
      // Seldom, or all would be waived.
      if Int.random(in: 0..<4, using: &pair.random) > 0 { return nil }
      return (pair.model.waive(id), try isDone { _ = try office.waive(id, reason: "免") })
    case .withdraw: return (pair.model.withdraw(id), try isDone { _ = try office.withdraw(id, note: nil) })
    case .claim:
      let person = ["A1", "A2", "X1"].randomElement(using: &pair.random) ?? "A1"
      let acting = try office.acting(as: person, on: day)
      return (pair.model.claim(id, person, holds: person != "X1"), try isDone { _ = try acting.claim(id) })
    case .delegate:
      let person = ["A1", "A2", "A3", "none"].randomElement(using: &pair.random) ?? "A1"
      return (
        pair.model.delegate(id, to: person, isKnown: person != "none"), try isDone { _ = try office.delegate(id, to: person, note: nil) }
      )
    case .urge: return (pair.model.touch(id), try isDone { _ = try office.urge(id, note: nil) })
    default: return (pair.model.touch(id), try isDone { _ = try office.copy(id, to: ["P1"], note: nil) })
    }
  }

  private static func stepReview(_ kind: Kind, _ pair: inout Pair) throws -> (Bool, Bool)? {
    let office = pair.office
    let live = pair.model.reviews.filter { ["active", "returned"].contains($0.value.status) }.map(\.key)
    let known = live.sorted() + live.sorted() + pair.model.reviews.keys.sorted() + [999_999]
    let id = known.randomElement(using: &pair.random) ?? 1
    switch kind {
    case .approve:
      // Not always at once, so that the others have their turn.
      if Bool.random(using: &pair.random) { return nil }
      return (pair.model.decide(id, .approve), try isDone { try office.decide(id, .approve, note: nil) })
    case .return: return (pair.model.decide(id, .return), try isDone { try office.decide(id, .return, note: "退") })
    case .reject: return (pair.model.decide(id, .reject), try isDone { try office.decide(id, .reject, note: "否") })
    case .addReviewer: return (pair.model.addReviewer(id, "P1"), try isDone { try office.addReviewers(id, ["P1"], note: nil) })
    default: return (pair.model.resubmit(id), try isDone { try office.resubmit(id, note: nil) })
    }
  }

  private static func stepRun(_ kind: Kind, _ pair: inout Pair) throws -> (Bool, Bool)? {
    let office = pair.office
    let id = (pair.model.runs.keys.sorted() + [999_999]).randomElement(using: &pair.random) ?? 1
    switch kind {
    case .start:
      let isFree = pair.model.runs.values.allSatisfy { $0.status == "cancelled" }
      var runs: [Int64] = []
      let found = try isDone { runs = try office.start("model", subjects: ["W01"], semester: nil, parameters: [:]).runs }
      try pair.adopt(runs)
      return (isFree, found && !runs.isEmpty)
    case .suspend: return (pair.model.suspend(id), try isDone { try office.suspend(id, reason: "停") })
    case .resume: return (pair.model.resume(id), try isDone { try office.resume(id, reason: nil) })
    case .cancel:
      // A run that is over is called off too, so that another can be started.
      if Int.random(in: 0..<3, using: &pair.random) > 0 { return nil }
      return (pair.model.cancel(id), try isDone { try office.cancel(id, reason: "停办") })
    default:
      // Reopening is done in the workflow's own tests; here only a phase that does not exist, and one that was never over.
      let exists = pair.model.runs[id] != nil
      let found = try isDone { try office.reopen(id, phase: exists ? "work" : "none", reason: "重来") }
      if found { try resynchronise(id, &pair) }
      return (found, found)
    }
  }

  /// A phase that is entered again opens new tasks, whose number the model does not know.
  private static func resynchronise(_ run: Int64, _ pair: inout Pair) throws {
    try pair.office.cancel(run, reason: "重来一次")
    pair.model.runs[run]?.status = "active"
    pair.model.runs[run]?.isSuspended = false
    _ = pair.model.cancel(run)
    for task in try pair.office.store.read({ reader in
      var filter = TaskFilter()
      (filter.run, filter.statuses) = (run, TaskStatus.allCases)
      return try reader.tasks(filter)
    }) where pair.model.tasks[task.id] == nil {
      pair.model.tasks[task.id] = OfficeModel.Task(isChain: task.title == "逐级", run: run, status: task.status, assignee: task.assignee)
    }
  }

  private static func stepSettings(_ kind: Kind, _ pair: inout Pair) throws -> (Bool, Bool)? {
    let (office, fixture) = (pair.office, pair.fixture)
    let isGood = Bool.random(using: &pair.random)
    switch kind {
    case .importRoster:
      let file = try fixture.file("p.csv", "工号,姓名,学校编号\nA1,安一,\(isGood ? "S001" : "S999")\n")
      return (isGood, try isDone { _ = try office.importRoster([file]) })
    case .addSemester:
      let first = isGood ? Day("2026-09-01")! : Day("2026-05-01")!
      return (isGood, try isDone { try office.add(Semester(schoolYear: 2026, term: 1, firstDay: first, weeks: 20)!) })
    case .importHolidays:
      pair.holidays += 1
      let text =
        #"{"year": \#(pair.holidays), "days": [{"name": "元旦", "date": "\#(pair.holidays)-01-0\#(isGood ? "1" : "x")", "isOffDay": true}]}"#
      return (isGood, try isDone { _ = try office.importHolidays(Data(text.utf8), file: "h.json") })
    case .install:
      if isGood { pair.version += 1 }
      let text = workflow(isGood ? pair.version : 1) + (isGood ? "\n" : "\n# 另一个内容\n")
      return (isGood, try isDone { _ = try office.install([try fixture.file("w.yaml", text)]) })
    case .migrate:
      // Whether the runs are in the newest version already is not in the model.
      let found = try isDone { _ = try office.migrate("model", to: isGood ? nil : 999, states: [:], reason: nil) }
      return (isGood ? found : false, found)
    case .addAbsence:
      let found = try isDone { try office.addAbsence(isGood ? "A1" : "none", from: day + 30, through: day + 31, reason: "病假") }
      if found { pair.lastAbsence += 1 }
      if found { pair.absences.append(pair.lastAbsence) }
      return (isGood, found)
    case .removeAbsence:
      let id = pair.absences.popLast() ?? 999_999
      return (id != 999_999, try isDone { try office.removeAbsence(id) })
    case .plan:
      var request = Office.PlanRequest()
      request.steps = 0
      return (isGood, try isDone { _ = try office.plan(isGood ? "2026-2027-1" : "2031-2032-1", request) })
    default: return (isGood, try isDone { _ = try office.publish(isGood ? "2026-2027-1" : "2031-2032-1") })
    }
  }

  /// Every task and run stands where the model has it.
  private static func compare(_ pair: Pair, _ step: Int, _ kind: Kind) throws {
    let (tasks, runs) = try pair.office.store.read { reader in
      var filter = TaskFilter()
      filter.statuses = TaskStatus.allCases
      let runs = try reader.topRuns().filter { $0.workflow == "model" }
      let numbers = Set(runs.map(\.id))
      return (try reader.tasks(filter).filter { numbers.contains($0.run) }, runs)
    }
    for task in tasks {
      let model = try #require(pair.model.tasks[task.id])
      #expect(task.status == model.status && task.assignee == model.assignee, "task \(task.id) after step \(step) \(kind)")
    }
    #expect(tasks.count == pair.model.tasks.count)
    for run in runs {
      let model = try #require(pair.model.runs[run.id])
      #expect(run.status.rawValue == model.status && run.isSuspended == model.isSuspended, "run \(run.id) after step \(step) \(kind)")
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same for the same seed.
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
