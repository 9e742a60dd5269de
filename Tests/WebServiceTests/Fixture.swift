import AcademicCalendar
import Foundation
import Logging
import NIOCore
import Office
import Synchronization

@testable import WebService

/// A folder with a rehearsal office on 2026-08-31, served; it goes when the test ends.
///
/// One studio W01 with leader L1 and members A1, A2; a workflow with a task each, due 2026-10-01, and one that fires after two hours.
final class Fixture: Sendable {
  let folder: URL
  var path: String { folder.appending(path: "office.db").path }
  /// Everything that was logged.
  let log = TestLog()

  init(isRehearsal: Bool = true, now: Date = Date(timeIntervalSince1970: 0)) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Office.create(path: path, name: "测试", isRehearsal: isRehearsal, now: now, uidDomain: "x.test")
    let office = try Office(path: path, as: nil, now: now, rehearsalDay: isRehearsal ? Day("2026-08-31") : nil)
    _ = try office.importRoster(Self.roster.map { try file($0 + ".csv", $1) })
    _ = try office.install([try file("short.yaml", Self.workflow)])
    _ = try office.start("short", subjects: ["W01"], semester: nil, parameters: [:])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String, _ text: String) throws -> URL {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }

  /// The office for one command, on a day or on the last one.
  func office(_ staff: String? = nil, on day: String? = nil) throws -> Office {
    try Office(path: path, as: staff, now: Date(timeIntervalSince1970: 0), rehearsalDay: day.map { Day($0)! })
  }

  /// Gives out a token; the secrets of a test are no secrets.
  func token(_ order: FeedOrder = FeedOrder(.person("A1")), seed: UInt64 = 1, label: String = "我的手机") throws -> String {
    var generator = Counting(state: seed)
    let token = FeedToken(using: &generator)
    _ = try office().issueFeedToken(order, label: label, token: token)
    return token.text
  }

  /// A token that was never given out.
  static func stranger(_ seed: UInt64 = 99) -> String {
    var generator = Counting(state: seed)
    return FeedToken(using: &generator).text
  }

  /// A service of this office that does not run yet. It looks at the records with every request.
  func service(
    _ change: (inout ServiceConfiguration) -> Void = { _ in }, clock: @escaping @Sendable () -> Date = { Date(timeIntervalSince1970: 0) },
    ticks: AsyncStream<Void>? = nil
  ) throws -> OfficeService {
    var configuration = ServiceConfiguration()
    (configuration.port, configuration.threads, configuration.limits.freshness) = (0, 1, .nanoseconds(0))
    change(&configuration)
    let office = try StandingOffice(path: path, clock: clock)
    let log = log
    return try OfficeService(
      office, configuration: configuration, ticks: ticks ?? AsyncStream { _ in }, logger: Logger(label: "test") { _ in log.handler })
  }

  struct Counting: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &*= 6_364_136_223_846_793_005
      state &+= 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let roster = [
    ("schools", "学校编号,学校名称,片区,学段\nS001,实验小学,城区,小学\n"),
    ("people", "工号,姓名,学校编号,学段,学科\nL1,李一,S001,小学,语文\nA1,安一,S001,小学,语文\nA2,安二,S001,小学,语文\n"),
    ("studios", "工作室编号,工作室名称,级别\nW01,小学语文工作室,省级\n"), ("members", "工作室编号,工号,身份,导师工号\nW01,L1,主持人,\nW01,A1,成员,\nW01,A2,成员,\n"),
  ]

  private static let workflow = """
    workflow: short
    version: 1
    title: 短流程
    subject: studio
    roles: { member: 成员 }
    initial: work
    states:
      work:
        tasks:
          now: { title: 现在做, for: subject.members, role: member, due: 2026-10-01 }
        after: { 2h: { do: [ { notify: member } ] } }
        on: { done: closed }
      closed: { type: final, title: 结束 }

    """
}

/// Keeps what is logged, at every level.
final class TestLog: Sendable {
  private let lines = Mutex<[String]>([])
  var text: String { lines.withLock { $0.joined(separator: "\n") } }
  var handler: any LogHandler { Handler(log: self) }

  private struct Handler: LogHandler {
    let log: TestLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }
    func log(event: LogEvent) {
      log.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:]) \(metadata)") }
    }
  }
}
