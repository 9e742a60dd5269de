import Foundation
import ICalendar
import NIOCore
import Office
import Synchronization

/// A feed that is ready to be sent, for as long as its value stays the same.
final class PreparedFeed: Sendable {
  /// The value that was rendered: an equal one has the same bytes, and rendering can be left out.
  let feed: Feed
  /// The plain form.
  let plain: Representation
  /// When these bytes began to be, whole seconds since 1970.
  let lastModified: Int
  /// Whether other bytes were served with the same Last-Modified, so that only the entity tag tells them apart.
  let isAmbiguous: Bool
  private let bytes: [UInt8]
  private let compressed = Mutex<Representation?>(nil)

  /// Renders a feed.
  /// - Parameters:
  ///   - since: when the state of the office began in which the feed is as it is, whole seconds since 1970.
  ///   - predecessor: what was served in its place before.
  init(_ feed: Feed, since: Int, replacing predecessor: PreparedFeed?) throws {
    let bytes = try Office.rendered(feed)
    (self.feed, self.bytes) = (feed, bytes)
    lastModified = max(since, predecessor?.lastModified ?? since)
    isAmbiguous = predecessor?.lastModified == lastModified
    plain = Representation(
      body: bytes, tag: "\"\(EntityTag.text(bytes))\"", lastModified: HTTPDate.text(lastModified), fileName: feed.name, isCompressed: false)
  }

  /// The compressed form if it was asked for before.
  var gzipIfPrepared: Representation? { compressed.withLock(\.self) }

  /// The compressed form; it is made when it is first asked for.
  func gzip() -> Representation {
    compressed.withLock { known in
      if let known { return known }
      guard let body = Gzip.compress(bytes) else { return plain }
      let made = Representation(
        body: body, tag: compressedTag, lastModified: HTTPDate.text(lastModified), fileName: feed.name,
        isCompressed: true)
      known = made
      return made
    }
  }

  /// Whether a client already has it in either form.
  func isKnown(_ conditions: Conditions) -> Bool {
    conditions.isSatisfied(tags: [plain.tag, compressedTag], lastModified: isAmbiguous ? nil : lastModified)
  }

  private var compressedTag: String { "\(plain.tag.dropLast())-gzip\"" }

  /// Bytes in memory, about: the body twice, the value that it was made of, and the compressed form.
  var cost: Int { bytes.count * 5 + 4096 }
}
