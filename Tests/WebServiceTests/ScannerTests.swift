import Testing

@testable import WebService

/// The plain way of reading a request, against what HTTP allows.
@Suite struct ScannerTests {
  private func scan(_ text: String) -> FeedRequestScanner.Head? { Array(text.utf8).withUnsafeBytes(FeedRequestScanner.scan) }

  private func text(_ range: Range<Int>?, of whole: String) -> String? {
    range.map { String(decoding: Array(whole.utf8)[$0], as: UTF8.self) }
  }

  @Test func `A plain request is read where it lies`() throws {
    let request =
      "GET /feeds/abc.ics HTTP/1.1\r\nHOST: x\r\nIf-None-Match:  \"a\" \r\nAccept-Encoding: gzip\r\nConnection: Keep-Alive\r\n\r\nrest"
    let head = try #require(scan(request))
    #expect(!head.isHead && text(head.token, of: request) == "abc")
    #expect(text(head.noneMatch, of: request) == "\"a\"" && text(head.acceptEncoding, of: request) == "gzip")
    #expect(head.length == request.utf8.count - 4)
    #expect(scan("HEAD /feeds/a.ics HTTP/1.1\r\nHost: x\r\n\r\n")?.isHead == true)
  }

  @Test(arguments: [
    "", "G", "GET /feeds/", "GET /feeds/a.ics HTTP/1.1\r\n", "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.0\r\nHost: x\r\n\r\n", "GET /feeds/a.ics?to=1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /feeds/a HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /feeds/a/b.ics HTTP/1.1\r\nHost: x\r\n\r\n", "GET /feeds/%61.ics HTTP/1.1\r\nHost: x\r\n\r\n",
    "POST /feeds/a.ics HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\nHost: x\n\n", "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost x\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\n\r\n",
    "get /feeds/a.ics HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /feeds/a.ics HTTP/1.1\r\nHost: x\r\nX: a\u{0}b\r\n\r\n", "GET /feeds/a.ics HTTP/1.1\r\nHost : x\r\n\r\n",
  ])
  func `Whatever is not plain is left to the parser behind`(request: String) { #expect(scan(request) == nil) }

  @Test func `Bytes cut anywhere or changed anywhere never read past the end`() {
    let request = Array("HEAD /feeds/abcdefgh.ics HTTP/1.1\r\nHost: x\r\nIf-Modified-Since: Sun\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n".utf8)
    for length in 0...request.count { _ = Array(request[..<length]).withUnsafeBytes(FeedRequestScanner.scan) }
    var random = Fixture.Counting(state: 11)
    for _ in 0..<20_000 {
      var bytes = request
      for _ in 0..<3 { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
      if let head = bytes.withUnsafeBytes(FeedRequestScanner.scan) {
        #expect(head.length <= bytes.count && head.token.upperBound <= bytes.count)
      }
    }
  }
}
