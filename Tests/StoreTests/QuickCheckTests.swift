import GRDB
import Testing

@testable import Store

/// The constraints of the tables that every step writes to: they hold, and checking them is cheap.
@Suite struct QuickCheckTests {
  @Test(arguments: [
    "UPDATE task SET status = ?, settled = ?, note = ? WHERE id = ?",
    "UPDATE invocation SET status = 'settled' WHERE run = ? AND id = ?",
    "UPDATE run SET status = 'done', ended = ? WHERE id = ?",
    "UPDATE review SET status = 'left', ended = ? WHERE id = ?",
    "UPDATE review_seat SET verdict = ?, at = ? WHERE id = ?",
    "INSERT INTO membership (studio, person, role, mentor) VALUES (?, ?, ?, ?)",
    "INSERT INTO lesson (person, weekday, period, weeks, class) VALUES (?, ?, ?, ?, ?)",
    """
    INSERT INTO task (run, invocation, state, key, title, status, required, opens, evidence, modified)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """,
  ])
  func `A statement of the hot paths fills no table of its own`(sql: String) throws {
    let fixture = try Fixture()
    let codes = try fixture.store.pool.read { db in
      let statement = try db.makeStatement(sql: "EXPLAIN " + sql)
      let nothing = StatementArguments(repeatElement(DatabaseValue.null, count: sql.count { $0 == "?" }))
      return try Row.fetchAll(statement, arguments: nothing).map { $0["opcode"] as String }
    }
    #expect(!codes.contains("OpenEphemeral") && codes.contains("Init"))
  }

  @Test(arguments: [
    ("run", "status"), ("invocation", "status"), ("task", "status"), ("review", "status"), ("review_seat", "verdict"),
    ("membership", "role"),
    ("lesson", "weeks"),
  ])
  func `A column holds only the words that it may`(table: String, column: String) throws {
    let fixture = try Fixture()
    let text = try fixture.store.pool.read { db in
      try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", arguments: [table])
    }
    // No list is left, and the first word of each stands in a comparison.
    #expect(text?.contains("\(column) IN") == false)
    #expect(text?.contains("CHECK ((\(column) = '") == true)
  }

  @Test func `A status that there is not is refused`() throws {
    let fixture = try Fixture(workflows: Self.workflow)
    let run = try fixture.start("one")
    for (sql, isAllowed) in [
      ("UPDATE task SET status = 'returned'", true), ("UPDATE task SET status = 'lost'", false),
      ("UPDATE task SET status = 'accepted'", false), ("UPDATE task SET status = 'accepted', settled = 1", true),
      ("UPDATE run SET status = 'lost' WHERE id = \(run)", false), ("UPDATE invocation SET status = 'lost'", false),
    ] {
      let isDone = (try? fixture.store.pool.write { try $0.execute(literal: SQL(sql: sql)) }) != nil
      #expect(isDone == isAllowed, "\(sql)")
    }
  }

  @Test func `The index of what is late is used`() throws {
    let fixture = try Fixture()
    let plan = try fixture.store.pool.read { db in
      try Row.fetchAll(db.makeStatement(sql: "EXPLAIN QUERY PLAN SELECT id FROM task WHERE \(TaskRecord.isPending) AND task.due < 5"))
        .map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("task_pending") })
  }

  private static let workflow = """
    workflow: one
    version: 1
    title: 一项
    initial: work
    states:
      work:
        title: 进行
        window: { from: 2014-01-01, through: 2014-12-31 }
        tasks:
          write: { title: 写, due: 2014-06-01 }
        on: { done: closed }
      closed: { type: final, title: 结束 }
    """
}
