import Glibc

/// One connection to a port of this machine, by the system's own sockets: what is sent is exactly what was given.
struct RawConversation {
  private let socket: Int32

  /// Connects.
  init(port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    precondition(socket >= 0 && connected == 0, "no connection: \(errno)")
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    var one: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Sends pieces with a moment between them, says that it was all, and reads to the end. Hangs where the service does.
  /// - Returns: what came, as far as the first 256 KiB.
  func talk(_ pieces: [[UInt8]]) -> [UInt8] {
    defer { close(socket) }
    var answer: [UInt8] = []
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let events = wait(Int16(POLLIN | POLLOUT), milliseconds: -1)
        if events & Int16(POLLIN) != 0, !receive(&answer) { return answer }
        guard events & Int16(POLLOUT) != 0 else { continue }
        let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        // Closed already: nobody listens any more.
        guard sent > 0 else { return answer }
        rest = rest.dropFirst(sent)
      }
      if pieces.count > 1, wait(Int16(POLLIN), milliseconds: 1) != 0, !receive(&answer) { return answer }
    }
    shutdown(socket, Int32(SHUT_WR))
    repeat { _ = wait(Int16(POLLIN), milliseconds: -1) } while receive(&answer)
    return answer
  }

  private func wait(_ events: Int16, milliseconds: Int32) -> Int16 {
    var watched = pollfd(fd: socket, events: events, revents: 0)
    poll(&watched, 1, milliseconds)
    return watched.revents
  }

  /// - Returns: false at the end.
  private func receive(_ answer: inout [UInt8]) -> Bool {
    let buffer = [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
      count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
    }
    if answer.count < 256 << 10 { answer += buffer }
    return !buffer.isEmpty
  }
}
