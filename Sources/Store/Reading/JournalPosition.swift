import GRDB

extension OfficeStore {
  /// The number of the newest fact; 0 before the first.
  public func journalPosition() throws -> Int64 {
    try StoreError.translating(path) {
      try pool.read { try Int64.fetchOne($0.cachedStatement(sql: "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1")) ?? 0 }
    }
  }
}
