import NIOCore
import Synchronization

/// What each client has asked for lately, and how many connections it holds.
final class ClientLedger: Sendable {
  private let requests: RateLedger<ClientKey>
  private let connectionLimit: Int
  private let connections = Mutex<[ClientKey: Int]>([:])

  /// - Parameters:
  ///   - perMinute: requests of one client; 0 is without limit.
  ///   - connections: connections of one client at a time; 0 is without limit.
  init(perMinute: Int, connections: Int) {
    (requests, connectionLimit) = (RateLedger(perMinute: perMinute), connections)
  }

  /// Counts a request of a client.
  /// - Returns: nil if it is allowed, else the seconds after which it will be.
  func admit(_ client: ClientKey?, _ now: NIODeadline) -> Int? { client.flatMap { requests.admit($0, now) } }

  /// Counts a connection of a client.
  /// - Returns: whether it may stay; one that may has to be given back with ``leave(_:)``.
  func enter(_ client: ClientKey?) -> Bool {
    guard let client, connectionLimit > 0 else { return true }
    return connections.withLock { connections in
      guard connections[client, default: 0] < connectionLimit else { return false }
      connections[client, default: 0] += 1
      return true
    }
  }

  /// A connection of a client was closed.
  func leave(_ client: ClientKey?) {
    guard let client, connectionLimit > 0 else { return }
    connections.withLock { connections in
      guard let count = connections[client] else { return }
      connections[client] = count > 1 ? count - 1 : nil
    }
  }
}
