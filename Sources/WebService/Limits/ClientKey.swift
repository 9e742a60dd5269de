import NIOCore

/// What counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that a subscriber is given.
struct ClientKey: Hashable, Sendable {
  private let bits: UInt64
  private let isWide: Bool

  /// The client behind a socket address; nil for one without an IP address.
  init?(_ address: SocketAddress?) {
    switch address {
    case .v4(let v4):
      // The address follows family and port, in network order, on every system.
      let number = withUnsafeBytes(of: v4.address) { $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self) }
      (bits, isWide) = (UInt64(number), false)
    case .v6(let v6):
      let halves = withUnsafeBytes(of: v6.address) {
        ($0.loadUnaligned(fromByteOffset: 8, as: UInt64.self), $0.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
      }
      // ::ffff:a.b.c.d is an IPv4 client on a socket for both.
      let isMapped = halves.0 == 0 && UInt64(bigEndian: halves.1) >> 32 == 0xFFFF
      (bits, isWide) = isMapped ? (UInt64(UInt32(truncatingIfNeeded: UInt64(bigEndian: halves.1)).bigEndian), false) : (halves.0, true)
    case .unixDomainSocket, nil: return nil
    }
  }

  /// The client with this address in text.
  init?(_ text: String) {
    guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
    self.init(address)
  }
}
