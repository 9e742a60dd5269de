/// How many columns a terminal gives to text: Chinese characters take two (Unicode Standard Annex #11, Wide and Fullwidth).
public enum DisplayWidth {
  /// The columns that a text takes.
  public static func of(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.properties.generalCategory == .nonspacingMark || first.properties.generalCategory == .format { return 0 }
    return wide.contains { $0.contains(first.value) } || character.unicodeScalars.contains { $0.properties.isEmojiPresentation } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  /// The text filled with blanks to a width, or cut with `…` where it is wider.
  public static func fit(_ text: String, _ width: Int) -> String {
    let own = of(text)
    if own <= width { return text + String(repeating: " ", count: width - own) }
    var (kept, used) = ("", 0)
    for character in text {
      let next = Self.width(character)
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return kept + "…" + String(repeating: " ", count: width - used - 1)
  }

  /// The text in lines of at most a width: broken at a blank where there is one, else between any two characters.
  public static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var (rest, isWhole) = (paragraph, true)
      while of(String(rest)) > width {
        var (end, used, blank) = (rest.startIndex, 0, nil as Substring.Index?)
        while end < rest.endIndex, used + Self.width(rest[end]) <= width {
          used += Self.width(rest[end])
          if rest[end] == " " { blank = end }
          end = rest.index(after: end)
        }
        if end == rest.startIndex { end = rest.index(after: end) }
        if end < rest.endIndex, rest[end] == " " { blank = end }
        // A word alone on its line is broken; one near the end of a line goes to the next.
        let cut = blank.flatMap { $0 > rest.startIndex ? $0 : nil } ?? end
        lines.append(String(rest[..<cut]))
        (rest, isWhole) = (rest[cut...].drop { $0 == " " }, false)
      }
      if isWhole || !rest.isEmpty { lines.append(String(rest)) }
    }
    return lines
  }
}
