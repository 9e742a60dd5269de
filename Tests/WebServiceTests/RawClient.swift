import Foundation
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import WebService

/// A connection that sends bytes as they are, for clients that keep to no rule.
struct RawClient {
  let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  init(port: Int) async throws {
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
      }
  }

  /// Sends bytes and reads until the service closes the connection, or `isEnough` says so.
  func talk(_ texts: [String], until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }) async throws -> String {
    try await channel.executeThenClose { inbound, outbound in
      for text in texts {
        // Who has been closed already cannot send: that is an answer, too.
        do { try await outbound.write(ByteBuffer(string: text)) } catch { break }
      }
      // A part may end in the middle of a character.
      var answer = ByteBuffer()
      do {
        for try await part in inbound {
          answer.writeImmutableBuffer(part)
          if isEnough(String(buffer: answer)) { break }
        }
      } catch is IOError {}
      return String(buffer: answer)
    }
  }
}

/// A service on a real port while a test talks to it; then it stops gracefully.
func serving(_ service: OfficeService, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
  let (ports, port) = AsyncStream<Int>.makeStream()
  let application = service.application { channel in port.yield(channel.localAddress?.port ?? 0) }
  let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [application], logger: service.logger))
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    for await port in ports {
      do { try await body(port) } catch { Issue.record(error) }
      break
    }
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
}
