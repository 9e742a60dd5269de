import Foundation

/// Time since the start of a run.
struct Stopwatch {
  private let clock: SolveClock
  private let threads: Int
  private let began: Double

  init(_ options: SolveOptions) {
    (clock, threads) = (options.clock, max(1, min(2, options.threads)))
    began = Stopwatch.reading(options.clock)
  }

  /// Seconds since `init`.
  var seconds: Double { (Stopwatch.reading(clock) - began) / (clock == .processor ? Double(threads) : 1) }

  private static func reading(_ clock: SolveClock) -> Double {
    var time = timespec()
    clock_gettime(clock == .wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
