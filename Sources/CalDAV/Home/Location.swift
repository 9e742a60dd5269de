/// Where a path leads, below the root of the service.
enum Location: Hashable {
  case root
  case principals
  case principal
  case homes
  case home
  case inbox
  case outbox
  case collection(String)
  case resource(String, in: String)
}

/// Turns paths into locations and back. A path into anybody else's home leads nowhere, whether that home exists or not.
struct Locator: Sendable {
  /// The root of the service, with a slash at its end.
  let root: String
  /// The owner of the home.
  let owner: String

  /// Names under a home that clients cannot take.
  static let reserved: Set<String> = ["inbox", "outbox"]

  /// The name to which a calendar's new members are posted (RFC 5995 section 3.2.1).
  static let newMember = ";add-member"

  /// Where a path leads; nil is nowhere.
  func location(_ path: String) -> Location? {
    guard path.hasPrefix(root) || path + "/" == root else { return nil }
    let rest = path.dropFirst(root.count).split(separator: "/", omittingEmptySubsequences: true)
    var names: [String] = []
    for part in rest {
      guard let name = Self.decoded(part), name != ".", name != "..", name.utf8.count <= 255,
        !name.unicodeScalars.contains(where: { $0.value == 0 || $0 == "/" })
      else { return nil }
      names.append(name)
    }
    switch (names.count, names.first) {
    case (0, _): return .root
    case (1, "principals"): return .principals
    case (2, "principals"): return names[1] == owner ? .principal : nil
    case (1, "calendars"): return .homes
    case (2..., "calendars"): return names[1] == owner ? inHome(names) : nil
    default: return nil
    }
  }

  private func inHome(_ names: [String]) -> Location? {
    switch names.count {
    case 2: return .home
    case 3 where names[2] == "inbox": return .inbox
    case 3 where names[2] == "outbox": return .outbox
    case 3: return .collection(names[2])
    case 4 where !Self.reserved.contains(names[2]): return .resource(names[3], in: names[2])
    default: return nil
    }
  }

  /// The address of a location.
  func href(_ location: Location) -> String {
    let home = root + "calendars/" + Self.encoded(owner) + "/"
    return switch location {
    case .root: root
    case .principals: root + "principals/"
    case .principal: root + "principals/" + Self.encoded(owner) + "/"
    case .homes: root + "calendars/"
    case .home: home
    case .inbox: home + "inbox/"
    case .outbox: home + "outbox/"
    case .collection(let name): home + Self.encoded(name) + "/"
    case .resource(let name, let collection): home + Self.encoded(collection) + "/" + Self.encoded(name)
    }
  }

  /// The location of an address as clients write it: a path, or a URI of this host.
  /// - Parameter host: what the request was sent to; nil takes any.
  func location(href: String, host: String? = nil) -> Location? {
    var path = Substring(href.trimmed)
    if let mark = path.range(of: "://") {
      let rest = path[mark.upperBound...]
      let authority = rest.prefix { $0 != "/" }
      if let host, authority.lowercased() != host.lowercased() { return nil }
      path = rest.dropFirst(authority.count)
    }
    return location(String(path.prefix { $0 != "?" && $0 != "#" }))
  }

  /// A path segment with its percent signs resolved; nil where it is no UTF-8.
  static func decoded(_ segment: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(segment.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest.removeFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A path segment with percent signs where RFC 3986 section 3.3 wants them.
  static func encoded(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-._~!$'()*+,;=:@".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
