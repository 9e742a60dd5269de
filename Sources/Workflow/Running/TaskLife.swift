public import Statechart
import YAMLReading

/// Where a task stands in its own life.
public enum TaskStatus: String, Codable, Hashable, Sendable, CaseIterable {
  case planned, open, submitted, returned, accepted, waived, cancelled

  /// 未开始, 待办…
  public var title: String {
    switch self {
    case .planned: "未开始"
    case .open: "待办"
    case .submitted: "待审"
    case .accepted: "已完成"
    case .returned: "被退回"
    case .waived: "已免除"
    case .cancelled: "已取消"
    }
  }

  /// Whether nothing more is to be done.
  public var isSettled: Bool { self == .accepted || self == .waived || self == .cancelled }
  /// Whether somebody is expected to do it.
  public var isPending: Bool { self == .planned || self == .open || self == .returned }
}

/// The life of a task: a statechart in the same language as any other, shipped with the program (`Resources/task.yaml`).
///
/// See <doc:Lifecycle>.
public enum TaskLife {
  /// What can happen to a task.
  public enum Event: String, Sendable, CaseIterable {
    case open, submit, accept, `return`, withdraw, claim, delegate, urge, copy, waive, cancel
  }

  /// The machine.
  public static let machine: Machine = {
    let text = String(decoding: PackageResources.task_yaml, as: UTF8.self)
    do throws(FindingList) {
      return try StatechartReader.read(text, file: "task.yaml").machine
    } catch {
      preconditionFailure("the shipped task.yaml is no machine: \(error.findings)")
    }
  }()

  /// The chart.
  public static var chart: Chart { machine.chart }

  /// Where an event leads, or nil where it is not allowed: the machine, tabulated.
  public static func next(_ status: TaskStatus, _ event: Event) -> TaskStatus? { table[status]?[event] }

  /// Every status that can be reached, with what each event that is awaited there comes to.
  private static let table: [TaskStatus: [Event: TaskStatus]] = {
    var table: [TaskStatus: [Event: TaskStatus]] = [:]
    guard let first = try? machine.start(now: .zero).snapshot else { return table }
    var pending = [first]
    while let snapshot = pending.popLast() {
      guard let status = status(snapshot), table[status] == nil else { continue }
      table[status] = [:]
      let awaited = snapshot.isDone ? [] : Set(machine.awaited(in: snapshot))
      for event in Event.allCases where awaited.contains(event.rawValue) {
        guard let (next, _) = try? machine.step(snapshot, Statechart.Event(event.rawValue), now: .zero) else { continue }
        table[status]?[event] = TaskLife.status(next)
        pending.append(next)
      }
    }
    return table
  }()

  private static func status(_ snapshot: Snapshot) -> TaskStatus? {
    machine.configuration(of: snapshot).first.flatMap { TaskStatus(rawValue: $0.rawValue) }
  }
}
