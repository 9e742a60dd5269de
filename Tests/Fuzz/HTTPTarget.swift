import AcademicCalendar
import Dispatch
import Foundation
import Glibc
import Logging
import NIOCore
import Office
import Synchronization
import WebService

/// A whole service on a port of this process, with a small office behind it. An input is what a client sends on one connection.
///
/// `@BASIC@` in an input becomes the credentials of a device, `@FEED@` the token of a feed, `@LENGTH@` the number of bytes after the head
/// it stands in, and at `@CUT@` the client waits a moment. Whatever is sent, the connection must end once the client has said all, and no
/// answer may be 500, which means a defect of ours.
final class HTTPTarget: Sendable {
  /// The service, begun with the first input.
  static let shared = HTTPTarget()

  private static let folder = FileManager.default.temporaryDirectory.appending(path: "jiaoli-fuzz-http-\(getpid())")
  private let port: UInt16
  private let marks: [(mark: [UInt8], value: [UInt8])]

  private init() {
    do {
      let (service, marks) = try Self.service()
      self.marks = marks
      port = Self.start(service)
    } catch {
      preconditionFailure("the service did not start: \(error)")
    }
  }

  /// Sends an input and reads until the service ends the connection.
  func take(_ input: [UInt8]) {
    var input = input
    for (mark, value) in marks { input.replace(mark, with: value) }
    let pieces = input.split(separator: Array("@CUT@".utf8)).map { Self.measured(Array($0)) }
    let answer = RawConversation(port: port).talk(pieces)
    precondition(answer.isEmpty || answer.starts(with: "HTTP/1.1 ".utf8), "no answer of HTTP")
    precondition(!answer.contains(Self.defect), "answered 500")
  }

  private static let defect = Array("HTTP/1.1 500".utf8)

  /// With the length of its body in place of the mark.
  private static func measured(_ piece: [UInt8]) -> [UInt8] {
    guard let mark = piece.firstRange(of: Array("@LENGTH@".utf8)),
      let end = piece[mark.upperBound...].firstRange(of: Array("\r\n\r\n".utf8))
    else { return piece }
    var piece = piece
    let count = piece.count - end.upperBound
    piece.replaceSubrange(mark, with: Array("\(count)".utf8))
    return piece
  }

  /// An office where A1 has a feed, a device and a task that waits for evidence.
  private static func service() throws -> (OfficeService, marks: [(mark: [UInt8], value: [UInt8])]) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: HTTPTarget.folder) }
    let (path, now) = (folder.appending(path: "office.db").path, Date(timeIntervalSince1970: 0))
    try Office.create(path: path, name: "测试", isRehearsal: true, now: now, uidDomain: "x.test")
    let office = try Office(path: path, as: nil, now: now, rehearsalDay: Day(2026, 9, 1))
    _ = try office.importRoster([try file("people.csv", "工号,姓名,学校编号,学段,学科\nA1,安一,,,\nA2,安二,,,\n")])
    _ = try office.install([try file("work.yaml", work)])
    _ = try office.start("work", subjects: ["A1"], semester: nil, parameters: [:])
    let (_, password) = try office.addDevice(of: "A1", label: "手机")
    var generator = SystemRandomNumberGenerator()
    let token = FeedToken(using: &generator)
    _ = try office.issueFeedToken(FeedOrder(.person("A1")), label: "手机", token: token)
    var configuration = ServiceConfiguration()
    (configuration.port, configuration.threads) = (0, 1)
    (configuration.limits.perClient, configuration.limits.perToken, configuration.limits.connectionsPerClient) = (0, 0, 0)
    (configuration.limits.perAccount, configuration.limits.wrongPasswordTime) = (0, .zero)
    let service = try OfficeService(
      StandingOffice(path: path, clock: { now }), configuration: configuration, ticks: AsyncStream { _ in },
      logger: Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() })
    let basic = Data("A1:\(password)".utf8).base64EncodedString()
    return (service, [("@BASIC@", basic), ("@FEED@", token.text)].map { (mark: Array($0.utf8), value: Array($1.utf8)) })
  }

  private static func file(_ name: String, _ text: String) throws -> URL {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url
  }

  /// - Returns: the port.
  private static func start(_ service: OfficeService) -> UInt16 {
    let port = Mutex<UInt16>(0)
    let ready = DispatchSemaphore(value: 0)
    Task {
      do {
        try await service.run(stoppingOn: []) { channel in
          port.withLock { $0 = UInt16(channel.localAddress?.port ?? 0) }
          ready.signal()
        }
      } catch {
        preconditionFailure("the service ended: \(error)")
      }
    }
    ready.wait()
    return port.withLock(\.self)
  }

  private static let work = """
    workflow: work
    version: 1
    title: 一项工作
    subject: person
    roles: { self: 本人 }
    evidence: { photo: 照片 }
    states:
      only:
        window: { from: 2026-09-01, through: 2026-12-30 }
        tasks:
          plain: { title: 读书, for: "[subject]", role: self }
          proven: { title: 听课, for: "[subject]", role: self, evidence: [photo] }
        on: { done: closed }
      closed: { type: final }

    """
}
