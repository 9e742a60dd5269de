/// A request as the protocol sees it: who sent it has been settled before.
public struct DAVRequest: Sendable {
  /// The method in capitals.
  public var method: String
  /// The path as it was sent, percent signs and all, without a query.
  public var path: String
  /// Header fields in order.
  public var headers: [(name: String, value: String)]
  /// The content.
  public var body: [UInt8]

  /// A request.
  public init(method: String, path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    (self.method, self.path, self.headers, self.body) = (method, path, headers, body)
  }

  /// The values of a field, joined with commas; nil where there is none.
  public func header(_ name: String) -> String? {
    let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// The content as XML; nil where there is none.
  func xml() throws(Refusal) -> XMLElement? {
    guard body.contains(where: { $0 > 0x20 }) else { return nil }
    do {
      return try XMLReading.read(body)
    } catch {
      throw switch error {
      case .malformed(let line): Refusal(400, reason: "the XML is not well-formed, line \(line)")
      case .documentType: Refusal(403, .dav("no-external-entities"), reason: "a document type is refused")
      case .tooLarge: Refusal(413, reason: "the XML is too large or too deep")
      }
    }
  }

  /// Depth (RFC 4918 section 10.2).
  enum Depth { case zero, one, infinity }

  /// The Depth field, or what holds where there is none.
  func depth(orElse usual: Depth) throws(Refusal) -> Depth {
    switch header("Depth")?.trimmed.lowercased() {
    case nil: return usual
    case "0": return .zero
    case "1", "1,noroot": return .one
    case "infinity": return .infinity
    case let other?: throw Refusal(400, reason: "Depth: \(other.prefix(20))")
    }
  }
}

/// What the client would rather have (RFC 7240, RFC 8144; Brief is Microsoft's and Apple's older word for it).
struct Preferences {
  /// Leave out what was not found, and what went as asked.
  var isMinimal = false
  /// Send the resource as it is now.
  var wantsRepresentation = false
  /// Leave out the collection itself.
  var hasNoRoot = false

  init(_ request: DAVRequest) {
    let wishes = request.header("Prefer")?.lowercased().split { $0 == "," || $0 == ";" }.map(\.trimmed) ?? []
    isMinimal = wishes.contains("return=minimal") || wishes.contains("return-minimal") || request.header("Brief")?.lowercased() == "t"
    wantsRepresentation = wishes.contains("return=representation")
    hasNoRoot = wishes.contains("depth-noroot")
  }
}
