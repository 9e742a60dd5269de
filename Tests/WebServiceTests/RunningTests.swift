import AcademicCalendar
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Synchronization
import Testing

@testable import WebService

/// What the service does while it runs, and what it says of itself.
@Suite struct RunningTests {
  /// A clock that the test sets.
  final class Clock: Sendable {
    private let seconds: Mutex<Double>
    init(_ day: String, hour: Double = 9) { seconds = Mutex(Double(Day(day)!.rawValue) * 86_400 - 8 * 3600 + hour * 3600) }
    var now: Date { Date(timeIntervalSince1970: seconds.withLock(\.self)) }
    func pass(hours: Double) { seconds.withLock { $0 += hours * 3600 } }
  }

  @Test func `The day turns and timers fire while the service runs, by the clock that it is given`() async throws {
    let clock = Clock("2026-08-31")
    let fixture = try Fixture(isRehearsal: false, now: clock.now)
    let service = try fixture.service(clock: { clock.now })
    func look() async throws -> Int64 {
      // One tick, and the stream is at its end.
      let once = AsyncStream<Void> { stream in
        stream.yield()
        stream.finish()
      }
      try await service.housekeeping(once).run()
      return try service.office.journalPosition()
    }
    let start = try service.office.journalPosition()
    #expect(try await look() == start)
    clock.pass(hours: 1.9)
    #expect(try await look() == start)
    // The workflow waits two hours.
    clock.pass(hours: 0.2)
    #expect(try await look() == start + 1)
    #expect(try await look() == start + 1)
    clock.pass(hours: 24)
    #expect(try await look() == start + 2)
    #expect(service.metrics.turns.value == 2)
  }

  @Test func `What the service counts is told in the text format of Prometheus, without a token`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service()
    try await service.application().test(.live) { client in
      for _ in 0..<3 { _ = try await client.execute(uri: "/feeds/\(token).ics", method: .get) { $0 } }
      _ = try await client.execute(uri: "/feeds/\(token).ics?to=2026-12-31", method: .get) { $0 }
      _ = try await client.execute(uri: "/feeds/x.ics", method: .get) { $0 }
      let text = try await client.execute(uri: "/metrics", method: .get) { response in
        #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        return String(buffer: response.body)
      }
      #expect(text.contains("jiaoli_requests_total{area=\"feeds\",status=\"200\"} 4\n"))
      #expect(text.contains("jiaoli_requests_total{area=\"feeds\",status=\"404\"} 1\n"))
      #expect(text.contains("jiaoli_request_seconds_count{area=\"feeds\"} 5\n"))
      #expect(text.contains("jiaoli_feed_cache_hits_total 2\n"))
      #expect(text.contains("jiaoli_feed_render_seconds_count 2\n"))
      #expect(text.contains("jiaoli_unknown_tokens_total 1\n"))
      #expect(!text.contains(token))
      // Every line is a comment, or a name with perhaps labels and a number.
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.wholeMatch(of: /[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+\-]+/) != nil, "\(line)")
      }
    }
  }

  @Test func `A stop finishes what was asked before`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service()
    try await serving(service) { port in
      // The connection stays open: the stop closes it.
      let answer = try await RawClient(port: port).talk(["GET /feeds/\(token).ics HTTP/1.1\r\nHost: x\r\n\r\n"]) {
        $0.hasSuffix("END:VCALENDAR\r\n")
      }
      #expect(answer.hasPrefix("HTTP/1.1 200"))
    }
    #expect(try fixture.office().feedTokens().first?.lastUsed != nil)
  }

  @Test func `The page explains a subscription, and its address is the feed's`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token(FeedOrder(.person("A1"), alarms: [30]), label: "<我的手机>")
    try await fixture.service { $0.publicAddress = "https://rili.example.cn/" }.application().test(.router) { client in
      let page = try await client.execute(uri: "/subscribe/\(token)", method: .get) { response in
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.cacheControl] == "no-store")
        #expect(response.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
        #expect(response.headers[.contentSecurityPolicy] == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
        return String(buffer: response.body)
      }
      #expect(page.contains("<h1>订阅日历: 安一的职责</h1>"))
      #expect(page.contains("href=\"webcal://rili.example.cn/feeds/\(token).ics\""))
      #expect(page.contains("<code id=\"address\">https://rili.example.cn/feeds/\(token).ics</code>"))
      #expect(page.contains("&lt;我的手机&gt;") && !page.contains("<我的手机>"))
      #expect(page.contains("在活动前 30 分钟提醒"))
      for client in ["iPhone", "ICSx⁵", "Outlook", "Thunderbird"] { #expect(page.contains("<h2>") && page.contains(client)) }
      #expect(page.contains("<svg viewBox="))
      #expect(!page.contains("<script"))
    }
  }

  @Test func `A host that a client makes up stands in no page`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    try await serving(fixture.service()) { port in
      let answer = try await RawClient(port: port).talk([
        "GET /subscribe/\(token) HTTP/1.1\r\nHost: x\"onload=1\r\nConnection: close\r\n\r\n"
      ])
      #expect(!answer.contains("onload"))
    }
  }

  @Test func `A QR code has its three corners and a quiet zone`() throws {
    let code = try #require(QRCode("webcal://rili.example.cn/feeds/abcdefghijklmnopqrstuvwxyz234567.ics"))
    // ISO/IEC 18004: a finder pattern is a dark ring of seven with a dark square of three within.
    for (left, top) in [(0, 0), (code.width - 7, 0), (0, code.width - 7)] {
      for row in 0..<7 {
        for column in 0..<7 {
          let ring = row == 0 || row == 6 || column == 0 || column == 6
          let core = (2...4).contains(row) && (2...4).contains(column)
          #expect(code.isDark(left + column, top + row) == (ring || core))
        }
      }
    }
    #expect(code.svg(label: "x").contains("viewBox=\"0 0 \(code.width + 8) \(code.width + 8)\""))
  }

  @Test func `Dates are those of HTTP`() {
    // RFC 9110 section 5.6.7.
    for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
      #expect(HTTPDate.seconds(text) == 784_111_777)
    }
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    for text in ["", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "a b c d e f g h"] {
      #expect(HTTPDate.seconds(text) == nil)
    }
    for seconds in stride(from: 0, to: 4_000_000_000, by: 98_765_432) { #expect(HTTPDate.seconds(HTTPDate.text(seconds)) == seconds) }
  }
}
