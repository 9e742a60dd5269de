import CalDAV
import Testing

@Suite struct QualifiedNameTests {
  @Test func `the same word in two namespaces is two names`() {
    #expect(QualifiedName("DAV:", "href") != QualifiedName("urn:ietf:params:xml:ns:caldav", "href"))
  }
}
