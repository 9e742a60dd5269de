import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Office

/// `GET /subscribe/TOKEN`: how to add a feed to a calendar, with a QR code. For a person, so it is Chinese and needs no script.
struct SubscribeRoutes {
  let desk: FeedDesk
  let publicAddress: String?
  private let template: MustacheTemplate

  init(desk: FeedDesk, publicAddress: String?) {
    (self.desk, self.publicAddress) = (desk, publicAddress)
    template = SubscribePage.template
  }

  func add(to router: Router<ServiceContext>) {
    router.get("/subscribe/:token") { request, context in try await page(request, context) }
  }

  private func page(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let text = context.parameters.get("token") ?? ""
    let known = try await desk.onThread { [desk] in try desk.grant(TokenDigest(hashing: text)) }
    guard let (grant, name) = known else { throw HTTPError(.notFound) }
    let page = SubscribePage(grant, name: name, token: text, base: base(request, context))
    // The address is the secret: it goes into no cache, no index, and no Referer of a link that is followed.
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .referrerPolicy: "no-referrer", .xRobotsTag: "noindex",
        .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: template.render(page))))
  }

  /// Where the service is, as this client reaches it.
  private func base(_ request: Request, _ context: ServiceContext) -> String {
    if let publicAddress { return publicAddress.hasSuffix("/") ? String(publicAddress.dropLast()) : publicAddress }
    let host = request.head.authority ?? ""
    let isHost = !host.isEmpty && host.wholeMatch(of: /[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?/) != nil
    return "\(context.isSecure ? "https" : "http")://\(isHost ? host : "localhost")"
  }
}
