/// A small random generator whose runs can be repeated from their seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes expressions: sensible ones by the grammar, and from these by mutation many that are not.
struct ExpressionGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A generated expression, in two of three cases mutated.
  mutating func next() -> String {
    var source = expression(depth: Int.random(in: 0...5, using: &random))
    if Int.random(in: 0..<3, using: &random) > 0 {
      for _ in 0..<Int.random(in: 1...4, using: &random) { source = mutated(source) }
    }
    return source
  }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

  // MARK: by the grammar

  private static let atoms = [
    "0", "1", "-1", "7u", "1.5", "-0.0", "1e308", "9223372036854775807", "-9223372036854775808", "18446744073709551615u", "true", "false",
    "null", "'a'", "'示范课'", "''", "b'\\xff'", "r'\\d+'", "[]", "{}", "[1, 2, 3]", "{'a': 1, 'b': [2]}", "x", "n", "s", "l", "m", "m.a", "u",
    "p.q", "d", "t", "int", "duration('1h')", "days(3)", "optional.none()", "'é😀'", "{1: 2u, true: 's'}", "[[1], ['a']]", "timestamp(0)",
  ]

  private mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return pick(Self.atoms) }
    func inner(_ generator: inout ExpressionGenerator) -> String { generator.expression(depth: depth - 1) }
    switch Int.random(in: 0..<14, using: &random) {
    case 0...3:
      return "(\(inner(&self)) \(pick(["+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=", "in", "&&", "||"])) \(inner(&self)))"
    case 4: return pick(["!", "-", "--", "!!"]) + inner(&self)
    case 5: return "(\(inner(&self)) ? \(inner(&self)) : \(inner(&self)))"
    case 6: return "[\(inner(&self)), \(inner(&self))]"
    case 7: return "{\(inner(&self)): \(inner(&self))}"
    case 8: return "\(inner(&self))[\(pick(["", "?"]))\(inner(&self))]"
    case 9: return "\(inner(&self)).\(pick(["a", "b", "?a", "`a-b`"]))"
    case 10: return macro(inner(&self), inner(&self), inner(&self))
    case 11:
      return pick([
        "size", "int", "uint", "double", "string", "bytes", "bool", "type", "dyn", "duration", "timestamp", "day", "math.abs", "math.least",
      ])
        + "(\(inner(&self)))"
    case 12: return "\(inner(&self)).\(method())(\(inner(&self)))"
    default:
      return "\(inner(&self)).\(pick(["size", "year", "weekday", "getHours", "trim", "reverse", "lowerAscii", "hasValue", "join"]))()"
    }
  }

  private mutating func method() -> String {
    pick([
      "contains", "startsWith", "endsWith", "matches", "split", "indexOf", "join", "format", "charAt", "substring", "orValue", "getDate",
    ])
  }

  private mutating func macro(_ range: String, _ first: String, _ second: String) -> String {
    let name = pick(["all", "exists", "exists_one", "map", "filter"])
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "\(range).\(pick(["transformList", "transformMap", "all", "exists"]))(i, v, \(first))"
    case 1: return "\(range).map(v, \(first), \(second))"
    case 2: return "cel.bind(v, \(range), \(first))"
    case 3: return "has(m.\(pick(["a", "c"])))"
    default: return "\(range).\(name)(v, \(pick(["v", "v == 1", "[v, v]", "v + v", first])))"
    }
  }

  // MARK: by mutation

  private static let fragments = [
    "(", ")", "[", "]", "{", "}", ".", ",", ":", "?", "'", "\"", "\\", "//", "\n", "`", "&&", "||", "u", "0x", "e9", "in", "@", "#", "(",
    "\u{0}", "𝄞",
    "e\u{301}", "has(", ".map(x,", ".all(", "b'", "r\"", "'''", "1.", "9999999999999999999", "\\u", "x.x.x", "google.protobuf.Timestamp",
    "for",
    "'.*'.matches(", "((a?){9}){9}", "{0,1000}", ".format([", "%s", "cel.block([", "optional.of(", "-", "!",
  ]

  private mutating func mutated(_ source: String) -> String {
    var scalars = Array(source.unicodeScalars)
    let place = Int.random(in: 0...scalars.count, using: &random)
    let end = min(scalars.count, place + Int.random(in: 1...6, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: scalars.removeSubrange(place..<end)
    case 1, 2: scalars.insert(contentsOf: Array(pick(Self.fragments).unicodeScalars), at: place)
    case 3:
      scalars.insert(
        contentsOf: Array(repeating: Array(scalars[place..<end]), count: Int.random(in: 1...40, using: &random)).joined(), at: place)
    case 4: if place < scalars.count, let other = scalars.randomElement(using: &random) { scalars[place] = other }
    default: scalars.insert(contentsOf: Array(expression(depth: 2).unicodeScalars), at: place)
    }
    return String(String.UnicodeScalarView(scalars.prefix(4_000)))
  }
}
