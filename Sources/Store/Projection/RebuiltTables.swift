import GRDB

/// The derived tables as the journal has them, in a database of their own. They stay, so that whoever looks again and again at an office that
/// grows has only the new entries replayed.
///
/// Not Sendable: one at a time asks.
public final class RebuiltTables {
  private let copy: OfficeStore
  private let workflows: WorkflowCache
  /// The last entry that was taken up.
  private var last: Int64 = 0

  /// Empty tables; nothing is read yet.
  /// - Parameter store: whose evidence and workflows the tables speak of.
  public init(for store: OfficeStore) throws {
    copy = try OfficeStore(inMemory: store)
    workflows = store.workflows
  }

  /// Takes up what the journal has grown by and compares the tables, row by row.
  /// - Parameter store: the office, or a copy of it whose journal begins with the entries that were taken up before.
  /// - Returns: the names of the tables that differ; none is as it should be.
  public func differing(in store: OfficeStore) throws -> [String] {
    // One state of the office, though two threads look at it.
    let office = try (store.pool as? DatabasePool)?.makeSnapshot() ?? store.pool as any DatabaseReader
    let newest = try office.read { try Int64.fetchOne($0, sql: "SELECT max(seq) FROM journal") } ?? 0
    if newest > last {
      try copy.pool.write { target in
        let entries = ReadAhead { [last] each in try office.read { db in try JournalEntry.each(db, after: last, through: newest, each) } }
        try Replay(target: target, workflows: workflows, memory: copy.memory).run(entries.each, keepsIndexes: false)
      }
    }
    last = max(last, newest)
    return try office.read { db in try copy.pool.read { target in try Schema.derived.filter { try !Self.isSame($0, db, target) } } }
  }

  /// Whether a table has the same rows here and there.
  private static func isSame(_ table: String, _ live: Database, _ rebuilt: Database) throws -> Bool {
    // One statement at a time of each text: the tables are read side by side, never whole.
    let sql = "SELECT * FROM \(table) ORDER BY 1, 2"
    return try Prepared(live, sql).isSame(as: Prepared(rebuilt, sql))
  }
}
