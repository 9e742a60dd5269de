/// How many columns of a terminal a text takes: Chinese characters take two (Unicode Standard Annex 11, classes W and F).
enum DisplayWidth {
  static func of(_ text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The text with spaces after it up to a width, or cut with … to fit it.
  static func pad(_ text: String, to width: Int) -> String {
    let own = of(text)
    return own <= width ? text + String(repeating: " ", count: width - own) : pad(cut(text, to: width), to: width)
  }

  private static func cut(_ text: String, to width: Int) -> String {
    var result = ""
    var used = 1
    for character in text {
      let next = of(String(character))
      if used + next > width { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// A table with columns aligned by display width, two spaces between them.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let widths = header.indices.map { column in ([header] + rows).map { column < $0.count ? of($0[column]) : 0 }.max() ?? 0 }
    return ([header] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() { line += column == row.count - 1 ? cell : pad(cell, to: widths[column] + 2) }
      return line
    }.joined(separator: "\n") + "\n"
  }
}
