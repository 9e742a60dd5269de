import Rules
import Statechart

/// An expression of a state, as it is written, with what has it.
struct StateSource {
  /// `状态 a`, `a/plan「计划」的 due`.
  var what: String
  var source: String
  /// Whether a machine works with it: a condition, a time or an action, which see what is counted.
  var isMachine = false
  /// Whether it belongs to what is done when everything that gates its state is settled: then the state's own lines come first.
  var isAfterDone = false
}

extension StateDefinition {
  /// The expressions of its transitions and actions, and of its lines; not those of its window.
  var sources: [StateSource] {
    machineSources
      + [("each", each?.list), ("until", each?.until)].compactMap { key, list in
        list.map { StateSource(what: "状态 \(id) 的 \(key)", source: $0.source) }
      }
      + (review?.sources("状态 \(id) ") ?? []) + tasks.flatMap { $0.sources(in: self) }
  }

  private var machineSources: [StateSource] {
    var sources: [StateSource] = []
    func note(_ source: String, _ isAfterDone: Bool = false) -> String {
      sources.append(StateSource(what: "状态 \(id)", source: source, isMachine: true, isAfterDone: isAfterDone))
      return source
    }
    for transition in transitions {
      if case .after(let delay) = transition.trigger { _ = delay.rewriting { note($0) } }
      let isAfterDone = transition.trigger == .done
      _ = transition.condition.map { note($0, isAfterDone) }
      for action in transition.actions { _ = action.rewriting { note($0, isAfterDone) } }
    }
    for action in ownActions { _ = action.rewriting { note($0) } }
    _ = doneData?.rewriting { note($0) }
    return sources
  }

  /// Every action, at the top: those within choices and loops are within theirs.
  var allActions: [Action] { ownActions + transitions.flatMap(\.actions) }

  /// Those that no transition has.
  private var ownActions: [Action] { entry.flatMap(\.self) + exit.flatMap(\.self) + (initial?.actions ?? []) }
}

extension TaskDefinition {
  /// What findings call it.
  func name(in state: StateDefinition) -> String { "\(state.id)/\(key)「\(title)」" }

  fileprivate func sources(in state: StateDefinition) -> [StateSource] {
    let name = name(in: state)
    var sources = [("for", forEach?.source), ("count", quota?.count.source), ("opens", opens?.source), ("due", due?.source)]
    if case .among(let list)? = activity?.place { sources.append(("place", list.source)) }
    sources.append(("team", activity?.team?.from.source))
    return sources.compactMap { key, source in source.map { StateSource(what: "\(name)的 \(key)", source: $0) } }
      + (review?.sources(name) ?? [])
  }
}

extension ReviewDefinition {
  fileprivate func sources(_ name: String) -> [StateSource] {
    levels.compactMap { level in level.due?.source.map { StateSource(what: "\(name)的审核级 \(level.id) 的 due", source: $0) } }
  }
}

extension DateRule {
  /// The expression's text; nil where it is written as a day.
  fileprivate var source: String? { if case .expression(let expression) = self { expression.source } else { nil } }
}
