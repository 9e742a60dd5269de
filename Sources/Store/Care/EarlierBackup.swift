import Foundation
import GRDB
import Glibc

/// What stands where a backup is to be written and has to stay.
public enum BackupObstacle: Error, Hashable, Sendable {
  /// The very office that is to be backed up, under whatever name.
  case isOpenOffice(String)
  /// No backup: another file, a folder, or a backup that is damaged.
  case notBackup(String)
  /// A backup of another office, which is called so.
  case otherOffice(String, name: String)
  /// A backup of this office with records that this one does not have.
  case hasOtherRecords(String)
}

/// The backup that a folder holds already, kept open so that nobody works in it until a newer one takes its place.
struct EarlierBackup {
  private let database: DatabaseQueue

  /// - Returns: nil where there is none.
  /// - Throws: `BackupObstacle` where the newer one would not hold all that it holds; `StoreError.busy` while somebody has it open.
  init?(at path: String, of store: OfficeStore) throws {
    guard let found = FileIdentity(path) else {
      // A log without its database would be read with the one that takes the name.
      for suffix in OfficeStore.suffixes.dropFirst() where FileIdentity(path + suffix) != nil { throw StoreError.exists(path + suffix) }
      return nil
    }
    // Before anything is opened: closing a file gives up what its process has locked of it.
    guard found != FileIdentity(store.path) else { throw BackupObstacle.isOpenOffice(path) }
    guard found.isFile else { throw BackupObstacle.notBackup(path) }
    database = try StoreError.translating(path) {
      do {
        try OfficeStore.checkHeader(path)
        let database = try Self.open(path)
        try Self.require(database, at: path, toBeginning: store)
        return database
      } catch StoreError.notOurs {
        throw BackupObstacle.notBackup(path)
      } catch let error as DatabaseError where Self.notSound.contains(error.resultCode.primaryResultCode) {
        throw BackupObstacle.notBackup(path)
      }
    }
  }

  /// How SQLite says that a file is no database, or none of ours, or damaged.
  private static let notSound: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR]

  /// Lets go of it, so that another file may have its name; what its log held is in it by then, and the log is gone: it would be read with the
  /// other file.
  func close() throws {
    let path = database.path
    try StoreError.translating(path) {
      try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try database.close()
    }
    for suffix in OfficeStore.suffixes.dropFirst() where FileIdentity(path + suffix) != nil {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Alone, so that it fails at once where anybody else has it open.
  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "jiaoli backup, the earlier one"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA main.locking_mode = EXCLUSIVE") }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Every entry of its journal must be in the office's. Where somebody was erased since, the words of entries may differ, and only what happened
  /// when is compared.
  private static func require(_ database: DatabaseQueue, at path: String, toBeginning store: OfficeStore) throws {
    let domain = try store.pool.read { try identity($0).domain }
    try database.writeWithoutTransaction { db in
      let theirs = try identity(db)
      guard theirs.domain == domain else { throw BackupObstacle.otherOffice(path, name: theirs.name) }
      try db.execute(sql: "ATTACH ? AS newer", arguments: [store.path])
      let isErased = try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM newer.journal WHERE seq > (SELECT max(seq) FROM main.journal) AND kind = 'person.erased')")
      let differs = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM main.journal AS entry LEFT JOIN newer.journal AS same ON same.seq = entry.seq
            WHERE same.seq IS NULL OR same.at <> entry.at OR same.kind <> entry.kind
              OR (NOT ? AND (same.actor <> entry.actor OR same.behalf IS NOT entry.behalf OR same.payload <> entry.payload)))
          """, arguments: [isErased ?? false])
      guard differs == false else { throw BackupObstacle.hasOtherRecords(path) }
      try db.execute(sql: "DETACH newer")
    }
  }

  private static func identity(_ db: Database) throws -> (domain: String, name: String) {
    guard let row = try Row.fetchOne(db, sql: "SELECT uid_domain, name FROM office") else { return ("", "") }
    return (row["uid_domain"], row["name"])
  }
}

/// Which file a path leads to, through links and by any of its names.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64
  /// Whether it is a file, and no folder or pipe.
  let isFile: Bool

  /// Nil where the path leads to nothing.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
    isFile = status.st_mode & S_IFMT == S_IFREG
  }
}
