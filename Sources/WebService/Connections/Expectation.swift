import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// Tells a client that waits for leave to send its content that it may (RFC 9110 section 10.1.1): once somebody begins to read it, so that
/// whoever is refused before sends nothing.
struct ExpectationMiddleware: RouterMiddleware {
  func handle(_ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response) async throws
    -> Response
  {
    guard request.headers[.expect]?.lowercased() == "100-continue" else { return try await next(request, context) }
    var request = request
    request.body = RequestBody(asyncSequence: ExpectedContent(content: request.body, channel: context.channel))
    return try await next(request, context)
  }
}

/// The content of a request whose client is told to send it when the first part is asked for.
private struct ExpectedContent: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let content: RequestBody
  let channel: any Channel

  struct AsyncIterator: AsyncIteratorProtocol {
    var content: RequestBody.AsyncIterator
    /// Nil once the client was told.
    var channel: (any Channel)?

    mutating func next() async throws -> ByteBuffer? {
      if let channel { try await ExpectedContent.goAhead(on: channel) }
      channel = nil
      return try await content.next()
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(content: content.makeAsyncIterator(), channel: channel) }

  /// Written past the encoder, which frames answers. A stream of HTTP/2 has none, and is told nothing.
  private static func goAhead(on channel: any Channel) async throws {
    try await channel.eventLoop.submit {
      guard let encoder = try? channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self) else { return }
      encoder.writeAndFlush(NIOAny(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
    }.get()
  }
}
