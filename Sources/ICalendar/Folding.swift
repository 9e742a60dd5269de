/// Lines of at most 75 octets (RFC 5545 section 3.1) that never end inside a UTF-8 character.
///
/// libical folds by itself, but where a line of multi-octet text has a certain length it folds between the CR and the LF of the line's
/// end, which leaves a stray CR and a blank line. So whatever it prints is unfolded and folded again here.
enum Folding {
  /// The longest line without its CRLF.
  static let limit = 75

  /// Appends `printed`, which libical printed, to `output` with its lines folded anew.
  static func refold(_ printed: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + printed.count + printed.count / 32)
    var column = 0
    var index = 0
    while index < printed.count {
      let byte = printed[index]
      if byte == .carriageReturn || byte == .lineFeed {
        index += breakLength(printed, at: index, &column, &output)
        continue
      }
      let length = min(characterLength(byte), printed.count - index)
      if column + length > limit {
        output.append(contentsOf: [.carriageReturn, .lineFeed, .space])
        column = 1
      }
      output.append(contentsOf: printed[index..<index + length])
      column += length
      index += length
    }
  }

  /// Handles a CR or LF: a fold and a stray CR vanish, a line's end is written. Returns how many bytes it took.
  private static func breakLength(_ printed: UnsafeRawBufferPointer, at index: Int, _ column: inout Int, _ output: inout [UInt8]) -> Int {
    let isPair = printed[index] == .carriageReturn && index + 1 < printed.count && printed[index + 1] == .lineFeed
    if printed[index] == .carriageReturn && !isPair { return 1 }
    let length = isPair ? 2 : 1
    let next = index + length
    if next < printed.count, printed[next] == .space || printed[next] == .tab { return length + 1 }
    output.append(.carriageReturn)
    output.append(.lineFeed)
    column = 0
    return length
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
