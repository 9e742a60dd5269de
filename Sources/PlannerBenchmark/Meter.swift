import Foundation

/// What the process has used so far.
enum Meter {
  /// CPU seconds of all threads.
  static var cpu: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Peak resident memory in MB.
  static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }

  /// Runs `body` and returns its CPU seconds with its result.
  static func measure<T>(_ body: () throws -> T) rethrows -> (T, Double) {
    let before = cpu
    let result = try body()
    return (result, cpu - before)
  }

  static func format(_ seconds: Double) -> String { String(format: "%.3f s", seconds) }
}

/// Prints a line at once, also into a file: a long run is watched.
func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
