import Foundation
import NIOCore
import Office
import Testing

@testable import WebService

/// Clients that are slow or hostile hold up nobody, and lose their connection.
@Suite(.timeLimit(.minutes(2))) struct HostileClientTests {
  private static let head = "Host: x\r\n\r\n"

  @Test func `Fifty clients that never finish a head are closed, and others are answered meanwhile`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service { $0.limits.headTime = .seconds(3) }
    try await serving(service) { port in
      try await withThrowingTaskGroup(of: String.self) { clients in
        for number in 0..<50 {
          clients.addTask {
            try await RawClient(port: port).talk([number % 2 == 0 ? "GET /feeds/\(token).ics HT" : "GET /healthz HTTP/1.1\r\nHo"])
          }
        }
        let answer = try await RawClient(port: port).talk(["GET /feeds/\(token).ics HTTP/1.1\r\n\(Self.head)"]) {
          $0.contains("END:VCALENDAR\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        for try await answer in clients { #expect(!answer.contains("200 OK")) }
      }
    }
  }

  @Test func `An idle connection is closed, one that was used lately is not`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service { $0.limits.headTime = .seconds(3) }
    try await serving(service) { port in
      // Nothing was asked: it ends without a word.
      let talk14 = try await RawClient(port: port).talk([])
      #expect(talk14.isEmpty)
      // One request, and then nothing: it ends, too, after its answer.
      let answer = try await RawClient(port: port).talk(["GET /feeds/\(token).ics HTTP/1.1\r\n\(Self.head)"])
      #expect(answer.hasSuffix("END:VCALENDAR\r\n"))
    }
  }

  /// Heads that are too large or that no HTTP has.
  private static let heads = [
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 40_000))\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\n" + (0..<500).map { "X-\($0): a\r\n" }.joined() + "\r\n",
    "GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\nHost: x\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET /feeds/a.ics\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost x\r\n\r\n", "GET /feeds/a.ics HTTP/9.9\r\nHost: x\r\n\r\n",
  ]

  @Test(arguments: heads.indices)
  func `A head that is too large or none at all ends the connection`(index: Int) async throws {
    let fixture = try Fixture()
    let service = try fixture.service { $0.limits.headTime = .seconds(5) }
    try await serving(service) { port in
      let answer = try await RawClient(port: port).talk([Self.heads[index]])
      #expect(!answer.contains("200 OK"))
      let talk15 = try await RawClient(port: port).talk(["GET /healthz HTTP/1.1\r\nConnection: close\r\n\(Self.head)"])
      #expect(talk15.hasSuffix("ok\n"))
    }
  }

  @Test func `A body without end is cut off, with a length and without`() async throws {
    let fixture = try Fixture()
    let service = try fixture.service { $0.limits.sentBytes = 200_000 }
    let piece = String(repeating: "a", count: 65_536)
    try await serving(service) { port in
      let chunk = "10000\r\n\(piece)\r\n"
      let chunked = try await RawClient(port: port).talk(
        ["POST /none HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\(Self.head)"] + Array(repeating: chunk, count: 100))
      #expect(!chunked.contains("200 OK"))
      let long = try await RawClient(port: port).talk(
        ["POST /none HTTP/1.1\r\nContent-Length: 100000000\r\n\(Self.head)"] + Array(repeating: piece, count: 100))
      #expect(!long.contains("200 OK"))
      #expect(service.metrics.slowConnections.value >= 2)
    }
  }

  @Test(arguments: ["zz\r\n", "5\r\nhelloXX\r\n"])
  func `A body that is none is the client's fault, and nothing that anybody of ours looks into`(body: String) async throws {
    let fixture = try Fixture()
    let (_, password) = try fixture.office("A1").addDevice(of: "A1", label: "手机")
    let basic = Data("A1:\(password)".utf8).base64EncodedString()
    try await serving(try fixture.service()) { port in
      let head = "PUT /dav/calendars/A1/own/a.ics HTTP/1.1\r\nAuthorization: Basic \(basic)\r\nTransfer-Encoding: chunked\r\n\(Self.head)"
      let answer = try await RawClient(port: port).talk([head + body]) { $0.contains("\r\n\r\n") }
      #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
    #expect(!fixture.log.text.contains("unforeseen"))
  }

  @Test func `A client that waits for leave to send its body is given it, and not where it is refused anyway`() async throws {
    let fixture = try Fixture()
    let (_, password) = try fixture.office("A1").addDevice(of: "A1", label: "手机")
    let service = try fixture.service { ($0.limits.requestTime, $0.limits.wrongPasswordTime) = (.seconds(5), .zero) }
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a", "DTSTART:20260907T000000Z", "END:VEVENT", "END:VCALENDAR", ""]
    let body = lines.joined(separator: "\r\n")
    @Sendable func ask(_ request: String, _ password: String, _ fields: String = "") -> String {
      let basic = Data("A1:\(password)".utf8).base64EncodedString()
      return "\(request) HTTP/1.1\r\nAuthorization: Basic \(basic)\r\n\(fields)\(Self.head)"
    }
    let waiting = "Expect: 100-Continue\r\nContent-Length: \(body.utf8.count)\r\n"
    try await serving(service) { port in
      let made = try await RawClient(port: port).talk([ask("MKCALENDAR /dav/calendars/A1/own/", password)]) { $0.contains("\r\n\r\n") }
      #expect(made.hasPrefix("HTTP/1.1 201"))
      let refused = try await RawClient(port: port).talk([ask("PUT /dav/calendars/A1/own/a.ics", "wrong", waiting)]) {
        $0.contains("\r\n\r\n")
      }
      #expect(refused.hasPrefix("HTTP/1.1 401"))
      let answer = try await RawClient(port: port).channel.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: ask("PUT /dav/calendars/A1/own/a.ics", password, waiting)))
        var answer = ""
        for try await part in inbound {
          answer += String(buffer: part)
          if answer == "HTTP/1.1 100 Continue\r\n\r\n" { try await outbound.write(ByteBuffer(string: body)) }
          if answer.contains("ETag") { break }
        }
        return answer
      }
      #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n"))
    }
  }

  @Test func `A client has so many connections and no more`() async throws {
    let fixture = try Fixture()
    let service = try fixture.service { $0.limits.connectionsPerClient = 2 }
    try await serving(service) { port in
      let (first, second) = (try await RawClient(port: port), try await RawClient(port: port))
      // Both are in once they are answered.
      let ask = "GET /healthz HTTP/1.1\r\n\(Self.head)"
      try await first.channel.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: ask))
        var iterator = inbound.makeAsyncIterator()
        let part17 = try await iterator.next()
        #expect(part17 != nil)
        try await second.channel.executeThenClose { inbound, outbound in
          try await outbound.write(ByteBuffer(string: ask))
          var iterator = inbound.makeAsyncIterator()
          let part18 = try await iterator.next()
          #expect(part18 != nil)
          let talk16 = try await RawClient(port: port).talk([ask])
          #expect(talk16.isEmpty)
        }
      }
      #expect(service.metrics.refusedConnections.value == 1)
    }
  }

  @Test(arguments: ["", "?"])
  func `Whoever asks too often is told when to come again`(query: String) async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let ask = "GET /feeds/\(token).ics\(query) HTTP/1.1\r\n\(Self.head)"
    for limits in [(perClient: 3, perToken: 0), (0, 3)] {
      let service = try fixture.service { ($0.limits.perClient, $0.limits.perToken) = limits }
      try await serving(service) { port in
        let answer = try await RawClient(port: port).talk(Array(repeating: ask, count: 5)) { $0.matches(of: /Retry-After/).count == 2 }
        #expect(answer.matches(of: /HTTP\/1.1 200 OK/).count == 3)
        #expect(answer.matches(of: /HTTP\/1.1 429 Too Many Requests/).count == 2)
        let wait = try #require(answer.firstMatch(of: /[Rr]etry-[Aa]fter: ([0-9]+)/))
        // A third of a minute, less what the test has taken.
        #expect((1...20).contains(Int(wait.1) ?? 0))
      }
    }
  }

  @Test func `Who stands behind a proxy is believed only when told so`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    for (isBehindProxy, expected) in [(true, 6), (false, 3)] {
      let service = try fixture.service {
        $0.limits.perClient = 3
        $0.limits.perToken = 0
        $0.isBehindProxy = isBehindProxy
      }
      try await serving(service) { port in
        let asks = (0..<6).map { "GET /feeds/\(token).ics HTTP/1.1\r\nX-Forwarded-For: 9.9.9.9, 10.0.0.\($0 % 2)\r\n\(Self.head)" }
        let answer = try await RawClient(port: port).talk(asks) { $0.matches(of: /HTTP\/1\.1/).count == 6 && $0.utf8.last == 0x0A }
        #expect(answer.matches(of: /200 OK/).count == expected, "\(isBehindProxy)")
      }
    }
  }

  @Test func `Requests one after the other in one piece are answered in their order, whichever way they take`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service()
    let asks = ["/feeds/\(token).ics", "/feeds/x.ics", "/healthz", "/feeds/\(token).ics", "/none"].map {
      "GET \($0) HTTP/1.1\r\n\(Self.head)"
    }
    try await serving(service) { port in
      let answer = try await RawClient(port: port).talk([asks.joined()]) { $0.matches(of: /HTTP\/1\.1/).count == 5 }
      #expect(answer.matches(of: /HTTP\/1.1 ([0-9]{3})/).map { String($0.1) } == ["200", "404", "200", "200", "404"])
    }
  }
}
