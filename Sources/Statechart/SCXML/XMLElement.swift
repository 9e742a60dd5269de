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
  var line: Int

  /// The children of these names.
  func children(named names: String...) -> [XMLElement] { children.filter { names.contains($0.name) } }

  /// An attribute that is not empty.
  subscript(attribute: String) -> String? { attributes[attribute].flatMap { $0.isEmpty ? nil : $0 } }
}

/// Why a text is no XML or no SCXML that can be used here.
public struct SCXMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// What is wrong, for people.
  public var message: String

  public var description: String { "第 \(line) 行: \(message)" }
}
