import AcademicCalendar
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// `GET /feeds/TOKEN.ics`, with `from` and `to` as bounds. HEAD comes by itself.
struct FeedRoutes {
  let desk: FeedDesk

  func add(to router: Router<ServiceContext>) {
    router.get("/feeds/:file") { request, context in try await feed(request, context) }
    for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options] {
      router.on("/feeds/:file", method: method) { _, _ in
        ErrorAnswer.response(.methodNotAllowed, ErrorAnswer.sentence(.methodNotAllowed), [.allow: "GET, HEAD"])
      }
    }
  }

  private func feed(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let file = context.parameters.get("file") ?? ""
    let bounds = Bounds(request.uri.queryParameters)
    let token = TokenDigest(hashing: file.hasSuffix(".ics") ? file.dropLast(4) : "")
    let question = FeedDesk.Question(token: token, from: bounds.from, through: bounds.through)
    let wantsGzip = Conditions.acceptsGzip(request.headers[.acceptEncoding])
    let conditions = Conditions(noneMatch: request.headers[.ifNoneMatch], modifiedSince: request.headers[.ifModifiedSince])
    let found: FeedDesk.Found
    if let known = desk.findAtOnce(question, .now()) {
      found = known
    } else {
      found = try await desk.onThread { [desk] in try desk.find(question) }
    }
    switch found {
    case .nothing: throw HTTPError(.notFound)
    case .tooOften(let seconds): return ErrorAnswer.tooOften(seconds)
    case .feed(let feed):
      // Only who has a good token is told what is wrong with the rest of the address.
      if let refusal = bounds.refusal { throw refusal }
      if feed.isKnown(conditions) {
        let form = wantsGzip ? feed.gzipIfPrepared ?? feed.plain : feed.plain
        return Response(status: .notModified, headers: form.unchangedFields)
      }
      let form = wantsGzip ? try await compressed(feed) : feed.plain
      return Response(status: .ok, headers: form.fields, body: ResponseBody(byteBuffer: form.body))
    }
  }

  private func compressed(_ feed: PreparedFeed) async throws -> Representation {
    if let form = feed.gzipIfPrepared { return form }
    return try await desk.onThread { feed.gzip() }
  }

  /// The first and the last day that are asked for.
  private struct Bounds {
    var from: Day?
    var through: Day?
    var refusal: OfficeError?

    init(_ parameters: Parameters) {
      (from, through) = (read("from", parameters), read("to", parameters))
      if let from, let through, from > through { refusal = OfficeError(.usage, "from \(from) 晚于 to \(through)") }
    }

    private mutating func read(_ name: Substring, _ parameters: Parameters) -> Day? {
      guard let text = parameters[name] else { return nil }
      guard let day = Day(String(text)) else {
        refusal = OfficeError(.usage, "\(name) 应是一个日期", advice: "写作 \(name)=2026-09-01")
        return nil
      }
      return day
    }
  }
}
