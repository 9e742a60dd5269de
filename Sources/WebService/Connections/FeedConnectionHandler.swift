import NIOCore
import Office

/// Stands before the HTTP parser of a connection without encryption and answers plain requests for feeds from what is prepared.
///
/// It copies no body, and a feed that is up to date costs no allocation beyond a small head. The first request that is not plain hands the
/// connection over to Hummingbird for good, so that answers keep their order. Both ways ask the same ``FeedDesk`` and write the same fields.
final class FeedConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State {
    /// Requests are answered as they come.
    case answering
    /// The feed of one request is looked up on another thread; what comes meanwhile waits.
    case lookingUp
    /// The client takes nothing at the moment; what comes meanwhile waits.
    case blocked
    /// Hummingbird has the connection, or it is closed.
    case handedOver
  }

  private let desk: FeedDesk
  private let ledger: ClientLedger
  private let metrics: ServiceMetrics
  private let trustsProxy: Bool
  private var writer = FeedWriter()
  private var state = State.answering
  private var waiting = ByteBuffer()
  private var heldEvents: [Any] = []
  private var peer: ClientKey?
  private let idleTime: TimeAmount
  private var lastRequest: FeedRequest?
  private var lastAnswer = NIODeadline.uptimeNanoseconds(0)
  private var isEnding = false

  /// More than this while an answer is looked up, and the client is no calendar.
  private static let waitingLimit = 64 << 10

  init(_ desk: FeedDesk, _ ledger: ClientLedger, _ metrics: ServiceMetrics, _ configuration: ServiceConfiguration) {
    (self.desk, self.ledger, self.metrics) = (desk, ledger, metrics)
    (trustsProxy, idleTime) = (configuration.isBehindProxy, configuration.limits.headTime)
  }

  func handlerAdded(context: ChannelHandlerContext) { peer = ClientKey(context.remoteAddress) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    switch state {
    case .answering: answer(buffer, context)
    case .lookingUp, .blocked:
      waiting.writeBuffer(&buffer)
      if waiting.readableBytes > Self.waitingLimit {
        isEnding = true
        context.close(promise: nil)
      }
    case .handedOver: context.fireChannelRead(data)
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
    context.fireChannelReadComplete()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .blocked = state, context.channel.isWritable { goOn(context) }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    state = .handedOver
    context.fireChannelInactive()
  }

  /// The end of the client's side, and the word to stop, make Hummingbird close the connection: what was asked before has to be through.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed else {
      return context.fireUserInboundEventTriggered(event)
    }
    switch state {
    case .answering: passWhenWritten(event, context)
    case .lookingUp, .blocked: heldEvents.append(event)
    case .handedOver: context.fireUserInboundEventTriggered(event)
    }
  }

  /// Hummingbird closes a connection that sent it nothing for a while. It does not see what was answered here, so a connection that was
  /// busy goes on, and is watched from here.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    let busyUntil: NIODeadline
    switch state {
    case .answering, .blocked: busyUntil = lastAnswer + idleTime
    case .lookingUp: busyUntil = .now() + idleTime
    case .handedOver: busyUntil = .uptimeNanoseconds(0)
    }
    guard !isEnding, busyUntil > .now(), mode == .all, promise == nil else { return context.close(mode: mode, promise: promise) }
    context.eventLoop.assumeIsolated().scheduleTask(deadline: busyUntil) { [self] in
      guard context.channel.isActive else { return }
      close(context: context, mode: .all, promise: nil)
    }
  }

  private func passWhenWritten(_ event: Any, _ context: ChannelHandlerContext) {
    isEnding = true
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in context.fireUserInboundEventTriggered(event) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
  }

  /// Answers one request after the other.
  private func answer(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
    var buffer = buffer
    while buffer.readableBytes > 0 {
      let start = NIODeadline.now()
      guard let request = request(in: buffer, start) else { return handOver(buffer, context) }
      buffer.moveReaderIndex(forwardBy: request.head.length)
      if let wait = ledger.admit(client(request), start) {
        write(writer.tooOften(wait, request), request, context)
      } else if let found = desk.findAtOnce(request.question, start) {
        guard reply(found, request, context) else { return lookUp(request, buffer, context) }
      } else {
        return lookUp(request, buffer, context)
      }
      if !context.channel.isWritable, buffer.readableBytes > 0 {
        (state, waiting) = (.blocked, buffer)
        return
      }
    }
  }

  /// The request that comes first; nil for what is left to the HTTP parser. A calendar that stays asks for the same again.
  private func request(in buffer: ByteBuffer, _ start: NIODeadline) -> FeedRequest? {
    if var known = lastRequest, known.isAgain(in: buffer) {
      known.start = start
      return known
    }
    lastRequest = buffer.withUnsafeReadableBytes(FeedRequestScanner.scan).map { FeedRequest($0, buffer, start) }
    return lastRequest
  }

  private func client(_ request: FeedRequest) -> ClientKey? {
    guard trustsProxy, let list = request.forwardedFor, let last = list.split(separator: ",").last else { return peer }
    return ClientKey(last.trimmingSpaces) ?? peer
  }

  /// Looks a feed up on a thread that may wait.
  private func lookUp(_ request: FeedRequest, _ rest: ByteBuffer, _ context: ChannelHandlerContext) {
    (state, waiting) = (.lookingUp, rest)
    let (question, wantsGzip) = (request.question, request.wantsGzip)
    let looking = desk.onThread(for: context.eventLoop) { [desk] in
      let found = try desk.find(question)
      if wantsGzip, case .feed(let feed) = found { _ = feed.gzip() }
      return found
    }
    looking.assumeIsolated().whenComplete { [self] result in
      guard case .lookingUp = state else { return }
      switch result {
      case .success(let found): _ = reply(found, request, context, orPlain: true)
      case .failure(let error): write(writer.failure(error, request), request, context)
      }
      goOn(context)
    }
  }

  /// What waited comes next.
  private func goOn(_ context: ChannelHandlerContext) {
    let rest = waiting
    (state, waiting) = (.answering, ByteBuffer())
    answer(rest, context)
    context.flush()
    guard case .answering = state else { return }
    let events = heldEvents
    heldEvents = []
    for event in events { passWhenWritten(event, context) }
  }

  /// - Returns: false where the form that the client wants is not prepared yet.
  private func reply(_ found: FeedDesk.Found, _ request: FeedRequest, _ context: ChannelHandlerContext, orPlain: Bool = false) -> Bool {
    guard let answer = writer.answer(found, request, orPlain: orPlain, on: context.eventLoop) else { return false }
    write(answer, request, context)
    return true
  }

  private func write(_ answer: FeedWriter.Answer, _ request: FeedRequest, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(answer.head), promise: nil)
    if let body = answer.body { context.write(NIOAny(body), promise: answer.file.map { kept($0, context) }) }
    lastAnswer = .now()
    metrics.record(.feeds, status: answer.status, lastAnswer - request.start)
  }

  /// Keeps a file until what is written now is through.
  private func kept(_ file: BodyFile, _ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.whenComplete { _ in withExtendedLifetime(file) {} }
    return written
  }

  private func handOver(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
    state = .handedOver
    context.flush()
    context.fireChannelRead(wrapInboundOut(buffer))
    // What waited for an answer comes after its own reading was over.
    context.fireChannelReadComplete()
    for event in heldEvents { context.fireUserInboundEventTriggered(event) }
    context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
  }
}
