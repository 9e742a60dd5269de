public import Rules

/// A chart that is ready to run: compiled once, shared by all runs. Every step is a pure function of its arguments.
///
/// Semantics are those of SCXML 1.0, Appendix D; see <doc:Semantics> for where a choice is ours.
public struct Machine: Sendable {
  /// The chart that was compiled.
  public let chart: Chart
  let program: Program
  /// How many microsteps one step may take.
  private let limit: Int

  /// What happens with a chart whose expressions cannot be compiled.
  public enum Strictness: Hashable, Sendable {
    /// It is refused, with every problem.
    case strict
    /// It runs, and raises `error.execution` where such an expression is evaluated (SCXML 1.0 section 5.9 allows both).
    case deferred
  }

  /// Compiles a chart.
  ///
  /// - Parameters:
  ///   - chart: What to compile.
  ///   - environment: The names that the host gives in `Bindings` with every step (`tasks`, `parameters`, `today`…).
  ///   - strictness: What happens where an expression cannot be compiled.
  ///   - limit: How many microsteps one step may take before it is given up as endless.
  /// - Throws: `ChartError` with every problem of the chart.
  public init(_ chart: Chart, environment: Environment = Environment(), strictness: Strictness = .strict, limit: Int = 10_000)
    throws(ChartError)
  {
    program = try Compiler.compile(chart, environment: environment, strictness: strictness)
    self.chart = chart
    self.limit = limit
  }

  /// The structure that snapshots of this machine carry; charts that differ only in actions, guards and transitions share it.
  public var fingerprint: UInt64 { program.fingerprint }

  /// Enters the initial states.
  ///
  /// - Parameters:
  ///   - now: The moment of the start.
  ///   - bindings: What the host's names mean.
  ///   - session: The session's name.
  ///   - data: Values that replace those of the chart's own data (what an invoking machine passes on).
  ///   - surroundings: What the machine should know of the world.
  /// - Returns: The first snapshot and what the host has to do.
  public func start(
    now: Instant, bindings: Bindings = Bindings(), session: String = "", data: [String: Value] = [:],
    surroundings: Surroundings = Surroundings()
  ) throws(StepError) -> (snapshot: Snapshot, effects: [Effect]) {
    let empty = Snapshot(
      fingerprint: program.fingerprint, session: session, histories: program.historyCount,
      data: Array(repeating: .null, count: program.slots.count))
    var run = Run(program: program, snapshot: empty, now: now, bindings: bindings, surroundings: surroundings, limit: limit)
    try run.start(data)
    return run.result()
  }

  /// Takes in one event and comes to rest again.
  ///
  /// A machine that is done, and an event of an invocation that is not active, change nothing.
  public func step(
    _ snapshot: Snapshot, _ event: Event, now: Instant, bindings: Bindings = Bindings(), surroundings: Surroundings = Surroundings()
  ) throws(StepError) -> (snapshot: Snapshot, effects: [Effect]) {
    guard program.accepts(snapshot) else { throw .foreign }
    if snapshot.isDone { return (snapshot, []) }
    var run = Run(program: program, snapshot: snapshot, now: now, bindings: bindings, surroundings: surroundings, limit: limit)
    try run.receive(event)
    return run.result()
  }

  /// Ends a machine from outside, as when the state that invoked it is left: all states are left with their exit blocks, and nothing is
  /// reported.
  public func stop(_ snapshot: Snapshot, now: Instant, bindings: Bindings = Bindings(), surroundings: Surroundings = Surroundings())
    throws(StepError) -> (snapshot: Snapshot, effects: [Effect])
  {
    guard program.accepts(snapshot) else { throw .foreign }
    if snapshot.isDone { return (snapshot, []) }
    var run = Run(program: program, snapshot: snapshot, now: now, bindings: bindings, surroundings: surroundings, limit: limit)
    _ = run.leaveAll()
    run.snapshot.outcome = .null
    return run.result()
  }

  /// Takes in one event in place; the snapshot is as it was when this throws.
  public func step(_ snapshot: inout Snapshot, _ event: Event, now: Instant, bindings: Bindings = Bindings()) throws(StepError) -> [Effect]
  {
    let after = try step(snapshot, event, now: now, bindings: bindings)
    snapshot = after.snapshot
    return after.effects
  }
}

extension Machine {
  /// All active states in document order.
  public func active(in snapshot: Snapshot) -> [StateID] { snapshot.configuration.map { program.states[$0].id } }

  /// The active states that have no active child, in document order.
  public func configuration(of snapshot: Snapshot) -> [StateID] {
    snapshot.configuration.intersection(program.atomic).map { program.states[$0].id }
  }

  /// The variables with their values; those that only a loop declares, once it has set them.
  public func variables(of snapshot: Snapshot) -> [String: Value] {
    var result: [String: Value] = [:]
    for (slot, value) in zip(program.slots.indices, snapshot.data) where slot < chart.data.count || value != .null {
      result[program.slots[slot]] = value
    }
    return result
  }

  /// Whether a state is active.
  public func isActive(_ state: StateID, in snapshot: Snapshot) -> Bool {
    program.byID[state].map { snapshot.configuration.contains($0) } ?? false
  }

  /// The state whose invocation this is, while it is active.
  public func state(of invocation: InvocationID, in snapshot: Snapshot) -> StateID? {
    snapshot.invocations.first { $0.id == invocation }.map { program.states[$0.state].id }
  }

  /// The event descriptors that a transition of an active state waits for, in document order and once each.
  public func awaited(in snapshot: Snapshot) -> [String] {
    var seen: Set<String> = []
    return ([0] + Array(snapshot.configuration)).flatMap { program.states[$0].transitions }.flatMap { program.transitions[$0].events }
      .filter { seen.insert($0).inserted }
  }
}
