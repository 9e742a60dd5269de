import Dispatch
import GRDB
import Synchronization

/// Commands that wait at the same time share one transaction and one sync, each within a savepoint of its own.
///
/// Whoever comes while nobody writes leads: the leader runs what has gathered, commits, and only then tells each. A command alone pays for no
/// savepoint. One that fails takes back its own savepoint and no other's; when the commit itself fails, all of the group are told.
final class GroupCommit: Sendable {
  /// One command that waits.
  ///
  /// `@unchecked`: the thread that made it blocks on `done` until the leader has finished with it, so never do two touch it at once.
  private final class Job: @unchecked Sendable {
    /// Nothing once it was run: the caller must not be left while its closure is held.
    var body: ((Database) throws -> Void)?
    var failure: (any Error)?
    /// Whether it is this job's thread that leads the next group.
    var leads = false
    let done = DispatchSemaphore(value: 0)
    init(_ body: @escaping (Database) throws -> Void) { self.body = body }
  }

  private struct State {
    var isLed = false
    var waiting: [Job] = []
  }

  /// More than this in one transaction would make the first wait for long.
  private static let largest = 64

  private let state = Mutex(State())

  /// Runs a command in a transaction that is committed and synced when this returns.
  /// - Parameter onRollback: told whenever something was taken back.
  func run<T>(on writer: any DatabaseWriter, beginning: (Database) throws -> Void, onRollback: () -> Void, _ body: (Database) throws -> T)
    throws -> T
  {
    var result: T?
    try withoutActuallyEscaping(body) { body in
      let job = Job { result = try body($0) }
      try enter(job, writer, beginning, onRollback)
    }
    guard let result else { throw DatabaseError(message: "a command was not run") }
    return result
  }

  private func enter(_ job: Job, _ writer: any DatabaseWriter, _ beginning: (Database) throws -> Void, _ onRollback: () -> Void) throws {
    let leads = state.withLock { state in
      if state.isLed {
        state.waiting.append(job)
        return false
      }
      state.isLed = true
      return true
    }
    if !leads { job.done.wait() }
    if leads || job.leads { lead(job, writer, beginning, onRollback) }
    if let failure = job.failure { throw failure }
  }

  /// Runs the leader's own command with those that wait, and hands the lead on.
  private func lead(_ first: Job, _ writer: any DatabaseWriter, _ beginning: (Database) throws -> Void, _ onRollback: () -> Void) {
    let others = state.withLock { state in
      let taken = Array(state.waiting.prefix(Self.largest - 1))
      state.waiting.removeFirst(taken.count)
      return taken
    }
    let group = [first] + others
    do {
      try writer.writeWithoutTransaction { db in try Self.commit(group, db, beginning, onRollback) }
    } catch {
      for job in group where job.failure == nil { job.failure = error }
    }
    let next = state.withLock { state -> Job? in
      guard !state.waiting.isEmpty else {
        state.isLed = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    for job in group { job.body = nil }
    for job in others { job.done.signal() }
    next?.leads = true
    next?.done.signal()
  }

  private static func commit(_ group: [Job], _ db: Database, _ beginning: (Database) throws -> Void, _ onRollback: () -> Void) throws {
    try db.cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
    do {
      try beginning(db)
      if group.count == 1 {
        try group[0].body?(db)
      } else {
        for job in group { try runInSavepoint(job, db, onRollback) }
      }
      try db.cachedStatement(sql: "COMMIT TRANSACTION").execute()
    } catch {
      onRollback()
      try? db.rollback()
      throw error
    }
  }

  /// - Throws: only where the whole transaction is lost with the command: a full disk, a failing one.
  private static func runInSavepoint(_ job: Job, _ db: Database, _ onRollback: () -> Void) throws {
    try db.cachedStatement(sql: "SAVEPOINT command").execute()
    do {
      try job.body?(db)
    } catch {
      guard db.isInsideTransaction else { throw error }
      onRollback()
      job.failure = error
      try db.cachedStatement(sql: "ROLLBACK TO SAVEPOINT command").execute()
    }
    try db.cachedStatement(sql: "RELEASE SAVEPOINT command").execute()
  }
}
