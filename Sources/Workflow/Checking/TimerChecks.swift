import AcademicCalendar
import Rules
import Statechart
import YAMLReading

/// Timers that lead back into their own state on a day that stays where it is: once it has come the state is entered anew, the day is past, and the
/// timer fires at once, for ever.
///
/// Only what is certain is told: a timer without a condition, in a state that no other condition could lead out of by itself.
struct TimerChecks {
  let workflow: CompiledWorkflow

  var findings: [StateFinding] {
    workflow.definition.allStates.flatMap { state -> [StateFinding] in
      guard !state.transitions.contains(where: { $0.condition != nil && !$0.waits }) else { return [] }
      return state.transitions.compactMap { transition in
        guard case .after(.expression(let source)) = transition.trigger, transition.targets.contains(state.id),
          let day = day(source, in: state), let again = self.day(source, in: state, entered: day), again <= day
        else { return nil }
        return StateFinding(
          severity: .warning, state: state.id, text: source,
          message: "状态 \(state.id) 的 after「\(source)」到 \(day) 又回到自己, 而那时这一天已到, 会一再立即到期, 停不下来; 请写成隔几天, 如 days(7)")
      }
    }
  }

  /// When a timer is due in a usual year; nil where that depends on what is not known, or is no day.
  private func day(_ source: String, in state: StateDefinition, entered: Day? = nil) -> Day? {
    var context = OpeningContext.sample(workflow.definition)
    if let entered { context.today = entered }
    let phase = (try? workflow.windowed(state.id)?.days(in: context)).flatMap(\.self)
    guard let expression = try? Rules.Expression(source, in: ExpressionScope.machine, checked: false),
      case .value(let value) = expression.evaluate(context.bindings(phase: phase))
    else { return nil }
    switch value {
    case .day(let day): return day
    case .string(let text): return Day(text)
    default: return nil
    }
  }
}

extension TransitionDefinition {
  /// Whether something has to happen first.
  fileprivate var waits: Bool {
    switch trigger {
    case .done, .event: true
    case .always, .after: false
    }
  }
}
