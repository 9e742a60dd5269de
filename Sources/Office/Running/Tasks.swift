public import Foundation
import Store
import Workflow

extension Office {
  /// Hands in a task with its evidence (`jiaoli done`).
  /// - Parameters:
  ///   - id: the task's number.
  ///   - files: evidence: each with its kind, or nil to take the next kind that is still missing.
  ///   - note: a remark.
  /// - Throws: `OfficeError`; files are stored and synced before the row that names them, so nothing that was acknowledged is lost.
  public func submit(_ id: Int64, files: [(kind: String?, file: URL)], note: String?) throws -> TaskSummary {
    // Refused before anything is stored; asked again within the transaction.
    let kinds: [String] = files.isEmpty ? [] : try store.read { try self.kinds(of: files.map(\.kind), for: id, $0).kinds }
    let stored = try zip(kinds, files).map { kind, entry in try store.evidence.store(entry.file, kind: kind) }
    return try command { transaction in
      let task = try self.kinds(of: kinds, for: id, transaction.reader).task
      try requireRunning(task.run, transaction.reader)
      // Somebody who had handed in the same bytes may have been erased since, and the file with them.
      for (piece, entry) in zip(stored, files) where !store.evidence.holds(piece.sha256) {
        guard try store.evidence.store(entry.file, kind: piece.kind).sha256 == piece.sha256 else {
          throw OfficeError(.conflict, "\(entry.file.lastPathComponent) 在提交时变了", advice: "请重新提交; 什么也没有改动")
        }
      }
      let behalf = task.assignee == actor.id ? nil : task.assignee
      try transaction.record(.taskSubmitted(Submission(task: id, evidence: stored, note: note)), behalf: behalf)
      return try Naming(transaction.reader, today: today).summary(self.task(id, transaction.reader))
    }
  }

  /// Which kind each file is, where the task may be handed in by the actor with these.
  private func kinds(of given: [String?], for id: Int64, _ reader: Reader) throws -> (task: TaskRecord, kinds: [String]) {
    let task = try self.task(id, reader)
    try actor.require(.submit, try belonging(of: task, reader), task.title)
    try check(task, .submit)
    guard !given.isEmpty || !task.evidence.isEmpty else { return (task, []) }
    return (task, try assign(given, to: task, given: try reader.evidence(of: id), try definition(of: task, reader)))
  }

  /// Accepts a submitted task.
  public func accept(_ id: Int64, note: String?) throws -> TaskSummary {
    try decide(id, .accept) { .taskAccepted(Opinion(task: id, note: note)) }
  }

  /// Returns a submitted task with a reason.
  public func giveBack(_ id: Int64, reason: String) throws -> TaskSummary {
    try decide(id, .return) { .taskReturned(Opinion(task: id, note: reason)) }
  }

  /// Waives a task with a reason.
  public func waive(_ id: Int64, reason: String) throws -> TaskSummary {
    try decide(id, .waive) { .taskWaived(Opinion(task: id, note: reason)) }
  }

  private func decide(_ id: Int64, _ event: TaskLife.Event, _ fact: () -> Fact) throws -> TaskSummary {
    try command { transaction in
      let task = try self.task(id, transaction.reader)
      try actor.require(.review, try belonging(of: task, transaction.reader), task.title)
      if event != .return, actor != .office, actor.id == task.submitter || actor.id == task.assignee {
        throw OfficeError(.notAllowed, "不能审核自己的任务: \(task.title)", advice: "请由上一级审核")
      }
      try requireRunning(task.run, transaction.reader)
      try check(task, event)
      if event != .waive, let review = try transaction.reader.review(ofTask: id), review.status == .active {
        throw OfficeError(
          .conflict, "任务 \(id)「\(task.title)」要逐级审批", advice: "请用 jiaoli approval \(event == .accept ? "approve" : "return") \(review.id)")
      }
      try transaction.record(fact())
      return try Naming(transaction.reader, today: today).summary(self.task(id, transaction.reader))
    }
  }

  func summary(_ task: TaskRecord, _ reader: Reader) throws -> TaskSummary { try Naming(reader, today: today).summary(task) }

  /// A task by its number.
  func task(_ id: Int64, _ reader: Reader) throws -> TaskRecord {
    guard let task = try reader.task(id) else {
      throw OfficeError(.notFound, "没有任务 \(id)", advice: "用 jiaoli tasks 查看任务编号")
    }
    return task
  }

  func definition(of task: TaskRecord, _ reader: Reader) throws -> WorkflowDefinition {
    guard let run = try reader.head(ofRun: task.run) else { throw OfficeError(.defect, "任务 \(task.id) 没有流程") }
    return try reader.process(run.workflow, run.version).definition
  }

  func check(_ task: TaskRecord, _ event: TaskLife.Event) throws {
    guard TaskLife.next(task.status, event) == nil else { return }
    var message = "任务 \(task.id)「\(task.title)」\(task.status.title)"
    if task.status == .submitted, let submitter = task.submitter, let day = task.submitted {
      message += "(\(day) 由\(submitter == Actor.office.id ? "办公室" : " \(submitter) ")提交)"
    }
    let advice: String? =
      switch event {
      case .accept, .return: task.status.isPending ? "先用 jiaoli done 提交" : nil
      default: nil
      }
    throw OfficeError(.conflict, message + ", 不能\(event.title)", advice: advice ?? "用 jiaoli tasks 查看现状")
  }

  /// Which kind each file is; every kind that the task requires must be there, now or from before.
  private func assign(
    _ kinds: [String?], to task: TaskRecord, given: [EvidenceRecord], _ definition: WorkflowDefinition
  ) throws -> [String] {
    for kind in kinds.compactMap(\.self) where !task.evidence.contains(kind) {
      throw OfficeError.unknown(Named("佐证种类", "用 jiaoli task show \(task.id) 查看要哪些佐证"), kind, among: task.evidence, lists: true)
    }
    // A task that was returned may keep what it had.
    let named = Set(kinds.compactMap(\.self))
    let open = task.evidence.filter { !named.contains($0) }
    var missing =
      task.status == .returned
      ? open.filter { kind in !given.contains { $0.kind == kind } } + open.filter { kind in given.contains { $0.kind == kind } } : open
    let assigned = kinds.map { kind in kind ?? (missing.isEmpty ? task.evidence.last ?? "document" : missing.removeFirst()) }
    let covered = Set(assigned).union(task.status == .returned ? given.map(\.kind) : [])
    let lacking = task.evidence.filter { !covered.contains($0) }
    guard lacking.isEmpty else {
      throw OfficeError(
        .badInput, "任务 \(task.id)「\(task.title)」还缺: " + lacking.map { "\(definition.evidenceTitle($0))(\($0))" }.joined(separator: "、"),
        advice: "用 --evidence 文件, 或 --evidence \(lacking[0])=文件 逐一给出; 什么也没有改动")
    }
    return assigned
  }
}

extension TaskLife.Event {
  /// 提交, 退回…
  var title: String {
    switch self {
    case .open: "开始"
    case .submit: "提交"
    case .accept: "通过"
    case .return: "退回"
    case .withdraw: "撤回"
    case .claim: "领取"
    case .delegate: "转办"
    case .urge: "催办"
    case .copy: "抄送"
    case .waive: "免除"
    case .cancel: "取消"
    }
  }
}
