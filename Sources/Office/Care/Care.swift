public import Foundation
import Store

/// What a backup or a restore copied.
public struct BackupReport: Codable, Hashable, Sendable {
  /// Rows of the journal in the copy.
  public var journal: Int
  /// Evidence files in the copy.
  public var evidence: Int
  /// Of these, copied this time.
  public var copied: Int

  init(_ summary: BackupSummary) { (journal, evidence, copied) = (summary.journal, summary.evidence, summary.copied) }
}

extension Office {
  /// Examines the records (`jiaoli doctor`); writes nothing.
  public func examine(progress: (String) -> Void = { _ in }) throws -> DoctorReport {
    try actor.require(.configure, .office, "检查数据库")
    var report = DoctorReport(try store.examine(progress: progress))
    // Where the tables are not sound, feeds that differ would only say so once more.
    guard report.problems.isEmpty else { return report }
    report.problems = try feedsThatDifferFromJournal(progress: progress).map(DoctorReport.Problem.init(feed:))
    return report
  }

  /// Rebuilds what follows from the journal (`jiaoli doctor --repair`).
  public func repair() throws {
    try actor.require(.configure, .office, "修复数据库")
    try store.rebuild()
  }

  /// Copies the office into a folder (`jiaoli backup`), while it may be in use.
  public func backUp(to folder: URL, progress: (String) -> Void = { _ in }) throws -> BackupReport {
    try actor.require(.configure, .office, "备份")
    return try Self.filing(folder.path) { BackupReport(try store.backUp(to: folder, progress: progress)) }
  }

  /// Makes an office of a backup (`jiaoli restore`); there must be none at the path.
  public static func restore(from folder: URL, to path: String, progress: (String) -> Void = { _ in }) throws -> BackupReport {
    try filing(path) {
      do {
        return BackupReport(try OfficeStore.restore(from: folder, to: path, epoch: Int64.random(in: 1...Int64.max), progress: progress))
      } catch StoreError.notFound {
        throw OfficeError(.notFound, "\(folder.path) 里没有备份", advice: "请给出 jiaoli backup 写的文件夹")
      } catch StoreError.damaged(let what) {
        throw OfficeError(.badInput, "备份不完整: \(what)", advice: "请换一份备份; 什么也没有恢复")
      }
    }
  }

  /// Files that cannot be made are told plainly.
  private static func filing<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as CocoaError {
      let isFull = error.code == .fileWriteOutOfSpace
      throw OfficeError(isFull ? .busy : .notAllowed, isFull ? "磁盘已满: \(path)" : "不能写 \(path)", advice: "检查空间与权限后重试")
    }
  }
}
