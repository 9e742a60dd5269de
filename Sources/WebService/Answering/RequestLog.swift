import Hummingbird
import Logging

/// Says of each request its method, route, status and time. A route is a pattern such as `/feeds/{token}`: no token stands in a log.
struct RequestLogMiddleware: RouterMiddleware {
  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(context.endpointPath ?? "-")", "status": "\(response.status.code)",
        "time": "\(ContinuousClock.now - start)",
      ])
    return response
  }
}
