import Dispatch

/// Runs one or two engines side by side, segment by segment, and lets them share the better plan between segments.
///
/// Within a segment nothing is shared, and what is shared depends only on the plans themselves: with a limit of steps and none of time the
/// result depends only on the seed.
struct Search {
  let model: Model
  let options: SolveOptions
  let bound: Int
  let cancelled: () -> Bool
  let progress: (Engine, Int) -> Void
  private let watch: Stopwatch

  init(
    _ model: Model, _ options: SolveOptions, bound: Int, watch: Stopwatch, cancelled: @escaping () -> Bool,
    progress: @escaping (Engine, Int) -> Void
  ) {
    (self.model, self.options, self.bound, self.watch, self.cancelled) = (model, options, bound, watch, cancelled)
    self.progress = progress
  }

  /// More steps than this no search takes in a week; up to here their shares are counted exactly.
  private static let mostSteps = 1_000_000_000_000

  /// Steps that suit the size of the problem where the caller gives no limit at all; `Int.max` where only time counts.
  private var steps: Int {
    if let steps = options.steps { return min(max(0, steps), Search.mostSteps) }
    return options.seconds == nil ? 200_000 + 100 * model.tables.sessions : .max
  }

  /// Improves the plan of `engine`, which holds the best one afterwards.
  func run(_ engine: Engine) -> StopReason {
    if let reason = annealUnits(engine) { return reason }
    var engines = [engine]
    if options.threads > 1 {
      let second = Engine(model, seed: options.seed ^ 0x5DEE_CE66_D1CE_4E5B)
      second.adopt(engine)
      engines.append(second)
    }
    if engine.unplaced > 0 {
      each(engines) { engine, _ in
        engine.repair(iterations: max(20_000, 4 * model.tables.sessions), stop: { isOver(share: 0.5) })
      }
      share(engines, all: true)
      if let reason = annealUnits(engine) { return reason }
    }
    let reason = anneal(engines)
    for other in engines.dropFirst() {
      other.restoreBest()
      other.keepIfBest()
    }
    engine.restoreBest()
    engine.keepIfBest()
    if let best = engines.min(by: isBetter), best !== engine { engine.adopt(best) }
    if !options.keepPrevious { engine.matchPlaces() }
    return reason
  }

  /// The quicker search, where every session is placed and the problem is of its sort.
  private func annealUnits(_ engine: Engine) -> StopReason? {
    guard engine.unplaced == 0, !options.keepPrevious else { return nil }
    engine.keepIfBest()
    let search = UnitSearch(
      options: options, bound: bound, steps: steps, elapsedShare: { elapsedShare }, cancelled: cancelled, progress: progress)
    let reason = search.run(engine)
    if reason != nil { engine.matchPlaces() }
    return reason
  }

  private func isBetter(_ left: Engine, _ right: Engine) -> Bool { (left.unplaced, left.cost) < (right.unplaced, right.cost) }

  private func anneal(_ engines: [Engine]) -> StopReason {
    if isOptimal(engines[0]) { return .optimal }
    if options.keepPrevious { for engine in engines { engine.focusOnMoved() } }
    guard engines[0].movableCount > 0 else { return .settled }
    let typical = options.keepPrevious ? Double(Compiler.movedFirst) : engines[0].typicalIncrease()
    let schedule = Schedule(typical: typical, model: model, keepPrevious: options.keepPrevious)
    var done = 0
    for round in schedule.rounds {
      for segment in 0..<round.segments {
        let (from, through) = (round.start + round.width * Double(segment), round.start + round.width * Double(segment + 1))
        let quota = steps == .max ? Int.max : Int(Double(steps) * through) - done
        let taken = done
        each(engines) { engine, _ in
          if segment == 0 { engine.restoreBest() }
          if options.keepPrevious { engine.focusOnMoved() }
          engine.anneal(steps: quota, from: round.hot, to: round.cold) { step in
            let overall = max(steps == .max ? 0 : Double(taken + step) / Double(steps), elapsedShare)
            return overall >= through ? nil : max(0, overall - round.start) / (round.width * Double(round.segments))
          }
        }
        done += steps == .max ? 0 : quota
        share(engines, all: from > 0.5)
        let best = engines.min {
          ($0.number.pointee.bestWaiting, $0.number.pointee.bestCost) < ($1.number.pointee.bestWaiting, $1.number.pointee.bestCost)
        }
        if let best {
          progress(best, engines.reduce(0) { $0 + $1.number.pointee.steps })
          if best.number.pointee.bestWaiting == 0, best.number.pointee.bestCost <= bound { return .optimal }
        }
        if cancelled() { return .cancelled }
      }
    }
    return .limit
  }

  private func isOptimal(_ engine: Engine) -> Bool { engine.unplaced == 0 && engine.cost <= bound }

  /// The better current plan replaces the worse one.
  private func share(_ engines: [Engine], all: Bool) {
    guard engines.count == 2, all else { return }
    let (first, second) = (engines[0], engines[1])
    if isBetter(first, second) { second.adopt(first) } else if isBetter(second, first) { first.adopt(second) }
  }

  /// How much of the time is spent; 0 where it is not limited.
  private var elapsedShare: Double {
    guard let seconds = options.seconds else { return 0 }
    return watch.seconds / max(seconds, 1e-6)
  }

  private func isOver(share: Double) -> Bool { elapsedShare >= share }

  /// Runs `body` for every engine, each on a thread of its own.
  private func each(_ engines: [Engine], _ body: @escaping (Engine, Int) -> Void) {
    if engines.count == 1 { return body(engines[0], 0) }
    let work = Work(engines: engines, body: body)
    DispatchQueue.concurrentPerform(iterations: engines.count) { work.body(work.engines[$0], $0) }
  }

  /// Unchecked because engines and closures are not Sendable: each iteration touches the engine of its own index only, `body` reads nothing that
  /// another iteration writes (constants, the clock), and `concurrentPerform` returns after all of them.
  private struct Work: @unchecked Sendable {
    let engines: [Engine]
    let body: (Engine, Int) -> Void
  }
}

/// The cooling: rounds of shares of the whole budget, each with its own temperatures.
struct Schedule {
  struct Round {
    let start: Double
    /// Share of one segment.
    let width: Double
    let segments: Int
    let hot: Double
    let cold: Double
  }

  let rounds: [Round]

  init(typical: Double, model: Model, keepPrevious: Bool) {
    let unit = Double(Schedule.unit(model))
    let cold = 0.12 * unit
    // Where the known plan comes first, a session that leaves it for nothing is to be rare even at the start.
    let hot = keepPrevious ? typical * 0.25 : max(typical * 0.6, cold * 4)
    let main = 0.85
    rounds = [
      Round(start: 0, width: main / 12, segments: 12, hot: hot, cold: cold),
      Round(start: main, width: (1 - main) / 4, segments: 4, hot: max(hot * 0.12, cold * 2), cold: cold),
    ]
  }

  /// The smallest weight in use: what one unit of the least important constraint costs.
  private static func unit(_ model: Model) -> Int {
    let weights = model.problem.weights
    return SoftConstraint.allCases.map { weights[$0] }.filter { $0 > 0 }.min() ?? 1
  }
}
