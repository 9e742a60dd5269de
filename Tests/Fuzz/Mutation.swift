import Workflow

/// Makes new inputs of old ones: seeded, so that a finding can be had again.
struct Mutation {
  private var random: SeededRandom
  private let corpus: [[UInt8]]
  private let words: [[UInt8]]

  /// - Parameters:
  ///   - corpus: inputs to begin with; none is one empty input.
  ///   - seed: chooses all that follows.
  init(corpus: [[UInt8]], seed: UInt64) {
    self.corpus = corpus.isEmpty ? [[]] : corpus
    random = SeededRandom(seed: seed)
    words = Self.words(of: corpus)
  }

  /// The next input, at most 64 KB.
  mutating func next() -> [UInt8] {
    var bytes = pick(corpus)
    for _ in 0..<(1 << Int.random(in: 0...4, using: &random)) { change(&bytes) }
    return Array(bytes.prefix(1 << 16))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(64, bytes.count - place), using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 1: bytes.removeSubrange(place..<place + length)
    case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 4, 5: bytes.replaceSubrange(place..<place + length, with: pick(words))
    case 6: bytes.insert(contentsOf: pick(Self.awkward), at: place)
    case 7:
      let other = pick(corpus)
      bytes = Array(bytes[..<place] + other[Int.random(in: 0...other.count, using: &random)...])
    default:
      // The same line once more, somewhere else.
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      guard let line = lines.randomElement(using: &random) else { return }
      bytes.insert(contentsOf: [0x0A] + line + [0x0A], at: place)
    }
  }

  private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] { choices.randomElement(using: &random) ?? [] }

  /// Every word of the corpus, for those who insert whole ones.
  private static func words(of corpus: [[UInt8]]) -> [[UInt8]] {
    let separators = Set(" \n\r\t,;:=\"'(){}[]<>/".utf8)
    return Array(Set(corpus.flatMap { $0.split { separators.contains($0) }.map(Array.init) })).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static let awkward: [[UInt8]] =
    [
      "", "\u{0}", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e308", "NaN", "\u{FEFF}", "\u{202E}", "👩‍👩‍👧‍👦", "((((((((",
      "[[[[[[[[",
      "{{{{{{{{", "<a><a><a>", "&a *a", "<<: *a", "!!binary", "2026-02-30", "0000-00-00", "\r\n ", "\"\"\"", "%s%n",
      "999999999999999999999999",
      "todo", "null", "~", "- - - - - -", "? : ? :", "BEGIN:VEVENT\r\n", "RRULE:FREQ=SECONDLY\r\n", "<!DOCTYPE a>", "&#0;", "]]>",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], Array(repeating: 0x41, count: 5000), Array(repeating: 0x5B, count: 3000),
    ]
}
