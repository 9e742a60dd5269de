import GRDB

extension JournalEntry {
  /// Hands the entries after one and through another to the closure, in order.
  static func each(_ db: Database, after first: Int64 = 0, through last: Int64 = .max, _ body: (JournalEntry) throws -> Void) throws {
    let rows = try Prepared(db, "SELECT \(columns) FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq")
    try rows.bind(1, first).bind(2, last).each { try body(JournalEntry($0)) }
  }

  /// Hands the entries about a task to the closure, in order.
  static func each(_ db: Database, ofTask task: Int64, _ body: (JournalEntry) throws -> Void) throws {
    let rows = try Prepared(db, "SELECT \(columns) FROM journal WHERE \(isOfTask) AND payload ->> 'task' = ? ORDER BY seq")
    try rows.bind(1, task).each { try body(JournalEntry($0)) }
  }

  private static let columns = "seq, at, actor, behalf, kind, payload"

  private convenience init(_ row: Prepared) throws {
    self.init(
      sequence: row.integer(0), at: row.integer(1), actor: row.text(2), behalf: row.optionalText(3),
      fact: try Fact(kind: row.text(4), json: row.text(5)))
  }
}
