/// How many columns a terminal gives to text: Chinese characters take two (Unicode Standard Annex #11, Wide and Fullwidth).
enum DisplayWidth {
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

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
  static func fit(_ text: String, _ width: Int) -> String {
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
}
