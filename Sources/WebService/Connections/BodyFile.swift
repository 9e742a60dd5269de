import Glibc
import NIOCore
import Synchronization

/// The body of a feed in shared memory, from where the kernel sends it to sockets without a copy of ours (`sendfile`).
final class BodyFile: Sendable {
  /// A body of less is quicker copied.
  static let smallest = 32 << 10
  /// Descriptors are few: beyond so many, bodies are copied.
  private static let most = 256
  private static let count = Atomic<Int>(0)
  private static let names = Atomic<Int>(0)

  private let size: Int
  /// A handle is one event loop's at a time, so each has its own.
  private let handles: Mutex<[ObjectIdentifier: NIOFileHandle]>
  private let first: NIOFileHandle

  /// - Returns: nil where a copy is as quick, or the system has no room.
  init?(_ body: ByteBufferView) {
    guard body.count >= Self.smallest, Self.count.add(1, ordering: .relaxed).newValue <= Self.most, let descriptor = Self.file(body) else {
      if body.count >= Self.smallest { Self.count.subtract(1, ordering: .relaxed) }
      return nil
    }
    (first, size) = (NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor), body.count)
    handles = Mutex([:])
  }

  deinit {
    handles.withLock { for handle in $0.values { try? handle.close() } }
    try? first.close()
    Self.count.subtract(1, ordering: .relaxed)
  }

  /// What is written to a channel of an event loop. The file has to be held until that is through.
  /// - Returns: nil where the system has no descriptor left.
  func region(for loop: any EventLoop) -> FileRegion? {
    let handle = handles.withLock { handles -> NIOFileHandle? in
      if let known = handles[ObjectIdentifier(loop)] { return known }
      guard let made = try? first.duplicate() else { return nil }
      handles[ObjectIdentifier(loop)] = made
      return made
    }
    return handle.map { FileRegion(fileHandle: $0, readerIndex: 0, endIndex: size) }
  }

  /// A file of no name that holds the bytes.
  private static func file(_ body: ByteBufferView) -> CInt? {
    let name = "/jiaoli-\(getpid())-\(names.add(1, ordering: .relaxed).newValue)"
    let descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { return nil }
    shm_unlink(name)
    let isWhole = body.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
    if isWhole { return descriptor }
    close(descriptor)
    return nil
  }
}
