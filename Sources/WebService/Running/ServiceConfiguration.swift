public import NIOCore
import NIOPosix

/// How the service runs: what `jiaoli serve` was told.
public struct ServiceConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 is any free one.
  public var port = 8080
  /// Event loops: threads that carry connections.
  public var threads = System.coreCount
  /// Whether X-Forwarded-For and X-Forwarded-Proto may be believed: a proxy of ours stands before the service.
  public var isBehindProxy = false
  /// What one client may ask of the service.
  public var limits = ServiceLimits()
  /// Whether each request is logged, by its route and never by its address.
  public var logsRequests = false

  /// The usual configuration.
  public init() {}
}

/// What one client may ask of the service, so that it cannot hold others up.
public struct ServiceLimits: Sendable {
  /// The largest request body in bytes.
  public var bodyBytes = 1 << 20
  /// The largest request head in bytes.
  public var headBytes = 16 << 10
  /// The most header fields of a request.
  public var headFields = 64
  /// How long a connection may wait for a whole request head: its first, or the next.
  public var headTime = TimeAmount.seconds(30)
  /// How long a request may take from its head to its last byte.
  public var requestTime = TimeAmount.seconds(30)
  /// The most connections at a time.
  public var connections = 10_000
  /// How long open requests may still take once the service is told to stop.
  public var stopTime = Duration.seconds(10)

  /// The usual limits.
  public init() {}
}
