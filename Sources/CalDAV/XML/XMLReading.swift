import CExpat

/// Why a request's XML is refused.
public enum XMLFault: Error, Hashable, Sendable {
  /// Not well-formed.
  case malformed(line: Int)
  /// A document type: no entity is ever declared here.
  case documentType
  /// More nesting, elements or octets than any client sends.
  case tooLarge
}

/// Reads XML with Expat: namespaces resolved, no document type, depth and size bounded.
public enum XMLReading {
  /// The largest document in octets.
  static let sizeLimit = 8 << 20
  /// The deepest nesting.
  static let depthLimit = 64
  /// The most elements and attributes.
  static let countLimit = 200_000
  /// What stands between a namespace and a name; it occurs in neither.
  private static let separator: UInt8 = 0x0A

  /// The outermost element of a document.
  public static func read(_ bytes: [UInt8]) throws(XMLFault) -> XMLElement {
    guard bytes.count <= sizeLimit else { throw .tooLarge }
    guard let parser = XML_ParserCreateNS(nil, XML_Char(separator)) else { throw .tooLarge }
    defer { XML_ParserFree(parser) }
    let reader = Reader(parser)
    let status = withExtendedLifetime(reader) {
      XML_SetUserData(parser, Unmanaged.passUnretained(reader).toOpaque())
      XML_SetElementHandler(
        parser, { data, name, attributes in XMLReading.reader(data)?.begin(name, attributes) },
        { data, _ in XMLReading.reader(data)?.end() })
      XML_SetCharacterDataHandler(parser) { data, text, count in XMLReading.reader(data)?.text(text, Int(count)) }
      XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLReading.reader(data)?.stop(.documentType) }
      return bytes.withUnsafeBytes { buffer in
        XML_Parse(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), 1)
      }
    }
    if let fault = reader.fault { throw fault }
    guard status == XML_STATUS_OK, let root = reader.root else { throw .malformed(line: Int(XML_GetCurrentLineNumber(parser))) }
    return root
  }

  private static func reader(_ data: UnsafeMutableRawPointer?) -> Reader? {
    data.map { Unmanaged<Reader>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Builds the tree. Not Sendable: it lives for one call of ``XMLReading/read(_:)``.
  private final class Reader {
    private let parser: XML_Parser
    private var stack: [XMLElement] = []
    private var count = 0
    private(set) var root: XMLElement?
    private(set) var fault: XMLFault?

    init(_ parser: XML_Parser) { self.parser = parser }

    func stop(_ fault: XMLFault) {
      self.fault = self.fault ?? fault
      _ = XML_StopParser(parser, XML_Bool(0))
    }

    func begin(_ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
      var element = XMLElement(Self.name(name))
      var index = 0
      while let attributes, let key = attributes[index], let value = attributes[index + 1] {
        element.attributes.append(XMLElement.Attribute(name: Self.name(key), value: String(cString: value)))
        index += 2
      }
      count += 1 + element.attributes.count
      guard stack.count < XMLReading.depthLimit, count <= XMLReading.countLimit else { return stop(.tooLarge) }
      stack.append(element)
    }

    func text(_ text: UnsafePointer<XML_Char>?, _ count: Int) {
      guard let text, let last = stack.indices.last else { return }
      let piece = String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
      if case .text(let before)? = stack[last].nodes.last {
        stack[last].nodes[stack[last].nodes.count - 1] = .text(before + piece)
      } else {
        stack[last].nodes.append(.text(piece))
      }
    }

    func end() {
      guard let closed = stack.popLast() else { return }
      if stack.isEmpty { root = closed } else { stack[stack.count - 1].nodes.append(.element(closed)) }
    }

    private static func name(_ name: UnsafePointer<XML_Char>?) -> QualifiedName {
      guard let name else { return QualifiedName("", "") }
      let text = String(cString: name)
      guard let end = text.utf8.firstIndex(of: XMLReading.separator) else { return QualifiedName("", text) }
      return QualifiedName(String(text[..<end]), String(text[text.utf8.index(after: end)...]))
    }
  }
}
