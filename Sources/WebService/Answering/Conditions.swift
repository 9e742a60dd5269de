/// What a request asks of the representation that its client already has (RFC 9110 section 13.1).
struct Conditions: Sendable {
  /// If-None-Match as it was sent.
  var noneMatch: String?
  /// If-Modified-Since as it was sent.
  var modifiedSince: String?

  /// Whether the client already has this: If-None-Match decides where it is given, else If-Modified-Since.
  /// - Parameters:
  ///   - tags: entity tags with their quotes, any of which will do.
  ///   - lastModified: whole seconds since 1970; nil where the second alone does not tell versions apart.
  func isSatisfied(tags: [String], lastModified: Int?) -> Bool {
    if let noneMatch { return Self.names(noneMatch, anyOf: tags) }
    guard let lastModified, let modifiedSince, let since = HTTPDate.seconds(modifiedSince) else { return false }
    return lastModified <= since
  }

  /// Whether a list of entity tags names one of ours; tags are compared weakly (RFC 9110 section 8.8.3.2).
  static func names(_ list: String, anyOf tags: [String]) -> Bool {
    // Ours hold neither comma nor backslash, so a comma inside a foreign tag only makes pieces that match nothing.
    list.utf8.split(separator: UInt8(ascii: ",")).contains { piece in
      var tag = piece.drop { $0 == 0x20 || $0 == 0x09 }
      while let last = tag.last, last == 0x20 || last == 0x09 { tag = tag.dropLast() }
      if tag.elementsEqual("*".utf8) { return true }
      if tag.starts(with: "W/".utf8) { tag = tag.dropFirst(2) }
      return tags.contains { $0.utf8.elementsEqual(tag) }
    }
  }

  /// Whether a client takes gzip (RFC 9110 section 12.5.3): it says so, and not with a weight of nothing.
  static func acceptsGzip(_ field: String?) -> Bool {
    guard let field else { return false }
    return field.lowercased().split(separator: ",").contains { coding in
      let parts = coding.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let name = parts.first, name == "gzip" || name == "x-gzip" else { return false }
      return !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
    }
  }
}
