import GRDB

extension Reader {
  /// The good token with this hash. One that was revoked and one that never was take the same steps: both are missing from the index.
  public func feedToken(hash: String) throws -> FeedTokenRecord? {
    let sql = "SELECT * FROM feed_token WHERE hash = ? AND revoked IS NULL"
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [hash]).map { try FeedTokenRecord(row: $0, used: nil) }
  }

  /// A token by its number, revoked or not.
  public func feedToken(_ id: Int64) throws -> FeedTokenRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM feed_token WHERE id = ?", arguments: [id]).map { try FeedTokenRecord(row: $0, used: nil) }
  }

  /// Tokens in the order in which they were given out.
  /// - Parameters:
  ///   - kind: only those for this kind of calendar, with `subject`.
  ///   - subject: whose calendar.
  public func feedTokens(_ kind: FeedTokenScope.Kind? = nil, subject: String? = nil) throws -> [FeedTokenRecord] {
    let sql = """
      SELECT feed_token.*, used FROM feed_token LEFT JOIN feed_token_use ON token = id
      WHERE ?1 IS NULL OR (subject_kind = ?1 AND subject = ?2) ORDER BY id
      """
    return try Row.fetchAll(db, sql: sql, arguments: [kind?.rawValue, subject]).map { try FeedTokenRecord(row: $0, used: $0["used"]) }
  }
}

extension OfficeStore {
  /// Notes when tokens were last used. That is no fact of the office and stands beside the journal.
  /// - Parameter uses: milliseconds since 1970 by the token's number.
  public func noteFeedTokenUses(_ uses: [Int64: Int64]) throws {
    guard !uses.isEmpty else { return }
    try StoreError.translating(path) {
      try pool.write { db in
        let sql = "INSERT INTO feed_token_use (token, used) VALUES (?, ?) ON CONFLICT (token) DO UPDATE SET used = max(used, excluded.used)"
        let statement = try db.cachedStatement(sql: sql)
        for (token, at) in uses.sorted(by: { $0.key < $1.key }) { try statement.execute(arguments: [token, at]) }
      }
    }
  }
}

extension FeedTokenRecord {
  fileprivate init(row: Row, used: Int64?) throws {
    self.init(
      id: row["id"], hash: row["hash"], label: row["label"], scope: try StableJSON.read(row["settings"]), issuer: row["issuer"],
      issued: row["issued"], revoked: row["revoked"], used: used)
  }
}
