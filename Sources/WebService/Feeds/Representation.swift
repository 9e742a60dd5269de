import HTTPTypes
import NIOCore

/// A feed as it goes over the wire: plain or compressed, with everything that need not be worked out again for each request.
final class Representation: Sendable {
  /// The entity tag with its quotes; a compressed body has another than the plain one (RFC 9110 section 8.8.3.3).
  let tag: String
  /// Fields of a 200 apart from Date.
  let fields: HTTPFields
  /// Fields of a 304 apart from Date (RFC 9110 section 15.4.5).
  let unchangedFields: HTTPFields
  /// The body.
  let body: ByteBuffer
  /// The same 200 for HTTP/1.1, from the line after Date to the last byte of the body.
  let whole: ByteBuffer
  /// The body once more, for connections that take it from a file; nil where it is small.
  let file: BodyFile?
  /// The same without the body, for HEAD.
  let head: ByteBuffer
  /// The same 304 for HTTP/1.1, from the line after Date.
  let unchanged: ByteBuffer

  /// - Parameters:
  ///   - body: the bytes of the feed, or those compressed.
  ///   - tag: the entity tag with its quotes.
  ///   - lastModified: as HTTP writes it.
  ///   - fileName: what a browser calls the file, without its ending.
  init(body: [UInt8], tag: String, lastModified: String, fileName: String, isCompressed: Bool) {
    var common: HTTPFields = [
      .eTag: tag, .lastModified: lastModified,
      // A calendar asks every time and is told in a few bytes that nothing changed. No shared cache may keep it unless it is told to.
      .cacheControl: "private, no-cache",
      .vary: "Accept-Encoding",
    ]
    unchangedFields = common
    common[.contentType] = "text/calendar; charset=utf-8"
    common[.contentDisposition] = Self.disposition(fileName)
    common[.contentLength] = String(body.count)
    if isCompressed { common[.contentEncoding] = "gzip" }
    common[.xContentTypeOptions] = "nosniff"
    common[.xRobotsTag] = "noindex"
    (self.tag, fields) = (tag, common)
    head = ByteBuffer(string: Self.lines(common))
    unchanged = ByteBuffer(string: Self.lines(unchangedFields))
    var whole = ByteBufferAllocator().buffer(capacity: head.readableBytes + body.count)
    whole.writeImmutableBuffer(head)
    whole.writeBytes(body)
    // A slice: the body is in memory once.
    self.body = whole.getSlice(at: head.readableBytes, length: body.count) ?? ByteBuffer(bytes: body)
    self.whole = whole
    file = BodyFile(self.body.readableBytesView)
  }

  private static func lines(_ fields: HTTPFields) -> String {
    fields.map { "\($0.name.rawName): \($0.value)\r\n" }.joined() + "\r\n"
  }

  /// A file name in any script (RFC 6266 section 4.3, RFC 8187), with one in ASCII for clients that know no better.
  static func disposition(_ name: String) -> String {
    let plain = name.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-") }
    let ascii = plain.isEmpty ? "jiaoli" : String(String.UnicodeScalarView(plain))
    let encoded = "\(name).ics".utf8.map { byte in
      attributeCharacters.contains(byte) ? String(UnicodeScalar(byte)) : "%" + hexadecimal[Int(byte >> 4)] + hexadecimal[Int(byte & 15)]
    }
    return "attachment; filename=\"\(ascii).ics\"; filename*=UTF-8''\(encoded.joined())"
  }

  /// `attr-char` of RFC 8187 section 3.2.1.
  private static let attributeCharacters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~".utf8)
  private static let hexadecimal = "0123456789ABCDEF".map(String.init)
}
