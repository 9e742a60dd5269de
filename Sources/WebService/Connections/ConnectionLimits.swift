import NIOCore

/// Closes a connection whose client takes nothing of what is ready for it, or sends without end.
///
/// It stands first, before encryption, and sees bytes only: whatever the protocol, between two writes of ours a client may send one request of
/// the largest size in the time of one.
final class ConnectionLimits: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let takingTime: TimeAmount
  private let sendingTime: TimeAmount
  private let (sendingBytes, slowestBytes): (Int, Int)
  private let metrics: ServiceMetrics
  private var timer: Scheduled<Void>?
  /// Bytes that the client had not taken when it was looked at last.
  private var untaken = 0
  /// Bytes that came since the last write, and when the first of them did.
  private var received = 0
  private var firstReceived = NIODeadline.now()

  init(_ limits: ServiceLimits, _ metrics: ServiceMetrics) {
    (takingTime, self.metrics) = (limits.takingTime, metrics)
    sendingTime = limits.headTime + limits.requestTime
    (sendingBytes, slowestBytes) = (limits.sentBytes, limits.slowestBytes)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let now = NIODeadline.now()
    if received == 0 { firstReceived = now }
    received += unwrapInboundIn(data).readableBytes
    let time = sendingTime + .seconds(Int64(received / slowestBytes))
    guard received <= sendingBytes, now - firstReceived <= time else { return closeSlow(context) }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    received = 0
    context.write(data, promise: promise)
  }

  /// Only a connection that is full is watched: whoever takes what is sent costs nothing.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if !context.channel.isWritable, timer == nil { watch(context) }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  private func watch(_ context: ChannelHandlerContext) {
    untaken = left(context)
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: takingTime) { [self] in
      timer = nil
      guard !context.channel.isWritable else { return }
      // Whoever is slow but takes something goes on.
      guard left(context) >= untaken else { return watch(context) }
      closeSlow(context)
    }
  }

  private func closeSlow(_ context: ChannelHandlerContext) {
    metrics.slowConnections.add(1)
    context.close(promise: nil)
  }

  private func left(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }
}
