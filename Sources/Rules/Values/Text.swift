/// Strings as the language sees them: sequences of Unicode scalars, without the canonical equivalence of Swift's `String`.
///
/// The order of UTF-8 bytes is the order of scalars, so everything here works on UTF-8.
enum Text {
  @inline(__always)
  static func equal(_ left: String, _ right: String) -> Bool {
    // A short string is its own 16 bytes, and the same bytes are the same string: the common case of field names.
    if unsafeBitCast(left, to: (UInt64, UInt64).self) == unsafeBitCast(right, to: (UInt64, UInt64).self) { return true }
    return left.utf8.count == right.utf8.count && sameBytes(left, right)
  }

  private static func sameBytes(_ left: String, _ right: String) -> Bool {
    // Canonically different strings are different; only the equal ones need a second look.
    left == right && left.utf8.elementsEqual(right.utf8)
  }

  static func hash(_ text: String, into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  static func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }

  /// Negative, zero or positive as `left` stands before, at or after `right` in the order of scalars.
  static func order(_ left: String, _ right: String) -> Int {
    if equal(left, right) { return 0 }
    return precedes(left, right) ? -1 : 1
  }

  /// The text of these bytes if they are valid UTF-8.
  static func decode(_ bytes: some Collection<UInt8>) -> String? { String(validating: bytes, as: UTF8.self) }

  /// Where `needle` first stands in `haystack`, by Knuth, Morris and Pratt: linear, whatever the strings.
  static func find(_ needle: [UInt8], in haystack: [UInt8], from start: Int = 0) -> Int? {
    guard !needle.isEmpty else { return start <= haystack.count ? start : nil }
    guard start >= 0, haystack.count - start >= needle.count else { return nil }
    let table = failures(of: needle)
    var matched = 0
    for index in start..<haystack.count {
      while matched > 0, needle[matched] != haystack[index] { matched = table[matched - 1] }
      if needle[matched] == haystack[index] { matched += 1 }
      if matched == needle.count { return index - matched + 1 }
    }
    return nil
  }

  /// For each prefix of the pattern, the length of its longest proper border.
  private static func failures(of pattern: [UInt8]) -> [Int] {
    var table = [Int](repeating: 0, count: pattern.count)
    var border = 0
    for index in pattern.indices.dropFirst() {
      while border > 0, pattern[border] != pattern[index] { border = table[border - 1] }
      if pattern[border] == pattern[index] { border += 1 }
      table[index] = border
    }
    return table
  }
}
