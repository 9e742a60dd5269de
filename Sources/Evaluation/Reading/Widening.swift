/// Makes the whole numbers of an expression doubles, as measures and parameters are: `lessons == 2` is read as `lessons == 2.0`.
///
/// The rule language never mixes the two in arithmetic, which people who write schemes need not know. Left alone are numbers in
/// texts, indexes and the arguments of functions that count days, months or weeks.
struct Widening {
  /// Functions whose arguments are whole numbers.
  private static let whole: Set<String> = ["days", "addMonths", "workday", "week", "int", "uint", "string"]

  /// A character of a text: line and column from 1, in Unicode scalars.
  struct Place: Hashable {
    var line: Int
    var column: Int

    init(_ line: Int, _ column: Int) { (self.line, self.column) = (line, column) }

    /// Where the character after a text stands.
    init(after text: some Collection<Unicode.Scalar>) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      self.init(max(1, lines.count), (lines.last?.count ?? 0) + 1)
    }
  }

  private(set) var text = ""
  /// Where `.0` was put, as places of the new text.
  private var insertions: [Place] = []
  /// Where something is divided by what may be zero, as a place of the old text.
  private(set) var division: Place?

  init(_ source: String) {
    let characters = Array(source.unicodeScalars.map(Character.init))
    var openers: [Bool] = []
    var word = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "'" || character == "\"" {
        let end = Self.endOfText(characters, from: index)
        text += String(characters[index..<end])
        (index, word) = (end, "")
        continue
      }
      if Self.isWord(character) {
        let end = Self.endOfWord(characters, from: index)
        word = String(characters[index..<end])
        text += word
        let isWhole = word.allSatisfy(\.isASCIIDigit) && openers.last != true
        if isWhole {
          insertions.append(Place(after: text.unicodeScalars))
          text += ".0"
        }
        index = end
        continue
      }
      if character == "(" { openers.append(Self.whole.contains(Self.lastName(word))) }
      if character == "[" { openers.append(!word.isEmpty && word != "in") }
      if character == ")" || character == "]" { _ = openers.popLast() }
      if character == "/", division == nil, !Self.isSafeDivisor(characters, after: index) {
        division = Place(after: source.unicodeScalars.prefix(index))
      }
      if character == ")" || character == "]" { word = "x" } else if !character.isWhitespace { word = "" }
      text.append(character)
      index += 1
    }
  }

  /// The place of the old text that a place of the new one stands for.
  func place(of place: Place) -> Place {
    Place(place.line, place.column - 2 * insertions.count { $0.line == place.line && $0.column < place.column })
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }

  /// A name with its dots, or a number.
  private static func endOfWord(_ characters: [Character], from start: Int) -> Int {
    var end = start
    while end < characters.count, isWord(characters[end]) || isExponentSign(characters, end, start) { end += 1 }
    return end
  }

  private static func isExponentSign(_ characters: [Character], _ index: Int, _ start: Int) -> Bool {
    guard characters[index] == "-" || characters[index] == "+", index > start, characters[start].isASCIIDigit else { return false }
    return characters[index - 1] == "e" || characters[index - 1] == "E"
  }

  private static func endOfText(_ characters: [Character], from start: Int) -> Int {
    var index = start + 1
    while index < characters.count, characters[index] != characters[start] { index += characters[index] == "\\" ? 2 : 1 }
    return min(index + 1, characters.count)
  }

  private static func lastName(_ word: String) -> String { word.split(separator: ".").last.map(String.init) ?? "" }

  /// Only a number other than zero may follow `/`.
  private static func isSafeDivisor(_ characters: [Character], after slash: Int) -> Bool {
    let rest = String(characters[(slash + 1)...]).trimmingPrefix(while: \.isWhitespace)
    let number = rest.prefix { $0.isASCIIDigit || $0 == "." }
    return (Double(number) ?? 0) != 0
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
