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
    try store.pool.read { db in
      try copy.pool.write { target in
        let newest = try Int64.fetchOne(db, sql: "SELECT max(seq) FROM journal") ?? 0
        if newest > last {
          try Replay(source: db, target: target, workflows: workflows, memory: copy.memory)
            .run(keepsIndexes: false, after: last, through: newest)
        }
        let names = try Schema.derived.filter { try !Self.isSame($0, db, target) }
        last = max(last, newest)
        return names
      }
    }
  }

  /// Whether a table has the same rows here and there.
  private static func isSame(_ table: String, _ live: Database, _ rebuilt: Database) throws -> Bool {
    // One statement at a time of each text: the tables are read side by side, never whole.
    let sql = "SELECT * FROM \(table) ORDER BY 1, 2"
    return try Prepared(live, sql).isSame(as: Prepared(rebuilt, sql))
  }
}
