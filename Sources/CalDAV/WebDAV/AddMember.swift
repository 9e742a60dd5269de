import ICalendar

/// POST to add a member to a calendar, which gives it a name (RFC 5995).
extension DAVServer {
  func addMember(_ request: DAVRequest, to parent: String) throws -> DAVResponse {
    let object = try incoming(request)
    return try home.write { writing in
      guard let collection = try writing.collection(parent) else { throw Refusal.notFound }
      try requireOwn(collection, "bind", at: .collection(parent))
      let name = home.newName() + ".ics"
      try admit(object, as: name, to: collection, old: nil, writing)
      let etag = try writing.put(NewResource(name, object, body: request.body), in: collection)
      let location = Location.resource(name, in: parent)
      var response = DAVResponse(201, headers: [("ETag", "\"\(etag)\"")])
      if Preferences(request).wantsRepresentation, let resource = try writing.resource(name, in: collection) {
        response = representation(resource, status: 201, at: location)
      }
      response.headers.append(("Location", locator.href(location)))
      return response
    }
  }
}
