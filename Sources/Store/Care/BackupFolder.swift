import Foundation
import Glibc

/// The folder that a backup is written to: for one at a time, each with a place of its own for what is not complete.
struct BackupFolder {
  /// The database of the backup.
  let target: URL
  /// A folder within it that nobody else uses.
  let staging: URL
  private let lock: Int32

  /// Makes the folder where it is missing.
  /// - Throws: `StoreError.busy` while another backup writes to it.
  init(_ folder: URL) throws {
    target = folder.appending(path: OfficeStore.backupName)
    (lock, staging) = try StoreError.writing(folder.path) {
      try DurableFile.makeFolder(folder.path)
      let lock = Glibc.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard lock >= 0 else { throw DurableFile.Failure(code: errno) }
      do {
        return (lock, try Self.prepare(folder, lock))
      } catch {
        Glibc.close(lock)
        throw error
      }
    }
  }

  /// Takes the folder and what was left in it by backups that were cut off. Where a file system knows no locks, nobody is kept out; each has names of
  /// its own there, too.
  private static func prepare(_ folder: URL, _ lock: Int32) throws -> URL {
    let prefix = ".\(OfficeStore.backupName)."
    if flock(lock, LOCK_EX | LOCK_NB) == 0 {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix(prefix) {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
    } else if errno == EWOULDBLOCK {
      throw StoreError.busy(folder.path)
    }
    return try DurableFile.makeOwnFolder(like: folder.appending(path: prefix).path)
  }

  /// Leaves the folder to others.
  func leave() {
    try? FileManager.default.removeItem(at: staging)
    Glibc.close(lock)
  }
}
