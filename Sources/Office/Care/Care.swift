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
  /// Evidence files of people erased since that were deleted from the folder.
  public var erased: Int
  /// Evidence that could not be copied.
  public var lost: [EvidenceLoss]

  init(_ summary: BackupSummary) {
    (journal, evidence, copied, erased) = (summary.journal, summary.evidence, summary.copied, summary.erased)
    lost = summary.lost.map(EvidenceLoss.init)
  }
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

  /// Puts lost evidence back from files with the same bytes, or folders that hold them (`jiaoli doctor --repair --evidence`).
  /// - Returns: what is there again.
  /// - Throws: `OfficeError` where nothing of it is what is lost.
  public func putBack(_ files: [URL], progress: (String) -> Void = { _ in }) throws -> [EvidenceLoss] {
    try actor.require(.configure, .office, "放回佐证材料")
    if let none = files.first(where: { !FileManager.default.fileExists(atPath: $0.path) }) { throw EvidenceError.notFound(none.path) }
    let back = try store.putBack(files, progress: progress)
    guard !back.isEmpty else {
      throw OfficeError(.no, "给出的文件里没有缺少的佐证材料", advice: "内容须与交来时逐字节相同, 文件名不论; jiaoli doctor 列出缺哪些")
    }
    return back.map(EvidenceLoss.init)
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

extension OfficeError {
  /// What stands where a backup was to be written, and stays.
  init(backup obstacle: BackupObstacle) {
    let way = "备份到另一个文件夹; 什么也没有改动"
    switch obstacle {
    case .isOpenOffice(let path): self.init(.conflict, "\(path) 就是正在使用的数据库, 不能备份成它自己", advice: way)
    case .notBackup(let path): self.init(.conflict, "\(path) 已经存在, 但不是完好的备份", advice: "先移走它, 或" + way)
    case .otherOffice(let path, let name): self.init(.conflict, "\(path) 是另一个办公室「\(name)」的数据库", advice: way)
    case .hasOtherRecords(let path):
      self.init(.conflict, "\(path) 里有本库没有的记录", advice: "可能有人打开这份备份用过, 或本库是从更早的备份恢复的。确定不要它时先移走, 或" + way)
    }
  }
}
