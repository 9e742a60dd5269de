import Glibc
import NIOCore
import Office

/// A plain request for a feed, with the bytes that it was read from.
struct FeedRequest {
  let head: FeedRequestScanner.Head
  let question: FeedDesk.Question
  var start: NIODeadline
  /// The head, and nothing behind it.
  private let bytes: ByteBuffer

  /// - Parameter buffer: begins with the head.
  init(_ head: FeedRequestScanner.Head, _ buffer: ByteBuffer, _ start: NIODeadline) {
    (self.head, self.start) = (head, start)
    // A copy: the connection goes on reading into its buffer.
    bytes = buffer.withUnsafeReadableBytes { ByteBuffer(bytes: $0.prefix(head.length)) }
    let token = bytes.withUnsafeReadableBytes { TokenDigest(hashing: UnsafeRawBufferPointer(rebasing: $0[head.token])) }
    question = FeedDesk.Question(token: token)
  }

  /// Whether a connection brings the same head once more.
  func isAgain(in buffer: ByteBuffer) -> Bool {
    buffer.readableBytes >= head.length
      && bytes.withUnsafeReadableBytes { own in buffer.withUnsafeReadableBytes { Self.isSame(own[...], $0[..<head.length]) } }
  }

  private static func isSame(_ one: Slice<UnsafeRawBufferPointer>, _ other: Slice<UnsafeRawBufferPointer>) -> Bool {
    let (one, other) = (UnsafeRawBufferPointer(rebasing: one), UnsafeRawBufferPointer(rebasing: other))
    guard one.count == other.count, let start = one.baseAddress, let otherStart = other.baseAddress else { return false }
    return memcmp(start, otherStart, one.count) == 0
  }

  var forwardedFor: String? { text(head.forwardedFor) }

  var wantsGzip: Bool { head.acceptEncoding == nil ? false : Conditions.acceptsGzip(text(head.acceptEncoding)) }

  /// Whether the client already has a feed.
  func knows(_ feed: PreparedFeed) -> Bool {
    guard head.noneMatch != nil || head.modifiedSince != nil else { return false }
    // Most clients send the one tag that they were given: then there is nothing to take apart.
    if let range = head.noneMatch, has(feed.plain.tag, at: range) { return true }
    return feed.isKnown(Conditions(noneMatch: text(head.noneMatch), modifiedSince: text(head.modifiedSince)))
  }

  private func has(_ text: String, at range: Range<Int>) -> Bool {
    var text = text
    return text.withUTF8 { text in bytes.withUnsafeReadableBytes { Self.isSame(UnsafeRawBufferPointer(text)[...], $0[range]) } }
  }

  private func text(_ range: Range<Int>?) -> String? {
    range.flatMap { bytes.getString(at: bytes.readerIndex + $0.lowerBound, length: $0.count) }
  }
}
