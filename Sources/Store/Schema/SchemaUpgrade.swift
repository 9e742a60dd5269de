import Foundation
import GRDB
import Synchronization

/// A database of an earlier version that was brought up to date when it was opened.
public struct SchemaUpgrade: Hashable, Sendable {
  /// The version that it had.
  public var from: Int32
  /// The version that it has.
  public var to: Int32
  /// The copy that was made before anything was changed.
  public var copy: String
}

extension OfficeStore {
  /// What opening this database changed in it; nil is nothing.
  public var upgrade: SchemaUpgrade? { upgraded.withLock { $0 } }

  /// Brings the database up to date; what it was before is kept beside it.
  func upgrade(to steps: [SchemaStep]) throws {
    let (version, newest) = (try Self.version(pool), Int32(steps.count))
    guard version <= newest else { throw StoreError.newerDatabase("数据库是第 \(version) 版, 本程序只认识到第 \(newest) 版") }
    guard version < newest else { return try requireKnownEdition() }
    let copy = try keepCopy(of: version)
    try migrate(to: steps, from: version)
    upgraded.withLock { $0 = SchemaUpgrade(from: version, to: newest, copy: copy) }
  }

  /// Facts must be applied as they were meant.
  private func requireKnownEdition() throws {
    let edition = try pool.read { try Int.fetchOne($0, sql: "SELECT edition FROM office") } ?? 0
    guard edition <= Edition.current else { throw StoreError.newerDatabase("数据库按第 \(edition) 版规则记录, 本程序只认识到第 \(Edition.current) 版") }
  }

  /// Takes the steps that are lacking. Another process may take them at the same time: what it has done fails here, and is passed over.
  private func migrate(to steps: [SchemaStep], from version: Int32) throws {
    var reached = version
    while true {
      do {
        return try Schema.migrator(steps).migrate(pool)
      } catch {
        let now = try Self.version(pool)
        guard now > reached else { throw error }
        reached = now
      }
    }
  }

  private static func version(_ reader: any DatabaseReader) throws -> Int32 {
    try reader.read { try Int32.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
  }

  /// A complete copy beside the database, under a name that nothing has yet, synced before it has it.
  private func keepCopy(of version: Int32) throws -> String {
    var (name, number) = ("\(path).v\(version)", 1)
    while FileManager.default.fileExists(atPath: name) { (name, number) = ("\(path).v\(version)-\(number + 1)", number + 1) }
    let target = URL(fileURLWithPath: name)
    let temporary = URL(fileURLWithPath: "\(path).v\(version).\(UUID().uuidString).new")
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: temporary.path + suffix) } }
    let copy = try DatabaseQueue(path: temporary.path)
    try pool.backup(to: copy)
    let isSound = try copy.read { try String.fetchAll($0, sql: "PRAGMA quick_check") == ["ok"] }
    let copied = try Self.version(copy)
    try copy.close()
    guard isSound else { throw StoreError.damaged(path) }
    // Another process upgraded it in the meantime, and has kept a copy.
    guard copied == version else { return "\(path).v\(version)" }
    do {
      try DurableFile.replace(target, with: temporary)
    } catch let failure as DurableFile.Failure {
      throw failure.isDiskFull ? StoreError.diskFull(target.path) : StoreError.readOnly(target.path)
    }
    return target.path
  }
}
