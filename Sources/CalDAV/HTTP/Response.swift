/// An answer.
public struct DAVResponse: Sendable {
  /// The status code.
  public var status: Int
  /// Header fields in order.
  public var headers: [(name: String, value: String)]
  /// The content.
  public var body: [UInt8]

  /// An answer.
  public init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// An XML document.
  init(_ status: Int, xml: XMLElement, headers: [(name: String, value: String)] = [], remark: String = "") {
    self.init(
      status, headers: [("Content-Type", "application/xml; charset=utf-8")] + headers, body: XMLWriting.document(xml, remark: remark))
  }

  /// The first value of a field.
  public func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}

/// Why a request is refused: a status, and the precondition that the RFC names (RFC 4918 section 16).
public struct Refusal: Error, Sendable {
  /// The status code.
  public var status: Int
  /// The precondition.
  public var condition: XMLElement?
  /// What a person may read.
  public var reason: String
  /// Further header fields.
  var headers: [(name: String, value: String)] = []

  init(_ status: Int, _ condition: QualifiedName? = nil, reason: String = "") {
    (self.status, self.condition, self.reason) = (status, condition.map { XMLElement($0) }, reason)
  }

  init(_ status: Int, element: XMLElement, reason: String = "") { (self.status, condition, self.reason) = (status, element, reason) }

  static let notFound = Refusal(404)

  /// DAV:need-privileges (RFC 3744 section 7.1.1).
  static func needsPrivilege(_ privilege: String, at href: String, reason: String = "") -> Refusal {
    let resource = XMLElement(
      .dav("resource"), [.href(href), XMLElement(.dav("privilege"), [XMLElement(.dav(privilege))])])
    return Refusal(403, element: XMLElement(.dav("need-privileges"), [resource]), reason: reason)
  }

  /// The answer.
  var response: DAVResponse {
    guard let condition else {
      return DAVResponse(
        status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers, body: Array((reason.isEmpty ? "" : reason + "\n").utf8))
    }
    // Nothing but the precondition stands in DAV:error: programs take whatever else is there for another.
    return DAVResponse(status, xml: XMLElement(.dav("error"), [condition]), headers: headers, remark: reason)
  }
}

/// Status lines as DAV:status holds them.
enum StatusLine {
  static func element(_ status: Int) -> XMLElement { XMLElement(.dav("status"), text: "HTTP/1.1 \(status) \(phrases[status] ?? "Status")") }

  private static let phrases = [
    200: "OK", 201: "Created", 204: "No Content", 207: "Multi-Status", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    409: "Conflict", 412: "Precondition Failed", 424: "Failed Dependency", 507: "Insufficient Storage",
  ]
}
