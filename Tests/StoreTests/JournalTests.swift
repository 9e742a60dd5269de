import Crypto
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

/// What each release wrote: its journal, recorded by `Scripts/record-journal`, and a whole database as text.
///
/// `v1.digests` holds a SHA-256 of every derived table as the release itself made it, over the columns that it had. `JIAOLI_RECORD=1` writes it
/// for a release that has none yet.
@Suite struct JournalTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Journals")

  /// Releases with a recorded journal, the oldest first.
  static let releases: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }()

  private struct Line: Decodable {
    var seq: Int64
    var at: Int64
    var actor: String
    var behalf: String?
    var kind: String
    var payload: String
  }

  private static func lines(of release: String) throws -> [Line] {
    let text = try String(contentsOf: folder.appending(path: release + ".jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  /// An office whose journal is the recorded one, and nothing else.
  private static func office(of release: String, in folder: URL) throws -> OfficeStore {
    let path = folder.appending(path: "\(release).db").path
    let store = try OfficeStore.create(path: path)
    let raw = try DatabaseQueue(path: path)
    try raw.write { db in
      let insert = try db.makeStatement(sql: "INSERT INTO journal (seq, at, actor, behalf, kind, payload) VALUES (?, ?, ?, ?, ?, ?)")
      for line in try lines(of: release) {
        try insert.execute(arguments: [line.seq, line.at, line.actor, line.behalf, line.kind, line.payload])
      }
    }
    try raw.close()
    return store
  }

  /// The database that the release left, as it was.
  static func database(of release: String, at path: String) throws {
    let raw = try DatabaseQueue(path: path)
    try raw.writeWithoutTransaction { db in
      let text = try String(contentsOf: folder.appending(path: release + ".sql"), encoding: .utf8)
      let statements = try db.allStatements(sql: "PRAGMA foreign_keys = OFF;\n" + text)
      while let statement = try statements.next() { try statement.execute() }
    }
    try raw.close()
  }

  /// `table (columns) digest`, one line for each.
  private static func digests(_ reader: any DatabaseReader, _ tables: [(name: String, columns: [String])]) throws -> [String] {
    try reader.read { db in
      try tables.map { table in
        var hash = SHA256()
        let columns = table.columns.joined(separator: ", ")
        let source = try formerTables[table.name].flatMap { try holds(db, table) ? nil : $0 } ?? table.name
        let rows = try Row.fetchAll(db, SQLRequest<Row>(sql: "SELECT \(columns) FROM \(source) ORDER BY 1, 2"))
        for row in rows { hash.update(data: Data((row.databaseValues.map(\.description).joined(separator: "\u{1F}") + "\n").utf8)) }
        return "\(table.name) (\(columns)) \(hash.finalize().map { String(format: "%02x", $0) }.joined())"
      }
    }
  }

  private static func holds(_ db: Database, _ table: (name: String, columns: [String])) throws -> Bool {
    try db.tableExists(table.name) && Set(table.columns).isSubset(of: db.columns(in: table.name).map(\.name))
  }

  /// What the rows of tables are read from now that are no more, or lack a column that they had.
  private static let formerTables = [
    "office": "(SELECT *, (SELECT max(at) FROM journal) AS now FROM office)",
    "task_log": """
    (SELECT row_number() OVER (ORDER BY seq, key) AS id, payload ->> 'task' AS task, at, actor, behalf, note,
      CASE kind WHEN 'task.submitted' THEN 'submit' WHEN 'task.accepted' THEN 'accept' WHEN 'task.returned' THEN 'return'
        WHEN 'task.waived' THEN 'waive' WHEN 'task.claimed' THEN 'claim' WHEN 'task.delegated' THEN 'delegate'
        WHEN 'task.withdrawn' THEN 'withdraw' WHEN 'task.urged' THEN 'urge' WHEN 'task.copied' THEN 'copy' END AS event,
      CASE kind WHEN 'task.claimed' THEN coalesce(behalf, actor) ELSE person END AS person
    FROM (
      SELECT journal.*, payload ->> 'note' AS note, people.key, people.value AS person
      FROM journal LEFT JOIN json_each(payload, '$.people') AS people ON kind = 'task.copied' OR people.key = 0
      WHERE \(JournalEntry.isOfTask)))
    """,
  ]

  private static func recorded(_ release: String) throws -> [String] {
    let file = folder.appending(path: release + ".digests")
    if ProcessInfo.processInfo.environment["JIAOLI_RECORD"] != nil, !FileManager.default.fileExists(atPath: file.path) {
      let home = FileManager.default.temporaryDirectory.appending(path: "record-\(UUID().uuidString).db").path
      defer { try? FileManager.default.removeItem(atPath: home) }
      try database(of: release, at: home)
      let raw = try DatabaseQueue(path: home)
      let tables = try raw.read { db in
        try Schema.derived.filter { try db.tableExists($0) }.map { (name: $0, columns: try db.columns(in: $0).map(\.name)) }
      }
      try Data((try digests(raw, tables).joined(separator: "\n") + "\n").utf8).write(to: file)
    }
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test(arguments: releases)
  func `The journal of a release gives the tables that the release had, to the byte`(release: String) throws {
    let fixture = try Fixture()
    let store = try Self.office(of: release, in: fixture.folder)
    try store.rebuild()
    let lines = try Self.recorded(release)
    let tables = lines.compactMap { line -> (name: String, columns: [String])? in
      guard let match = line.wholeMatch(of: /(\w+) \(([^)]*)\) [0-9a-f]{64}/) else { return nil }
      return (String(match.1), match.2.split(separator: ", ").map(String.init))
    }
    #expect(tables.count == lines.count && tables.count > 20)
    for (now, then) in zip(try Self.digests(store.pool, tables), lines) { #expect(now == then) }
    #expect(try store.examine().findings.filter { if case .evidence = $0 { false } else { true } } == [])
  }

  /// Kinds that no recording has yet: `Scripts/record-journal` makes the next one.
  private static let unreleased: Set<Fact.Kind> = []

  @Test func `Every kind of fact stands in a recorded journal`() throws {
    let kinds = try Self.releases.flatMap { try Self.lines(of: $0) }.map(\.kind)
    #expect(Set(Fact.Kind.allCases).subtracting(kinds.compactMap(Fact.Kind.init(rawValue:))) == Self.unreleased)
  }

  // MARK: Upgrades

  @Test(arguments: releases)
  func `A database of an earlier version is copied, brought up to date, and is then what its journal says`(release: String) throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "old.db").path
    try Self.database(of: release, at: path)
    let before = try DatabaseQueue(path: path)
    let version = try before.read { try Int32.fetchOne($0, SQLRequest(sql: "PRAGMA user_version")) }
    let beside = try before.read(Self.rowsBesideJournal)
    try before.close()
    let store = try OfficeStore(path: path)
    let kept = try store.pool.read(Self.rowsBesideJournal)
    #expect(beside.allSatisfy { kept[$0.key] == $0.value })
    #expect(try store.tablesThatDifferFromJournal() == [])
    guard let version, version < Schema.version else { return #expect(store.upgrade == nil) }
    let upgrade = try #require(store.upgrade)
    #expect(upgrade == SchemaUpgrade(from: version, to: Schema.version, copy: "\(path).v\(version)"))
    let copy = try DatabaseQueue(path: upgrade.copy)
    #expect(try copy.read { try Int32.fetchOne($0, SQLRequest(sql: "PRAGMA user_version")) } == version)
    let count = try copy.read { try Int.fetchOne($0, SQLRequest(sql: "SELECT count(*) FROM journal")) }
    #expect(try store.read { try $0.journalCount() } == count)
    #expect(try OfficeStore(path: path).upgrade == nil)
    #expect(try OfficeStore(path: upgrade.copy).tablesThatDifferFromJournal() == [])
  }

  /// How many rows there are in each table that does not follow from the journal: teachers' calendars and passwords, who looked at what.
  private static func rowsBesideJournal(_ db: Database) throws -> [String: Int] {
    let tables = try String.fetchAll(
      db, SQLRequest(sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
    let beside = Set(tables).subtracting(Schema.derived).subtracting(formerTables.keys).subtracting(["grdb_migrations"])
    return try Dictionary(
      uniqueKeysWithValues: beside.map { ($0, try Int.fetchOne(db, SQLRequest(sql: "SELECT count(*) FROM \($0)")) ?? 0) })
  }

  @Test func `A recording has what calendar programs keep`() throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "v11.db").path
    try Self.database(of: "v11", at: path)
    let rows = try DatabaseQueue(path: path).read(Self.rowsBesideJournal)
    #expect(["home_collection", "home_resource", "home_removal", "device_password"].allSatisfy { rows[$0, default: 0] > 0 })
  }

  @Test func `A calendar object with periods among its dates is looked at whatever the time after an upgrade`() throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "old.db").path
    try Self.database(of: "v11", at: path)
    let raw = try DatabaseQueue(path: path)
    let ids = try raw.read { try Int64.fetchAll($0, SQLRequest(sql: "SELECT id FROM home_resource WHERE last < 5000000000 ORDER BY id")) }
    #expect(ids.count > 1)
    let body = "RDATE;VALUE=PERIOD:20260902T000000Z/P3D\r\n"
    try raw.write { try $0.execute(sql: "UPDATE home_resource SET body = CAST('\(body)' AS BLOB) WHERE id = \(ids[0])") }
    try raw.close()
    let last = try OfficeStore(path: path).pool.read { db in
      try ids.map { try Int64.fetchOne(db, SQLRequest(sql: "SELECT last FROM home_resource WHERE id = ?", arguments: [$0])) }
    }
    #expect(last[0] == Int64.max && last.dropFirst().allSatisfy { $0 != Int64.max })
  }

  @Test(arguments: releases)
  func `Several who open an old database at once all find it upgraded`(release: String) throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "old.db").path
    try Self.database(of: release, at: path)
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      do { _ = try OfficeStore(path: path) } catch StoreError.busy {
        // Told to try again: a machine under load may be that slow.
      } catch { failures.withLock { $0.append("\(error)") } }
    }
    #expect(failures.withLock(\.self) == [])
    #expect(try DatabaseQueue(path: path).read { try Int32.fetchOne($0, SQLRequest(sql: "PRAGMA user_version")) } == Schema.version)
    #expect(try OfficeStore(path: path).tablesThatDifferFromJournal() == [])
  }

  @Test func `An upgrade that fails leaves the database as it was, and each attempt its own copy`() throws {
    let fixture = try Fixture()
    let path = fixture.folder.appending(path: "old.db").path
    try Self.database(of: "v1", at: path)
    let steps = [Schema.steps[0], SchemaStep(name: "2: half", sql: "CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);")]
    for _ in 0..<2 { #expect(throws: (any Error).self) { try OfficeStore(path: path, steps: steps) } }
    let raw = try DatabaseQueue(path: path)
    #expect(try raw.read { try Int32.fetchOne($0, SQLRequest(sql: "PRAGMA user_version")) } == 1)
    #expect(try raw.read { try !$0.tableExists("half") })
    #expect(["\(path).v1", "\(path).v1-2"].allSatisfy { FileManager.default.fileExists(atPath: $0) })
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(!names.contains { $0.contains(".new") })
  }
}
