import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection with what stands before Hummingbird: a limit for each client, and prepared feeds where nothing is encrypted.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
  typealias Value = Base.Value

  let base: Base
  let desk: FeedDesk
  let ledger: ClientLedger
  let metrics: ServiceMetrics
  let configuration: ServiceConfiguration

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    // Behind a proxy all connections are the proxy's.
    let client = configuration.isBehindProxy ? nil : ClientKey(channel.remoteAddress)
    let mayStay = ledger.enter(client)
    metrics.connections.add(1)
    channel.closeFuture.whenComplete { [ledger, metrics] _ in
      if mayStay { ledger.leave(client) }
      metrics.connections.add(-1)
    }
    do {
      try channel.pipeline.syncOperations.addHandler(ConnectionLimits(configuration.limits, metrics))
      if configuration.certificate == nil {
        try channel.pipeline.syncOperations.addHandler(FeedConnectionHandler(desk, ledger, metrics, configuration))
      }
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      if mayStay {
        try limitHandshake(channel)
      } else {
        metrics.refusedConnections.add(1)
        channel.close(promise: nil)
      }
      return value
    }
  }

  func handle(value: Value, logger: Logger) async { await base.handle(value: value, logger: logger) }

  /// Whoever connects and does not shake hands is closed like one who sends no head.
  private func limitHandshake(_ channel: any Channel) throws {
    guard configuration.certificate != nil else { return }
    let encryption = try channel.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
    try channel.pipeline.syncOperations.addHandler(HandshakeTimeLimit(configuration.limits.headTime, metrics), position: .after(encryption))
  }
}

/// Closes a connection that does not shake hands in time.
private final class HandshakeTimeLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  private let time: TimeAmount
  private let metrics: ServiceMetrics
  private var timer: Scheduled<Void>?

  init(_ time: TimeAmount, _ metrics: ServiceMetrics) { (self.time, self.metrics) = (time, metrics) }

  func handlerAdded(context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [metrics] in
      metrics.slowConnections.add(1)
      context.close(promise: nil)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    context.fireUserInboundEventTriggered(event)
    guard case .handshakeCompleted? = event as? TLSUserEvent else { return }
    timer?.cancel()
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }
}
