/// Wraps each side of a comparison that computes something in `exact(…)`, so that `3 * 0.05 <= 0.15` holds as it does on paper.
struct Settling {
  /// The text with its wraps; nil where there is nothing to wrap.
  static func text(_ source: String) -> String? {
    var settling = Settling(source)
    let text = settling.level().text
    return settling.hasWrapped ? text : nil
  }

  private static let delimiters = ["&&", "||", "?", ":", ","]
  private static let comparisons = ["<=", ">=", "==", "!=", "<", ">"]
  private static let arithmetic: Set<Character> = ["+", "-", "*", "/", "%"]

  private let characters: [Character]
  private var index = 0
  private var hasWrapped = false

  private init(_ source: String) { characters = source.unicodeScalars.map(Character.init) }

  /// One side of a comparison, or what stands between two delimiters.
  private struct Segment {
    var text = ""
    var computes = false

    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
    var isNegation: Bool { text.first { !$0.isWhitespace } == "!" }
  }

  /// What stands up to the closing bracket or the end.
  private mutating func level() -> Segment {
    var done = Segment()
    var segment = Segment()
    var isRightSide = false
    while index < characters.count, ![")", "]", "}"].contains(characters[index]) {
      if let sign = sign(Self.comparisons) {
        close(&segment, into: &done, isSide: true, sign)
        isRightSide = true
      } else if let sign = sign(Self.delimiters) {
        close(&segment, into: &done, isSide: isRightSide, sign)
        isRightSide = false
      } else {
        advance(&segment)
      }
    }
    close(&segment, into: &done, isSide: isRightSide, "")
    return done
  }

  private mutating func advance(_ segment: inout Segment) {
    let character = characters[index]
    switch character {
    case "'", "\"": segment.text += literal()
    case "(", "[", "{":
      index += 1
      let inner = level()
      segment.text += String(character) + inner.text
      segment.computes = segment.computes || inner.computes
      if index < characters.count { segment.text.append(characters[index]) }
      index += 1
    default:
      if Self.arithmetic.contains(character), !segment.isBlank { segment.computes = true }
      segment.text.append(character)
      index += 1
    }
  }

  private mutating func close(_ segment: inout Segment, into done: inout Segment, isSide: Bool, _ sign: String) {
    let (before, core, after) = Self.trim(segment.text)
    if isSide, segment.computes, !segment.isNegation {
      done.text += before + "exact(" + core + ")" + after
      hasWrapped = true
    } else {
      done.text += segment.text
    }
    done.text += sign
    done.computes = done.computes || segment.computes
    segment = Segment()
  }

  private mutating func sign(_ signs: [String]) -> String? {
    guard let found = signs.first(where: { characters[index...].starts(with: $0) }) else { return nil }
    index += found.count
    return found
  }

  private mutating func literal() -> String {
    let start = index
    index += 1
    while index < characters.count, characters[index] != characters[start] { index += characters[index] == "\\" ? 2 : 1 }
    index = min(index + 1, characters.count)
    return String(characters[start..<index])
  }

  private static func trim(_ text: String) -> (before: String, core: String, after: String) {
    let before = text.prefix(while: \.isWhitespace)
    let rest = text.dropFirst(before.count)
    let after = rest.reversed().prefix(while: \.isWhitespace).count
    return (String(before), String(rest.dropLast(after)), String(rest.suffix(after)))
  }
}
