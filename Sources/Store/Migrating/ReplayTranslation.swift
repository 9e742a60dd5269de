import GRDB
import Statechart
import Workflow

/// Which run, task and review of one replay is which of the other: their numbers differ where a version opens more or fewer tasks.
struct ReplayTranslation {
  /// What has no counterpart on the other side.
  struct Mismatch: Error {
    /// The run that goes another way; nil is none.
    var run: Int64?
    /// How; nil where the entry just has nothing to say there.
    var message: String?
  }

  /// The renamings that are still to come, the earliest first; the last is the one that is tried.
  private var renamings: [[String: String]]
  private let before: Database
  private let after: Database
  private var numbers: [Int64: Int64] = [:]
  private var originals: [Int64: Int64] = [:]
  private var waiting: [String: (before: [Int64], after: [Int64])] = [:]
  private var last: (before: Int64, after: Int64) = (0, 0)

  /// - Parameter renamings: of the migrations in the journal, in order, and of the one that is tried.
  init(renamings: [[String: String]], before: Database, after: Database) {
    (self.renamings, self.before, self.after) = (renamings, before, after)
  }

  /// A migration of the journal has been passed: what it renamed has its later name from here on.
  mutating func passMigration() { if renamings.count > 1 { renamings.removeFirst() } }

  /// What a state is called on the other side.
  func name(_ state: String) -> String { renamings.reduce(state) { $1[$0] ?? $0 } }

  /// A key, which begins with its state's name, as on the other side.
  private func key(_ text: String) -> String { renamings.reduce(text) { CompiledWorkflow.renamed($0, $1) } }

  // MARK: Runs

  /// The run's number on the other side.
  func run(_ number: Int64) -> Int64? { numbers[number] }
  /// The run's number on this side.
  func original(_ number: Int64) -> Int64? { originals[number] }

  /// Pairs the runs that began since the last time: those of the same parent, workflow and subject, in the order in which they began.
  mutating func pairNewRuns() throws {
    for row in try Self.newRuns(before, after: last.before) {
      last.before = row["id"]
      let parent = (row["parent"] as Int64?).map { numbers[$0].map(String.init) ?? "-\($0)" }
      let invocation = (row["parent_invocation"] as String?).map(key)
      pair(Self.signature(row, parent, invocation), before: row["id"])
    }
    for row in try Self.newRuns(after, after: last.after) {
      last.after = row["id"]
      pair(Self.signature(row, (row["parent"] as Int64?).map(String.init), row["parent_invocation"]), after: row["id"])
    }
  }

  private static func newRuns(_ db: Database, after last: Int64) throws -> [Row] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, workflow, subject, semester, parent, parent_invocation FROM run WHERE id > ? ORDER BY id"),
      arguments: [last])
  }

  private static func signature(_ row: Row, _ parent: String?, _ invocation: String?) -> String {
    [parent ?? "", invocation ?? "", row["workflow"], row["subject"], row["semester"] ?? ""].joined(separator: "\u{1F}")
  }

  private mutating func pair(_ signature: String, before: Int64? = nil, after: Int64? = nil) {
    var queues = waiting[signature] ?? ([], [])
    if let before { queues.before.append(before) }
    if let after { queues.after.append(after) }
    if let own = queues.before.first, let other = queues.after.first {
      (numbers[own], originals[other]) = (other, own)
      queues = (Array(queues.before.dropFirst()), Array(queues.after.dropFirst()))
    }
    waiting[signature] = queues
  }

  // MARK: Facts

  /// The run that an entry of the other side is about, by its number on this side.
  func run(of fact: Fact) -> Int64? {
    switch fact {
    case .taskSubmitted(let value): run(ofTask: value.task)
    case .taskAccepted(let value), .taskReturned(let value), .taskWaived(let value), .taskClaimed(let value), .taskWithdrawn(let value):
      run(ofTask: value.task)
    case .reviewDecided(let value): run(ofReview: value.review)
    case .reviewResubmitted(let value): run(ofReview: value.review)
    case .runSuspended(let value), .runResumed(let value), .runCancelled(let value): originals[value.run]
    case .phaseReopened(let value): originals[value.run]
    case .parametersChanged(let value): originals[value.run]
    default: nil
    }
  }

  private func run(ofTask task: Int64) -> Int64? {
    (try? Int64.fetchOne(after, sql: "SELECT run FROM task WHERE id = ?", arguments: [task])).flatMap(\.self).flatMap { originals[$0] }
  }

  private func run(ofReview review: Int64) -> Int64? {
    (try? Int64.fetchOne(after, sql: "SELECT run FROM review WHERE id = ?", arguments: [review])).flatMap(\.self).flatMap { originals[$0] }
  }

  /// The fact with the numbers of the other side.
  /// - Throws: `Mismatch` where what it is about does not exist there, or stands differently.
  func translated(_ fact: Fact) throws -> Fact {
    func opinion(_ value: Opinion) throws -> Opinion { Opinion(task: try task(value.task), note: value.note) }
    func addressing(_ value: Addressing) throws -> Addressing {
      Addressing(task: try task(value.task), people: value.people, note: value.note)
    }
    func reason(_ value: RunReason) throws -> RunReason { RunReason(run: try known(value.run), reason: value.reason) }
    switch fact {
    case .taskSubmitted(let value):
      return .taskSubmitted(Submission(task: try task(value.task), evidence: value.evidence, note: value.note))
    case .taskAccepted(let value): return .taskAccepted(try opinion(value))
    case .taskReturned(let value): return .taskReturned(try opinion(value))
    case .taskWaived(let value): return .taskWaived(try opinion(value))
    case .taskClaimed(let value): return .taskClaimed(try opinion(value))
    case .taskWithdrawn(let value): return .taskWithdrawn(try opinion(value))
    case .taskUrged(let value): return .taskUrged(try opinion(value))
    case .taskDelegated(let value): return .taskDelegated(try addressing(value))
    case .taskCopied(let value): return .taskCopied(try addressing(value))
    case .reviewDecided(var value):
      value.review = try review(value.review)
      return .reviewDecided(value)
    case .reviewersAdded(var value):
      value.review = try review(value.review)
      return .reviewersAdded(value)
    case .reviewResubmitted(var value):
      value.review = try review(value.review)
      return .reviewResubmitted(value)
    case .runSuspended(let value): return .runSuspended(try reason(value))
    case .runResumed(let value): return .runResumed(try reason(value))
    case .runCancelled(let value): return .runCancelled(try reason(value))
    case .phaseReopened(let value):
      return .phaseReopened(PhaseReopening(run: try known(value.run), state: name(value.state), reason: value.reason))
    case .parametersChanged(let value):
      return .parametersChanged(
        ParameterChange(run: try known(value.run), values: value.values, reason: value.reason, following: value.following))
    case .runsMigrated(var value):
      value.runs = value.runs.compactMap { numbers[$0] }
      return .runsMigrated(value)
    default: return fact
    }
  }

  private func known(_ run: Int64) throws -> Int64 {
    guard let number = numbers[run] else { throw Mismatch(run: run, message: "按新版本没有这次运行") }
    return number
  }

  /// Tasks of one line for one target are told apart by their order.
  private func task(_ id: Int64) throws -> Int64 {
    guard let row = try Row.fetchOne(before, sql: "SELECT run, key, title, status FROM task WHERE id = ?", arguments: [id]) else {
      throw Mismatch(run: nil, message: nil)
    }
    let run: Int64 = row["run"]
    let base = TaskKey.base(row["key"])
    let place = try Self.tasks(before, run, base).firstIndex { $0["id"] == id } ?? 0
    let others = try Self.tasks(after, try known(run), key(base))
    let title: String = row["title"]
    guard others.indices.contains(place) else { throw Mismatch(run: run, message: "有人办理了「\(title)」, 新版本没有这项任务") }
    let (was, would): (String, String) = (row["status"], others[place]["status"])
    guard was == would else {
      func words(_ status: String) -> String { TaskStatus(rawValue: status)?.title ?? status }
      throw Mismatch(run: run, message: "有人办理了「\(title)」, 原版本里\(words(was)), 新版本里\(words(would))")
    }
    return others[place]["id"]
  }

  private static func tasks(_ db: Database, _ run: Int64, _ base: String) throws -> [Row] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, status FROM task WHERE run = ?1 AND (key = ?2 OR key LIKE ?2 || '@%') ORDER BY id"),
      arguments: [run, base])
  }

  private func review(_ id: Int64) throws -> Int64 {
    guard let row = try Row.fetchOne(before, sql: "SELECT run, invocation, task FROM review WHERE id = ?", arguments: [id]) else {
      throw Mismatch(run: nil, message: nil)
    }
    let run: Int64 = row["run"]
    func all(_ db: Database, _ run: Int64, _ invocation: String?, _ task: Int64?) throws -> [Int64] {
      try Int64.fetchAll(
        db, sql: "SELECT id FROM review WHERE run = ? AND invocation IS ? AND task IS ? ORDER BY id", arguments: [run, invocation, task])
    }
    let (invocation, ofTask): (String?, Int64?) = (row["invocation"], row["task"])
    let place = try all(before, run, invocation, ofTask).firstIndex(of: id) ?? 0
    let other = try ofTask.map(task)
    let others = try all(after, try known(run), invocation.map(key), other)
    guard others.indices.contains(place) else { throw Mismatch(run: run, message: "有人办理了第 \(id) 号审批, 新版本没有这项审批") }
    return others[place]
  }
}
