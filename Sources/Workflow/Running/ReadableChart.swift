public import Statechart

extension CompiledWorkflow {
  /// The chart with the events as the file writes them: for diagrams, not for running.
  public var readableChart: Chart {
    var chart = machine.chart
    chart.states = chart.states.map(\.readable)
    chart.transitions = chart.transitions.filter { !$0.isReopening }
    return chart
  }

  /// The chart without what only the office sends: for export.
  public var plainChart: Chart {
    var chart = machine.chart
    chart.transitions = chart.transitions.filter { !$0.isReopening }
    chart.states = chart.states.map { state in
      var state = state
      state.transitions = state.transitions.filter { !$0.isReopening }
      return state
    }
    return chart
  }
}

extension Chart.Transition {
  fileprivate var isReopening: Bool { events.contains { $0.hasPrefix("reopen.") } }
}

extension Chart.State {
  fileprivate var readable: Chart.State {
    var state = self
    state.states = states.map(\.readable)
    state.transitions = transitions.filter { !$0.isReopening }.map { transition in
      var transition = transition
      transition.events = transition.events.map(Self.readable)
      return transition
    }
    return state
  }

  private static func readable(_ event: String) -> String {
    if event.hasPrefix("settled.state.") || event.hasPrefix("done.state.") { return "完成" }
    if event.hasPrefix("review.approved.") { return "通过" }
    if event.hasPrefix("review.rejected.") { return "否决" }
    if event.hasPrefix("review.returned.") { return "退回" }
    return event
  }
}
