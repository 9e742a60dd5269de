import Statechart
import YAMLReading

/// States whose expressions ask for the days of a phase that has none: what depends on them would never come true.
struct PhaseChecks {
  let workflow: CompiledWorkflow

  var findings: [StateFinding] {
    workflow.definition.allStates.compactMap { state in
      guard workflow.windowed(state.id) == nil, state.mentionsPhase else { return nil }
      return StateFinding(severity: .error, state: state.id, message: "状态 \(state.id) 用到 phase, 但它和外层都没有 window")
    }
  }
}

extension StateDefinition {
  /// Whether a transition of it reads `phase`.
  fileprivate var mentionsPhase: Bool {
    transitions.contains { transition in
      var sources = [transition.condition].compactMap(\.self)
      if case .after(.expression(let source)) = transition.trigger { sources.append(source) }
      for action in transition.actions { sources += action.sources }
      return sources.contains { PhaseName.rewrite($0, to: "x") != $0 }
    }
  }
}

extension Action {
  fileprivate var sources: [String] {
    var sources: [String] = []
    _ = rewriting { source in
      sources.append(source)
      return source
    }
    return sources
  }
}
