import Hummingbird
import NIOCore

/// Closes the connection of a request that is not answered in time: its body does not come, or comes without end.
struct TimeLimitMiddleware: RouterMiddleware {
  let limits: ServiceLimits
  let metrics: ServiceMetrics

  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    let channel = context.channel
    let body = min(request.headers[.contentLength].flatMap { Int($0) } ?? 0, limits.sentBytes)
    let time = limits.requestTime + .seconds(Int64(max(0, body) / limits.slowestBytes))
    let timer = channel.eventLoop.scheduleTask(in: time) { [metrics] in
      metrics.slowConnections.add(1)
      channel.close(promise: nil)
    }
    defer { timer.cancel() }
    return try await next(request, context)
  }
}
