import Foundation

/// SQLite through its C interface, with prepared statements, in the same mode as the office: the least that a durable step can cost.
final class BareSQLite {
  /// What a transaction writes.
  enum Rows {
    /// One row of a bare table.
    case one
    /// The rows that handing in a task writes, in a copy of the office's own database with its constraints and indexes.
    case same
  }

  private let raw: Raw
  private let statements: [RawStatement]
  private let begin: RawStatement
  private let commit: RawStatement
  private let rows: Rows

  init(path: String, rows: Rows) throws {
    let raw = try Raw(path)
    try raw.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    if rows == .one { try raw.run("CREATE TABLE journal (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT") }
    (begin, commit) = (try RawStatement(raw, "BEGIN IMMEDIATE"), try RawStatement(raw, "COMMIT"))
    statements = try (rows == .one ? Self.one : Self.same).map { try RawStatement(raw, $0) }
    (self.raw, self.rows) = (raw, rows)
  }

  /// One transaction about a task; every statement takes the task's number only.
  func step(_ task: Int64) throws {
    try begin.run()
    for statement in statements {
      statement.bind(1, task)
      try statement.run()
    }
    try commit.run()
  }

  /// Gives every task back, so that all can be handed in again.
  func reopen() throws {
    if rows == .same { try raw.run("UPDATE task SET status = 'returned'") }
  }

  private static let one = ["INSERT INTO journal (payload) VALUES ('{\"evidence\":[],\"task\":' || ? || '}')"]

  private static let same = [
    """
    INSERT INTO journal (seq, at, actor, behalf, kind, payload)
    SELECT max(seq) + 1, at, 'office', 'P0001', 'task.submitted', '{"evidence":[],"task":' || ?1 || '}' FROM journal
    """,
    "UPDATE task SET status = 'submitted', submitted = opens, submitter = 'office', note = NULL WHERE id = ?1",
  ]
}
