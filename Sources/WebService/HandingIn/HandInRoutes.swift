import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Office

/// `/tasks/NUMBER`: where the calendar sends a teacher whose task lacks evidence. The way in is that of the calendar.
struct HandInRoutes {
  /// All files of one task together.
  private static let bodyLimit = 64 << 20

  private let office: StandingOffice
  private let door: DAVDoor

  static func add(to router: Router<ServiceContext>, _ office: StandingOffice, _ door: DAVDoor) {
    let routes = HandInRoutes(office: office, door: door)
    router.get("/tasks/:number") { request, context in try await routes.answer(request, context) }
    router.post("/tasks/:number") { request, context in try await routes.answer(request, context) }
  }

  private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
    var request = request
    let person: String
    switch try await door.enter(request.headers[.authorization], client: context.client, key: context.clientKey, logger: context.logger) {
    case .person(let id): person = id
    case .refused(let response): return response
    }
    guard let number = context.parameters.get("number").flatMap({ Int64($0) }) else { throw HTTPError(.notFound) }
    // The database makes its caller wait, and files take their time: no thread that carries connections does.
    let threads = NIOThreadPool.singleton
    let task = try await threads.runIfActive { [office] in try Self.own(number, try office.office(as: person)) }
    guard let task else { throw HTTPError(.notFound) }
    guard request.method == .post else { return Self.page(HandInPage(task: task)) }
    guard Self.isOurs(request.headers, authority: request.head.authority) else { throw HTTPError(.forbidden) }
    let body = try await request.collectBody(upTo: Self.bodyLimit)
    let type = request.headers[.contentType] ?? ""
    return try await threads.runIfActive { [office] in
      guard let form = MultipartForm(Array(body.readableBytesView), contentType: type) else { throw HTTPError(.badRequest) }
      do {
        return Self.page(HandInPage(task: try Self.handIn(number, form, try office.office(as: person)), message: "已提交"))
      } catch {
        guard let known = OfficeError.of(error), !known.needsAttention else { throw error }
        return Self.page(HandInPage(task: task, message: ErrorAnswer.withoutFolders(known.message)), known.kind.status)
      }
    }
  }

  /// The task, where it is this person's.
  private static func own(_ number: Int64, _ office: Office) throws -> TaskSummary? {
    var query = Office.TaskQuery()
    query.person = office.actor.id
    return try office.tasks(query).first { $0.id == number }
  }

  /// Hands a task in with the files of a form, which stand in a folder of their own for as long as that takes.
  private static func handIn(_ number: Int64, _ form: MultipartForm, _ office: Office) throws -> TaskSummary {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jiaoli-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [(kind: String?, file: URL)] = []
    for (index, part) in form.parts.enumerated() {
      guard let name = part.fileName, !name.isEmpty, name != ".", name != ".." else { continue }
      guard !part.content.isEmpty else { throw OfficeError(.badInput, "\(name) 是空文件", advice: "请选有内容的文件") }
      let place = folder.appending(path: "\(index)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let file = place.appending(path: Self.shortened(name))
      try Data(part.content).write(to: file)
      files.append((part.name, file))
    }
    return try office.submit(number, files: files, note: nil)
  }

  /// The end of a name, with what kind of file it is, in as many bytes as a file system takes.
  static func shortened(_ name: String) -> String {
    var rest = name[...]
    while rest.utf8.count > 200 { rest = rest.dropFirst() }
    return String(rest)
  }

  /// Whether a form was sent from a page of ours: a browser sends its password along to whatever page asks it to.
  ///
  /// Browsers say so in Sec-Fetch-Site, which no page can write (W3C Fetch Metadata); older ones in Origin. Other programs say nothing.
  private static func isOurs(_ fields: HTTPFields, authority: String?) -> Bool {
    if let site = fields[.secFetchSite] { return site == "same-origin" }
    guard let origin = fields[.origin] else { return true }
    guard let authority else { return false }
    return origin == "http://\(authority)" || origin == "https://\(authority)"
  }

  private static func page(_ page: HandInPage, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
        .contentSecurityPolicy:
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        // Without any, browsers would send its form with `Origin: null`.
        .referrerPolicy: "same-origin", .xRobotsTag: "noindex",
      ], body: .init(byteBuffer: ByteBuffer(string: page.html)))
  }
}
