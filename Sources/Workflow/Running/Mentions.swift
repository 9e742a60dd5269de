import Rules
import Statechart

extension WorkflowDefinition {
  /// Whether any expression reads this name.
  func mentions(_ name: String) -> Bool {
    allStates.contains { state in
      state.compiledExpressions.contains { $0.variables.contains(name) } || state.transitions.contains { $0.mentions(name) }
        || (state.entry + state.exit).joined().contains { $0.mentions(name) }
    }
  }
}

extension StateDefinition {
  /// The expressions that are evaluated when it is entered.
  fileprivate var compiledExpressions: [Expression] {
    let ofTasks = tasks.flatMap { [$0.forEach, $0.quota?.count, $0.activity?.team?.from] + [$0.activity?.place.list] }
    return (ofTasks + [each?.list, each?.until]).compactMap(\.self)
  }
}

extension ActivityDefinition.Place {
  fileprivate var list: Expression? {
    if case .among(let list) = self { return list }
    return nil
  }
}

extension TransitionDefinition {
  fileprivate func mentions(_ name: String) -> Bool {
    var isMentioned = condition?.contains(name) ?? false
    for action in actions where action.mentions(name) { isMentioned = true }
    return isMentioned
  }
}

extension Action {
  fileprivate func mentions(_ name: String) -> Bool {
    var isMentioned = false
    _ = rewriting { source in
      if source.contains(name) { isMentioned = true }
      return source
    }
    return isMentioned
  }
}
