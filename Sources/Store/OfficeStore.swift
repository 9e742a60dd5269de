import CSQLiteSettings
import Foundation
import GRDB
import Synchronization

/// One office's database: an SQLite file and, beside it, the folder of its evidence.
///
/// Every write is one transaction that appends to the journal and brings the derived tables up to date; `synchronous=FULL`, so that
/// what was acknowledged survives a power cut.
public final class OfficeStore: Sendable {
  /// Where the database is.
  public let path: String
  /// The evidence files.
  public let evidence: EvidenceFolder
  let pool: any DatabaseWriter
  let upgraded = Mutex<SchemaUpgrade?>(nil)
  let workflows = WorkflowCache()
  let memory = Memory()
  private let commits = GroupCommit()

  /// Opens an office that exists.
  /// - Throws: `StoreError` saying what is wrong with the file.
  public convenience init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { throw StoreError.notFound(path) }
    try Self.checkHeader(path)
    try self.init(path: path, steps: Schema.steps)
  }

  /// Opens an office that exists and brings it up to these steps.
  convenience init(path: String, steps: [SchemaStep]) throws {
    try self.init(opening: path)
    try StoreError.translating(path) { try upgrade(to: steps) }
  }

  /// Creates a new office; the file must not exist.
  /// - Throws: `StoreError` saying what stands in the way; nothing is left behind.
  public static func create(path: String) throws -> OfficeStore {
    guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.exists(path) }
    do {
      let store = try OfficeStore(opening: path)
      try StoreError.translating(path) {
        try Schema.migrator.migrate(store.pool)
        // Its header tells the file from others; it must not wait in the log for whoever opens it next.
        try store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      }
      return store
    } catch {
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      throw error
    }
  }

  /// Settled once, before the first connection of the process; where somebody opened one before, SQLite counts on and all is well, too.
  private static let countsNoMemory: Int32 = sqlite_settings_count_no_memory()

  private init(opening path: String) throws {
    _ = Self.countsNoMemory
    self.path = path
    evidence = EvidenceFolder(path: path + ".evidence")
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.label = "jiaoli"
    let (pool, folder) = (configuration, (path as NSString).deletingLastPathComponent)
    self.pool = try StoreError.translating(path) {
      guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else { throw StoreError.readOnly(path) }
      let writer = try DatabasePool(path: path, configuration: pool)
      // GRDB sets NORMAL when it turns on WAL; a commit must reach the disk before it is acknowledged.
      try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return writer
    }
  }

  /// A database in memory, for rebuilding from a journal.
  init(inMemory journalOwner: OfficeStore) throws {
    path = ":memory:"
    evidence = journalOwner.evidence
    // The live tables' references are examined; the copy is compared with them row by row.
    pool = try Schema.inMemory(checksReferences: false)
  }

  /// A database that SQLite keeps for itself and removes when it is closed: memory first, disk where that is not enough.
  init(temporaryFor owner: OfficeStore) throws {
    path = ""
    evidence = owner.evidence
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    let queue = try DatabaseQueue(path: "", configuration: configuration)
    try Schema.migrator.migrate(queue)
    pool = queue
  }

  /// Tells a file that is not SQLite from one that is, before anything is written.
  static func checkHeader(_ path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { throw StoreError.notOurs(path) }
    guard let file = FileHandle(forReadingAtPath: path) else { throw StoreError.readOnly(path) }
    defer { try? file.close() }
    let header = (try? file.read(upToCount: 100)) ?? Data()
    guard header.count == 100, header.starts(with: Data("SQLite format 3\0".utf8)) else { throw StoreError.notOurs(path) }
    let applicationID = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
    guard applicationID == Schema.applicationID else { throw StoreError.notOurs(path) }
  }

  /// The value of `PRAGMA synchronous` on the writer: 2 is FULL.
  public func synchronousMode() throws -> Int {
    try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }

  /// Runs one command: everything it records is committed together, or nothing is.
  /// - Parameters:
  ///   - at: milliseconds since 1970, read once for the command.
  ///   - actor: who, a staff number or `office`.
  @discardableResult
  public func write<T>(at: Int64, actor: String, _ body: (Transaction) throws -> T) throws -> T {
    try StoreError.translating(path) {
      try commits.run(on: pool, beginning: memory.validate, onRollback: memory.forget) { db in
        try body(Transaction(at: at, actor: actor, reader: Reader(db: db, workflows: workflows, memory: memory)))
      }
    }
  }

  /// Reads a consistent state.
  public func read<T>(_ body: (Reader) throws -> T) throws -> T {
    try StoreError.translating(path) { try pool.read { db in try body(Reader(db: db, workflows: workflows)) } }
  }
}
