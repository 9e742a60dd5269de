/// What a time limit counts.
public enum SolveClock: Hashable, Sendable {
  /// Time that passes.
  case wall
  /// CPU time of this process, divided by the number of threads: for measurements on a machine that others use too.
  case processor
}

/// How long and how to search.
public struct SolveOptions: Hashable, Sendable {
  /// Two runs with the same seed, steps and threads, and without a time limit, return the same plan.
  public var seed: UInt64
  /// Steps of the local search for each thread; 0 stops after the construction. Nil takes a number that suits the size, or none where `seconds` is given.
  public var steps: Int?
  /// Limit of the whole run by `clock`; nil for none.
  public var seconds: Double?
  /// What `seconds` counts.
  public var clock: SolveClock
  /// 1 or 2.
  public var threads: Int
  /// Count a difference from `Session.previous` before everything else: first sessions moved, then people told, then the score.
  public var keepPrevious: Bool

  public init(
    seed: UInt64 = 1, steps: Int? = nil, seconds: Double? = nil, clock: SolveClock = .wall, threads: Int = 2, keepPrevious: Bool = false
  ) {
    self.clock = clock
    (self.seed, self.steps, self.seconds, self.threads, self.keepPrevious) = (seed, steps, seconds, threads, keepPrevious)
  }

  /// Only the construction: feasible where that is easy, never optimised.
  public static let construction = SolveOptions(steps: 0, threads: 1)
}

/// What a running solver reports.
public struct Progress: Sendable, Codable {
  /// The best plan's score so far.
  public var score: Score
  public var bound: Int?
  public var steps: Int
  /// Since the start.
  public var seconds: Double
}
