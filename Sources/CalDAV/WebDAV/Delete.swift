/// DELETE (RFC 4918 section 9.6).
extension DAVServer {
  func delete(_ request: DAVRequest, _ location: Location) throws -> DAVResponse {
    try home.write { writing in
      guard let target = try writing.target(location) else { throw Refusal.notFound }
      if let tag = target.quotedTag { try Conditions(request).check(tag) }
      switch target {
      case .resource(let resource, let collection):
        try requireOwn(collection, "unbind", at: .collection(collection.name))
        try writing.remove(resource.name, in: collection)
      case .collection(let collection):
        guard try request.depth(orElse: .infinity) == .infinity else { throw Refusal(400, reason: "Depth must be infinity") }
        try requireOwn(collection, "unbind", at: .home)
        try writing.remove(collection)
      default: throw Refusal.needsPrivilege("unbind", at: locator.href(location))
      }
      return DAVResponse(204)
    }
  }

  /// Refuses what is not the teacher's to change.
  func requireOwn(_ collection: CalendarCollection, _ privilege: String, at location: Location) throws(Refusal) {
    guard collection.kind == .own else {
      throw Refusal.needsPrivilege(privilege, at: locator.href(location), reason: "「\(collection.name)」由办公室维护")
    }
  }
}
