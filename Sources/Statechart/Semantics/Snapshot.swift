public import Rules

/// All that a machine knows between two events: small, comparable, and the same bytes for the same history.
///
/// States are kept by number, so a snapshot belongs to the machine whose `fingerprint` it carries; `Machine.adopt` carries it over to
/// another one.
public struct Snapshot: Hashable, Sendable {
  /// The structure of the chart that it belongs to.
  public internal(set) var fingerprint: UInt64
  /// The session's name, chosen by the host; expressions see it as `sessionid`.
  public internal(set) var session: String
  /// What the final state reported; nil while the machine runs.
  public internal(set) var outcome: Value?
  /// The active states.
  var configuration = BitSet()
  /// What each history state remembers; empty is nothing yet.
  var history: [BitSet]
  /// The data, in slot order.
  var data: [Value]
  /// What is running, in the order in which it was started.
  var invocations: [ActiveInvocation] = []
  /// How many identifiers have been made.
  var serial: Int64 = 0

  init(fingerprint: UInt64, session: String, histories: Int, data: [Value]) {
    self.fingerprint = fingerprint
    self.session = session
    history = Array(repeating: BitSet(), count: histories)
    self.data = data
  }

  /// Whether the machine has come to its end; its configuration is then the one it ended in.
  public var isDone: Bool { outcome != nil }

  /// The invocations that are active, in the order in which they were started.
  public var activeInvocations: [InvocationID] { invocations.map(\.id) }
}

/// An invocation that has been started and has neither ended nor been cancelled.
struct ActiveInvocation: Hashable, Sendable {
  var id: InvocationID
  /// The number of its state.
  var state: Int
  /// Which of the state's invocations it is.
  var index: Int
}
