import AcademicCalendar
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Office
import Synchronization
import Testing

@testable import WebService

private func basic(_ user: String, _ password: String) -> HTTPFields {
  [.authorization: "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()]
}

/// CalDAV as devices reach it: the way in, the way to find it, and what wrong passwords get.
@Suite struct DAVTests {
  /// A rehearsal with two teachers.
  private func fixture() throws -> Fixture {
    let fixture = try Fixture()
    let file = fixture.folder.appending(path: "people.csv")
    try Data("工号,姓名,学校编号,学段,学科,岗位\nT1,张一,,,,\nT2,张二,,,,\n".utf8).write(to: file)
    _ = try fixture.office(on: "2026-09-01").importRoster([file])
    return fixture
  }

  @Test func `Programs find the service by the well-known address and by OPTIONS`() async throws {
    let fixture = try fixture()
    try await fixture.service().application().test(.router) { client in
      for method in [HTTPRequest.Method.get, .propfind] {
        try await client.execute(uri: "/.well-known/caldav", method: method) { response in
          #expect(response.status == .movedPermanently && response.headers[.location] == "/dav/")
        }
      }
      try await client.execute(uri: "/dav/", method: .options) { response in
        #expect(response.headers[HTTPField.Name("DAV")!]?.contains("calendar-access") == true)
      }
    }
  }

  @Test(arguments: ["/dav/", "/nothing", "/tasks/1"]) func `HEAD that is refused has no content`(path: String) async throws {
    try await fixture().service().application().test(.router) { client in
      let asked = try await client.execute(uri: path, method: .get) { $0 }
      try await client.execute(uri: path, method: .head) { response in
        #expect(response.status == asked.status && response.body.readableBytes == 0)
        #expect(response.headers[.contentLength] == String(asked.body.readableBytes) && asked.body.readableBytes > 0)
      }
    }
  }

  @Test func `A device comes in with its own password, and nobody learns who exists`() async throws {
    let fixture = try fixture()
    let (account, password) = try fixture.office("T1").addDevice(of: "T1", label: "手机")
    let service = try fixture.service()
    let router = Router(context: ServiceContext.self)
    DAVRoutes.add(to: router, service.office, door: DAVDoor(DeviceLogin(service.office), pause: { _ in }))
    try await Application(router: router).test(.router) { client in
      let right = basic("T1", password)
      try await client.execute(uri: "/dav/principals/T1/", method: .propfind, headers: right) { #expect($0.status.code == 207) }
      try await client.execute(uri: "/dav/principals/T2/", method: .propfind, headers: right) { #expect($0.status.code == 404) }
      var answers: Set<String> = []
      for headers in [HTTPFields(), basic("T1", "wrong"), basic("T2", password), basic("T9", password), basic("T9", "wrong")] {
        let answer = try await client.execute(uri: "/dav/", method: .propfind, headers: headers) { response in
          #expect(response.status == .unauthorized && response.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
          return "\(response.headers) \(String(buffer: response.body))"
        }
        answers.insert(answer)
      }
      #expect(answers.count == 1)
      _ = try fixture.office().revokeDevice(account.id)
      try await client.execute(uri: "/dav/", method: .propfind, headers: right) { #expect($0.status == .unauthorized) }
    }
  }

  @Test func `A teacher whose password is right is counted by account, everybody else by address`() async throws {
    let fixture = try fixture()
    let (_, password) = try fixture.office("T1").addDevice(of: "T1", label: "手机")
    let service = try fixture.service()
    let router = Router(context: ServiceContext.self)
    router.add(middleware: KeyMiddleware())
    let door = DAVDoor(
      DeviceLogin(service.office), clients: ClientLedger(perMinute: 3, connections: 0), accounts: RateLedger(perMinute: 5),
      now: { .uptimeNanoseconds(1_000_000_000_000) }, pause: { _ in })
    DAVRoutes.add(to: router, service.office, door: door)
    try await Application(router: router).test(.router) { client in
      func statuses(_ headers: HTTPFields, _ count: Int) async throws -> [Int] {
        var statuses: [Int] = []
        for _ in 0..<count {
          statuses.append(try await client.execute(uri: "/dav/", method: .options, headers: headers) { $0.status.code })
        }
        return statuses
      }
      // The first is counted by address: the password was not known yet.
      let (right, wrong) = (try await statuses(basic("T1", password), 7), try await statuses(basic("T2", "wrong"), 3))
      #expect(right == [200, 200, 200, 200, 200, 200, 429])
      #expect(wrong == [401, 401, 429])
    }
  }

  @Test func `A calendar is kept over the wire, and the journal does not know it`() async throws {
    let fixture = try fixture()
    let (_, password) = try fixture.office("T1").addDevice(of: "T1", label: "手机")
    let count = try fixture.service().office.journalPosition()
    try await fixture.service().application().test(.router) { client in
      let headers = basic("T1", password)
      let event =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260901T080000Z\r\nX-ODD: 1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
      try await client.execute(uri: "/dav/calendars/T1/own/", method: .mkcalendar, headers: headers) { #expect($0.status == .created) }
      let path = "/dav/calendars/T1/own/%E8%AF%BE%20a.ics"
      try await client.execute(uri: path, method: .put, headers: headers, body: ByteBuffer(string: event)) {
        #expect($0.status == .created)
      }
      try await client.execute(uri: path, method: .get, headers: headers) { #expect(String(buffer: $0.body) == event) }
      let large = ByteBuffer(repeating: 0x20, count: 11 << 20)
      try await client.execute(uri: path, method: .put, headers: headers, body: large) { response in
        #expect(response.status == .forbidden && String(buffer: response.body).contains("max-resource-size"))
      }
    }
    #expect(try fixture.service().office.journalPosition() == count)
  }
}

/// Says that all requests come from one client.
private struct KeyMiddleware: RouterMiddleware {
  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    var context = context
    context.clientKey = ClientKey("10.0.0.1")
    return try await next(request, context)
  }
}

/// Keeps what is logged.
private struct Lines: LogHandler {
  final class Kept: Sendable {
    let lines = Mutex<[String]>([])
  }

  let kept: Kept
  var metadata = Logger.Metadata()
  var logLevel = Logger.Level.trace
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { kept.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
}

/// Wrong passwords.
@Suite struct WrongPasswordTests {
  @Test func `A wrong password is logged without itself and without the name`() async throws {
    let fixture = try Fixture()
    let kept = Lines.Kept()
    let logger = Logger(label: "test") { _ in Lines(kept: kept) }
    let door = DAVDoor(DeviceLogin(try fixture.service().office), pause: { _ in })
    let field = "Basic " + Data("T1:abcd-efgh-jkmn-pqrs-tuvw-xyz2".utf8).base64EncodedString()
    guard case .refused(let response) = try await door.enter(field, client: "10.0.0.1", logger: logger) else {
      Issue.record("somebody came in")
      return
    }
    #expect(response.status == .unauthorized)
    let lines = kept.lines.withLock { $0 }
    #expect(lines.count == 1 && lines[0].contains("wrong password") && lines[0].contains("10.0.0.1"))
    #expect(!lines[0].contains("abcd") && !lines[0].contains("T1"))
  }

  @Test func `Each wrong password takes longer, ten are enough, and time forgives`() {
    let start = ContinuousClock.now
    let time = TestTime(start)
    let wrong = WrongPasswords(now: { time.value })
    let attempt = WrongPasswords.Attempt(user: "T1", client: "10.0.0.1")
    #expect((1...3).map { _ in wrong.note(attempt) } == [.milliseconds(250), .milliseconds(500), .milliseconds(1000)])
    #expect(!wrong.isBarred(attempt))
    for _ in 4...10 { _ = wrong.note(attempt) }
    #expect(wrong.isBarred(attempt))
    #expect(!wrong.isBarred(WrongPasswords.Attempt(user: "T1", client: "10.0.0.2")))
    time.value = start + .seconds(601)
    #expect(!wrong.isBarred(attempt))
  }

  @Test func `Who tries many names is stopped too`() {
    let time = TestTime(ContinuousClock.now)
    let wrong = WrongPasswords(now: { time.value })
    for name in 0..<100 { _ = wrong.note(WrongPasswords.Attempt(user: "T\(name)", client: "10.0.0.1")) }
    #expect(wrong.isBarred(WrongPasswords.Attempt(user: "X", client: "10.0.0.1")))
  }
}

/// The page where evidence is brought.
@Suite struct HandInTests {
  private static let work = """
    workflow: work
    version: 1
    title: 一项工作
    subject: person
    roles: { self: 本人 }
    evidence: { photo: 照片 }
    states:
      only:
        window: { from: 2026-09-01, through: 2026-09-30 }
        tasks:
          proven: { title: 听课, for: "[subject]", role: self, evidence: [photo] }
        on: { done: closed }
      closed: { type: final }
    """

  private func form(_ name: String) -> String {
    "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\(name)\"\r\nContent-Type: image/png\r\n\r\npicture\r\n--x--\r\n"
  }

  /// An office in which T1 has one task.
  private func office() throws -> (fixture: Fixture, task: Int64) {
    let fixture = try Fixture()
    let (roster, work) = (fixture.folder.appending(path: "people.csv"), fixture.folder.appending(path: "work.yaml"))
    try Data("工号,姓名,学校编号,学段,学科,岗位\nT1,张一,,,,\nT2,张二,,,,\n".utf8).write(to: roster)
    try Data(Self.work.utf8).write(to: work)
    _ = try fixture.office(on: "2026-09-01").importRoster([roster])
    _ = try fixture.office().install([work])
    _ = try fixture.office().start("work", subjects: ["T1"], semester: nil, parameters: [:])
    var query = Office.TaskQuery()
    query.person = "T1"
    return (fixture, try #require(try fixture.office().tasks(query).first?.id))
  }

  @Test(arguments: [(String?.some("https://rili.example.cn/"), "https://rili.example.cn"), (nil, "http://localhost")])
  func `A ticked task without evidence says where to bring it: to the public address`(address: String?, base: String) async throws {
    let (fixture, task) = try office()
    let (_, password) = try fixture.office("T1").addDevice(of: "T1", label: "手机")
    let headers: HTTPFields = [.authorization: "Basic " + Data("T1:\(password)".utf8).base64EncodedString()]
    try await fixture.service { $0.publicAddress = address }.application().test(.router) { client in
      let path = "/dav/calendars/T1/office-tasks/task-\(task).ics"
      let shown = try await client.execute(uri: path, method: .get, headers: headers) { String(buffer: $0.body) }
      let done = shown.replacing("STATUS:NEEDS-ACTION", with: "STATUS:COMPLETED")
      try await client.execute(uri: path, method: .put, headers: headers, body: ByteBuffer(string: done)) {
        #expect($0.status == .noContent)
      }
      let now = try await client.execute(uri: path, method: .get, headers: headers) { String(buffer: $0.body) }
      #expect(now.replacing("\r\n ", with: "").contains("\(base)/tasks/\(task)") && now.contains("STATUS:IN-PROCESS"))
    }
  }

  @Test func `A task is handed in with its evidence, by its own teacher only`() async throws {
    let (fixture, task) = try office()
    func headers(_ user: String) throws -> HTTPFields {
      let (_, password) = try fixture.office(user).addDevice(of: user, label: "手机")
      var headers = basic(user, password)
      headers[.contentType] = "multipart/form-data; boundary=x"
      return headers
    }
    let (own, other) = (try headers("T1"), try headers("T2"))
    try await fixture.service().application().test(.router) { client in
      let path = "/tasks/\(task)"
      try await client.execute(uri: path, method: .get) { #expect($0.status == .unauthorized) }
      try await client.execute(uri: path, method: .get, headers: other) { #expect($0.status == .notFound) }
      try await client.execute(uri: path, method: .get, headers: own) { #expect(String(buffer: $0.body).contains("照片")) }
      var foreign = own
      foreign[.origin] = "https://evil.example"
      try await client.execute(uri: path, method: .post, headers: foreign, body: ByteBuffer(string: form("a.png"))) {
        #expect($0.status == .forbidden)
      }
      foreign[.origin] = nil
      foreign[HTTPField.Name("Sec-Fetch-Site")!] = "cross-site"
      try await client.execute(uri: path, method: .post, headers: foreign, body: ByteBuffer(string: form("a.png"))) {
        #expect($0.status == .forbidden)
      }
      foreign = own
      foreign[.origin] = "https://evil.example/localhost"
      try await client.execute(uri: path, method: .post, headers: foreign, body: ByteBuffer(string: form("a.png"))) {
        #expect($0.status == .forbidden)
      }
      try await client.execute(uri: path, method: .post, headers: own, body: ByteBuffer(string: form("C:\\tmp\\../听课;一.png"))) { response in
        #expect(response.status == .ok && String(buffer: response.body).contains("已提交"))
        #expect(response.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
        // With none at all a browser would send its own form with `Origin: null`.
        #expect(response.headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
      }
      // A second click comes too late, and nothing is wrong with the service.
      try await client.execute(uri: path, method: .post, headers: own, body: ByteBuffer(string: form("a.png"))) {
        #expect($0.status == .conflict && $0.headers[.retryAfter] == nil)
      }
      #expect(try fixture.office("T1").evidence(of: task).map(\.name) == ["听课;一.png"])
      _ = try fixture.office().giveBack(task, reason: "看不清")
      try await client.execute(uri: path, method: .get, headers: own) { #expect(String(buffer: $0.body).contains("退回原因: 看不清")) }
      // As many bytes as a file system takes, with what kind of file it is.
      let long = String(repeating: "𠀀", count: 76) + ".png"
      try await client.execute(uri: path, method: .post, headers: own, body: ByteBuffer(string: form(long))) { #expect($0.status == .ok) }
    }
    let name = try #require(try fixture.office("T1").evidence(of: task).last?.name)
    #expect(name.hasSuffix("𠀀.png") && name.utf8.count <= 200)
  }

  @Test func `Those who hand in while another process writes hold up nobody else`() async throws {
    let (fixture, task) = try office()
    let (_, password) = try fixture.office("T1").addDevice(of: "T1", label: "手机")
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: fixture.path, configuration: configuration)
    try await fixture.service().application().test(.router) { client in
      var headers = basic("T1", password)
      // Known from now on: nothing is written for the device while the other process writes.
      try await client.execute(uri: "/tasks/\(task)", method: .get, headers: headers) { #expect($0.status == .ok) }
      headers[.contentType] = "multipart/form-data; boundary=x"
      let (asked, form) = (headers, ByteBuffer(string: form("a.png")))
      try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
      let answers = try await withThrowingTaskGroup { group in
        for _ in 0..<4 {
          group.addTask { try await client.execute(uri: "/tasks/\(task)", method: .post, headers: asked, body: form) { $0.status } }
        }
        try await client.execute(uri: "/healthz", method: .get) { #expect($0.status == .ok) }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      // Had they been waited for, their time would have run out.
      #expect(answers.count { $0 == .ok } == 1 && answers.count { $0 == .conflict } == 3, "\(answers)")
    }
  }
}
