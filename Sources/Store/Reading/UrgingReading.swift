import GRDB

/// That somebody was urged to do a task (催办).
public struct Urging: Hashable, Sendable {
  /// Milliseconds since 1970.
  public var at: Int64
  /// What was said.
  public var note: String?
}

extension Reader {
  /// The latest urging of a task; nil where there was none since it was handed in last.
  public func urging(of task: Int64) throws -> Urging? {
    let sql = """
      SELECT kind, at, payload ->> 'note' FROM journal
      WHERE \(JournalEntry.isOfTask) AND payload ->> 'task' = ? AND kind IN (?, ?) ORDER BY seq DESC LIMIT 1
      """
    let found = try Prepared(db, sql).bind(1, task).bind(2, Fact.Kind.taskUrged.rawValue).bind(3, Fact.Kind.taskSubmitted.rawValue)
      .first { row in row.text(0) == Fact.Kind.taskUrged.rawValue ? Urging(at: row.integer(1), note: row.optionalText(2)) : nil }
    return found ?? nil
  }
}
