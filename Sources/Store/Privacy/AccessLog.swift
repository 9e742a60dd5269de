import GRDB

extension OfficeStore {
  /// Notes that somebody looked at these people's records; it is on the disk when this returns.
  public func note(_ records: [AccessRecord]) throws {
    guard !records.isEmpty else { return }
    try StoreError.translating(path) {
      try pool.write { db in
        let insert = try db.cachedStatement(sql: "INSERT INTO access_log (at, actor, action, person, what) VALUES (?, ?, ?, ?, ?)")
        for record in records {
          try insert.execute(arguments: [record.at, record.actor, record.action.rawValue, record.person, record.what])
        }
      }
    }
  }
}

extension Transaction {
  /// Forgets looks that are older than the office keeps them.
  public func forgetOldAccess() throws {
    let days = try reader.retention().accessDays
    try db.execute(sql: "DELETE FROM access_log WHERE at < ?", arguments: [at - Int64(days) * 86_400_000])
  }
}

extension Reader {
  /// How long looks are kept.
  public func retention() throws -> RetentionSetting {
    try Int.fetchOne(db, sql: "SELECT access_days FROM retention").map(RetentionSetting.init(accessDays:)) ?? .usual
  }

  /// Looks at a person's records, or at anybody's, the newest first.
  /// - Parameter limit: how many at most.
  public func accesses(person: String?, actor: String?, limit: Int) throws -> [AccessRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT at, actor, action, person, what FROM access_log
        WHERE (?1 IS NULL OR person = ?1) AND (?2 IS NULL OR actor = ?2) ORDER BY id DESC LIMIT ?3
        """, arguments: [person, actor, limit]
    ).compactMap { row in
      AccessRecord.Action(rawValue: row["action"]).map {
        AccessRecord(at: row["at"], actor: row["actor"], action: $0, person: row["person"], what: row["what"])
      }
    }
  }
}
