/// PROPFIND (RFC 4918 section 9.1).
extension DAVServer {
  func propfind(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    let depth = try request.depth(orElse: .infinity)
    let body = try request.xml()
    if let body {
      guard body.name == .dav("propfind") else { throw Refusal(400, reason: "DAV:propfind expected") }
      guard body.children.contains(where: { [.dav("prop"), .dav("allprop"), .dav("propname")].contains($0.name) }) else {
        throw Refusal(400, reason: "prop, allprop or propname expected")
      }
    }
    let wanted = try PropertyRequest(body)
    let preferences = Preferences(request)
    return try home.read { reading in
      guard let target = try reading.target(location) else { throw Refusal.notFound }
      var targets = try reading.walk(target, depth, withBodies: false)
      if preferences.hasNoRoot, depth != .zero { targets.removeFirst() }
      let entries = try targets.map {
        try wanted.entry(PropertyContext(server: self, target: $0, reading: reading), isMinimal: preferences.isMinimal)
      }
      var response = Multistatus(entries: entries).response
      if preferences.isMinimal { response.headers.append(("Preference-Applied", "return=minimal")) }
      return response
    }
  }
}
