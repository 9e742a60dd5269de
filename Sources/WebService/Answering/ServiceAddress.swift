import HTTPTypes
import Hummingbird

/// By which address people reach the service: the one that `jiaoli serve --address` was given, or the one that this client used.
struct ServiceAddress: Sendable {
  private let configured: String?

  /// - Parameter configured: such as `https://calendar.example.cn`; nil where none was given.
  init(_ configured: String?) { self.configured = configured.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } }

  /// The address without a slash at its end.
  func base(_ request: Request, _ context: ServiceContext) -> String {
    if let configured { return configured }
    let host = request.head.authority ?? ""
    let isHost = !host.isEmpty && host.wholeMatch(of: /[A-Za-z0-9.\-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?/) != nil
    return "\(context.isSecure ? "https" : "http")://\(isHost ? host : "localhost")"
  }
}
