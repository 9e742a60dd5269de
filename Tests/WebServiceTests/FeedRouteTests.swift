import AcademicCalendar
import FeedReading
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ICalendar
import NIOCore
import Office
import Testing

@testable import WebService

/// Feeds over a real port, from the prepared answers and through Hummingbird: both must say the same.
@Suite struct FeedRouteTests {
  /// Which way a request takes: a query goes through Hummingbird, a plain path is answered before it.
  enum Way: CaseIterable {
    case prepared, routed
    func path(_ token: String) -> String { "/feeds/\(token).ics" + (self == .routed ? "?" : "") }
  }

  @Test(arguments: Way.allCases)
  func `A token gives its feed, and the feed once known gives 304`(way: Way) async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let bytes = try fixture.office().feed(.person("A1"))
    try await fixture.service().application().test(.live) { client in
      let first = try await client.execute(uri: way.path(token), method: .get) { $0 }
      #expect(first.status == .ok)
      #expect(Array(buffer: first.body) == bytes)
      #expect(first.headers[.contentType] == "text/calendar; charset=utf-8")
      #expect(first.headers[.cacheControl] == "private, no-cache")
      #expect(
        first.headers[.contentDisposition]
          == "attachment; filename=\"jiaoli.ics\"; filename*=UTF-8''%E5%AE%89%E4%B8%80%E7%9A%84%E8%81%8C%E8%B4%A3.ics")
      #expect(first.headers[.vary] == "Accept-Encoding" && first.headers[.date] != nil)
      let tag = try #require(first.headers[.eTag])
      let modified = try #require(first.headers[.lastModified])
      #expect(tag.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
      // 2026-08-31 at nine in the morning, when the rehearsal's last fact was accepted.
      #expect(modified == "Mon, 31 Aug 2026 01:00:00 GMT")
      for (name, value, status) in [
        (HTTPField.Name.ifNoneMatch, tag, 304), (.ifNoneMatch, "W/\(tag)", 304), (.ifNoneMatch, "\"a\", \(tag)", 304),
        (.ifNoneMatch, "*", 304),
        (.ifNoneMatch, "\"a\"", 200), (.ifModifiedSince, modified, 304), (.ifModifiedSince, "Mon, 31 Aug 2026 00:59:59 GMT", 200),
        (.ifModifiedSince, "Monday, 31-Aug-26 01:00:00 GMT", 304), (.ifModifiedSince, "Mon Aug 31 01:00:01 2026", 304),
        (.ifModifiedSince, "yesterday", 200),
      ] {
        let answer = try await client.execute(uri: way.path(token), method: .get, headers: [name: value]) { $0 }
        #expect(answer.status.code == status, "\(name) \(value)")
        #expect(answer.headers[.eTag] == tag)
        #expect(answer.body.readableBytes == (status == 304 ? 0 : bytes.count))
      }
      // A tag decides where both are given.
      let both = try await client.execute(
        uri: way.path(token), method: .get, headers: [.ifNoneMatch: "\"a\"", .ifModifiedSince: modified]
      ) { $0 }
      #expect(both.status == .ok)
    }
  }

  @Test(arguments: Way.allCases)
  func `HEAD says what GET says, without the body`(way: Way) async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    try await fixture.service().application().test(.live) { client in
      let get = try await client.execute(uri: way.path(token), method: .get) { $0 }
      let head = try await client.execute(uri: way.path(token), method: .head) { $0 }
      #expect(head.status == .ok && head.body.readableBytes == 0)
      for name in [HTTPField.Name.eTag, .lastModified, .contentType, .contentDisposition, .contentLength, .cacheControl] {
        #expect(head.headers[name] == get.headers[name], "\(name)")
      }
      let tag = try #require(get.headers[.eTag])
      let known = try await client.execute(uri: way.path(token), method: .head, headers: [.ifNoneMatch: tag]) { $0.status }
      #expect(known == .notModified)
    }
  }

  @Test(arguments: Way.allCases)
  func `gzip comes only when asked for, under a tag of its own`(way: Way) async throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let bytes = try fixture.office().feed(.person("A1"))
    try await fixture.service().application().test(.live) { client in
      let plain = try await client.execute(uri: way.path(token), method: .get) { $0 }
      #expect(plain.headers[.contentEncoding] == nil)
      for coding in ["gzip", "br, gzip;q=0.5", "GZIP"] {
        let answer = try await client.execute(uri: way.path(token), method: .get, headers: [.acceptEncoding: coding]) { $0 }
        #expect(answer.headers[.contentEncoding] == "gzip" && answer.headers[.eTag] != plain.headers[.eTag])
        let file = fixture.folder.appending(path: "feed.gz")
        try Data(answer.body.readableBytesView).write(to: file)
        let unpacked = Array(try Shell.run("/bin/gzip", ["-dc", file.path]))
        #expect(unpacked == bytes)
        let again = try await client.execute(
          uri: way.path(token), method: .get, headers: [.acceptEncoding: "gzip", .ifNoneMatch: answer.headers[.eTag]!]
        ) { $0 }
        #expect(again.status == .notModified)
      }
      for coding in ["identity", "gzip;q=0", "deflate"] {
        let answer = try await client.execute(uri: way.path(token), method: .get, headers: [.acceptEncoding: coding]) { $0 }
        #expect(answer.headers[.contentEncoding] == nil && Array(buffer: answer.body) == bytes, "\(coding)")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `An unknown, a revoked and a malformed token get the same answer, and none stands in a log`(way: Way) async throws {
    let fixture = try Fixture()
    let (good, revoked) = (try fixture.token(), try fixture.token(seed: 2))
    _ = try fixture.office().revokeFeedToken(2)
    let strangers = [
      revoked, Fixture.stranger(), "x", String(revoked.dropLast()), revoked.uppercased(), revoked + "a",
      String(repeating: "a", count: 3000),
    ]
    try await fixture.service { $0.logsRequests = true }.application().test(.live) { client in
      let status1 = try await client.execute(uri: way.path(good), method: .get) { $0.status }
      #expect(status1 == .ok)
      var answers: Set<String> = []
      for token in strangers {
        let answer = try await client.execute(uri: way.path(token), method: .get) { $0 }
        #expect(answer.status == .notFound)
        var fields = answer.headers
        fields[.date] = nil
        answers.insert("\(fields.map { "\($0.name.canonicalName): \($0.value)" }.sorted()) \(String(buffer: answer.body))")
        let status2 = try await client.execute(uri: "/subscribe/\(token)", method: .get) { $0.status }
        #expect(status2 == .notFound)
      }
      #expect(answers.count == 1, "\(answers)")
      let status3 = try await client.execute(uri: "/subscribe/\(good)", method: .get) { $0.status }
      #expect(status3 == .ok)
    }
    #expect(!fixture.log.text.isEmpty)
    for token in strangers.filter({ $0.count > 5 }) + [good] { #expect(!fixture.log.text.contains(token)) }
  }

  @Test func `Bounds of the request narrow those of the token`() async throws {
    let fixture = try Fixture()
    let token = try fixture.token(FeedOrder(.person("A1"), from: Day("2026-09-01"), through: Day("2026-12-31")))
    try await fixture.service().application().test(.live) { client in
      func entries(_ query: String) async throws -> Int? {
        let answer = try await client.execute(uri: "/feeds/\(token).ics\(query)", method: .get) { $0 }
        return try answer.status == .ok ? Feed(reading: Array(buffer: answer.body)).entries.count : nil
      }
      let value7 = try await entries("")
      #expect(value7 == 2)
      let value8 = try await entries("?from=2026-09-15&to=2026-11-01")
      #expect(value8 == 2)
      let value9 = try await entries("?from=2026-10-02")
      #expect(value9 == 0)
      let value10 = try await entries("?to=2026-09-30")
      #expect(value10 == 1)
      let value11 = try await entries("?from=2027-01-01")
      #expect(value11 == 0)
      let value12 = try await entries("?from=tomorrow")
      #expect(value12 == nil)
      let status4 = try await client.execute(uri: "/feeds/\(token).ics?from=x", method: .get) { $0.status }
      #expect(status4 == .badRequest)
      let status5 = try await client.execute(uri: "/feeds/\(Fixture.stranger()).ics?from=x", method: .get) { $0.status }
      #expect(status5 == .notFound)
    }
  }

  @Test(arguments: Way.allCases)
  func `A change elsewhere renders nothing and keeps the tag; a change here changes it; a revocation closes at once`(way: Way) async throws
  {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service()
    try await service.application().test(.live) { client in
      func tag() async throws -> String? { try await client.execute(uri: way.path(token), method: .get) { $0.headers[.eTag] } }
      let first = try await tag()
      #expect(first != nil)
      let rendered = service.metrics.renderings.lines("x", labels: "").last
      // Another person's label changes nothing in A1's calendar.
      _ = try fixture.token(FeedOrder(.person("A2")), seed: 3)
      let value13 = try await tag()
      #expect(value13 == first)
      #expect(service.metrics.renderings.lines("x", labels: "").last == rendered)
      #expect(service.metrics.unchangedFeeds.value == 1)
      let task = try #require(try fixture.office().tasks(Office.TaskQuery()).first { $0.assignee == "A1" }).id
      _ = try fixture.office("A1").submit(task, files: [], note: nil)
      let second = try await tag()
      #expect(second != nil && second != first)
      _ = try fixture.office().revokeFeedToken(1)
      let status6 = try await client.execute(uri: way.path(token), method: .get) { $0.status }
      #expect(status6 == .notFound)
    }
  }

  private func isKnown(_ question: FeedDesk.Question, _ service: OfficeService) -> Bool {
    if case .feed? = service.desk.findAtOnce(question, .now()) { true } else { false }
  }

  @Test func `What is up to date is answered without a look at the records`() throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service { $0.limits.freshness = .hours(1) }
    let question = FeedDesk.Question(token: TokenDigest(hashing: token))
    #expect(!isKnown(question, service))
    guard case .feed(let feed) = try service.desk.find(question) else { throw OfficeError(.defect, "no feed") }
    guard case .feed(let again)? = service.desk.findAtOnce(question, .now()) else { throw OfficeError(.defect, "not kept") }
    #expect(again === feed)
    #expect(service.metrics.cacheHits.value == 1)
  }

  @Test func `The last use of a token is written down, not with every request`() throws {
    let fixture = try Fixture()
    let token = try fixture.token()
    let service = try fixture.service(clock: { Date(timeIntervalSince1970: 1_900_000_000) })
    _ = try service.desk.find(FeedDesk.Question(token: TokenDigest(hashing: token)))
    #expect(try fixture.office().feedTokens().map(\.lastUsed) == [nil])
    try service.desk.noteUses()
    let used = try #require(try fixture.office().feedTokens().first?.lastUsed)
    #expect(abs(used.timeIntervalSince1970 - 1_900_000_000) < 60)
  }

  @Test func `The shelf forgets what was not asked for longest, and no use with it`() throws {
    let fixture = try Fixture()
    let tokens = try (1...6).map { try fixture.token(FeedOrder(.person($0 % 2 == 0 ? "A1" : "A2"), alarms: [Int($0)]), seed: $0) }
    let service = try fixture.service { ($0.limits.cacheBytes, $0.limits.freshness) = (40_000, .hours(1)) }
    let questions = tokens.map { FeedDesk.Question(token: TokenDigest(hashing: $0)) }
    for question in questions { _ = try service.desk.find(question) }
    #expect(isKnown(questions[5], service))
    #expect(!isKnown(questions[0], service))
    try service.desk.noteUses()
    #expect(try fixture.office().feedTokens().allSatisfy { $0.lastUsed != nil })
  }
}

/// Programs that stand on every Debian.
enum Shell {
  static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let (process, out) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (out, FileHandle.nullDevice)
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
