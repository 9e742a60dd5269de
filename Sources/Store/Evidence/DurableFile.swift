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
    if FileManager.default.fileExists(atPath: url.path) { return }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(code: errno)
    }
    let temporary = folder.appending(path: ".\(url.lastPathComponent).\(getpid())").path
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    do {
      try writeAll(data, to: descriptor)
      guard fsync(descriptor) == 0 else { throw Failure(code: errno) }
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
    try sync(folder: folder.path)
    try sync(folder: folder.deletingLastPathComponent().path)
    try sync(folder: folder.deletingLastPathComponent().deletingLastPathComponent().path)
  }

  /// Moves a complete file into the place of another, durably.
  static func replace(_ target: URL, with file: URL) throws {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    let synced = fsync(descriptor)
    close(descriptor)
    guard synced == 0, rename(file.path, target.path) == 0 else { throw Failure(code: errno) }
    try sync(folder: target.deletingLastPathComponent().path)
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
