import Hummingbird

/// HEAD gets the fields of GET and no content, whatever the answer is (RFC 9110 section 9.3.2): a client would take it for the next answer.
struct HeadMiddleware: RouterMiddleware {
  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    let response = try await next(request, context)
    return request.method == .head ? response.createHeadResponse() : response
  }
}
