/// A reader for the XML that a statechart needs: elements, attributes, text, CDATA, comments and the five predefined entities.
///
/// A document type is refused, so that no entity can be defined: neither expansion bombs nor access to files is possible. Size, depth and
/// number of elements are bounded.
struct XMLReader {
  private static let mostBytes = 8 << 20
  private static let mostElements = 100_000
  private static let deepest = 200

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  /// A place on this line whose column is known.
  private var known = (position: 0, column: 1)
  private var elements = 0

  /// Reads a document.
  static func read(_ text: String) throws(SCXMLError) -> XMLElement {
    var reader = XMLReader(bytes: Array(text.utf8))
    return try reader.document()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fail(_ message: String) -> SCXMLError { SCXMLError(line: line, column: place.column, message: message) }

  /// The place in scalars: bytes that continue one do not count.
  private var place: XMLPlace {
    let passed = known.position < position ? bytes[known.position..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 } : 0
    return XMLPlace(line: line, column: known.column + passed)
  }

  /// The place, from which on columns are counted: a long line is not counted again and again.
  private mutating func markedPlace() -> XMLPlace {
    let place = place
    known = (position, place.column)
    return place
  }

  private mutating func document() throws(SCXMLError) -> XMLElement {
    if bytes.count > XMLReader.mostBytes { throw fail("文件太大, 至多 8 MB") }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (position, known.position) = (3, 3) }
    try skipMisc()
    guard peek("<") else { throw fail("不是 XML: 没有根元素") }
    let root = try element(namespaces: ["xml": "http://www.w3.org/XML/1998/namespace"], depth: 0)
    try skipMisc()
    guard position == bytes.count else { throw fail("根元素之后还有内容") }
    return root
  }

  private mutating func skipMisc() throws(SCXMLError) {
    while true {
      skipSpace()
      if peek("<?") {
        try skip(past: "?>")
      } else if peek("<!--") {
        try skip(past: "-->")
      } else if peek("<!") {
        throw fail("不接受文档类型声明 (DOCTYPE)")
      } else {
        return
      }
    }
  }

  private mutating func element(namespaces outer: [String: String], depth: Int) throws(SCXMLError) -> XMLElement {
    elements += 1
    if depth > XMLReader.deepest { throw fail("嵌套太深") }
    if elements > XMLReader.mostElements { throw fail("元素太多") }
    let start = markedPlace()
    advance(1)
    let qualified = try name()
    let (attributes, places) = try self.attributes()
    var namespaces = outer
    for (key, value) in attributes {
      if key == "xmlns" { namespaces[""] = value }
      if key.hasPrefix("xmlns:") { namespaces[String(key.dropFirst(6))] = value }
    }
    let (prefix, local) = XMLReader.split(qualified)
    if !prefix.isEmpty, namespaces[prefix] == nil { throw fail("没有声明命名空间前缀 \(prefix)") }
    var result = XMLElement(
      name: local, namespace: namespaces[prefix] ?? "", attributes: attributes, place: start, attributePlaces: places, textPlace: start)
    if peek("/>") {
      advance(2)
      return result
    }
    guard peek(">") else { throw fail("标签 \(qualified) 没有写完") }
    advance(1)
    let contentStart = position
    result.textPlace = markedPlace()
    try content(of: &result, namespaces, depth)
    result.source = String(decoding: bytes[contentStart..<position], as: UTF8.self)
    advance(2)
    guard try name() == qualified else { throw fail("结束标签与第 \(start.line) 行的 \(qualified) 不配对") }
    skipSpace()
    guard peek(">") else { throw fail("结束标签没有写完") }
    advance(1)
    return result
  }

  private mutating func content(of element: inout XMLElement, _ namespaces: [String: String], _ depth: Int) throws(SCXMLError) {
    while true {
      guard position < bytes.count else { throw fail("第 \(element.line) 行的 \(element.name) 没有结束标签") }
      if peek("</") { return }
      if peek("<!--") {
        try skip(past: "-->")
      } else if peek("<![CDATA[") {
        advance(9)
        let start = position
        try skip(past: "]]>")
        element.text += String(decoding: bytes[start..<(position - 3)], as: UTF8.self)
      } else if peek("<?") {
        try skip(past: "?>")
      } else if peek("<!") {
        throw fail("不接受声明")
      } else if peek("<") {
        element.children.append(try self.element(namespaces: namespaces, depth: depth + 1))
      } else {
        element.text += try text(until: [UInt8(ascii: "<")])
      }
    }
  }

  private mutating func attributes() throws(SCXMLError) -> (values: [String: String], places: [String: XMLPlace]) {
    var result: [String: String] = [:]
    var places: [String: XMLPlace] = [:]
    while true {
      skipSpace()
      guard position < bytes.count else { throw fail("标签没有写完") }
      if peek(">") || peek("/>") { return (result, places) }
      let key = try name()
      skipSpace()
      guard peek("=") else { throw fail("属性 \(key) 没有值") }
      advance(1)
      skipSpace()
      guard position < bytes.count, let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == bytes[position] }) else {
        throw fail("属性 \(key) 的值要加引号")
      }
      advance(1)
      places[key] = markedPlace()
      let value = try text(until: [quote, UInt8(ascii: "<")])
      guard position < bytes.count, bytes[position] == quote else { throw fail("属性 \(key) 的值没有写完") }
      advance(1)
      if result.updateValue(value, forKey: key) != nil { throw fail("属性 \(key) 写了两次") }
    }
  }

  /// Text up to one of these bytes, with its references replaced.
  private mutating func text(until ends: [UInt8]) throws(SCXMLError) -> String {
    var result: [UInt8] = []
    while position < bytes.count, !ends.contains(bytes[position]) {
      if bytes[position] == UInt8(ascii: "&") {
        result += Array(String(try reference()).utf8)
      } else {
        result.append(bytes[position])
        advance(1)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func reference() throws(SCXMLError) -> Unicode.Scalar {
    let start = position + 1
    guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw fail("& 之后不是字符引用; 要写 & 请写 &amp;") }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    position = end + 1
    let predefined: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    if let scalar = predefined[name] { return scalar }
    let number =
      name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst(1)) : nil as UInt32?
    guard let number, number > 0, let scalar = Unicode.Scalar(number) else { throw fail("不认识的字符引用 &\(name);") }
    return scalar
  }

  private mutating func name() throws(SCXMLError) -> String {
    let start = position
    while position < bytes.count, XMLReader.isNameByte(bytes[position]) { position += 1 }
    guard position > start else { throw fail("这里应有一个名字") }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), 0x80...0xFF: true
    default: false
    }
  }

  private static func split(_ qualified: String) -> (prefix: String, local: String) {
    guard let colon = qualified.firstIndex(of: ":") else { return ("", qualified) }
    return (String(qualified[..<colon]), String(qualified[qualified.index(after: colon)...]))
  }

  private func peek(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in bytes[position..<(position + count)].elementsEqual(buffer) }
  }

  private mutating func skip(past end: StaticString) throws(SCXMLError) {
    while position < bytes.count {
      if peek(end) {
        advance(end.utf8CodeUnitCount)
        return
      }
      advance(1)
    }
    throw fail("没有写完")
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { advance(1) }
  }

  private mutating func advance(_ count: Int) {
    for _ in 0..<count {
      if position < bytes.count, bytes[position] == 0x0A {
        line += 1
        known = (position + 1, 1)
      }
      position += 1
    }
  }
}
