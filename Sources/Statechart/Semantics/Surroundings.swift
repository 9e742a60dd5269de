/// What a machine may be told of the world beyond it; a host that has no other sessions need not say anything.
public struct Surroundings: Hashable, Sendable {
  /// The sessions that can be reached: a `send` to another one fails with `error.communication`. Nil leaves it to the host.
  public var sessions: Set<String>?
  /// The event comes by autoforward: what its `invokeid` names was invoked by somebody else.
  public var isForwarded: Bool
  /// The event was in the queue before its invocation was cancelled, so that it counts (SCXML 1.0 section 6.4).
  public var isQueued: Bool

  /// What a machine may be told.
  public init(sessions: Set<String>? = nil, isForwarded: Bool = false, isQueued: Bool = false) {
    self.sessions = sessions
    self.isForwarded = isForwarded
    self.isQueued = isQueued
  }
}
