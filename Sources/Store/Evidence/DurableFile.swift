import Foundation
import Glibc

/// Writes files so that they survive a power cut: bytes, then the name.
enum DurableFile {
  struct Failure: Error {
    var code: Int32
    var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
  }

  /// Writes a new file under its final name; a file that is already there stays.
  static func write(_ data: Data, to url: URL) throws {
    let folder = url.deletingLastPathComponent()
    // Whoever wrote it may not have synced its name yet.
    guard !FileManager.default.fileExists(atPath: url.path) else { return try sync(above: url) }
    try makeFolder(folder.path)
    // A name of its own for each writer: several may store the same bytes at once.
    var template = Array(folder.appending(path: ".\(url.lastPathComponent).XXXXXX").path.utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      try writeAll(data, to: descriptor)
      guard fchmod(descriptor, 0o640) == 0, fsync(descriptor) == 0 else { throw Failure(code: errno) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    guard rename(temporary, url.path) == 0 else {
      let failure = Failure(code: errno)
      unlink(temporary)
      throw failure
    }
    try sync(above: url)
  }

  /// Makes a folder and those above it that are missing; says why it could not.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o750) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, path.count > 1 else { throw Failure(code: errno) }
    try makeFolder((path as NSString).deletingLastPathComponent)
    guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw Failure(code: errno) }
  }

  /// Makes a folder with a name that nobody else has: the one given, and six letters.
  static func makeOwnFolder(like name: String) throws -> URL {
    var template = Array((name + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(code: errno) }
    return URL(fileURLWithPath: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// Syncs the folders that lead to a file: `SHA/`, the evidence folder, and the one that it lies in.
  private static func sync(above url: URL) throws {
    var folder = url
    for _ in 0..<3 {
      folder.deleteLastPathComponent()
      try sync(folder: folder.path)
    }
  }

  /// Moves a complete file into the place of another, durably.
  static func replace(_ target: URL, with file: URL) throws {
    try sync(file)
    guard rename(file.path, target.path) == 0 else { throw Failure(code: errno) }
    try sync(folder: target.deletingLastPathComponent().path)
  }

  /// Gives a complete file a name that nothing has yet, durably.
  /// - Throws: `Failure` with `EEXIST` where somebody took the name meanwhile.
  static func place(_ file: URL, at target: URL) throws {
    try sync(file)
    // A link fails where the name is taken; a rename would replace it. Some file systems know no links.
    if link(file.path, target.path) != 0 {
      guard [EPERM, EOPNOTSUPP, EMLINK].contains(errno), FileIdentity(target.path) == nil else { throw Failure(code: errno) }
      guard rename(file.path, target.path) == 0 else { throw Failure(code: errno) }
    }
    try sync(folder: target.deletingLastPathComponent().path)
  }

  private static func sync(_ file: URL) throws {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
  }

  private static func writeAll(_ data: Data, to descriptor: Int32) throws {
    try data.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let written = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw Failure(code: errno) }
        offset += written
      }
    }
  }

  private static func sync(folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
  }
}
