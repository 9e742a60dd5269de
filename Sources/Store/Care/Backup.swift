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
  /// Evidence files of people erased since that were deleted from the folder.
  public var erased: Int
  /// Evidence that is not in the copy, because it was not there to be copied.
  public var lost: [LostEvidence]
}

extension OfficeStore {
  /// Copies the office into a folder while it may be in use: a consistent database and every piece of evidence that it names and that is there.
  ///
  /// The copy is an office of its own that can be opened. Evidence that is there already is not copied again; what was of people who are erased by
  /// now is deleted. The copy is verified after writing. An earlier backup is replaced only when the new one is sound and holds all that it holds.
  /// - Throws: `StoreError` or `BackupObstacle`; what the folder held stays as it was.
  public func backUp(to folder: URL, progress: (String) -> Void = { _ in }) throws -> BackupSummary {
    let place = try BackupFolder(folder)
    defer { place.leave() }
    let earlier = try EarlierBackup(at: place.target.path, of: self)
    let copy = place.staging.appending(path: Self.backupName)
    try copyDatabase(to: copy, progress)
    let content = try Self.verified(copy)
    let kept = EvidenceFolder(path: place.target.path + ".evidence")
    var (copied, faults): (Int, [String: EvidenceFault]) = (0, [:])
    for (index, sha256) in content.evidence.enumerated() {
      progress("佐证材料 \(index + 1)/\(content.evidence.count)")
      if kept.fault(of: sha256) == nil { continue }
      do {
        try kept.put(try evidence.contents(of: sha256), as: sha256)
        copied += 1
      } catch let fault as EvidenceFault {
        faults[sha256] = fault
      }
    }
    try earlier?.close()
    try StoreError.writing(place.target.path) { try DurableFile.replace(place.target, with: copy) }
    let erased = content.erased.filter(kept.holds)
    for sha256 in erased { kept.remove(sha256) }
    return BackupSummary(
      journal: content.journal, evidence: content.evidence.count - faults.count, copied: copied, erased: erased.count,
      lost: try pool.read { try LostEvidence.all($0, faults) })
  }

  /// Makes an office of a backup; there must be none at the path.
  /// - Parameter epoch: a random number above 0, by which calendars tell the time from now on from the time that is lost.
  /// - Throws: `StoreError`; nothing is left behind.
  public static func restore(from folder: URL, to path: String, epoch: Int64, progress: (String) -> Void = { _ in }) throws
    -> BackupSummary
  {
    // SQLite would take the log of an office that once stood here for this one's.
    for suffix in suffixes + [".evidence"] where FileManager.default.fileExists(atPath: path + suffix) {
      throw StoreError.exists(path + suffix)
    }
    let source = try OfficeStore(path: folder.appending(path: backupName).path)
    let (target, evidence) = (URL(fileURLWithPath: path), URL(fileURLWithPath: path + ".evidence"))
    let staging = try StoreError.writing(path) {
      try DurableFile.makeFolder(target.deletingLastPathComponent().path)
      return try DurableFile.makeOwnFolder(like: path + ".restoring.")
    }
    defer { try? FileManager.default.removeItem(at: staging) }
    let summary = try source.backUp(to: staging, progress: progress)
    try HomeEpoch.begin(epoch, in: staging.appending(path: backupName))
    let staged = staging.appending(path: backupName + ".evidence")
    let hasEvidence = FileManager.default.fileExists(atPath: staged.path)
    if hasEvidence { try FileManager.default.moveItem(at: staged, to: evidence) }
    do {
      try StoreError.writing(path) { try DurableFile.place(staging.appending(path: backupName), at: target) }
    } catch {
      // Evidence without its office would stand in the way of the next attempt.
      if hasEvidence { try? FileManager.default.moveItem(at: evidence, to: staged) }
      throw error
    }
    return summary
  }

  /// What the database of a backup is called.
  static let backupName = "office.db"

  /// A database and what SQLite keeps beside it.
  static let suffixes = ["", "-wal", "-shm", "-journal"]

  private func copyDatabase(to file: URL, _ progress: (String) -> Void) throws {
    try StoreError.translating(file.path) {
      var configuration = Configuration()
      configuration.label = "jiaoli backup"
      let copy = try DatabaseQueue(path: file.path, configuration: configuration)
      try withoutActuallyEscaping(progress) { progress in
        try pool.backup(to: copy) { step in progress("数据库 \(step.completedPageCount)/\(step.totalPageCount)") }
      }
      try copy.close()
    }
  }

  /// What a copy holds: rows of the journal, the evidence that it names, and that of people who are erased.
  private typealias Content = (journal: Int, evidence: [String], erased: [String])

  /// Opens the copy and looks at its structure.
  private static func verified(_ file: URL) throws -> Content {
    try StoreError.translating(file.path) {
      let copy = try DatabaseQueue(path: file.path)
      defer { try? copy.close() }
      return try copy.read { db in
        guard try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"] else { throw StoreError.damaged(file.path) }
        return (
          try Int.fetchOne(db, sql: "SELECT count(*) FROM journal") ?? 0,
          try String.fetchAll(
            db, sql: "SELECT DISTINCT sha256 FROM evidence WHERE sha256 NOT IN (SELECT sha256 FROM erased_evidence) ORDER BY sha256"),
          try String.fetchAll(db, sql: "SELECT sha256 FROM erased_evidence")
        )
      }
    }
  }
}
