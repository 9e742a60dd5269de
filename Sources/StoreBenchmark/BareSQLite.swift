import Foundation
import GRDBSQLite

/// SQLite through its C interface, with prepared statements, in the same mode as the office: the least that a durable step can cost.
final class BareSQLite {
  /// What a transaction writes.
  enum Rows {
    /// One row of a bare table.
    case one
    /// The rows that handing in a task writes, in a copy of the office's own database with its constraints, indexes and triggers.
    case same
  }

  struct Failure: Error {
    var message: String
  }

  private var connection: OpaquePointer?
  private var statements: [OpaquePointer] = []
  private let begin: OpaquePointer
  private let commit: OpaquePointer
  private let rows: Rows

  init(path: String, rows: Rows) throws {
    var connection: OpaquePointer?
    guard sqlite3_open(path, &connection) == SQLITE_OK else { throw Failure(message: "cannot open \(path)") }
    self.connection = connection
    self.rows = rows
    try Self.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", connection)
    if rows == .one { try Self.run("CREATE TABLE journal (seq INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT", connection) }
    begin = try Self.prepare("BEGIN IMMEDIATE", connection)
    commit = try Self.prepare("COMMIT", connection)
    statements = try (rows == .one ? Self.one : Self.same).map { try Self.prepare($0, connection) }
  }

  deinit {
    for statement in statements + [begin, commit] { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// One transaction about a task; every statement takes the task's number only.
  func step(_ task: Int64) throws {
    try Self.step(begin, connection)
    for statement in statements {
      sqlite3_bind_int64(statement, 1, task)
      try Self.step(statement, connection)
    }
    try Self.step(commit, connection)
  }

  /// Gives every task back, so that all can be handed in again.
  func reopen() throws {
    if rows == .same { try Self.run("UPDATE task SET status = 'returned'", connection) }
  }

  private static let one = ["INSERT INTO journal (payload) VALUES ('{\"evidence\":[],\"task\":' || ? || '}')"]

  private static let same = [
    """
    INSERT INTO journal (seq, at, actor, behalf, kind, payload)
    SELECT max(seq) + 1, at, 'office', 'P0001', 'task.submitted', '{"evidence":[],"task":' || ?1 || '}' FROM journal
    """,
    "UPDATE office SET now = now + (?1 > 0) WHERE id = 1",
    "UPDATE task SET status = 'submitted', submitted = opens, submitter = 'office', note = NULL WHERE id = ?1",
    "INSERT INTO task_log (task, at, actor, behalf, event, person, note) VALUES (?1, 1788224400000, 'office', 'P0001', 'submit', NULL, NULL)",
  ]

  private static func prepare(_ sql: String, _ connection: OpaquePointer?) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK, let statement else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
    return statement
  }

  private static func step(_ statement: OpaquePointer, _ connection: OpaquePointer?) throws {
    defer { sqlite3_reset(statement) }
    guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(message: String(cString: sqlite3_errmsg(connection))) }
  }

  private static func run(_ sql: String, _ connection: OpaquePointer?) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
  }
}
