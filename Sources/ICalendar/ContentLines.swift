/// The content lines of a file (RFC 5545 section 3.1): unfolded, cleaned, each with the number of its first physical line.
///
/// Any bytes can be read, in time linear in their number. What the format forbids is noted and mended where that is possible.
struct ContentLines {
  /// The largest file that is read.
  static let sizeLimit = 16 << 20
  /// The longest content line that is kept; pictures are sometimes inlined.
  static let contentLimit = 1 << 20
  /// The most content lines that are kept.
  static let countLimit = 300_000

  /// One content line: where it begins in the file and where it lies in ``bytes``.
  struct Line {
    let number: Int
    let range: Range<Int>
  }

  /// All content, unfolded.
  private(set) var bytes: [UInt8] = []
  /// The content lines in order.
  private(set) var lines: [Line] = []

  private var current: Pending?
  private var sawLineBreak = false

  /// Reads a file and notes its problems.
  init(_ file: [UInt8], _ log: inout ProblemLog) {
    bytes.reserveCapacity(file.count)
    file.withUnsafeBufferPointer { buffer in
      var start = 0
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) {
        log.add(.byteOrderMark, line: 1)
        start = 3
      }
      var number = 1
      while start < buffer.count, lines.count < Self.countLimit {
        let end = buffer[start...].firstIndex(of: .lineFeed) ?? buffer.count
        let hasReturn = end > start && buffer[end - 1] == .carriageReturn
        if !hasReturn && !sawLineBreak {
          sawLineBreak = true
          log.add(.lineBreak, line: number)
        }
        take(UnsafeBufferPointer(rebasing: buffer[start..<(hasReturn ? end - 1 : end)]), number, &log)
        start = end + 1
        number += 1
      }
      finish(&log)
      if start < buffer.count { log.add(.tooManyLines(limit: Self.countLimit), line: number) }
    }
  }

  /// A content line while its continuations are read.
  private struct Pending {
    let number: Int
    let start: Int
    var isTooLong = false
    var isCut = false
  }

  /// Takes one physical line, without its line break.
  private mutating func take(_ line: UnsafeBufferPointer<UInt8>, _ number: Int, _ log: inout ProblemLog) {
    if line.count > Folding.limit { log.add(.lineTooLong(octets: line.count), line: number) }
    guard let first = line.first else {
      finish(&log)
      return log.add(.blankLine, line: number)
    }
    if first == .space || first == .tab {
      guard current != nil else { return log.add(.strayContinuation, line: number) }
      append(UnsafeBufferPointer(rebasing: line[1...]), number, &log)
    } else {
      finish(&log)
      current = Pending(number: number, start: bytes.count)
      append(line, number, &log)
    }
  }

  /// Appends part of a content line without its control characters.
  private mutating func append(_ part: UnsafeBufferPointer<UInt8>, _ number: Int, _ log: inout ProblemLog) {
    guard var pending = current else { return }
    defer { current = pending }
    guard bytes.count - pending.start + part.count <= Self.contentLimit else { return pending.isTooLong = true }
    var hasControl = false
    var hasReturn = false
    var isASCII = true
    for byte in part {
      if byte >= 0x80 { isASCII = false }
      if byte == .carriageReturn {
        hasReturn = true
      } else if byte < 0x20 && byte != .tab || byte == 0x7F {
        hasControl = true
      } else {
        bytes.append(byte)
      }
    }
    if hasReturn { log.add(.strayReturn, line: number) }
    if hasControl { log.add(.controlCharacter, line: number) }
    if !isASCII && String(validating: part, as: UTF8.self) == nil { pending.isCut = true }
  }

  /// Ends the content line that was being read.
  private mutating func finish(_ log: inout ProblemLog) {
    guard let pending = current else { return }
    current = nil
    if pending.isTooLong {
      bytes.removeLast(bytes.count - pending.start)
      return log.add(.contentTooLong(limit: Self.contentLimit), line: pending.number)
    }
    if pending.isCut { mend(pending, &log) }
    if bytes.count > pending.start { lines.append(Line(number: pending.number, range: pending.start..<bytes.count)) }
  }

  /// Replaces what is not UTF-8 in a content line of which a physical line was not.
  private mutating func mend(_ pending: Pending, _ log: inout ProblemLog) {
    let content = bytes[pending.start...]
    guard String(validating: content, as: UTF8.self) == nil else { return log.add(.foldInsideCharacter, line: pending.number) }
    log.add(.invalidEncoding, line: pending.number)
    let mended = Array(String(decoding: content, as: UTF8.self).utf8)
    bytes.replaceSubrange(pending.start..., with: mended)
  }
}
