public import Foundation
import GRDB

/// What a backup copied.
public struct BackupSummary: Hashable, Sendable {
  /// Rows of the journal in the copy.
  public var journal: Int
  /// Evidence files in the copy.
  public var evidence: Int
  /// Of these, copied this time.
  public var copied: Int
}

extension OfficeStore {
  /// Copies the office into a folder while it may be in use: a consistent database and every piece of evidence that it names.
  ///
  /// The copy is an office of its own that can be opened. Evidence that is there already is not copied again. The copy is verified after
  /// writing; the database of an earlier backup is replaced only when the new one is sound.
  /// - Throws: `StoreError` or `EvidenceError`; an earlier backup stays as it was.
  public func backUp(to folder: URL, progress: (String) -> Void = { _ in }) throws -> BackupSummary {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = folder.appending(path: Self.backupName)
    let temporary = folder.appending(path: ".\(Self.backupName).new")
    try Self.remove(temporary)
    defer { try? Self.remove(temporary) }
    try StoreError.translating(target.path) {
      var configuration = Configuration()
      configuration.label = "jiaoli backup"
      let copy = try DatabaseQueue(path: temporary.path, configuration: configuration)
      try withoutActuallyEscaping(progress) { progress in
        try pool.backup(to: copy) { step in progress("数据库 \(step.completedPageCount)/\(step.totalPageCount)") }
      }
      try copy.close()
    }
    let (journal, pieces) = try Self.verified(temporary, against: self)
    let folderOfEvidence = EvidenceFolder(path: target.path + ".evidence")
    var copied = 0
    for (index, sha256) in pieces.enumerated() {
      progress("佐证材料 \(index + 1)/\(pieces.count)")
      if folderOfEvidence.state(of: sha256) == .sound { continue }
      try folderOfEvidence.copy(sha256, from: evidence)
      copied += 1
    }
    try Self.settleLog(of: target)
    try DurableFile.replace(target, with: temporary)
    return BackupSummary(journal: journal, evidence: pieces.count, copied: copied)
  }

  /// Makes an office of a backup; there must be none at the path.
  /// - Parameter epoch: a random number above 0, by which calendars tell the time from now on from the time that is lost.
  public static func restore(from folder: URL, to path: String, epoch: Int64, progress: (String) -> Void = { _ in }) throws
    -> BackupSummary
  {
    // SQLite would take the log of an office that once stood here for this one's.
    for suffix in Self.suffixes where FileManager.default.fileExists(atPath: path + suffix) { throw StoreError.exists(path + suffix) }
    let source = try OfficeStore(path: folder.appending(path: backupName).path)
    let staging = URL(fileURLWithPath: path + ".restoring")
    try? FileManager.default.removeItem(at: staging)
    defer { try? FileManager.default.removeItem(at: staging) }
    let summary = try source.backUp(to: staging, progress: progress)
    try HomeEpoch.begin(epoch, in: staging.appending(path: backupName))
    let evidence = URL(fileURLWithPath: path + ".evidence")
    let staged = staging.appending(path: backupName + ".evidence")
    let hasEvidence = FileManager.default.fileExists(atPath: staged.path)
    if hasEvidence {
      guard !FileManager.default.fileExists(atPath: evidence.path) else { throw StoreError.exists(evidence.path) }
      try FileManager.default.moveItem(at: staged, to: evidence)
    }
    do {
      try DurableFile.replace(URL(fileURLWithPath: path), with: staging.appending(path: backupName))
    } catch {
      // Evidence without its office would stand in the way of the next attempt.
      if hasEvidence { try? FileManager.default.moveItem(at: evidence, to: staged) }
      throw error
    }
    return summary
  }

  private static let backupName = "office.db"

  /// A database and what SQLite keeps beside it.
  private static let suffixes = ["", "-wal", "-shm", "-journal"]

  /// Brings what the log of an earlier backup holds into its file, and takes the log away: it would be read with the new one.
  private static func settleLog(of file: URL) throws {
    guard suffixes.dropFirst().contains(where: { FileManager.default.fileExists(atPath: file.path + $0) }) else { return }
    if FileManager.default.fileExists(atPath: file.path) {
      try StoreError.translating(file.path) {
        let earlier = try DatabaseQueue(path: file.path)
        try earlier.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try earlier.close()
      }
    }
    for suffix in suffixes.dropFirst() where FileManager.default.fileExists(atPath: file.path + suffix) {
      try FileManager.default.removeItem(atPath: file.path + suffix)
    }
  }

  private static func remove(_ file: URL) throws {
    for suffix in suffixes where FileManager.default.fileExists(atPath: file.path + suffix) {
      try FileManager.default.removeItem(atPath: file.path + suffix)
    }
  }

  /// Opens the copy and looks at its structure.
  private static func verified(_ file: URL, against store: OfficeStore) throws -> (journal: Int, evidence: [String]) {
    let copy = try DatabaseQueue(path: file.path)
    defer { try? copy.close() }
    return try copy.read { db in
      guard try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"] else { throw StoreError.damaged(file.path) }
      return (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM journal") ?? 0,
        try String.fetchAll(
          db, sql: "SELECT DISTINCT sha256 FROM evidence WHERE sha256 NOT IN (SELECT sha256 FROM erased_evidence) ORDER BY sha256")
      )
    }
  }
}
