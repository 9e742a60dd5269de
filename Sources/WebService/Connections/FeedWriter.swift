import Foundation
import HTTPTypes
import NIOCore
import Office

/// Puts answers for one connection together: a status line with the date, written once a second, and what is prepared.
struct FeedWriter {
  /// The bytes of an answer; a body that is prepared is sent as it is.
  struct Answer {
    var status: Int
    var head: ByteBuffer
    var body: IOData?
    /// What has to stay until the body is through.
    var file: BodyFile?
  }

  /// The file that this connection was sent last, as its event loop sees it.
  private var held: (file: BodyFile, region: FileRegion)?
  private var second = -1
  private var ok = ByteBuffer()
  private var notModified = ByteBuffer()
  private var date = ""

  /// What answers a request.
  /// - Parameter orPlain: whether the plain form will do where the compressed one is not prepared.
  /// - Returns: nil where the compressed form has to be prepared first.
  mutating func answer(_ found: FeedDesk.Found, _ request: FeedRequest, orPlain: Bool, on loop: any EventLoop) -> Answer? {
    switch found {
    case .nothing: return sentence(.notFound, request)
    case .tooOften(let seconds): return tooOften(seconds, request)
    case .feed(let feed):
      let isKnown = request.knows(feed)
      let compressed = request.wantsGzip ? feed.gzipIfPrepared : feed.plain
      guard let form = compressed ?? (isKnown || orPlain ? feed.plain : nil) else { return nil }
      tick()
      if isKnown { return Answer(status: 304, head: Self.joined(notModified, form.unchanged)) }
      if request.head.isHead { return Answer(status: 200, head: Self.joined(ok, form.head)) }
      return whole(form, on: loop)
    }
  }

  /// A 200 with its body, from the file where there is one.
  private mutating func whole(_ form: Representation, on loop: any EventLoop) -> Answer {
    guard let file = form.file else { return Answer(status: 200, head: ok, body: .byteBuffer(form.whole)) }
    if let held, held.file === file {
      return Answer(status: 200, head: Self.joined(ok, form.head), body: .fileRegion(held.region), file: nil)
    }
    guard let region = file.region(for: loop) else { return Answer(status: 200, head: ok, body: .byteBuffer(form.whole)) }
    // What was sent before may still be on its way: it stays until this answer is through, and this one until the next.
    let before = held?.file
    held = (file, region)
    return Answer(status: 200, head: Self.joined(ok, form.head), body: .fileRegion(region), file: before)
  }

  mutating func tooOften(_ seconds: Int, _ request: FeedRequest) -> Answer {
    sentence(.tooManyRequests, request, "Retry-After: \(seconds)\r\n")
  }

  mutating func failure(_ error: any Error, _ request: FeedRequest) -> Answer {
    sentence(OfficeError.of(error)?.kind.status ?? .internalServerError, request, "Retry-After: 5\r\n")
  }

  private mutating func sentence(_ status: HTTPResponse.Status, _ request: FeedRequest, _ fields: String = "") -> Answer {
    tick()
    let text = ErrorAnswer.sentence(status) + "\n"
    let head = """
      HTTP/1.1 \(status.code) \(status.reasonPhrase)\r
      Date: \(date)\r
      Content-Type: text/plain; charset=utf-8\r
      Cache-Control: no-store\r
      \(fields)Content-Length: \(text.utf8.count)\r
      \r

      """
    return Answer(status: status.code, head: ByteBuffer(string: request.head.isHead ? head : head + text))
  }

  private mutating func tick() {
    let now = Int(Date().timeIntervalSince1970)
    guard now != second else { return }
    (second, date) = (now, HTTPDate.text(now))
    ok = ByteBuffer(string: "HTTP/1.1 200 OK\r\nDate: \(date)\r\n")
    notModified = ByteBuffer(string: "HTTP/1.1 304 Not Modified\r\nDate: \(date)\r\n")
  }

  /// Two small pieces as one: one write.
  private static func joined(_ first: ByteBuffer, _ second: ByteBuffer) -> ByteBuffer {
    var joined = ByteBufferAllocator().buffer(capacity: first.readableBytes + second.readableBytes)
    joined.writeImmutableBuffer(first)
    joined.writeImmutableBuffer(second)
    return joined
  }
}
