/// Makes the whole numbers of an expression doubles, as measures and parameters are: `lessons == 2` is read as `lessons == 2.0`.
///
/// The rule language never mixes the two in arithmetic, which people who write schemes need not know. Left alone are numbers in
/// texts, indexes and the arguments of functions that count days, months or weeks.
struct Widening {
  /// Functions whose arguments are whole numbers.
  private static let whole: Set<String> = ["days", "addMonths", "workday", "week", "int", "uint", "string"]

  private(set) var text = ""
  /// Where `.0` was put, as columns of the new text from 1.
  private var insertions: [Int] = []
  /// Where something is divided by what may be zero, as a column of the old text from 1.
  private(set) var division: Int?

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
          insertions.append(Self.length(text) + 1)
          text += ".0"
        }
        index = end
        continue
      }
      if character == "(" { openers.append(Self.whole.contains(Self.lastName(word))) }
      if character == "[" { openers.append(!word.isEmpty && word != "in") }
      if character == ")" || character == "]" { _ = openers.popLast() }
      if character == "/", division == nil, !Self.isSafeDivisor(characters, after: index) { division = index + 1 }
      if character == ")" || character == "]" { word = "x" } else if !character.isWhitespace { word = "" }
      text.append(character)
      index += 1
    }
  }

  /// The column of the old text that a column of the new one stands for.
  func column(_ column: Int) -> Int { column - 2 * insertions.count { $0 < column } }

  private static func length(_ text: String) -> Int { text.unicodeScalars.count }

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
