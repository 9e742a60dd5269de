/// Lines of at most 75 octets (RFC 5545 section 3.1) that never end inside a UTF-8 character.
///
/// libical folds by itself, but where a line of multi-octet text has a certain length it folds between the CR and the LF of the line's
/// end, which leaves a stray CR and a blank line. So whatever it prints is unfolded and folded again here.
enum Folding {
  /// The longest line without its CRLF.
  static let limit = 75

  /// Appends `printed`, which libical printed, to `output` with its lines folded anew.
  static func refold(_ printed: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + printed.count + printed.count / 24)
    var column = 0
    var index = 0
    // What has been looked at but not yet written: bytes are copied by the line, not one by one.
    var pending = 0
    while index < printed.count {
      let byte = printed[index]
      if byte == .lineFeed || byte == .carriageReturn {
        output.append(contentsOf: UnsafeRawBufferPointer(rebasing: printed[pending..<index]))
        let (length, isEnd) = lineBreak(printed, at: index)
        index += length
        pending = index
        if isEnd {
          output += [.carriageReturn, .lineFeed]
          column = 0
        }
        continue
      }
      let length = byte < 0x80 ? 1 : min(characterLength(byte), printed.count - index)
      if column + length > limit {
        output.append(contentsOf: UnsafeRawBufferPointer(rebasing: printed[pending..<index]))
        output += [.carriageReturn, .lineFeed, .space]
        pending = index
        column = 1
      }
      column += length
      index += length
    }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: printed[pending...]))
  }

  /// How long the line break at a CR or LF is, and whether it ends a line: a fold and a stray CR do not.
  private static func lineBreak(_ printed: UnsafeRawBufferPointer, at index: Int) -> (length: Int, isEnd: Bool) {
    let isPair = printed[index] == .carriageReturn && index + 1 < printed.count && printed[index + 1] == .lineFeed
    if printed[index] == .carriageReturn && !isPair { return (1, false) }
    let length = isPair ? 2 : 1
    let next = index + length
    let isFold = next < printed.count && (printed[next] == .space || printed[next] == .tab)
    return isFold ? (length + 1, false) : (length, true)
  }

  /// How many octets the character with this lead byte has; 1 for a byte that leads none.
  static func characterLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let quote: UInt8 = 0x22
  static let backslash: UInt8 = 0x5C
}
