import Statechart
import Testing
import Workflow

@Suite struct TaskLifeTests {
  @Test func `the table of a task's life is what its chart's machine does`() throws {
    let machine = try Machine(TaskLife.chart)
    for status in TaskStatus.allCases {
      for event in TaskLife.Event.allCases {
        let path: [TaskLife.Event] =
          switch status {
          case .planned: []
          case .open: [.open]
          case .submitted: [.submit]
          case .returned: [.submit, .return]
          case .accepted: [.submit, .accept]
          case .waived: [.waive]
          case .cancelled: [.cancel]
          }
        var (snapshot, _) = try machine.start(now: .zero)
        for step in path { _ = try machine.step(&snapshot, Event(step.rawValue), now: .zero) }
        #expect(machine.configuration(of: snapshot) == [StateID(status.rawValue)] || status.isSettled)
        guard !status.isSettled else {
          #expect(TaskLife.next(status, event) == nil)
          continue
        }
        _ = try machine.step(&snapshot, Event(event.rawValue), now: .zero)
        let reached = machine.isActive(StateID((TaskLife.next(status, event) ?? status).rawValue), in: snapshot)
        #expect(reached || TaskLife.next(status, event)?.isSettled == true)
      }
    }
  }
}
