import ICalendar

/// COPY and MOVE (RFC 4918 sections 9.8 and 9.9).
extension DAVServer {
  func transfer(_ request: DAVRequest, _ location: Location, isMove: Bool) throws -> DAVResponse {
    guard let field = request.header("Destination") else { throw Refusal(400, reason: "no Destination") }
    // Another server is not ours to write to (RFC 4918 section 9.9.4). A proxy may leave out the port.
    if let host = request.header("Host"), let other = Self.host(of: field), other != Self.name(host) {
      throw Refusal(502, reason: "the destination is on another server")
    }
    guard let destination = locator.location(href: field) else { throw Refusal(403, reason: "the destination is outside of this home") }
    guard destination != location else { throw Refusal(403, reason: "the destination is the source") }
    let overwrites = request.header("Overwrite")?.trimmed.uppercased() != "F"
    let depth = try request.depth(orElse: .infinity)
    let origin = Self.origin(field)
    return try home.write { writing in
      guard let source = try writing.target(location) else { throw Refusal.notFound }
      if let tag = source.quotedTag { try Conditions(request).check(tag) }
      let transfer = Transfer(server: self, writing: writing, overwrites: overwrites, isMove: isMove, origin: origin)
      switch (source, destination) {
      case (.resource(let resource, let collection), .resource(let name, let parent)):
        return try transfer.resource(resource, from: collection, to: name, in: parent)
      case (.collection(let collection), .collection(let name)):
        return try transfer.collection(collection, to: name, isDeep: depth != .zero || isMove)
      // A calendar holds no calendar, and only a home holds calendars (RFC 4791 section 5.2).
      case (.collection, _), (.resource, _): throw Refusal(403, .caldav("calendar-collection-location-ok"))
      default: throw Refusal.needsPrivilege("unbind", at: locator.href(location))
      }
    }
  }
}

extension DAVServer {
  /// The name of the host in an address; nil where it is a path.
  private static func host(of address: String) -> String? {
    let origin = origin(address)
    return origin.isEmpty ? nil : name(String(origin.drop { $0 != "/" }.dropFirst(2)))
  }

  /// An authority without its port.
  private static func name(_ authority: String) -> String {
    let digits = authority.reversed().prefix { $0.isASCII && $0.isNumber }.count
    let rest = authority.dropLast(digits)
    return (rest.hasSuffix(":") ? String(rest.dropLast()) : authority).lowercased()
  }

  /// Scheme and host of an address as a client wrote it; empty where it wrote a path.
  private static func origin(_ address: String) -> String {
    let parts = address.trimmed.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count >= 3 && parts[0].hasSuffix(":") && parts[1].isEmpty ? "\(parts[0])//\(parts[2])" : ""
  }
}

/// One COPY or MOVE.
private struct Transfer {
  let server: DAVServer
  let writing: any HomeWriting
  let overwrites: Bool
  let isMove: Bool
  /// What stands before the path in the destination's address.
  let origin: String

  func resource(_ resource: CalendarResource, from source: CalendarCollection, to name: String, in parent: String) throws -> DAVResponse {
    guard let destination = try writing.collection(parent) else { throw Refusal(409, reason: "no such calendar") }
    if isMove { try server.requireOwn(source, "unbind", at: .collection(source.name)) }
    try server.requireOwn(destination, "bind", at: .collection(parent))
    let old = try writing.resource(name, in: destination)
    if old != nil, !overwrites { throw Refusal(412, reason: "Overwrite: F") }
    let object: CalendarObject
    do { object = try CalendarObject(resource.body) } catch { throw Refusal(error) }
    if isMove { try writing.remove(resource.name, in: source) }
    // RFC 4791 section 5.3.2.1: what is overwritten has the same UID.
    try server.admit(object, as: name, to: destination, old: old, writing)
    if let old { try writing.remove(old.name, in: destination) }
    let etag = try writing.put(
      NewResource(name: name, uid: resource.uid, component: resource.component, span: object.span, body: resource.body), in: destination)
    try keep(resource.properties, of: name, in: destination)
    return DAVResponse(
      old == nil ? 201 : 204, headers: [("Location", origin + server.locator.href(.resource(name, in: parent))), ("ETag", "\"\(etag)\"")])
  }

  /// What clients had set goes with it (RFC 4918 section 9.8.2).
  private func keep(_ properties: [QualifiedName: String], of name: String, in collection: CalendarCollection) throws {
    guard !properties.isEmpty, let placed = try writing.resource(name, in: collection) else { return }
    try writing.setProperties(properties, of: placed, in: collection)
  }

  func collection(_ source: CalendarCollection, to name: String, isDeep: Bool) throws -> DAVResponse {
    if isMove { try server.requireOwn(source, "unbind", at: .home) }
    let old = try writing.collection(name)
    if let old {
      guard overwrites else { throw Refusal(412, reason: "Overwrite: F") }
      try server.requireOwn(old, "unbind", at: .home)
      try writing.remove(old)
    }
    if isMove {
      try writing.rename(source, to: name)
    } else {
      try writing.create(name, components: source.components, properties: source.properties)
      if isDeep { try copyMembers(of: source, to: name) }
    }
    return DAVResponse(old == nil ? 201 : 204, headers: [("Location", origin + server.locator.href(.collection(name)))])
  }

  private func copyMembers(of source: CalendarCollection, to name: String) throws {
    guard let copy = try writing.collection(name) else { return }
    for resource in try writing.resources(of: source, ResourceQuery(withBodies: true)) {
      guard let object = try? CalendarObject(resource.body) else { continue }
      let new = NewResource(name: resource.name, uid: resource.uid, component: resource.component, span: object.span, body: resource.body)
      _ = try writing.put(new, in: copy)
      try keep(resource.properties, of: resource.name, in: copy)
    }
  }
}
