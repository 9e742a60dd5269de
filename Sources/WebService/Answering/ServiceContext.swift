public import Hummingbird
import NIOCore

/// What is known of a request beside the request itself.
public struct ServiceContext: RequestContext {
  /// Hummingbird's part.
  public var coreContext: CoreRequestContextStorage
  /// The address that the request comes from, without its port; behind a proxy what that says. Empty where there is no socket.
  public internal(set) var client: String
  /// Whether the client's connection is encrypted, as far as is known.
  public internal(set) var isSecure: Bool
  /// The largest body that is collected, in bytes.
  public internal(set) var maxUploadSize: Int

  /// Called by Hummingbird for each request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    client = source.channel.remoteAddress?.ipAddress ?? ""
    isSecure = false
    maxUploadSize = ServiceLimits().bodyBytes
  }
}

/// Fills in what the configuration decides of a context.
struct ContextMiddleware: RouterMiddleware {
  let configuration: ServiceConfiguration

  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    var context = context
    context.maxUploadSize = configuration.limits.bodyBytes
    if configuration.isBehindProxy { believe(request, &context) }
    return try await next(request, context)
  }

  /// The last address is the one that our own proxy saw; those before it are whatever the client wrote.
  private func believe(_ request: Request, _ context: inout ServiceContext) {
    if let list = request.headers[.xForwardedFor], let last = list.split(separator: ",").last {
      context.client = last.trimmingSpaces
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
