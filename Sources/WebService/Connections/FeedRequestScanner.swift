/// Reads the head of a request for a feed straight from the bytes, where it is as plain as calendars send it.
///
/// Whatever is not plain (another path, a query, a body, another version, a head that is not whole) is left to the HTTP parser behind.
struct FeedRequestScanner {
  /// A request for a feed. Ranges lie in the bytes that were scanned.
  struct Head: Equatable {
    var isHead = false
    /// What stands between `/feeds/` and `.ics`.
    var token = 0..<0
    var noneMatch: Range<Int>?
    var modifiedSince: Range<Int>?
    var acceptEncoding: Range<Int>?
    var forwardedFor: Range<Int>?
    /// How many bytes the head has, the blank line included.
    var length = 0
  }

  private let bytes: UnsafeRawBufferPointer
  private var head = Head()
  private var hasHost = false

  /// Scans what a connection brought.
  /// - Returns: nil for what is left to the HTTP parser.
  static func scan(_ bytes: UnsafeRawBufferPointer) -> Head? {
    var scanner = FeedRequestScanner(bytes: bytes)
    return scanner.scan()
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private mutating func scan() -> Head? {
    guard var position = requestLine() else { return nil }
    while let end = lineEnd(from: position) {
      if end == position {
        head.length = end + 2
        return hasHost ? head : nil
      }
      guard field(position..<end) else { return nil }
      position = end + 2
    }
    return nil
  }

  /// - Returns: where the next line begins.
  private mutating func requestLine() -> Int? {
    let start: Int
    if Self.begins(bytes[...], with: "GET /feeds/") {
      start = 11
    } else if Self.begins(bytes[...], with: "HEAD /feeds/") {
      (start, head.isHead) = (12, true)
    } else {
      return nil
    }
    guard let end = lineEnd(from: start), end - start >= 13 else { return nil }
    // ".ics HTTP/1.1" ends the line.
    guard Self.begins(bytes[(end - 13)..<end], with: ".ics HTTP/1.1") else { return nil }
    head.token = start..<(end - 13)
    // A blank, a query, an escape or a folder is no plain token.
    guard !bytes[head.token].contains(where: { $0 <= 0x20 || $0 == 0x3F || $0 == 0x25 || $0 == 0x2F || $0 == 0x23 || $0 >= 0x7F }) else {
      return nil
    }
    return end + 2
  }

  /// Where the line that begins at `start` ends, at its CRLF.
  private func lineEnd(from start: Int) -> Int? {
    guard let feed = bytes[start...].firstIndex(of: 0x0A), feed > start, bytes[feed - 1] == 0x0D else { return nil }
    return feed - 1
  }

  /// Takes a header field; false for one that asks for more than a plain answer.
  private mutating func field(_ line: Range<Int>) -> Bool {
    guard let colon = bytes[line].firstIndex(of: 0x3A), colon > line.lowerBound else { return false }
    let name = bytes[line.lowerBound..<colon]
    guard !name.contains(where: { $0 <= 0x20 || $0 >= 0x7F }), !bytes[line].contains(where: { $0 == 0 || $0 == 0x0D }) else { return false }
    var value = (colon + 1)..<line.upperBound
    while let first = value.first, bytes[first] == 0x20 || bytes[first] == 0x09 { value = (first + 1)..<value.upperBound }
    while let last = value.last, bytes[last] == 0x20 || bytes[last] == 0x09 { value = value.lowerBound..<last }
    switch name.count {
    case 4 where Self.isName(name, "host"): hasHost = true
    case 6 where Self.isName(name, "expect"): return false
    case 7 where Self.isName(name, "upgrade"): return false
    case 10 where Self.isName(name, "connection"): return Self.isName(bytes[value], "keep-alive")
    case 13 where Self.isName(name, "if-none-match"): return take(\.noneMatch, value)
    case 14 where Self.isName(name, "content-length"): return false
    case 15 where Self.isName(name, "accept-encoding"): return take(\.acceptEncoding, value)
    case 15 where Self.isName(name, "x-forwarded-for"): return take(\.forwardedFor, value)
    case 17 where Self.isName(name, "if-modified-since"): return take(\.modifiedSince, value)
    case 17 where Self.isName(name, "transfer-encoding"): return false
    default: break
    }
    return true
  }

  /// A field that stands twice is a list, and is left to the parser behind.
  private mutating func take(_ place: WritableKeyPath<Head, Range<Int>?>, _ value: Range<Int>) -> Bool {
    guard head[keyPath: place] == nil else { return false }
    head[keyPath: place] = value
    return true
  }

  private static func begins(_ bytes: Slice<UnsafeRawBufferPointer>, with text: StaticString) -> Bool {
    bytes.count >= text.utf8CodeUnitCount
      && bytes.prefix(text.utf8CodeUnitCount).elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether a name is this one, in any case; `text` is in lower case.
  private static func isName(_ name: Slice<UnsafeRawBufferPointer>, _ text: StaticString) -> Bool {
    guard name.count == text.utf8CodeUnitCount else { return false }
    var index = 0
    for byte in name {
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      guard lower == text.utf8Start[index] else { return false }
      index += 1
    }
    return true
  }
}
