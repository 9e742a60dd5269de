/// An element of an XML document.
public struct XMLElement: Hashable, Sendable {
  /// What stands in an element.
  public enum Node: Hashable, Sendable {
    case element(XMLElement)
    case text(String)
  }

  /// An attribute.
  public struct Attribute: Hashable, Sendable {
    public var name: QualifiedName
    public var value: String
  }

  public var name: QualifiedName
  public var attributes: [Attribute] = []
  public var nodes: [Node] = []

  /// An element with children.
  public init(_ name: QualifiedName, _ children: [XMLElement] = []) {
    self.name = name
    nodes = children.map(Node.element)
  }

  /// An element with a text.
  public init(_ name: QualifiedName, text: String) {
    self.name = name
    nodes = text.isEmpty ? [] : [.text(text)]
  }

  /// An element with an attribute that has no namespace.
  init(_ name: QualifiedName, attribute: String, _ value: String) {
    self.name = name
    attributes = [Attribute(name: QualifiedName("", attribute), value: value)]
  }

  /// The elements in it.
  public var children: [XMLElement] {
    nodes.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The text directly in it, trimmed.
  public var text: String { rawText.trimmed }

  /// The text directly in it.
  public var rawText: String {
    nodes.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
  }

  /// The first child of that name.
  public func child(_ name: QualifiedName) -> XMLElement? { children.first { $0.name == name } }

  /// The children of that name.
  public func children(_ name: QualifiedName) -> [XMLElement] { children.filter { $0.name == name } }

  /// The value of an attribute that has no namespace.
  public func attribute(_ local: String) -> String? { attributes.first { $0.name == QualifiedName("", local) }?.value }

  /// A DAV:href.
  static func href(_ address: String) -> XMLElement { XMLElement(.dav("href"), text: address) }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
