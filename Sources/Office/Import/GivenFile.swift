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
    guard let data = try? Data(contentsOf: file) else {
      throw OfficeError(.notAllowed, "读不了文件 \(file.path)", advice: "检查文件的权限")
    }
    return data
  }
}
