/// Conditional requests (RFC 9110 section 13): strong comparison of entity tags.
struct Conditions {
  private let ifMatch: [String]?
  private let ifNoneMatch: [String]?
  private let ifModifiedSince: String?

  init(_ request: DAVRequest) {
    ifMatch = request.header("If-Match").map(Self.tags)
    ifNoneMatch = request.header("If-None-Match").map(Self.tags)
    ifModifiedSince = request.header("If-Modified-Since")
  }

  /// Refuses a change of a resource that is not as the client believes.
  /// - Parameter etag: the resource's tag with its quotes; nil where there is none.
  func check(_ etag: String?) throws(Refusal) {
    if let ifMatch {
      guard let etag, ifMatch.contains("*") || ifMatch.contains(etag) else { throw Refusal(412, reason: "If-Match") }
    }
    if let ifNoneMatch, let etag, ifNoneMatch.contains("*") || ifNoneMatch.contains(etag) {
      throw Refusal(412, reason: "If-None-Match")
    }
  }

  /// Whether a reader has this version already. A date counts only where there is no tag, and only the very one that was given.
  func isUnchanged(_ etag: String, since modified: String?) -> Bool {
    guard let ifNoneMatch else { return modified != nil && ifModifiedSince?.trimmed == modified }
    return ifNoneMatch.contains { $0 == "*" || $0 == etag || $0 == "W/" + etag }
  }

  private static func tags(_ field: String) -> [String] {
    var tags: [String] = []
    var tag = ""
    var isQuoted = false
    for character in field {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        tags.append(tag.trimmed)
        tag = ""
      } else {
        tag.append(character)
      }
    }
    return (tags + [tag.trimmed]).filter { !$0.isEmpty }
  }
}
