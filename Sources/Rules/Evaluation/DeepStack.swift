import Foundation

/// Runs deep recursion on a stack of its own, so that it never depends on how much is left of the caller's: threads of
/// Swift's concurrency have 512 KB.
enum DeepStack {
  /// Recursion up to this many levels needs no stack of its own.
  static let shallow = 24
  private static let size = 8 << 20

  /// What `body` returns; it runs on another thread, for which this one waits. Nil when the system gives no thread.
  static func run<Result>(_ body: @escaping () -> Result) -> Result? {
    let job = Job<Result>(body)
    let thread = Thread { job.run() }
    thread.stackSize = size
    thread.start()
    job.done.wait()
    return job.result
  }

  /// `body` here if it is shallow, else on a stack of its own.
  static func run<Result>(depth: Int, _ body: @escaping () -> Result) -> Result? { depth <= shallow ? body() : run(body) }
}

/// Shared by two threads, of which one waits for the semaphore until the other has written the result: they never touch it at once.
private final class Job<Result>: @unchecked Sendable {
  private let body: () -> Result
  private(set) var result: Result?
  let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping () -> Result) { self.body = body }

  func run() {
    result = body()
    done.signal()
  }
}
