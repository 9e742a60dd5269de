import GRDB

extension Reader {
  /// When a semester was last drafted, in milliseconds since 1970: by studio, and under nil as a whole.
  public func draftTimes(of semester: String) throws -> [String?: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT json_extract(payload, '$.studio') AS studio, max(at) AS at FROM journal
        WHERE kind = ? AND json_extract(payload, '$.semester') = ? GROUP BY 1
        """, arguments: [Fact.Kind.planDrafted.rawValue, semester])
    return Dictionary(rows.map { ($0["studio"] as String?, $0["at"] as Int64) }, uniquingKeysWith: max)
  }
}
