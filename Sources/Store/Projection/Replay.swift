import GRDB

/// Makes the derived tables of a journal anew: every entry takes the way that it took when it was given.
struct Replay {
  let source: Database
  let target: Database
  let workflows: WorkflowCache
  let memory: Memory

  /// Indexes that only readers use: no entry needs them to be applied, and making each at once at the end is quicker than keeping it.
  private static let ofReaders = [
    "task_assignee", "task_pending", "task_activity", "task_log_task", "task_log_copy", "evidence_task", "evidence_file", "notice_run",
    "session_place", "session_person_person",
  ]

  /// Applies the entries of the journal that the derived tables do not have.
  /// - Parameters:
  ///   - keepsIndexes: whether the indexes of readers are there at the end; a copy that is only compared needs none.
  ///   - first: the entry up to which the derived tables stand; 0 is none.
  ///   - last: the last entry to apply.
  /// - Returns: how many entries there were.
  @discardableResult
  func run(keepsIndexes: Bool, after first: Int64 = 0, through last: Int64 = .max) throws -> Int64 {
    let names = try StableJSON.text(Self.ofReaders)
    let indexes = try Row.fetchAll(
      target, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN (SELECT value FROM json_each(?))",
      arguments: [names])
    for index in indexes { try target.execute(sql: "DROP INDEX \(index["name"] as String)") }
    memory.forget()
    defer { memory.forget() }
    let reader = Reader(db: target, workflows: workflows, memory: memory)
    var count: Int64 = 0
    let entries = try Prepared(source, "SELECT seq, at, actor, behalf, kind, payload FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq")
    try entries.bind(1, first).bind(2, last).each { row in
      let entry = JournalEntry(
        sequence: row.integer(0), at: row.integer(1), actor: row.text(2), behalf: row.optionalText(3),
        fact: try Fact(kind: row.text(4), json: row.text(5)))
      count += 1
      _ = try Projection(db: target, entry: entry, reader: reader).apply()
    }
    if keepsIndexes { for index in indexes { try target.execute(sql: index["sql"]) } }
    return count
  }
}

extension OfficeStore {
  /// Makes every derived table what the journal says, in one transaction.
  public func rebuild() throws {
    try StoreError.translating(path) {
      try pool.writeWithoutTransaction { db in
        // References are checked by the examination, not row by row; and what is deleted is deleted whole.
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY")
        defer {
          try? db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000; PRAGMA temp_store = DEFAULT; PRAGMA shrink_memory")
        }
        try db.inTransaction {
          try Self.replay(db, workflows, memory)
          return .commit
        }
      }
    }
    try deleteErasedEvidence()
  }

  /// Empties the derived tables and fills them from the journal.
  static func replay(_ db: Database, _ workflows: WorkflowCache, _ memory: Memory?) throws {
    for table in Schema.derived { try db.execute(sql: "DELETE FROM \(table)") }
    try db.execute(
      sql: "DELETE FROM sqlite_sequence WHERE name IN (SELECT value FROM json_each(?))", arguments: [try StableJSON.text(Schema.derived)])
    try Replay(source: db, target: db, workflows: workflows, memory: memory ?? Memory()).run(keepsIndexes: true)
  }

  /// The office as it was: a database of its own, rebuilt from the journal through an entry. It lives as long as it is held.
  public func asOf(through sequence: Int64) throws -> OfficeStore {
    let copy = try OfficeStore(temporaryFor: self)
    try pool.read { db in
      _ = try copy.pool.write { target in
        try Replay(source: db, target: target, workflows: workflows, memory: copy.memory).run(keepsIndexes: true, through: sequence)
      }
    }
    return copy
  }

  /// Rebuilds every derived table from the journal in a database of its own and compares.
  /// - Returns: the names of the tables that differ; none is as it should be.
  public func tablesThatDifferFromJournal() throws -> [String] { try RebuiltTables(for: self).differing(in: self) }
}
