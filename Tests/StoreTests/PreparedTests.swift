import GRDB
import Testing

@testable import Store

/// Statements that are stepped through SQLite's own interface.
@Suite struct PreparedTests {
  private func row(_ id: Int64, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(db, SQLRequest(sql: "SELECT a FROM t WHERE id = \(id)"))
  }

  @Test func `A statement that GRDB has run before takes its new values`() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)")
      try db.execute(sql: "INSERT INTO t VALUES (1, 0), (2, 0)")
      let sql = "UPDATE t SET a = ? WHERE id = ?"
      try db.cachedStatement(sql: sql).execute(arguments: [7, 1])
      try Prepared(db, sql).bind(1, 8 as Int64).bind(2, 2 as Int64).run()
      #expect(try row(1, db) == 7 && row(2, db) == 8)
      try db.cachedStatement(sql: sql).execute(arguments: [9, 1])
      #expect(try row(1, db) == 9 && row(2, db) == 8)
    }
  }

  @Test func `A statement that is giving rows is not taken by somebody else, and a value that is not taken is an error`() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      let sql = "SELECT value FROM json_each('[1, 2]') WHERE value > ?"
      try Prepared(db, sql).bind(1, 0 as Int64).each { _ in
        #expect(throws: DatabaseError.self) { try Prepared(db, sql) }
      }
      #expect(throws: DatabaseError.self) { try Prepared(db, sql).bind(2, 0 as Int64) }
    }
  }
}
