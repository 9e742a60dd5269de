/// A run and why something is done with it.
public struct RunReason: Codable, Hashable, Sendable {
  /// The run.
  public var run: Int64
  /// Why.
  public var reason: String?

  /// A run and why something is done with it.
  public init(run: Int64, reason: String?) { (self.run, self.reason) = (run, reason) }
}

/// A phase that is entered again.
public struct PhaseReopening: Codable, Hashable, Sendable {
  /// The run.
  public var run: Int64
  /// The phase's state.
  public var state: String
  /// Why.
  public var reason: String

  /// A phase that is entered again.
  public init(run: Int64, state: String, reason: String) { (self.run, self.state, self.reason) = (run, state, reason) }
}

/// Parameters of a run that are changed after its start.
public struct ParameterChange: Codable, Hashable, Sendable {
  /// The run.
  public var run: Int64
  /// Values as text, by name, as `ParameterValue` reads them.
  public var values: [String: String]
  /// Why.
  public var reason: String
  /// What becomes of tasks and child runs. Changes of before this was settled have none: there a period's only task gave way to the first of
  /// several, places stayed, and who was struck from a list stayed off.
  public var following: FollowRule?

  /// Parameters of a run that are changed.
  public init(run: Int64, values: [String: String], reason: String, following: FollowRule? = .keepsTasks) {
    (self.run, self.values, self.reason, self.following) = (run, values, reason, following)
  }
}

/// What becomes of a run's tasks and child runs when its parameters change.
public enum FollowRule: String, Codable, Hashable, Sendable {
  /// A period's only task is the first of several, places follow, and who is listed again begins anew with the run's parameters.
  case keepsTasks
}

/// Runs that move to another version of their workflow.
public struct Migration: Codable, Hashable, Sendable {
  /// The workflow.
  public var workflow: String
  /// The version that they move to.
  public var version: Int
  /// The runs.
  public var runs: [Int64]
  /// New names of states.
  public var states: [String: String]
  /// Why.
  public var reason: String?

  /// Runs that move to another version of their workflow.
  public init(workflow: String, version: Int, runs: [Int64], states: [String: String], reason: String?) {
    (self.workflow, self.version, self.runs, self.states, self.reason) = (workflow, version, runs, states, reason)
  }
}
