/// Writes XML: the protocol's namespaces have their prefixes at the outermost element, others are declared where they stand.
struct XMLWriting {
  private var output: [UInt8] = []
  private static let prefixes: [String: String] = [
    Namespace.dav: "D", Namespace.caldav: "C", Namespace.calendarServer: "CS", Namespace.appleICal: "A",
  ]

  /// A document.
  /// - Parameter remark: what a person may read in it; a comment, which no program sees.
  static func document(_ root: XMLElement, remark: String = "") -> [UInt8] {
    var writing = XMLWriting()
    writing.output.reserveCapacity(4096)
    writing.put("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    // Two hyphens would end the comment.
    if !remark.isEmpty {
      writing.put("<!-- ")
      writing.escape(remark.replacing("-", with: "‐"), isAttribute: false)
      writing.put(" -->\n")
    }
    writing.write(root, isRoot: true)
    writing.put("\n")
    return writing.output
  }

  /// An element by itself, with all namespaces that it needs: how a property is kept.
  static func fragment(_ element: XMLElement) -> String {
    var writing = XMLWriting()
    writing.write(element, isRoot: true)
    return String(decoding: writing.output, as: UTF8.self)
  }

  private mutating func put(_ text: String) { output += text.utf8 }

  private mutating func write(_ element: XMLElement, isRoot: Bool = false) {
    put("<")
    let declared = Self.prefixes[element.name.namespace] == nil && !element.name.namespace.isEmpty
    let name = declared ? "X:" + element.name.local : Self.known(element.name)
    put(name)
    if isRoot {
      for (namespace, prefix) in Self.prefixes.sorted(by: { $0.value < $1.value }) { put(" xmlns:\(prefix)=\"\(namespace)\"") }
    }
    if declared {
      put(" xmlns:X=\"")
      escape(element.name.namespace, isAttribute: true)
      put("\"")
    }
    for (index, attribute) in element.attributes.enumerated() { write(attribute, index) }
    guard !element.nodes.isEmpty else { return put("/>") }
    put(">")
    for node in element.nodes {
      switch node {
      case .element(let child): write(child)
      case .text(let text): escape(text, isAttribute: false)
      }
    }
    put("</\(name)>")
  }

  private mutating func write(_ attribute: XMLElement.Attribute, _ index: Int) {
    switch attribute.name.namespace {
    case "": put(" \(attribute.name.local)=\"")
    case "http://www.w3.org/XML/1998/namespace": put(" xml:\(attribute.name.local)=\"")
    case let namespace where Self.prefixes[namespace] != nil: put(" \(Self.known(attribute.name))=\"")
    case let namespace:
      put(" xmlns:Y\(index)=\"")
      escape(namespace, isAttribute: true)
      put("\" Y\(index):\(attribute.name.local)=\"")
    }
    escape(attribute.value, isAttribute: true)
    put("\"")
  }

  private static func known(_ name: QualifiedName) -> String {
    prefixes[name.namespace].map { "\($0):\(name.local)" } ?? name.local
  }

  private mutating func escape(_ text: String, isAttribute: Bool) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">"): put("&gt;")
      case 0x0D: put("&#13;")
      case UInt8(ascii: "\"") where isAttribute: put("&quot;")
      case 0x0A where isAttribute: put("&#10;")
      case 0x09 where isAttribute: put("&#9;")
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20: break
      // U+FFFE and U+FFFF, which no XML may hold: EF BF BE, EF BF BF.
      case 0xBE...0xBF where output.count > 1 && output[output.count - 1] == 0xBF && output[output.count - 2] == 0xEF: output.removeLast(2)
      default: output.append(byte)
      }
    }
  }
}
