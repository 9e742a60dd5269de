/// The scalars of a string, for functions that count positions.
struct Scalars {
  private let scalars: [Unicode.Scalar]

  init(_ text: String, _ context: inout Context) throws(Halt) {
    try context.charge(bytes: 4 * text.utf8.count)
    scalars = Array(text.unicodeScalars)
  }

  var count: Int { scalars.count }

  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  /// Without white space of Unicode at both ends.
  var trimmed: String {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return text(first..<last + 1)
  }

  /// Where the needle first stands at or after a place.
  func first(_ needle: Scalars, from start: Int, _ context: inout Context) throws(Halt) -> Int? {
    guard needle.count <= count - start else { return nil }
    for place in start...(count - needle.count) {
      if try holds(needle, at: place, &context) { return place }
    }
    return nil
  }

  /// Where the needle last stands at or before a place.
  func last(_ needle: Scalars, from start: Int, _ context: inout Context) throws(Halt) -> Int? {
    guard needle.count <= count else { return nil }
    for place in stride(from: min(start, count - needle.count), through: 0, by: -1) {
      if try holds(needle, at: place, &context) { return place }
    }
    return nil
  }

  private func holds(_ needle: Scalars, at place: Int, _ context: inout Context) throws(Halt) -> Bool {
    for offset in 0..<needle.count {
      if offset & 15 == 15 { try context.charge(1) }
      if scalars[place + offset] != needle.scalars[offset] { return false }
    }
    return true
  }
}

/// Cuts strings at separators.
enum Pieces {
  /// The parts between separators, at most `most`; an empty separator cuts between all scalars.
  ///
  /// - Parameter isSplit: with an empty separator only between scalars (`split`), not also at both ends (`replace`)
  static func split(
    _ text: String, by separator: String, most: Int, isSplit: Bool = false, _ context: inout Context
  ) throws(Halt) -> [String] {
    guard !separator.isEmpty else { return try scalars(text, most, isSplit, &context) }
    try context.charge(bytes: 2 * (text.utf8.count + separator.utf8.count))
    let (bytes, wanted) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var start = 0
    while pieces.count + 1 < most, let place = Text.find(wanted, in: bytes, from: start) {
      try context.charge(1 + wanted.count >> 4)
      pieces.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + wanted.count
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  private static func scalars(_ text: String, _ most: Int, _ isSplit: Bool, _ context: inout Context) throws(Halt) -> [String] {
    var pieces: [String] = isSplit ? [] : [""]
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first, pieces.count + 1 < most {
      try context.charge(1)
      pieces.append(String(scalar))
      rest.removeFirst()
    }
    if !rest.isEmpty {
      if isSplit || pieces.count < most { pieces.append(String(rest)) } else { pieces[pieces.count - 1] += String(rest) }
    } else if !isSplit, pieces.count < most {
      pieces.append("")
    }
    return pieces
  }
}
