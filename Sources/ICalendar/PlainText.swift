/// Text as it may stand in a calendar: no control characters but the line feed and the tab (RFC 5545 section 3.1, CONTROL).
///
/// Escaping (RFC 5545 section 3.3.11) is libical's; what libical prints raw is made harmless here.
enum PlainText {
  /// Text of several lines: any line break becomes `\n`, control characters vanish, and so do spaces at both ends, which readers drop.
  static func lines(_ text: String) -> String { trimmed(withoutControls(text)) }

  private static func withoutControls(_ text: String) -> String {
    guard needsCleaning(text) else { return text }
    var cleaned = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: cleaned.append("\n")
      case 0x00..<0x09, 0x0B..<0x20, 0x7F..<0xA0: break
      default: cleaned.append(scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return String(cleaned)
  }

  /// Text of one line: a line break becomes a space.
  static func line(_ text: String) -> String {
    let cleaned = lines(text)
    guard cleaned.utf8.contains(.lineFeed) else { return cleaned }
    return trimmed(String(String.UnicodeScalarView(cleaned.unicodeScalars.map { $0 == "\n" ? " " : $0 })))
  }

  /// Text for a place where libical escapes neither comma nor semicolon (X- properties, CATEGORIES): both become their wide forms.
  static func unescaped(_ text: String) -> String {
    let cleaned = line(text)
    guard cleaned.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == .semicolon }) else { return cleaned }
    return String(String.UnicodeScalarView(cleaned.unicodeScalars.map { $0 == "," ? "，" : $0 == ";" ? "；" : $0 }))
  }

  /// The text without spaces and tabs at both ends.
  private static func trimmed(_ text: String) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == .space || $0 == .tab }
    guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last) else { return text }
    guard let start = text.utf8.firstIndex(where: { !isSpace($0) }), let end = text.utf8.lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    // Neither end lies inside a character: the bytes beside it are ASCII.
    return String(text.unicodeScalars[start...end])
  }

  /// Whether the text has nothing that a reader could see.
  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether the text is a URI as far as a calendar cares: a scheme, a colon and visible ASCII.
  static func isAddress(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: .colon), colon < text.utf8.index(before: text.utf8.endIndex) else { return false }
    let scheme = text.utf8[..<colon]
    let isScheme = scheme.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 < 0x3A && $0 > 0x2A && $0 != 0x2C && $0 != 0x2F
    }
    return !scheme.isEmpty && isScheme && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != .quote }
  }

  /// Whether any byte could begin a character that has to go; most texts have none.
  private static func needsCleaning(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != .lineFeed && byte != .tab || byte == 0x7F { return true }
      if previous == 0xC2 && byte < 0xA0 || previous == 0x80 && (byte == 0xA8 || byte == 0xA9) { return true }
      previous = byte
    }
    return false
  }
}
