/// Reports on principals: RFC 3744 section 9 and RFC 3253 section 3.8. There is one principal here: oneself.
extension ReportContext {
  func principalSearch() throws -> DAVResponse {
    let wanted = try searchedProperties()
    let searches = body.children(.dav("property-search"))
    let isAny = body.attribute("test")?.lowercased() == "anyof"
    let own = properties(.principal)
    let hits = try searches.map { search in
      guard let match = search.child(.dav("match")) else { throw Refusal(400, reason: "no match") }
      let needle = match.rawText.lowercased()
      return try search.child(.dav("prop"))?.children.allSatisfy { element in
        guard let property = try own.property(element.name) else { return false }
        return ([property] + property.children).contains { Self.matches($0.rawText.lowercased(), needle, match.attribute("match-type")) }
      } ?? false
    }
    let isFound = isAny ? hits.contains(true) : hits.allSatisfy(\.self)
    return answer(Multistatus(entries: isFound ? [try wanted.entry(own, isMinimal: preferences.isMinimal)] : []))
  }

  /// What a search asks for. Some clients write the properties beside an empty DAV:prop.
  private func searchedProperties() throws -> PropertyRequest {
    guard let listed = body.child(.dav("prop")), listed.children.isEmpty else { return try PropertyRequest(body) }
    let known: Set<QualifiedName> = [.dav("prop"), .dav("property-search"), .dav("apply-to-principal-collection-set")]
    return .listed(body.children.filter { !known.contains($0.name) })
  }

  private static func matches(_ text: String, _ needle: String, _ type: String?) -> Bool {
    switch type {
    case "equals": text == needle
    case "starts-with": text.hasPrefix(needle)
    case "ends-with": text.hasSuffix(needle)
    default: needle.isEmpty || text.contains(needle)
    }
  }

  func principalSearchProperties() -> DAVResponse {
    let searchable: [(QualifiedName, String)] = [
      (.dav("displayname"), "姓名"), (.caldav("calendar-user-address-set"), "日历地址"), (.caldav("calendar-user-type"), "类别"),
    ]
    let entries = searchable.map { name, description in
      XMLElement(
        .dav("principal-search-property"),
        [XMLElement(.dav("prop"), [XMLElement(name)]), XMLElement(.dav("description"), text: description)])
    }
    return DAVResponse(200, xml: XMLElement(.dav("principal-search-property-set"), entries))
  }

  /// DAV:principal-match (section 9.3): which principals below one is, or which resources name oneself in a property.
  func principalMatch() throws -> DAVResponse {
    let wanted = try PropertyRequest(body)
    let matches: [Target]
    if let property = body.child(.dav("principal-property")) {
      guard let name = property.children.first?.name else { throw Refusal(400, reason: "principal-property without a property") }
      matches = try reading.walk(target, .infinity, withBodies: false).dropFirst().filter { member in
        let value = try properties(member).property(name)
        return value?.children(.dav("href")).contains { server.locator.location(href: $0.text) == .principal } ?? false
      }
    } else {
      switch target {
      case .root, .principals, .principal: matches = [.principal]
      default: matches = []
      }
    }
    return answer(Multistatus(entries: try matches.map { try wanted.entry(properties($0), isMinimal: preferences.isMinimal) }))
  }

  /// DAV:acl-principal-prop-set (section 9.2): the principals that an access list names. There is one.
  func principalProperties() throws -> DAVResponse {
    guard body.child(.dav("prop")) != nil else { throw Refusal(400, reason: "no prop") }
    let wanted = try PropertyRequest(body)
    return answer(Multistatus(entries: [try wanted.entry(properties(.principal), isMinimal: preferences.isMinimal)]))
  }

  /// DAV:expand-property: properties, and those of the resources that they name.
  func expandProperty() throws -> DAVResponse {
    let entry = Multistatus.Entry(properties(target).href, properties: try expanded(body.children(.dav("property")), properties(target), 0))
    return answer(Multistatus(entries: [entry]))
  }

  private func expanded(_ wanted: [XMLElement], _ context: PropertyContext, _ depth: Int) throws -> [(status: Int, elements: [XMLElement])]
  {
    guard depth < 8 else { return [] }
    var (found, missing): ([XMLElement], [XMLElement]) = ([], [])
    for element in wanted {
      guard let local = element.attribute("name") else { throw Refusal(400, reason: "property without name") }
      let name = QualifiedName(element.attribute("namespace") ?? Namespace.dav, local)
      guard var property = try context.property(name) else {
        missing.append(XMLElement(name))
        continue
      }
      let inner = element.children(.dav("property"))
      if !inner.isEmpty {
        property.nodes = try property.children.map { child in
          guard child.name == .dav("href"), let location = server.locator.location(href: child.text),
            let target = try reading.target(location)
          else { return .element(child) }
          let properties = try expanded(inner, self.properties(target), depth + 1)
          return .element(Multistatus.Entry(child.text, properties: properties).element)
        }
      }
      found.append(property)
    }
    return [(200, found), (404, preferences.isMinimal ? [] : missing)]
  }
}
