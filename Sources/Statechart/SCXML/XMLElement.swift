/// An element of an XML document, with what lies in it.
struct XMLElement {
  /// The name without its prefix.
  var name: String
  /// The namespace of the name; empty where none is declared.
  var namespace: String
  /// Attributes by their name as written.
  var attributes: [String: String]
  var children: [XMLElement] = []
  /// The character data directly within.
  var text = ""
  /// Everything between the tags as it was written.
  var source = ""
  var place: XMLPlace
  /// Where the value of each attribute begins.
  var attributePlaces: [String: XMLPlace] = [:]
  /// Where the character data begins.
  var textPlace: XMLPlace

  /// The line on which it begins.
  var line: Int { place.line }

  /// The children of these names.
  func children(named names: String...) -> [XMLElement] { children.filter { names.contains($0.name) } }

  /// An attribute that is not empty.
  subscript(attribute: String) -> String? { attributes[attribute].flatMap { $0.isEmpty ? nil : $0 } }
}

/// A place in a document, from 1:1, in Unicode scalars.
struct XMLPlace: Hashable {
  var line: Int
  var column: Int

  /// The place this many scalars further on in a text that begins here.
  func advanced(by offset: Int, in text: String) -> XMLPlace {
    var result = self
    for scalar in text.unicodeScalars.prefix(offset) {
      if scalar == "\n" { result = XMLPlace(line: result.line + 1, column: 1) } else { result.column += 1 }
    }
    return result
  }
}

/// Why a text is no XML or no SCXML that can be used here.
public struct SCXMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars.
  public var column: Int = 1
  /// What is wrong, for people.
  public var message: String

  public var description: String { "第 \(line) 行第 \(column) 列: \(message)" }
}
