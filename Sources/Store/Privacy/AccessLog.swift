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

  /// Facts that a person accepted or that name a person, the newest first.
  /// - Parameters:
  ///   - person: somebody the fact names; nil is anybody.
  ///   - actor: who accepted it, or in whose name.
  ///   - limit: how many at most.
  public func changes(person: String?, actor: String?, limit: Int) throws -> [JournalLine] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT seq, at, actor, behalf, kind, payload FROM journal
        WHERE (?1 IS NULL OR actor = ?1 OR behalf = ?1 OR instr(payload, '"' || ?1 || '"') > 0
            OR CAST(json_extract(payload, '$.task') AS INTEGER) IN (SELECT id FROM task WHERE assignee = ?1))
          AND (?2 IS NULL OR actor = ?2 OR behalf = ?2)
        ORDER BY seq DESC LIMIT ?3
        """, arguments: [person, actor, limit]
    ).map {
      JournalLine(
        sequence: $0["seq"], at: $0["at"], actor: $0["actor"], behalf: $0["behalf"], kind: $0["kind"], payload: $0["payload"])
    }
  }
}

/// A row of the journal as it stands, for those who look through it.
public struct JournalLine: Hashable, Sendable {
  /// Its number.
  public var sequence: Int64
  /// Milliseconds since 1970.
  public var at: Int64
  /// Who.
  public var actor: String
  /// In whose name, when that is somebody else.
  public var behalf: String?
  /// A `Fact.Kind`.
  public var kind: String
  /// JSON.
  public var payload: String
}
