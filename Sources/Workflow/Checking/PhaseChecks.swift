import Statechart
import YAMLReading

/// States whose expressions ask for the days of a phase that has none: what depends on them would never come true, or have no day.
struct PhaseChecks {
  let workflow: CompiledWorkflow

  var findings: [StateFinding] { windowless + misread }

  private var windowless: [StateFinding] {
    workflow.definition.allStates.filter { workflow.windowed($0.id) == nil }.flatMap { state in
      var seen: Set<String> = []
      return state.sources.filter { PhaseName.rewrite($0.source, to: "x") != $0.source && seen.insert($0.what).inserted }.map { item in
        let message = item.isMachine ? "状态 \(state.id) 用到 phase, 但它和外层都没有 window" : "\(item.what) 用到 phase, 但状态 \(state.id) 和外层都没有 window"
        return StateFinding(severity: .error, state: state.id, text: item.source, message: message)
      }
    }
  }

  /// Expressions whose quotes hide `phase` from where its state is filled in, or show it what is only text.
  private var misread: [StateFinding] {
    workflow.definition.allStates.filter { workflow.windowed($0.id) != nil }.flatMap { state in
      state.sources.filter { $0.isMachine && PhaseName.isMisread($0.source) }.map { item in
        StateFinding(
          severity: .error, state: state.id, text: item.source,
          message: "\(item.what) 的「\(item.source)」里认不出 phase: 这里的文字不要用 \\ 加引号, 请换一种引号 (如 \"it's\")")
      }
    }
  }
}
