import Foundation
import Glibc
import Office

/// Writes a file whole or not at all; what is there already stays unless it is to be replaced.
enum NewFile {
  /// - Parameters:
  ///   - data: its bytes.
  ///   - path: where; the folder must exist.
  ///   - isReplacing: whether a file of this name may be replaced.
  /// - Throws: `OfficeError`; nothing is left behind.
  static func write(_ data: Data, to path: String, isReplacing: Bool) throws {
    let file = URL(fileURLWithPath: path)
    var isFolder = ObjCBool(false)
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) {
      if isFolder.boolValue { throw OfficeError(.badInput, "\(path) 是文件夹", advice: "请给出文件名, 如 \(path)/报表.xlsx") }
      if !isReplacing { throw exists(path) }
    }
    let folder = file.deletingLastPathComponent()
    let draft = folder.appending(path: ".\(file.lastPathComponent).\(getpid()).part")
    do {
      try data.write(to: draft)
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw OfficeError(.notAllowed, "写不了 \(path)", advice: "检查文件夹是否存在、空间与权限")
    }
    defer { unlink(draft.path) }
    // A link fails where the name is taken meanwhile; a rename replaces it.
    guard (isReplacing ? rename(draft.path, file.path) : link(draft.path, file.path)) == 0 else {
      if errno == EEXIST { throw exists(path) }
      throw OfficeError(.notAllowed, "写不了 \(path)", advice: "检查文件夹的权限")
    }
  }

  private static func exists(_ path: String) -> OfficeError {
    OfficeError(.conflict, "\(path) 已经存在", advice: "换一个文件名, 或用 --force 覆盖")
  }
}
