/// The predicate `in('state')` (SCXML 1.0 section 5.9.2), which the expression language does not have: it becomes `(('state') in active)`.
///
/// `in` is a predicate where an operand is expected and an opening parenthesis follows; elsewhere it is the language's own operator.
enum InPredicate {
  /// The expression without the predicate, and the states that it names literally.
  static func rewrite(_ source: String) -> (source: String, states: [String]) {
    guard source.contains("in") || source.contains("In") else { return (source, []) }
    var scanner = Scanner(text: Array(source.unicodeScalars))
    scanner.run()
    return (String(String.UnicodeScalarView(scanner.output)), scanner.states)
  }

  private struct Scanner {
    let text: [Unicode.Scalar]
    var position = 0
    var output: [Unicode.Scalar] = []
    var states: [String] = []
    /// For each open parenthesis, where the predicate's argument began, or -1.
    private var open: [Int] = []
    private var afterOperand = false

    init(text: [Unicode.Scalar]) { self.text = text }

    mutating func run() {
      while position < text.count {
        let scalar = text[position]
        if scalar == "'" || scalar == "\"" {
          copyString()
        } else if scalar == "/", position + 1 < text.count, text[position + 1] == "/" {
          while position < text.count, text[position] != "\n" { copy() }
        } else if scalar.isNamePart {
          copyWord()
        } else {
          copyMark(scalar)
        }
      }
    }

    private mutating func copy() {
      output.append(text[position])
      position += 1
    }

    private mutating func copyMark(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "(": open.append(-1)
      case ")":
        if let start = open.popLast(), start >= 0 {
          note(text[start..<position])
          output += Array(") in active)".unicodeScalars)
          position += 1
          afterOperand = true
          return
        }
      default: break
      }
      if !scalar.properties.isWhitespace { afterOperand = scalar == ")" || scalar == "]" || scalar == "}" }
      copy()
    }

    private mutating func copyWord() {
      let start = position
      while position < text.count, text[position].isNamePart { position += 1 }
      let word = String(String.UnicodeScalarView(text[start..<position]))
      var next = position
      while next < text.count, text[next].properties.isWhitespace { next += 1 }
      let isField = output.last(where: { !$0.properties.isWhitespace }) == "."
      if word == "in" || word == "In", !isField, !(word == "in" && afterOperand), next < text.count, text[next] == "(" {
        position = next + 1
        open.append(position)
        output += ["(", "("]
        afterOperand = false
        return
      }
      output += text[start..<position]
      afterOperand = word != "in"
      if position < text.count, text[position] == "'" || text[position] == "\"" { copyString(raw: word.lowercased().contains("r")) }
    }

    private mutating func copyString(raw: Bool = false) {
      let quote = text[position]
      let isTriple = position + 2 < text.count && text[position + 1] == quote && text[position + 2] == quote
      let length = isTriple ? 3 : 1
      for _ in 0..<length { copy() }
      while position < text.count {
        if text[position] == "\\", !raw, position + 1 < text.count {
          copy()
          copy()
        } else if text[position...].prefix(length).elementsEqual(repeatElement(quote, count: length)) {
          for _ in 0..<length { copy() }
          break
        } else {
          copy()
        }
      }
      afterOperand = true
    }

    private mutating func note(_ argument: ArraySlice<Unicode.Scalar>) {
      let scalars = argument.filter { !$0.properties.isWhitespace }
      guard let quote = scalars.first, quote == "'" || quote == "\"", scalars.count >= 2, scalars.last == quote else { return }
      let inner = scalars.dropFirst().dropLast()
      if !inner.contains(quote), !inner.contains("\\") { states.append(String(String.UnicodeScalarView(inner))) }
    }
  }
}

extension Unicode.Scalar {
  /// Whether this may stand within a name or a number.
  fileprivate var isNamePart: Bool { self == "_" || properties.isAlphabetic || properties.numericType != nil }
}
