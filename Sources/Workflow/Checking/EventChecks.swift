import Rules
import Statechart
import YAMLReading

/// Events that a state waits for and that nothing sends: `on: { don: b }` would hang for ever.
struct EventChecks {
  let definition: WorkflowDefinition

  var findings: [StateFinding] {
    endless + unsent
  }

  /// States that wait for the end of something and have nothing that could end, nor has any other.
  private var endless: [StateFinding] {
    guard definition.allStates.allSatisfy(\.states.isEmpty) else { return [] }
    return definition.allStates.filter { state in !state.hasInvocations && state.transitions.contains { $0.trigger == .done } }
      .map { StateFinding(severity: .error, state: $0.id, text: "done", message: "状态 \($0.id) 等待 done, 但它没有任务、each、review 或子状态") }
  }

  private var unsent: [StateFinding] {
    guard let sent else { return [] }
    return definition.allStates.flatMap { state in
      state.transitions.flatMap { awaited($0) }.filter { name in !(sent + own(state)).contains { EventName.matches(name, $0) } }
        .map { StateFinding(severity: .error, state: state.id, text: $0, message: message($0, state, sent)) }
    }
  }

  private func awaited(_ transition: TransitionDefinition) -> [String] {
    guard case .event(let names) = transition.trigger else { return [] }
    return names.split(separator: " ").map(String.init)
  }

  /// What its chain reports to a state.
  private func own(_ state: StateDefinition) -> [String] { state.review == nil ? [] : Self.verdicts }

  private static let verdicts = ["approved", "rejected", "returned"]

  /// What may come in every state: the ends of states and of what lives in them, failures, what the workflow itself sends, and what the
  /// office says when it changes a run. Nil where a name is only worked out on the way.
  private var sent: [String]? {
    var names = ["error.execution", "error.communication", "error.platform", "parameters.changed"]
    for state in definition.allStates {
      if !state.states.isEmpty { names.append("done.state.\(state.id)") }
      if state.hasInvocations { names.append(CompiledWorkflow.settledName(state.id)) }
      if state.review != nil { names += Self.verdicts.map { CompiledWorkflow.reviewName($0, state.id) } }
    }
    names += definition.states.map { CompiledWorkflow.reopenName($0.id) }
    for action in definition.allStates.flatMap(\.allActions) {
      guard let own = action.events else { return nil }
      names += own
    }
    return names
  }

  private func message(_ name: String, _ state: StateDefinition, _ sent: [String]) -> String {
    if Self.verdicts.contains(name) { return "状态 \(state.id) 等待「\(name)」, 但它没有 review" }
    let known = ["done"] + own(state) + sent.filter { !$0.contains(".") }
    return "状态 \(state.id) 等待「\(name)」, 但没有什么会发出它\(NearestName.hint(name, among: known))"
  }
}

/// Descriptors of events, as SCXML has them (1.0 section 3.12.1).
enum EventName {
  /// Whether a descriptor means an event of this name.
  static func matches(_ descriptor: String, _ name: String) -> Bool {
    var descriptor = descriptor[...]
    if descriptor == "*" { return true }
    while descriptor.hasSuffix(".*") { descriptor = descriptor.dropLast(2) }
    while descriptor.hasSuffix(".") { descriptor = descriptor.dropLast() }
    return name == descriptor || name.hasPrefix(descriptor + ".")
  }
}

extension Action {
  /// The events that it sends here, also within; nil where a name is only worked out on the way.
  fileprivate var events: [String]? {
    switch self {
    case .raise(let event, _): return [event]
    case .send(let send):
      guard case .value(.string(let name)) = send.event else { return nil }
      return [name]
    case .choose(let branches, let otherwise): return Self.events(branches.flatMap(\.actions) + otherwise)
    case .forEach(let loop): return Self.events(loop.body)
    case .cancel, .set, .log, .perform: return []
    }
  }

  private static func events(_ actions: [Action]) -> [String]? {
    let all = actions.map(\.events)
    return all.contains { $0 == nil } ? nil : all.compactMap(\.self).flatMap(\.self)
  }
}
