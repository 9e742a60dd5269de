import Foundation
import Synchronization

/// Entries of a journal that a thread of their own reads and decodes while those before them are applied.
final class ReadAhead: Sendable {
  /// Hands each entry in order to the closure, which throws when nobody wants any more.
  typealias Source = (_ each: (JournalEntry) throws -> Void) throws -> Void

  private struct State {
    var chunks: [[JournalEntry]] = []
    /// What was handed on, for the thread that made it to give back its memory.
    var used: [[JournalEntry]] = []
    /// Nothing is read any more: why, or nil where the journal was at its end.
    var end: Result<Void, any Error>?
    var isWanted = true
  }

  private struct Unwanted: Error {}

  /// Enough that neither waits for the other at every entry, and little enough to stay in the processor's cache.
  private static let (chunk, chunks) = (512, 4)

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// Begins to read.
  init(_ source: @escaping @Sendable (_ each: (JournalEntry) throws -> Void) throws -> Void) {
    // Not its first value: a semaphore may not go while it stands below that, as it does when reading ends early.
    for _ in 0..<Self.chunks { room.signal() }
    let thread = Thread { [self] in
      let end = Result {
        var chunk: [JournalEntry] = []
        chunk.reserveCapacity(Self.chunk)
        try source { entry in
          chunk.append(entry)
          if chunk.count == Self.chunk {
            try send(chunk)
            chunk.removeAll(keepingCapacity: true)
          }
        }
        try send(chunk)
      }
      state.withLock { $0.end = end }
      filled.signal()
    }
    thread.name = "jiaoli journal"
    thread.start()
  }

  private func send(_ chunk: [JournalEntry]) throws {
    room.wait()
    let used = try state.withLock { state in
      guard state.isWanted else { throw Unwanted() }
      state.chunks.append(chunk)
      return exchange(&state.used, with: [])
    }
    withExtendedLifetime(used) { _ = filled.signal() }
  }

  /// Hands each entry to the closure. Once.
  /// - Throws: what reading threw, or the closure; then the thread stops reading.
  func each(_ body: (JournalEntry) throws -> Void) throws {
    defer {
      state.withLock { $0.isWanted = false }
      room.signal()
    }
    while true {
      filled.wait()
      let (chunk, end) = state.withLock { state in (state.chunks.isEmpty ? nil : state.chunks.removeFirst(), state.end) }
      guard let chunk else {
        try end?.get()
        return
      }
      room.signal()
      try chunk.withUnsafeBufferPointer { entries in for index in entries.indices { try body(entries[index]) } }
      state.withLock { $0.used.append(consume chunk) }
    }
  }
}
