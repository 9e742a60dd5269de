public import Hummingbird
import NIOCore

/// What is known of a request beside the request itself.
public struct ServiceContext: RequestContext {
  /// Hummingbird's part.
  public var coreContext: CoreRequestContextStorage
  /// The connection, or the stream of one.
  let channel: any Channel
  /// The address that the request comes from, without its port; behind a proxy what that says. Empty where there is no socket.
  public internal(set) var client: String
  /// What counts as this client.
  var clientKey: ClientKey?
  /// Whether the client's connection is encrypted, as far as is known.
  public internal(set) var isSecure: Bool
  /// The largest body that is collected, in bytes.
  public internal(set) var maxUploadSize: Int

  /// Called by Hummingbird for each request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    client = source.channel.remoteAddress?.ipAddress ?? ""
    clientKey = ClientKey(source.channel.remoteAddress)
    isSecure = false
    maxUploadSize = ServiceLimits().bodyBytes
  }
}

/// Fills in what the configuration decides of a context.
struct ContextMiddleware: RouterMiddleware {
  let configuration: ServiceConfiguration
  let ledger: ClientLedger
  let metrics: ServiceMetrics

  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    var context = context
    context.maxUploadSize = configuration.limits.bodyBytes
    context.isSecure = configuration.certificate != nil
    if configuration.isBehindProxy { believe(request, &context) }
    let (start, area) = (NIODeadline.now(), ServiceMetrics.Area(path: request.uri.path))
    let response: Response
    // Who brings a password to the calendars is counted at their door, by account where it is right.
    let isCountedLater = area == .watching || area == .dav && request.headers[.authorization] != nil
    if !isCountedLater, let wait = ledger.admit(context.clientKey, start) {
      response = ErrorAnswer.tooOften(wait)
    } else {
      response = try await next(request, context)
    }
    metrics.record(area, status: response.status.code, NIODeadline.now() - start)
    return response
  }

  /// The last address is the one that our own proxy saw; those before it are whatever the client wrote.
  private func believe(_ request: Request, _ context: inout ServiceContext) {
    if let list = request.headers[.xForwardedFor], let last = list.split(separator: ",").last {
      let address = last.trimmingSpaces
      if let key = ClientKey(address) { (context.client, context.clientKey) = (address, key) }
    }
    if let scheme = request.headers[.xForwardedProto] { context.isSecure = scheme.lowercased() == "https" }
  }
}

extension Substring {
  /// Without spaces at both ends.
  var trimmingSpaces: String {
    let rest = drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }
}
