import Foundation
public import Rules
public import Statechart

extension CompiledWorkflow {
  /// The snapshot of a run of another version as one of this version.
  /// - Parameter names: new names of states, by their old ones.
  /// - Throws: `Machine.Obstacle` with every reason where it cannot be carried over.
  public func adopt(_ snapshot: Snapshot, from old: CompiledWorkflow, renaming names: [String: String]) throws -> Snapshot {
    let renamed = names.filter { $0.key != $0.value }
    if renamed.isEmpty { return try machine.adopt(snapshot, from: old.machine) }
    // An invocation is named after its state, so the old chart is read with the new names before it is carried over.
    let bridge = try Machine(
      Lowering(definition: old.definition.renaming(renamed)).chart, environment: ExpressionScope.machine, strictness: .deferred)
    return try machine.adopt(try Self.rename(snapshot, renamed, bridge.fingerprint), from: bridge)
  }

  /// Starts the task lines, fan-outs and chains that are new in the states a run is in.
  /// - Parameters:
  ///   - snapshot: the run's, carried over to this version.
  ///   - names: new names of states, by their old ones.
  public func startNewLines(
    _ snapshot: Snapshot, from old: CompiledWorkflow, renaming names: [String: String], now: Instant, bindings: Bindings
  )
    -> (snapshot: Snapshot, effects: [Effect])
  {
    let known = old.invocations.keys.map { InvocationID(Self.renamed($0.rawValue, names)) }
    return machine.startNewInvocations(snapshot, besides: Set(known), now: now, bindings: bindings)
  }

  /// An invocation or a task's key, which begins with its state's name, under the state's new name.
  public static func renamed(_ key: String, _ names: [String: String]) -> String {
    guard let slash = key.firstIndex(of: "/"), let name = names[String(key[..<slash])] else { return names[key] ?? key }
    return name + key[slash...]
  }

  private static func rename(_ snapshot: Snapshot, _ names: [String: String], _ fingerprint: UInt64) throws -> Snapshot {
    guard var fields = try JSONSerialization.jsonObject(with: snapshot.encoded()) as? [String: Any] else { return snapshot }
    fields["chart"] = String(fingerprint, radix: 16)
    fields["run"] = (fields["run"] as? [[String: Any]])?.map { invocation in
      var invocation = invocation
      if let id = invocation["id"] as? String { invocation["id"] = renamed(id, names) }
      return invocation
    }
    return try Snapshot(encoded: JSONSerialization.data(withJSONObject: fields))
  }
}

extension WorkflowDefinition {
  /// The same workflow with other names of states; guards are left out, since nothing is decided by it.
  fileprivate func renaming(_ names: [String: String]) -> WorkflowDefinition {
    func renamed(_ state: StateDefinition) -> StateDefinition {
      var state = state
      state.id = names[state.id] ?? state.id
      let targets = state.initial?.targets ?? []
      state.initial?.targets = targets.map { StateID(names[$0.rawValue] ?? $0.rawValue) }
      state.states = state.states.map(renamed)
      state.transitions = state.transitions.map { transition in
        var transition = transition
        transition.targets = transition.targets.map { names[$0] ?? $0 }
        transition.condition = nil
        if transition.targets.isEmpty, transition.trigger == .always { transition.condition = "false" }
        return transition
      }
      return state
    }
    var definition = self
    definition.initial = names[initial] ?? initial
    definition.states = states.map(renamed)
    return definition
  }
}

extension CompiledWorkflow {
  /// The name of the event that enters a phase again.
  public static func reopenName(_ state: String) -> String { "reopen.\(state)" }

  /// The events that come from outside the workflow: verification leaves them out.
  var outsideEvents: Set<String> { Set(definition.states.map { Self.reopenName($0.id) }) }
}
