import Foundation
import NIOCore
import Office
import Testing

@testable import WebService

/// Feeds so large that the kernel sends them from a file.
@Suite struct LargeFeedTests {
  private static func workflow(_ count: Int) -> String {
    let tasks = (1...count).map { "      long\($0): { title: 第\($0)项要做的事, due: 2026-11-\($0 % 18 + 10) }\n" }.joined()
    return """
      workflow: long
      version: 1
      title: 长流程
      subject: studio
      initial: work
      states:
        work:
          title: 进行
          window: { from: 2026-09-01, through: 2027-01-31 }
          tasks:
      \(tasks)    on: { done: closed }
        closed: { type: final, title: 结束 }

      """
  }

  private func started() throws -> Fixture {
    let fixture = try Fixture()
    let office = try fixture.office(on: "2026-09-01")
    _ = try office.install([try fixture.file("long.yaml", Self.workflow(120))])
    _ = try office.start("long", subjects: ["W01"], semester: nil, parameters: [:])
    return fixture
  }

  /// The bodies of answers one after the other on a connection.
  private static func bodies(_ answers: String, _ count: Int) -> [Substring] {
    answers.split(separator: "HTTP/1.1 200 OK\r\n", omittingEmptySubsequences: true).prefix(count).map { answer in
      answer.firstRange(of: "\r\n\r\n").map { answer[$0.upperBound...] } ?? ""
    }
  }

  @Test func `Many connections on several threads get the same bytes, also those that ask for more before they have taken one`()
    async throws
  {
    let fixture = try started()
    let order = FeedOrder(.studio("W01"))
    let token = try fixture.token(order)
    let text = String(decoding: try fixture.office().feed(.studio("W01")), as: UTF8.self)
    try #require(text.utf8.count > BodyFile.smallest)
    try await serving(fixture.service { $0.threads = 2 }) { port in
      try await withThrowingTaskGroup(of: String.self) { clients in
        for _ in 0..<6 {
          clients.addTask {
            let request = "GET /feeds/\(token).ics HTTP/1.1\r\nHost: x\r\n\r\n"
            return try await RawClient(port: port).talk([request + request, request]) {
              $0.utf8.count > 3 * text.utf8.count && $0.hasSuffix("END:VCALENDAR\r\n")
            }
          }
        }
        for try await answers in clients {
          let bodies = Self.bodies(answers, 3)
          #expect(bodies.count == 3 && bodies.allSatisfy { $0 == text })
        }
      }
    }
  }

  @Test func `A connection that stays gets the feed as it is now`() async throws {
    let fixture = try started()
    let token = try fixture.token(FeedOrder(.studio("W01")))
    let task = try #require(try fixture.office().tasks(Office.TaskQuery()).last?.id)
    let before = String(decoding: try fixture.office().feed(.studio("W01")), as: UTF8.self)
    let request = "GET /feeds/\(token).ics HTTP/1.1\r\nHost: x\r\n\r\n"
    try await serving(fixture.service()) { port in
      let client = try await RawClient(port: port)
      let answers = try await client.channel.executeThenClose { inbound, outbound in
        var answers: [String] = []
        var parts = inbound.makeAsyncIterator()
        for step in 0..<2 {
          if step == 1 { _ = try fixture.office().submit(task, files: [], note: nil) }
          try await outbound.write(.init(string: request))
          var answer = ByteBuffer()
          while !String(buffer: answer).hasSuffix("END:VCALENDAR\r\n"), let part = try await parts.next() {
            answer.writeImmutableBuffer(part)
          }
          answers.append(String(buffer: answer))
        }
        return answers
      }
      let after = String(decoding: try fixture.office().feed(.studio("W01")), as: UTF8.self)
      #expect(before != after)
      #expect(Self.bodies(answers[0], 1) == [before[...]] && Self.bodies(answers[1], 1) == [after[...]])
    }
  }
}
