import HTTPTypes
import NIOCore

/// What the service counts. No label ever holds a token, an address or a name.
final class ServiceMetrics: Sendable {
  /// Areas of addresses.
  enum Area: Int, CaseIterable, Sendable {
    case feeds, subscribe, dav, watching, other

    /// As it stands in a label.
    var name: String { String(describing: self) }

    /// The area of a path or of a route's pattern.
    init(path: some StringProtocol) {
      self =
        if path.hasPrefix("/feeds/") { .feeds } else if path.hasPrefix("/subscribe/") { .subscribe } else if path.hasPrefix("/dav") {
          .dav
        } else if ["/healthz", "/readyz", "/metrics"].contains(String(path)) { .watching } else { .other }
    }
  }

  /// What is counted of an area.
  struct Meter: Sendable {
    /// Answers by status, in the order of ``ServiceMetrics/statuses``; the last is any other.
    let answers = (0...ServiceMetrics.statuses.count).map { _ in Counter() }
    let times = Histogram()
  }

  static let statuses = [200, 201, 204, 207, 304, 400, 401, 403, 404, 405, 409, 412, 413, 422, 429, 500, 503]

  let meters = Area.allCases.map { _ in Meter() }
  /// Feeds that were answered without a look at the records.
  let cacheHits = Counter()
  /// Feeds that were looked up after a change elsewhere and found as they were.
  let unchangedFeeds = Counter()
  /// Feeds that were rendered, and how long that took.
  let renderings = Histogram()
  /// Requests with a token behind which there is nothing.
  let unknownTokens = Counter()
  /// Connections that are open, and those that were refused because their client had too many.
  let connections = Counter()
  let refusedConnections = Counter()
  /// Connections that were closed because a request took too long.
  let slowConnections = Counter()
  /// How often the day turned or a timer fired while the service ran.
  let turns = Counter()

  /// The place of each status among those that are counted.
  private static let columns = (0..<600).map { status in statuses.firstIndex(of: status) ?? statuses.count }

  func record(_ area: Area, status: Int, _ time: TimeAmount) {
    let meter = meters[area.rawValue]
    meter.answers[Self.columns.indices.contains(status) ? Self.columns[status] : Self.statuses.count].add(1)
    meter.times.record(time)
  }

  /// The Prometheus text format, version 0.0.4.
  func text() -> String {
    var lines: [String] = []
    func describe(_ name: String, _ kind: String, _ help: String) { lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"] }
    func count(_ name: String, _ kind: String, _ help: String, _ counter: Counter) {
      describe(name, kind, help)
      lines.append("\(name) \(counter.value)")
    }
    describe("jiaoli_requests_total", "counter", "Answers by area and status.")
    for (area, meter) in zip(Area.allCases, meters) {
      for (status, counter) in zip(Self.statuses.map(String.init) + ["other"], meter.answers) where counter.value > 0 {
        lines.append("jiaoli_requests_total{area=\"\(area.name)\",status=\"\(status)\"} \(counter.value)")
      }
    }
    describe("jiaoli_request_seconds", "histogram", "Time from a request's head to its answer.")
    for (area, meter) in zip(Area.allCases, meters) {
      lines += meter.times.lines("jiaoli_request_seconds", labels: "area=\"\(area.name)\"")
    }
    count("jiaoli_feed_cache_hits_total", "counter", "Feeds answered without a look at the records.", cacheHits)
    count("jiaoli_feed_unchanged_total", "counter", "Feeds looked up after a change and found as they were.", unchangedFeeds)
    describe("jiaoli_feed_render_seconds", "histogram", "Time to render a feed.")
    lines += renderings.lines("jiaoli_feed_render_seconds", labels: "")
    count("jiaoli_unknown_tokens_total", "counter", "Requests whose token opens nothing.", unknownTokens)
    count("jiaoli_connections", "gauge", "Open connections.", connections)
    count("jiaoli_connections_refused_total", "counter", "Connections refused: their client had too many.", refusedConnections)
    count("jiaoli_connections_slow_total", "counter", "Connections closed: a request took too long.", slowConnections)
    count("jiaoli_turns_total", "counter", "How often the day turned or a timer fired.", turns)
    return lines.joined(separator: "\n") + "\n"
  }
}
