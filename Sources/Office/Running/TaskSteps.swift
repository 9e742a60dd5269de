import AcademicCalendar
import Store
import Workflow

/// What can happen to a task besides being handed in and reviewed.
extension Office {
  /// Takes a task that several may do (领取).
  public func claim(_ id: Int64) throws -> TaskSummary {
    try step(id, .claim) { task, transaction in
      let holders = try transaction.reader.holders(of: task)
      guard holders.contains(actor.id) || actor.may(.claim, .office) else {
        throw OfficeError(.notAllowed, "\(actor.name)(\(actor.id))不担任这项任务的角色, 不能领取: \(task.title)", advice: "请由担任该角色的人领取, 或请负责人转办")
      }
      guard actor != .office else { throw OfficeError(.usage, "领取要有身份", advice: "用 --as 工号 指定") }
      if task.isClaimed, let assignee = task.assignee, assignee != actor.id {
        throw OfficeError(.conflict, "任务 \(id)「\(task.title)」已由 \(assignee) 承担", advice: "请由其转办")
      }
      if task.isClaimed { throw OfficeError(.conflict, "任务 \(id)「\(task.title)」已经在你名下") }
      return .taskClaimed(Opinion(task: id, note: nil))
    }
  }

  /// Hands a task on to somebody else (转办).
  public func delegate(_ id: Int64, to person: String, note: String?) throws -> TaskSummary {
    try step(id, .delegate) { task, transaction in
      try actor.require(.delegate, try belonging(of: task, transaction.reader), task.title)
      try known([person], transaction.reader)
      guard person != task.assignee else { throw OfficeError(.conflict, "任务 \(id)「\(task.title)」已经由 \(person) 承担") }
      return .taskDelegated(Addressing(task: id, people: [person], note: note))
    }
  }

  /// Takes a submitted task back before it is reviewed (撤回).
  public func withdraw(_ id: Int64, note: String?) throws -> TaskSummary {
    try step(id, .withdraw) { task, transaction in
      try actor.require(.submit, try belonging(of: task, transaction.reader), task.title)
      guard task.submitter == actor.id || task.assignee == actor.id || actor.may(.submit, .office) else {
        throw OfficeError(.notAllowed, "只有提交人可以撤回: \(task.title)", advice: "请由 \(task.submitter ?? "提交人") 办理")
      }
      return .taskWithdrawn(Opinion(task: id, note: note))
    }
  }

  /// Urges the one who does a task, or who reviews it (催办).
  public func urge(_ id: Int64, note: String?) throws -> TaskSummary {
    try step(id, .urge) { task, transaction in
      try actor.require(.urge, try belonging(of: task, transaction.reader), task.title)
      return .taskUrged(Opinion(task: id, note: note))
    }
  }

  /// Shows a task to others (抄送).
  public func copy(_ id: Int64, to people: [String], note: String?) throws -> TaskSummary {
    guard !people.isEmpty else { throw OfficeError(.usage, "请用 --to 给出工号") }
    return try step(id, .copy) { task, transaction in
      try actor.require(.copy, try belonging(of: task, transaction.reader), task.title)
      try known(people, transaction.reader)
      return .taskCopied(Addressing(task: id, people: people, note: note))
    }
  }

  private func step(_ id: Int64, _ event: TaskLife.Event, _ fact: (TaskRecord, Transaction) throws -> Fact) throws -> TaskSummary {
    try command { transaction in
      let task = try self.task(id, transaction.reader)
      let fact = try fact(task, transaction)
      try requireRunning(task.run, transaction.reader)
      try check(task, event)
      let behalf = event == .delegate && task.assignee != actor.id ? task.assignee : nil
      try transaction.record(fact, behalf: behalf)
      return try summary(try self.task(id, transaction.reader), transaction.reader)
    }
  }

  private func known(_ people: [String], _ reader: Reader) throws {
    for person in people where try reader.person(person) == nil {
      throw OfficeError.unknown(.person, person, among: try reader.people().map(\.id))
    }
  }
}

/// A line of a task's history as it is shown.
public struct TaskHistoryLine: Codable, Hashable, Sendable {
  /// The day.
  public var day: String
  /// Who: a name.
  public var actor: String
  /// 提交, 退回, 转办…
  public var event: String
  /// To whom it was handed or shown: a name.
  public var person: String?
  /// The opinion, reason or remark.
  public var note: String?
}

extension Office {
  /// A task with all that happened to it.
  public func history(of id: Int64) throws -> (task: TaskSummary, lines: [TaskHistoryLine]) {
    try store.read { reader in
      let task = try self.task(id, reader)
      if try !reader.isCopied(task: id, to: actor.id) { try actor.require(.view, try belonging(of: task, reader), task.title) }
      let names = Names(reader)
      let lines = try reader.log(of: id).map { line in
        TaskHistoryLine(
          day: OfficeTime.day(of: line.at).description,
          actor: line.actor == Actor.office.id ? "办公室" : names.person(line.actor) + (line.behalf.map { "(代 \(names.person($0)))" } ?? ""),
          event: line.event.title, person: line.person.map(names.person), note: line.note)
      }
      return (try summary(task, reader), lines)
    }
  }
}
