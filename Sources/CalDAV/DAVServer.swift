/// Answers the requests of one teacher, whose identity has been settled, for everything under the root of the service.
///
/// Requests in, answers out: it knows no network, no clock and no database; behind it stands a ``CalendarHome``.
public struct DAVServer: Sendable {
  /// The home.
  let home: any CalendarHome
  /// Addresses.
  let locator: Locator

  /// The server of one home.
  /// - Parameter root: the path below which it answers, with a slash at its end.
  public init(home: any CalendarHome, root: String) {
    self.home = home
    locator = Locator(root: root, owner: home.owner.id)
  }

  /// The calendar user addresses of the owner (RFC 4791 section 6.2.2).
  var addresses: [String] { [locator.href(.principal), "urn:jiaoli:person:" + Locator.encoded(home.owner.id)] }

  /// What DAV lists (RFC 4918 section 10.1; RFC 3744, 4791, 5689).
  static let compliance = "1, 3, access-control, calendar-access, extended-mkcol"

  /// The answer to OPTIONS of somebody whose identity is not settled: what the service speaks, and nothing else.
  public static var greeting: DAVResponse {
    DAVResponse(
      200,
      headers: [("DAV", compliance), ("Allow", "OPTIONS, GET, HEAD, PROPFIND, REPORT, PUT, DELETE, MKCALENDAR, COPY, MOVE, PROPPATCH")])
  }

  /// The answer to more octets than any object may have (RFC 4791 section 5.2.5).
  public static var tooLarge: DAVResponse { Refusal(403, .caldav("max-resource-size")).response }

  /// Answers a request.
  /// - Throws: what the home throws; a refusal is an answer.
  public func respond(to request: DAVRequest) throws -> DAVResponse {
    do {
      guard let location = locator.location(request.path) else { throw Refusal.notFound }
      var response = try respond(to: request, at: location)
      // RFC 4918 section 10.1 wants it of OPTIONS; a multistatus is asked for so often that it goes without.
      if response.status != 207 { response.headers.append(("DAV", Self.compliance)) }
      return response
    } catch let refusal as Refusal {
      return refusal.response
    }
  }

  private func respond(to request: DAVRequest, at location: Location) throws -> DAVResponse {
    switch request.method {
    case "OPTIONS": return options(location)
    case "GET", "HEAD": return try get(request, location)
    case "PROPFIND": return try propfind(request, location)
    case "PROPPATCH": return try proppatch(request, location)
    case "REPORT": return try report(request, location)
    case "PUT": return try put(request, location)
    case "DELETE": return try delete(request, location)
    case "MKCALENDAR": return try mkcalendar(request, location)
    case "MKCOL": return try mkcol(request, location)
    case "COPY": return try transfer(request, location, isMove: false)
    case "MOVE": return try transfer(request, location, isMove: true)
    case "POST": return try post(request, location)
    case "ACL": throw Refusal.needsPrivilege("write-acl", at: locator.href(location), reason: "权限由办公室管理")
    default: throw notAllowed(location)
    }
  }

  private func options(_ location: Location) -> DAVResponse {
    DAVResponse(200, headers: [("Allow", allowed(location).joined(separator: ", "))])
  }

  func notAllowed(_ location: Location) -> Refusal {
    var refusal = Refusal(405, reason: "not here")
    refusal.headers = [("Allow", allowed(location).joined(separator: ", "))]
    return refusal
  }

  private func allowed(_ location: Location) -> [String] {
    let reading = ["OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT"]
    return switch location {
    case .root, .principals, .principal, .homes, .home, .inbox: reading
    case .outbox: reading + ["POST"]
    case .collection: reading + ["PROPPATCH", "MKCALENDAR", "MKCOL", "COPY", "MOVE", "DELETE"]
    case .resource(Locator.newMember, _): ["OPTIONS", "POST"]
    case .resource: reading + ["PROPPATCH", "PUT", "COPY", "MOVE", "DELETE"]
    }
  }
}
