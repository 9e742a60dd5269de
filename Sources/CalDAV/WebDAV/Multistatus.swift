/// A DAV:multistatus (RFC 4918 section 13).
struct Multistatus {
  /// One DAV:response.
  struct Entry {
    var href: String
    /// A status for the whole, or properties by status.
    var status: Int?
    var properties: [(status: Int, elements: [XMLElement])] = []
    var condition: QualifiedName?

    init(_ href: String, status: Int, condition: QualifiedName? = nil) {
      (self.href, self.status, self.condition) = (href, status, condition)
    }

    init(_ href: String, properties: [(status: Int, elements: [XMLElement])]) { (self.href, self.properties) = (href, properties) }

    var element: XMLElement {
      var children: [XMLElement] = [.href(href)]
      if let status { children.append(StatusLine.element(status)) }
      for group in properties where !group.elements.isEmpty {
        children.append(XMLElement(.dav("propstat"), [XMLElement(.dav("prop"), group.elements), StatusLine.element(group.status)]))
      }
      // RFC 4918 section 14.24: at least one propstat or a status.
      if status == nil, !properties.contains(where: { !$0.elements.isEmpty }) {
        children.append(XMLElement(.dav("propstat"), [XMLElement(.dav("prop")), StatusLine.element(200)]))
      }
      if let condition { children.append(XMLElement(.dav("error"), [XMLElement(condition)])) }
      return XMLElement(.dav("response"), children)
    }
  }

  var entries: [Entry] = []
  var syncToken: String?

  var response: DAVResponse {
    var children = entries.map(\.element)
    if let syncToken { children.append(XMLElement(.dav("sync-token"), text: syncToken)) }
    return DAVResponse(207, xml: XMLElement(.dav("multistatus"), children))
  }
}

/// Which properties are asked for (RFC 4918 section 14.20).
enum PropertyRequest {
  case names
  case all(include: [QualifiedName])
  case listed([XMLElement])

  /// Reads the children of DAV:propfind or of a report; nothing is all.
  init(_ element: XMLElement?) throws(Refusal) {
    guard let element else {
      self = .all(include: [])
      return
    }
    let kinds = element.children.filter { [.dav("prop"), .dav("allprop"), .dav("propname")].contains($0.name) }
    guard kinds.count <= 1 else { throw Refusal(400, reason: "prop, allprop and propname exclude one another") }
    guard let kind = kinds.first else {
      // A report may ask for nothing; PROPFIND has been checked before.
      self = .listed([])
      return
    }
    switch kind.name.local {
    case "propname": self = .names
    case "allprop": self = .all(include: element.child(.dav("include"))?.children.map(\.name) ?? [])
    default: self = .listed(kind.children)
    }
  }

  /// The answer for one target.
  /// - Parameter data: what CALDAV:calendar-data is, where a report gives it.
  func entry(_ context: PropertyContext, isMinimal: Bool, data: ((XMLElement) throws -> XMLElement?)? = nil) throws -> Multistatus.Entry {
    var (found, missing): ([XMLElement], [XMLElement]) = ([], [])
    switch self {
    case .names: found = try context.names().map { XMLElement($0) }
    case .all(let include):
      let dead = context.target.properties.keys.filter { LiveProperties.table[$0] == nil }.sorted {
        ($0.namespace, $0.local) < ($1.namespace, $1.local)
      }
      var seen: Set<QualifiedName> = []
      for name in LiveProperties.common + dead + include where seen.insert(name).inserted {
        if let property = try context.property(name) {
          found.append(property)
        } else if include.contains(name) {
          missing.append(XMLElement(name))
        }
      }
    case .listed(let wanted):
      for element in wanted {
        let property =
          if element.name == .caldav("calendar-data"), let data { try data(element) } else { try context.property(element.name) }
        if let property { found.append(property) } else { missing.append(XMLElement(element.name)) }
      }
    }
    return Multistatus.Entry(context.href, properties: [(200, found), (404, isMinimal ? [] : missing)])
  }
}
