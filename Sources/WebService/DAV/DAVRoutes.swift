import CalDAV
import HTTPTypes
import Hummingbird
import ICalendar
import NIOCore
import NIOPosix
import Office

/// CalDAV under `/dav/`, and the ways by which programs find it (RFC 6764 section 5).
struct DAVRoutes {
  static let root = "/dav/"
  /// A little more than the largest object, so that one that is too large is told so by CalDAV.
  private static let bodyLimit = ObjectLimits.size + (64 << 10)

  private let office: StandingOffice
  private let door: DAVDoor
  private let address: ServiceAddress

  /// Adds the routes.
  static func add(
    to router: Router<ServiceContext>, _ office: StandingOffice, door: DAVDoor, address: ServiceAddress = ServiceAddress(nil)
  ) {
    let routes = DAVRoutes(office: office, door: door, address: address)
    HandInRoutes.add(to: router, office, door)
    for method in methods {
      for path in ["/dav", "/dav/**"] as [RouterPath] {
        router.on(path, method: method) { request, context in try await routes.answer(request, context) }
      }
      router.on("/.well-known/caldav", method: method) { _, _ in redirect() }
    }
    // What programs ask that were given nothing but a host.
    for method in [HTTPRequest.Method.propfind] {
      for path in ["/", "/principals", "/calendar/dav/**"] as [RouterPath] {
        router.on(path, method: method) { _, _ in redirect() }
      }
    }
  }

  private static let methods: [HTTPRequest.Method] = [
    .options, .get, .head, .put, .delete, .post, .propfind, .proppatch, .report, .mkcalendar, .mkcol, .copy, .move, .acl,
    // What nobody may do here is told so; "not found" would say that the calendar is gone.
    .patch, .trace, .lock, .unlock, .search,
  ]

  private static func redirect() -> Response { Response(status: .movedPermanently, headers: [.location: root]) }

  private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
    var request = request
    if request.method == .options, request.headers[.authorization] == nil { return Self.response(DAVServer.greeting) }
    let person: String
    switch try await door.enter(request.headers[.authorization], client: context.client, key: context.clientKey, logger: context.logger) {
    case .person(let id): person = id
    case .refused(let response): return response
    }
    let body: ByteBuffer
    do {
      body = try await request.collectBody(upTo: Self.bodyLimit)
    } catch is NIOTooManyBytesError {
      return Self.response(DAVServer.tooLarge)
    }
    let asked = DAVRequest(
      method: request.method.rawValue, path: request.uri.path,
      headers: request.headers.map { ($0.name.rawName, $0.value) } + (request.head.authority.map { [("Host", $0)] } ?? []),
      body: Array(body.readableBytesView))
    let address = address.base(request, context)
    // The database makes its caller wait: no thread that carries connections does.
    return try await NIOThreadPool.singleton.runIfActive { [office] in
      let home = TeacherHome(try office.office(as: person), address: address)
      return Self.response(try DAVServer(home: home, root: Self.root).respond(to: asked))
    }
  }

  private static func response(_ answer: DAVResponse) -> Response {
    var fields = HTTPFields()
    var length: Int?
    for (name, value) in answer.headers {
      guard let name = HTTPField.Name(name) else { continue }
      if name == .contentLength { length = Int(value) } else { fields.append(HTTPField(name: name, value: value)) }
    }
    fields[.cacheControl] = "private, no-cache"
    let status = HTTPResponse.Status(code: answer.status)
    // HEAD says how long the content would be.
    if let length {
      fields[.contentLength] = String(length)
      return Response(status: status, headers: fields)
    }
    return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

extension HTTPRequest.Method {
  static let propfind = named("PROPFIND")
  static let lock = named("LOCK")
  static let unlock = named("UNLOCK")
  static let search = named("SEARCH")
  static let proppatch = named("PROPPATCH")
  static let report = named("REPORT")
  static let mkcalendar = named("MKCALENDAR")
  static let mkcol = named("MKCOL")
  static let copy = named("COPY")
  static let move = named("MOVE")
  static let acl = named("ACL")

  private static func named(_ name: String) -> HTTPRequest.Method {
    guard let method = HTTPRequest.Method(name) else { preconditionFailure("\(name) is no token") }
    return method
  }
}
