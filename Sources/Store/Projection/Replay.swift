import CSQLiteSettings
import Foundation
import GRDB

/// Makes the derived tables of a journal anew: every entry takes the way that it took when it was given.
struct Replay {
  let target: Database
  let workflows: WorkflowCache
  let memory: Memory
  /// So many tasks wait to be written at most.
  var held = 50_000

  /// Indexes that only readers use: no entry needs them to be applied, and making each at once at the end is quicker than keeping it. Not so
  /// `task_activity`, which has few rows and is made from all.
  private static let ofReaders = [
    "task_assignee", "task_day", "task_pending", "evidence_task", "evidence_file", "session_place",
    "session_person_person",
  ]

  /// Applies entries that the derived tables do not have.
  /// - Parameters:
  ///   - entries: the entries in order.
  ///   - keepsIndexes: whether the indexes of readers are there at the end; a copy that is only compared needs none.
  func run(_ entries: ReadAhead.Source, keepsIndexes: Bool) throws {
    let names = try StableJSON.text(Self.ofReaders)
    let indexes = try Row.fetchAll(
      target, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN (SELECT value FROM json_each(?))",
      arguments: [names])
    for index in indexes { try target.execute(sql: "DROP INDEX \(index["name"] as String)") }
    memory.forget()
    defer { memory.forget() }
    let reader = Reader(db: target, workflows: workflows, memory: memory)
    let shelf = TaskShelf(target, holding: held)
    try entries { entry in _ = try Projection(entry, reader: reader, shelf: shelf).apply() }
    try shelf.write()
    if keepsIndexes { for index in indexes { try target.execute(sql: index["sql"]) } }
  }
}

extension OfficeStore {
  /// Makes every derived table what the journal says, in one transaction.
  public func rebuild() throws {
    try StoreError.translating(path) {
      try pool.writeWithoutTransaction { db in
        // References are checked by the examination, not row by row; and what is deleted is deleted whole.
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -\(Self.spareKibibytes)")
        defer {
          try? db.execute(
            sql: "PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -2000; PRAGMA shrink_memory")
        }
        try db.inTransaction(.immediate) {
          // Nobody adds to the journal from now on, so another connection reads the same one.
          try Self.replay(db, workflows, memory, entries())
          return .commit
        }
        // What was kept in memory is in the log now: the system has use for its room when the log goes into the file.
        try db.execute(sql: "PRAGMA shrink_memory")
        sqlite_settings_give_back_memory()
        // Whoever is at it already does the same.
        _ = try? db.checkpoint(.passive)
      }
    }
    try deleteErasedEvidence()
  }

  /// The entries of the journal as others see it, read on a thread of their own.
  private func entries(through last: Int64 = .max) -> ReadAhead.Source {
    // The thread starts when somebody asks for the first entry.
    { [pool] body in try ReadAhead { each in try pool.read { db in try JournalEntry.each(db, through: last, each) } }.each(body) }
  }

  /// Empties the derived tables and fills them from the journal.
  static func replay(_ db: Database, _ workflows: WorkflowCache, _ memory: Memory?, _ entries: ReadAhead.Source) throws {
    for table in Schema.derived { try db.execute(sql: "DELETE FROM \(table)") }
    try db.execute(
      sql: "DELETE FROM sqlite_sequence WHERE name IN (SELECT value FROM json_each(?))", arguments: [try StableJSON.text(Schema.derived)])
    try Replay(target: db, workflows: workflows, memory: memory ?? Memory()).run(entries, keepsIndexes: true)
  }

  /// A quarter of the machine's memory: what does not fit in the cache is written to the log again and again.
  private static var spareKibibytes: UInt64 { ProcessInfo.processInfo.physicalMemory / 1024 / 4 }

  /// The office as it was: a database of its own, rebuilt from the journal through an entry. It lives as long as it is held.
  public func asOf(through sequence: Int64) throws -> OfficeStore {
    let copy = try OfficeStore(temporaryFor: self)
    let entries = entries(through: sequence)
    try copy.pool.write { target in
      try Replay(target: target, workflows: workflows, memory: copy.memory).run(entries, keepsIndexes: true)
    }
    return copy
  }

  /// The office rebuilt from its journal, with the journal beside the tables: all that can be read of the office can be read of it.
  public func rebuilt() throws -> OfficeStore {
    let copy = try asOf(through: .max)
    try pool.read { source in
      try copy.pool.write { target in
        let insert = try target.makeStatement(
          sql: "INSERT INTO journal (seq, at, actor, behalf, kind, payload) VALUES (?, ?, ?, ?, ?, ?)")
        let rows = try Row.fetchCursor(source, sql: "SELECT seq, at, actor, behalf, kind, payload FROM journal ORDER BY seq")
        while let row = try rows.next() {
          try insert.execute(
            arguments: [
              row["seq"] as Int64, row["at"] as Int64, row["actor"] as String, row["behalf"] as String?, row["kind"] as String,
              row["payload"] as String,
            ])
        }
      }
    }
    return copy
  }

  /// Rebuilds every derived table from the journal in a database of its own and compares.
  /// - Returns: the names of the tables that differ; none is as it should be.
  public func tablesThatDifferFromJournal() throws -> [String] { try RebuiltTables(for: self).differing(in: self) }
}
