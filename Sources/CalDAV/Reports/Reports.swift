/// REPORT (RFC 3253 section 3.6): which there are, and where.
enum Reports {
  /// The reports that a target answers.
  static func supported(on target: Target) -> [QualifiedName] {
    let everywhere: [QualifiedName] = [
      .dav("expand-property"), .dav("principal-property-search"), .dav("principal-match"), .dav("acl-principal-prop-set"),
    ]
    switch target {
    // RFC 3744 section 9.5.
    case .root, .principals, .principal: return everywhere + [.dav("principal-search-property-set")]
    case .inbox: return everywhere + [.caldav("calendar-query"), .caldav("calendar-multiget"), .dav("sync-collection")]
    case .collection:
      return everywhere + [.caldav("calendar-query"), .caldav("calendar-multiget"), .caldav("free-busy-query"), .dav("sync-collection")]
    case .home:
      return everywhere + [.caldav("calendar-query"), .caldav("calendar-multiget"), .caldav("free-busy-query"), .dav("sync-collection")]
    case .resource: return everywhere + [.caldav("calendar-query"), .caldav("calendar-multiget")]
    default: return everywhere
    }
  }

  /// Reports that answer for what they are sent to and nothing below it: RFC 3744 section 9 knows them with Depth 0 only.
  static let shallow: Set<QualifiedName> = [
    .dav("expand-property"), .dav("principal-property-search"), .dav("principal-search-property-set"), .dav("principal-match"),
    .dav("acl-principal-prop-set"),
  ]
}

/// A report while it is answered.
struct ReportContext {
  let server: DAVServer
  let reading: any HomeReading
  let target: Target
  let body: XMLElement
  let request: DAVRequest
  let preferences: Preferences

  func properties(_ target: Target) -> PropertyContext { PropertyContext(server: server, target: target, reading: reading) }

  /// An answer that holds the preference.
  func answer(_ multistatus: Multistatus) -> DAVResponse {
    var response = multistatus.response
    if preferences.isMinimal { response.headers.append(("Preference-Applied", "return=minimal")) }
    return response
  }
}

extension DAVServer {
  func report(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    guard let body = try request.xml() else { throw Refusal(400, reason: "no report") }
    return try home.read { reading in
      guard let target = try reading.target(location) else { throw Refusal.notFound }
      guard Reports.supported(on: target).contains(body.name) else {
        throw Refusal(403, .dav("supported-report"), reason: body.name.local)
      }
      if Reports.shallow.contains(body.name), try request.depth(orElse: .zero) != .zero { throw Refusal(400, reason: "Depth must be 0") }
      let context = ReportContext(
        server: self, reading: reading, target: target, body: body, request: request, preferences: Preferences(request))
      switch body.name.local {
      case "calendar-query": return try context.calendarQuery()
      case "calendar-multiget": return try context.multiget()
      case "free-busy-query": return try context.freeBusyQuery()
      case "sync-collection": return try context.syncCollection()
      case "expand-property": return try context.expandProperty()
      case "principal-property-search": return try context.principalSearch()
      case "principal-search-property-set": return context.principalSearchProperties()
      case "principal-match": return try context.principalMatch()
      default: return try context.principalProperties()
      }
    }
  }
}
