import Crypto
public import Foundation

/// The folder of evidence files beside the database: each is stored once, under the SHA-256 of its bytes.
///
/// A file is written, synced and renamed, and its folder synced, before the row that names it is committed.
public struct EvidenceFolder: Sendable {
  /// Where it is.
  public let path: String

  init(path: String) { self.path = path }

  /// Removes a stored file, with what writers of it left behind when they were killed.
  func remove(_ sha256: String) {
    let folder = url(of: sha256).deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name == sha256 || name.hasPrefix(".\(sha256).") {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// Whether a file is there.
  public func holds(_ sha256: String) -> Bool { FileManager.default.fileExists(atPath: url(of: sha256).path) }

  /// Where a stored file is.
  public func url(of sha256: String) -> URL {
    URL(fileURLWithPath: path).appending(path: String(sha256.prefix(2))).appending(path: sha256)
  }

  /// Stores a copy of a file.
  /// - Throws: `EvidenceError` naming the file; nothing is left behind but, at worst, a stored file that no row names.
  public func store(_ file: URL, kind: String) throws -> EvidenceRecord {
    let name = file.lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { throw EvidenceError.notFound(file.path) }
    guard !isFolder.boolValue else { throw EvidenceError.isFolder(file.path) }
    guard let data = try? Data(contentsOf: file) else { throw EvidenceError.unreadable(file.path) }
    guard !data.isEmpty else { throw EvidenceError.empty(file.path) }
    let sha256 = Self.digest(data)
    do {
      // A torn or damaged copy gives way to the good one.
      if fault(of: sha256) == .changed { try? FileManager.default.removeItem(at: url(of: sha256)) }
      try DurableFile.write(data, to: url(of: sha256))
    } catch let error as DurableFile.Failure {
      throw EvidenceError.notStored(file.path, error.isDiskFull)
    }
    return EvidenceRecord(kind: kind, name: name, sha256: sha256, size: Int64(data.count))
  }
}

/// Why a file could not be taken as evidence.
public enum EvidenceError: Error, Hashable, Sendable {
  case notFound(String)
  case isFolder(String)
  case unreadable(String)
  case empty(String)
  /// It could not be written; whether because the disk is full.
  case notStored(String, Bool)
}
