public import Rules

/// All that a machine knows between two events: small, comparable, and the same bytes for the same history.
///
/// States are kept by number, so a snapshot belongs to the machine whose `fingerprint` it carries; `Machine.adopt` carries it over to
/// another one.
public struct Snapshot: Hashable, Sendable {
  /// The structure of the chart that it belongs to.
  public internal(set) var fingerprint: UInt64
  /// The active states.
  var configuration = BitSet()
  /// What changes less often, in an array of one: a copy-on-write box, so that copying a snapshot counts one reference.
  private var rest: [Rest]

  private struct Rest: Hashable, Sendable {
    var session: String
    var outcome: Value?
    var history: [BitSet]
    var data: [Value]
    var invocations: [ActiveInvocation] = []
    var serial: Int64 = 0
  }

  init(fingerprint: UInt64, session: String, histories: Int, data: [Value]) {
    self.fingerprint = fingerprint
    rest = [Rest(session: session, history: Array(repeating: BitSet(), count: histories), data: data)]
  }

  /// The session's name, chosen by the host; expressions see it as `sessionid`.
  public var session: String { rest[0].session }

  /// What the final state reported; nil while the machine runs.
  public internal(set) var outcome: Value? {
    get { rest[0].outcome }
    set { rest[0].outcome = newValue }
  }

  /// What each history state remembers; empty is nothing yet.
  var history: [BitSet] {
    get { rest[0].history }
    _modify { yield &rest[0].history }
  }

  /// The data, in slot order.
  var data: [Value] {
    get { rest[0].data }
    _modify { yield &rest[0].data }
  }

  /// What is running, in the order in which it was started.
  var invocations: [ActiveInvocation] {
    get { rest[0].invocations }
    _modify { yield &rest[0].invocations }
  }

  /// How many identifiers have been made.
  var serial: Int64 {
    get { rest[0].serial }
    _modify { yield &rest[0].serial }
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
