import NIOCore
import Synchronization

/// How long something took: counts by upper bound, and the sum.
final class Histogram: Sendable {
  /// Upper bounds in microseconds; what took longer stands only in the total.
  static let bounds: [Int64] = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000]

  private let counts = (0...bounds.count).map { _ in Counter() }
  private let microseconds = Counter()

  func record(_ time: TimeAmount) {
    let duration = time.nanoseconds / 1000
    let index = Self.bounds.firstIndex { duration <= $0 } ?? Self.bounds.count
    counts[index].add(1)
    microseconds.add(Int(duration))
  }

  /// The lines of a Prometheus histogram in seconds.
  /// - Parameter labels: as they stand between the braces, without a comma at the end; may be empty.
  func lines(_ name: String, labels: String) -> [String] {
    var (lines, total): ([String], Int) = ([], 0)
    let lead = labels.isEmpty ? "" : labels + ","
    for (index, bound) in Self.bounds.enumerated() {
      total += counts[index].value
      lines.append("\(name)_bucket{\(lead)le=\"\(Double(bound) / 1e6)\"} \(total)")
    }
    total += counts[Self.bounds.count].value
    let braces = labels.isEmpty ? "" : "{\(labels)}"
    lines.append("\(name)_bucket{\(lead)le=\"+Inf\"} \(total)")
    lines.append("\(name)_sum\(braces) \(Double(microseconds.value) / 1e6)")
    lines.append("\(name)_count\(braces) \(total)")
    return lines
  }
}
