import Foundation
import GRDB

/// The least that a durable step needs: one row appended and one row changed, in one synced transaction.
struct BareSQLite {
  private let pool: DatabasePool

  init(in folder: URL) throws {
    pool = try DatabasePool(path: folder.appending(path: "bare.db").path)
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try pool.write { db in
      try db.execute(
        sql: """
          CREATE TABLE journal (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, payload TEXT NOT NULL) STRICT;
          CREATE TABLE task (id INTEGER PRIMARY KEY, status TEXT NOT NULL) STRICT;
          WITH RECURSIVE number (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number WHERE id < 1000)
          INSERT INTO task SELECT id, 'open' FROM number;
          """)
    }
  }

  func step(_ task: Int64) throws {
    try pool.write { db in
      try db.cachedStatement(sql: "INSERT INTO journal (at, payload) VALUES (?, ?)").execute(arguments: [task, "{\"task\":\(task)}"])
      try db.cachedStatement(sql: "UPDATE task SET status = 'submitted' WHERE id = ?").execute(arguments: [task])
    }
  }
}
