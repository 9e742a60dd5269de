extension RegexParser {
  /// `[a-z]`, `[^\d]`, `[[:alpha:]]`
  mutating func characterClass() throws(RegexError) -> ScalarSet {
    index += 1
    var set = ScalarSet(isNegated: take("^"), foldsCase: flags.ignoresCase)
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if take("[:") {
        try posixClass(into: &set)
      } else if scalar == "\\", try namedClass(into: &set) {
        continue
      } else {
        try range(into: &set)
      }
    }
    guard take("]") else { throw RegexError("缺少「]」") }
    return set
  }

  private mutating func posixClass(into set: inout ScalarSet) throws(RegexError) {
    let isNegated = take("^")
    let start = index
    while let scalar = next, ("a"..."z").contains(scalar) { index += 1 }
    let name = String(String.UnicodeScalarView(scalars[start..<index]))
    guard let ranges = RegexClasses.posix[name], take(":]") else { throw RegexError("没有字符类「[:\(name):]」") }
    set.ranges += isNegated ? RegexClasses.complement(ranges) : ranges
  }

  private mutating func range(into set: inout ScalarSet) throws(RegexError) {
    let low = try classScalar()
    guard next == "-", let after = peek(1), after != "]" else {
      set.ranges.append(low.value...low.value)
      return
    }
    index += 1
    let high = try classScalar()
    guard low.value <= high.value else { throw RegexError("字符范围颠倒") }
    set.ranges.append(low.value...high.value)
  }

  private mutating func classScalar() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = next else { throw RegexError("缺少「]」") }
    if scalar == "\\" { return try escapedScalar() }
    index += 1
    return scalar
  }

  /// `\d`, `\pL`, `\p{Han}` and their opposites; false when something else stands here.
  private mutating func namedClass(into set: inout ScalarSet) throws(RegexError) -> Bool {
    guard let letter = peek(1) else { throw RegexError("「\\」之后没有字符") }
    if let lower = Unicode.Scalar(letter.value | 0x20), letter.isASCII, let ranges = RegexClasses.perl(lower) {
      index += 2
      set.ranges += letter == lower ? ranges : RegexClasses.complement(ranges)
      return true
    }
    guard letter == "p" || letter == "P" else { return false }
    index += 2
    try property(isNegated: letter == "P", into: &set)
    return true
  }

  private mutating func property(isNegated: Bool, into set: inout ScalarSet) throws(RegexError) {
    var name = ""
    if take("{") {
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        index += 1
      }
      guard take("}") else { throw RegexError("缺少「}」") }
    } else if let scalar = next {
      name = String(scalar)
      index += 1
    }
    var isNegated = isNegated
    if name.hasPrefix("^") {
      name.removeFirst()
      isNegated.toggle()
    }
    if name == "Any" {
      if !isNegated { set.ranges.append(0...0x10FFFF) }
    } else if RegexClasses.categories.contains(name) {
      set.categories.append(ScalarSet.CategoryTest(name: name, isNegated: isNegated))
    } else if let ranges = RegexClasses.scripts[name] {
      set.ranges += isNegated ? RegexClasses.complement(ranges) : ranges
    } else {
      throw RegexError("不支持字符属性「\(name)」")
    }
  }

  /// An escape outside a class.
  mutating func escape() throws(RegexError) -> RegexSyntax {
    let assertions: [Unicode.Scalar: RegexAssertion] = ["A": .textStart, "z": .textEnd, "b": .wordBoundary, "B": .noWordBoundary]
    if let letter = peek(1), let assertion = assertions[letter] {
      index += 2
      return .assertion(assertion)
    }
    var set = ScalarSet(foldsCase: flags.ignoresCase)
    if try namedClass(into: &set) { return .set(set) }
    return literal(try escapedScalar())
  }

  /// An escape that stands for one scalar.
  private mutating func escapedScalar() throws(RegexError) -> Unicode.Scalar {
    guard let letter = peek(1) else { throw RegexError("「\\」之后没有字符") }
    index += 2
    let plain: [Unicode.Scalar: Unicode.Scalar] = ["a": "\u{7}", "f": "\u{C}", "t": "\t", "n": "\n", "r": "\r", "v": "\u{B}"]
    if let scalar = plain[letter] { return scalar }
    if letter == "x" { return try hexadecimal() }
    if ("0"..."7").contains(letter) {
      // A single digit other than 0 would be a back reference.
      if letter != "0", !(next.map { ("0"..."7").contains($0) } ?? false) { throw RegexError("不支持反向引用") }
      var code = letter.value - 48
      var count = 1
      while count < 3, let scalar = next, ("0"..."7").contains(scalar) {
        code = code * 8 + scalar.value - 48
        index += 1
        count += 1
      }
      return try self.scalar(code)
    }
    guard letter.isASCII, !letter.properties.isAlphabetic, !("0"..."9").contains(letter) else { throw RegexError("不支持转义「\\\(letter)」") }
    return letter
  }

  private mutating func hexadecimal() throws(RegexError) -> Unicode.Scalar {
    let isBraced = take("{")
    let start = index
    while let scalar = next, scalar.properties.isASCIIHexDigit, index - start < (isBraced ? 8 : 2) { index += 1 }
    guard let code = UInt32(String(String.UnicodeScalarView(scalars[start..<index])), radix: 16), isBraced ? take("}") : index - start == 2
    else {
      throw RegexError("无效的十六进制转义")
    }
    return try scalar(code)
  }

  private func scalar(_ code: UInt32) throws(RegexError) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(code) else { throw RegexError("转义不是有效的 Unicode 字符") }
    return scalar
  }
}
