import Testing

@testable import CalDAV

@Suite struct XMLTests {
  @Test func `An error holds its precondition and nothing else; people read a remark`() throws {
    let response = Refusal(403, .caldav("valid-filter"), reason: "a--b-->\u{1}").response
    let root = try XMLReading.read(response.body)
    #expect(root.name == .dav("error") && root.children.map(\.name) == [.caldav("valid-filter")])
    #expect(response.text.contains("<!-- a‐‐b‐‐&gt; -->"))
  }

  private func read(_ text: String) throws -> XMLElement { try XMLReading.read(Array(text.utf8)) }

  @Test func `The same word in two namespaces is two names`() throws {
    let root = try read("<a xmlns='DAV:'><b xmlns='x'/><b/></a>")
    #expect(root.children.map(\.name) == [QualifiedName("x", "b"), .dav("b")])
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<!DOCTYPE a [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>",
  ])
  func `No document type is read, and so no entity`(text: String) {
    #expect(throws: XMLFault.documentType) { try read(text) }
  }

  @Test func `Depth, number and size are bounded`() {
    #expect(throws: XMLFault.tooLarge) { try read(String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)) }
    #expect(throws: XMLFault.tooLarge) { try read("<a>" + String(repeating: "<b/>", count: 200_001) + "</a>") }
    #expect(throws: XMLFault.tooLarge) { try XMLReading.read([UInt8](repeating: 0x20, count: XMLReading.sizeLimit + 1)) }
    #expect(throws: XMLFault.malformed(line: 2)) { try read("<a>\n</b>") }
  }

  @Test func `What is written is read back`() throws {
    let text = "<x:a xmlns:x='urn:x' y='1&lt;&quot;&#10;' xml:lang='zh'>一 &amp; 二<b xmlns='DAV:'/>]]&gt;</x:a>"
    let element = try read(text)
    #expect(try read(XMLWriting.fragment(element)) == element)
  }

  @Test func `What no XML may hold is left out, so that the rest can be read`() throws {
    let element = XMLElement(.dav("a"), text: "一\u{1}\u{FFFF}侾\u{FFFE}\u{FFFD}ﾾ")
    #expect(try read(XMLWriting.fragment(element)).text == "一侾\u{FFFD}ﾾ")
  }
}
