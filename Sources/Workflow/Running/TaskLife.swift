public import Statechart

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

/// The life of a task: a statechart like any other, `planned → open → submitted → accepted`.
///
/// ```
/// planned ─open─► open ─submit─► submitted ─accept─► accepted
///    └──────submit─────────────────▲    └─return─► returned ─submit─► submitted
/// any of the first four ─waive─► waived, ─cancel─► cancelled
/// ```
public enum TaskLife {
  /// What can happen to a task.
  public enum Event: String, Sendable, CaseIterable {
    case open, submit, accept, `return`, waive, cancel
  }

  /// The chart.
  public static let chart = Chart(
    name: "task", title: "任务", initial: Chart.Initial("planned"),
    states: [
      state(.planned, [.open: .open, .submit: .submitted, .waive: .waived, .cancel: .cancelled]),
      state(.open, [.submit: .submitted, .waive: .waived, .cancel: .cancelled]),
      state(.submitted, [.accept: .accepted, .return: .returned, .waive: .waived, .cancel: .cancelled]),
      state(.returned, [.submit: .submitted, .waive: .waived, .cancel: .cancelled]),
      state(.accepted, [:]), state(.waived, [:]), state(.cancelled, [:]),
    ])

  /// Where an event leads, or nil where it is not allowed: the chart's machine, tabulated.
  public static func next(_ status: TaskStatus, _ event: Event) -> TaskStatus? { table[status]?[event] }

  private static func state(_ status: TaskStatus, _ transitions: KeyValuePairs<Event, TaskStatus>) -> Chart.State {
    Chart.State(
      StateID(status.rawValue), title: status.title, kind: status.isSettled ? .final : .compound,
      transitions: transitions.map { Chart.Transition(on: [$0.key.rawValue], to: [StateID($0.value.rawValue)]) })
  }

  private static let table: [TaskStatus: [Event: TaskStatus]] = {
    var table: [TaskStatus: [Event: TaskStatus]] = [:]
    for state in chart.states {
      guard let status = TaskStatus(rawValue: state.id.rawValue) else { continue }
      for transition in state.transitions {
        guard let name = transition.events.first, let event = Event(rawValue: name), let target = transition.targets.first,
          let next = TaskStatus(rawValue: target.rawValue)
        else { continue }
        table[status, default: [:]][event] = next
      }
    }
    return table
  }()
}
