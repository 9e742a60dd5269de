public import Foundation

/// A file that somebody gave to a command.
public enum GivenFile {
  /// All of it.
  /// - Throws: `OfficeError` saying why it cannot be read.
  public static func data(_ file: URL) throws(OfficeError) -> Data {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
      throw OfficeError(.notFound, "没有文件 \(file.path)", advice: "检查路径")
    }
    guard !isFolder.boolValue else { throw OfficeError(.badInput, "\(file.path) 是文件夹", advice: "请给出里面的文件") }
    do {
      // To its end, whatever its size is said to be: it may be a pipe.
      return try FileHandle(forReadingFrom: file).readToEnd() ?? Data()
    } catch {
      throw OfficeError(.notAllowed, "读不了文件 \(file.path)", advice: "检查文件的权限")
    }
  }
}
