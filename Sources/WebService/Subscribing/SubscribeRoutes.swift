import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Office

/// `GET /subscribe/TOKEN`: how to add a feed to a calendar, with a QR code. For a person, so it is Chinese and needs no script.
struct SubscribeRoutes {
  let desk: FeedDesk
  let address: ServiceAddress
  private let template: MustacheTemplate

  init(desk: FeedDesk, address: ServiceAddress) {
    (self.desk, self.address) = (desk, address)
    template = SubscribePage.template
  }

  func add(to router: Router<ServiceContext>) {
    router.get("/subscribe/:token") { request, context in try await page(request, context) }
  }

  private func page(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let text = context.parameters.get("token") ?? ""
    let known = try await desk.onThread { [desk] in try desk.grant(TokenDigest(hashing: text)) }
    guard let (grant, name) = known else { throw HTTPError(.notFound) }
    let page = SubscribePage(grant, name: name, token: text, base: address.base(request, context))
    // The address is the secret: it goes into no cache, no index, and no Referer of a link that is followed.
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .referrerPolicy: "no-referrer", .xRobotsTag: "noindex",
        .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: template.render(page))))
  }
}
