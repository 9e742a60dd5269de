import Statechart
import Store
import Workflow

/// What moving a run to another version would come to.
public struct MigrationLine: Codable, Hashable, Sendable {
  /// Whether it can move.
  public enum Verdict: String, Codable, Hashable, Sendable {
    /// It goes on as it is.
    case unaffected
    /// It goes on under other names of states.
    case mapped
    /// It cannot move.
    case blocked

    /// 不受影响, 按对照迁移, 不能迁移.
    public var title: String {
      switch self {
      case .unaffected: "不受影响"
      case .mapped: "按对照迁移"
      case .blocked: "不能迁移"
      }
    }
  }

  /// The run.
  public var run: Int64
  /// The version that it is on.
  public var version: Int
  /// The subject's code; empty for the district.
  public var subject: String
  /// Whether it can move.
  public var verdict: Verdict
  /// Why it cannot, or what does not come along.
  public var reasons: [String]
}

extension Office {
  /// Tries to move every live run of a workflow to another version, and changes nothing.
  /// - Parameters:
  ///   - workflow: its identifier.
  ///   - version: the version to move to; nil is the newest.
  ///   - states: new names of states, by their old ones.
  ///   - isPresentOnly: whether only where a run stands now decides, and not how it came there.
  public func tryMigration(_ workflow: String, to version: Int?, states: [String: String], isPresentOnly: Bool = false) throws
    -> [MigrationLine]
  {
    try store.read { try plan(workflow, to: try target(workflow, version, $0), states, isPresentOnly, $0) }
  }

  /// Moves those that can, together; the others stay on their version.
  public func migrate(_ workflow: String, to version: Int?, states: [String: String], reason: String?, isPresentOnly: Bool = false) throws
    -> [MigrationLine]
  {
    try actor.require(.configure, .office, "迁移流程")
    return try command { transaction in
      let target = try target(workflow, version, transaction.reader)
      let lines = try plan(workflow, to: target, states, isPresentOnly, transaction.reader)
      let runs = lines.filter { $0.verdict != .blocked }.map(\.run)
      if !runs.isEmpty {
        try transaction.record(
          .runsMigrated(Migration(workflow: workflow, version: target, runs: runs, states: states, reason: reason)))
      }
      return lines
    }
  }

  private func target(_ workflow: String, _ version: Int?, _ reader: Reader) throws -> Int {
    let installed = try reader.installedWorkflows()
    guard let found = installed.first(where: { $0.id == workflow }) else {
      throw OfficeError.unknown(.workflow, workflow, among: installed.map(\.id), lists: true)
    }
    guard let version else { return found.version }
    guard try reader.workflowText(workflow, version: version) != nil else {
      throw OfficeError(.notFound, "流程 \(workflow) 没有安装第 \(version) 版", advice: "最新的是第 \(found.version) 版")
    }
    return version
  }

  private func plan(_ workflow: String, to version: Int, _ states: [String: String], _ isPresentOnly: Bool, _ reader: Reader) throws
    -> [MigrationLine]
  {
    let new = try reader.process(workflow, version)
    for (_, name) in states.sorted(by: { $0.key < $1.key }) where new.state(name) == nil {
      throw OfficeError.unknown(.state(version, of: workflow), name, among: new.definition.allStates.map(\.id))
    }
    let runs = try reader.liveRuns(of: workflow).filter { $0.version != version }
    let history = isPresentOnly || runs.isEmpty ? [:] : try reader.replay(workflow, on: version, states: states)
    let reviews = runs.isEmpty ? [:] : Dictionary(grouping: try reader.openReviews(), by: \.run)
    return try runs.map { run in try line(run, to: new, states, history[run.id], reviews[run.id] ?? [], reader) }
  }

  private func line(
    _ run: RunRecord, to new: CompiledWorkflow, _ states: [String: String], _ history: ReplayVerdict?, _ reviews: [ReviewRecord],
    _ reader: Reader
  ) throws -> MigrationLine {
    let old = try reader.process(run.workflow, run.version)
    var line = MigrationLine(run: run.id, version: run.version, subject: run.subject, verdict: .unaffected, reasons: [])
    for name in states.keys.sorted() where old.state(name) == nil {
      throw OfficeError.unknown(.state(run.version, of: run.workflow), name, among: old.definition.allStates.map(\.id))
    }
    do {
      let adopted = try new.adopt(run.snapshot, from: old, renaming: states)
      if let divergence = history?.divergence {
        (line.verdict, line.reasons) = (.blocked, [divergence])
        return line
      }
      let undecided = try reviews.compactMap { try obstacle($0, old, new, states, reader) }
      guard undecided.isEmpty else {
        (line.verdict, line.reasons) = (.blocked, undecided)
        return line
      }
      let active = Set(old.machine.active(in: run.snapshot).map(\.rawValue))
      let isRenamed = states.contains { $0.key != $0.value && active.contains($0.key) }
      if isRenamed || history?.usedMapping == true { line.verdict = .mapped }
      let known = Set(old.invocations.keys.map { CompiledWorkflow.renamed($0.rawValue, states) })
      let now = Set(new.machine.active(in: adopted).map(\.rawValue))
      line.reasons = new.invocations.filter { now.contains($0.value.state) && !known.contains($0.key.rawValue) }.keys.sorted()
        .map { "当前阶段将补开新版本新增的 \($0)" }
    } catch let obstacle as Machine.Obstacle {
      (line.verdict, line.reasons) = (.blocked, obstacle.reasons)
    }
    return line
  }

  /// Why nobody could decide on an open review any more: the new version reviews nothing there, or not at the level that has it. What was
  /// returned begins anew at the first level.
  private func obstacle(
    _ review: ReviewRecord, _ old: CompiledWorkflow, _ new: CompiledWorkflow, _ states: [String: String], _ reader: Reader
  ) throws -> String? {
    let (line, title): (String, String)
    if let task = try review.task.flatMap({ try reader.task($0) }), let place = try reader.place(ofTask: task.id) {
      (line, title) = (place.invocation, "任务 \(task.id)「\(task.title)」")
    } else {
      line = review.invocation ?? ""
      let state = String(line.prefix { $0 != "/" })
      title = "「\(old.state(state)?.title ?? state)」"
    }
    let what = "第 \(review.id) 号审批 (\(title)) 还没有结束"
    guard let chain = new.chain(InvocationID(CompiledWorkflow.renamed(line, states))) else { return "\(what), 新版本在这里没有审批: 请办完再迁移" }
    guard review.status == .active, !chain.levels.contains(where: { $0.id == review.level }) else { return nil }
    let level = old.chain(InvocationID(line))?.levels.first { $0.id == review.level }?.title ?? review.level
    return "\(what), 正在「\(level)」, 新版本没有这一级 (\(review.level)): 请办完这一级再迁移"
  }
}

extension CompiledWorkflow {
  /// The chain of reviewers of a state or of a line's tasks.
  fileprivate func chain(_ id: InvocationID) -> ReviewDefinition? {
    if case .review(let chain, _)? = invocations[id] { chain } else { chains[id] }
  }
}
