/// Why a pattern cannot be used.
struct RegexError: Error, Hashable {
  let message: String
  init(_ message: String) { self.message = message }
}

/// Reads RE2's syntax (github.com/google/re2/wiki/Syntax): no back references and no look-around, which need backtracking.
struct RegexParser {
  let scalars: [Unicode.Scalar]
  var index = 0
  var flags = Flags()
  private var depth = 0

  struct Flags {
    var ignoresCase = false
    /// `.` matches a line feed.
    var dotMatchesAll = false
    /// `^` and `$` match at lines.
    var isMultiline = false
  }

  private static let deepest = 100
  /// RE2's bound on counted repetition.
  private static let mostRepeats = 1000

  static func parse(_ pattern: String) throws(RegexError) -> RegexSyntax {
    var parser = RegexParser(scalars: Array(pattern.unicodeScalars))
    let result = try parser.alternatives()
    guard parser.atEnd else { throw RegexError("多余的「)」") }
    return result
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  var atEnd: Bool { index >= scalars.count }
  var next: Unicode.Scalar? { atEnd ? nil : scalars[index] }
  func peek(_ offset: Int) -> Unicode.Scalar? { index + offset < scalars.count ? scalars[index + offset] : nil }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard index + wanted.count <= scalars.count, Array(scalars[index..<index + wanted.count]) == wanted else { return false }
    index += wanted.count
    return true
  }

  private mutating func alternatives() throws(RegexError) -> RegexSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw RegexError("括号嵌套太深") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(RegexError) -> RegexSyntax {
    var parts: [RegexSyntax] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if take("\\Q") {
        while !atEnd, !take("\\E") {
          parts.append(literal(scalars[index]))
          index += 1
        }
        if let last = parts.popLast() { parts.append(try repetition(of: last)) }
        continue
      }
      guard let atom = try atom() else { continue }
      parts.append(try repetition(of: atom))
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// `*`, `+`, `?`, `{n,m}`, each perhaps lazy; laziness decides nothing without captures.
  private mutating func repetition(of atom: RegexSyntax) throws(RegexError) -> RegexSyntax {
    guard let (least, most) = try quantifier() else { return atom }
    _ = take("?")
    if try quantifier() != nil { throw RegexError("重复符号不能连用") }
    return .repeated(atom, least: least, most: most)
  }

  private mutating func quantifier() throws(RegexError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{"), let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = next == "}" ? nil : number() ?? -1 }
    guard most != -1, take("}") else {
      index = start
      return nil
    }
    guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, least <= most ?? least else { throw RegexError("重复次数无效, 最多 1000") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = index
    while let scalar = next, ("0"..."9").contains(scalar), index - start < 6 { index += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<index])))
  }

  func literal(_ scalar: Unicode.Scalar) -> RegexSyntax {
    .set(ScalarSet(ranges: [scalar.value...scalar.value], foldsCase: flags.ignoresCase))
  }

  /// One element; nil for a group that only sets flags.
  private mutating func atom() throws(RegexError) -> RegexSyntax? {
    let scalar = scalars[index]
    switch scalar {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw RegexError("「\(scalar)」之前没有可以重复的内容")
    default: index += 1
    }
    switch scalar {
    case ".": return .set(flags.dotMatchesAll ? .any : .anyButNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    default: return literal(scalar)
    }
  }

  private mutating func group() throws(RegexError) -> RegexSyntax? {
    index += 1
    let saved = flags
    if take("?") {
      if take("P<") || (next == "<" && peek(1) != "=" && peek(1) != "!" && take("<")) {
        try skipName()
      } else if try !readFlags() {
        return nil
      }
    }
    let inner = try alternatives()
    guard take(")") else { throw RegexError("缺少「)」") }
    flags = saved
    return inner
  }

  private mutating func skipName() throws(RegexError) {
    let start = index
    while let scalar = next, scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar) { index += 1 }
    guard index > start, take(">") else { throw RegexError("组名无效") }
  }

  /// `i`, `m`, `s`, `U` and a minus; whether a group follows, else the flags stand for the rest of the enclosing group.
  private mutating func readFlags() throws(RegexError) -> Bool {
    var isOn = true
    while let scalar = next {
      index += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesAll = isOn
      case "U": break
      case "-" where isOn: isOn = false
      case ":": return true
      case ")": return false
      default: throw RegexError("不支持 (?\(scalar)")
      }
    }
    throw RegexError("缺少「)」")
  }
}
