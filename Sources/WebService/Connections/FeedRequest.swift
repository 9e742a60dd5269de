import NIOCore
import Office

/// A plain request for a feed, with the bytes that it was read from.
struct FeedRequest {
  let head: FeedRequestScanner.Head
  let question: FeedDesk.Question
  let start: NIODeadline
  private let bytes: ByteBuffer

  /// - Parameter buffer: begins with the head.
  init(_ head: FeedRequestScanner.Head, _ buffer: ByteBuffer, _ start: NIODeadline) {
    (self.head, bytes, self.start) = (head, buffer, start)
    let token = buffer.withUnsafeReadableBytes { TokenDigest(hashing: UnsafeRawBufferPointer(rebasing: $0[head.token])) }
    question = FeedDesk.Question(token: token)
  }

  var forwardedFor: String? { text(head.forwardedFor) }

  var wantsGzip: Bool { head.acceptEncoding == nil ? false : Conditions.acceptsGzip(text(head.acceptEncoding)) }

  /// Whether the client already has a feed.
  func knows(_ feed: PreparedFeed) -> Bool {
    guard head.noneMatch != nil || head.modifiedSince != nil else { return false }
    // Most clients send the one tag that they were given: then there is nothing to take apart.
    if let range = head.noneMatch, bytes.withUnsafeReadableBytes({ $0[range].elementsEqual(feed.plain.tag.utf8) }) { return true }
    return feed.isKnown(Conditions(noneMatch: text(head.noneMatch), modifiedSince: text(head.modifiedSince)))
  }

  private func text(_ range: Range<Int>?) -> String? {
    range.flatMap { bytes.getString(at: bytes.readerIndex + $0.lowerBound, length: $0.count) }
  }
}
