import Crypto
public import Foundation
import Glibc

/// What is wrong with a stored file.
public enum EvidenceFault: String, Error, Codable, Hashable, Sendable {
  /// It is not there.
  case missing
  /// Its bytes are not those that were handed in.
  case changed
  /// It may be there, but cannot be read: rights, or the disk.
  case unreadable
}

extension EvidenceFolder {
  /// The bytes of a stored file, compared with its name.
  public func contents(of sha256: String) throws(EvidenceFault) -> Data {
    let file = url(of: sha256)
    guard let data = try? Data(contentsOf: file) else { throw Self.isNothing(at: file.path) ? .missing : .unreadable }
    guard Self.digest(data) == sha256 else { throw .changed }
    return data
  }

  /// What is wrong with a stored file; nil is nothing.
  func fault(of sha256: String) -> EvidenceFault? {
    do {
      _ = try contents(of: sha256)
      return nil
    } catch {
      return error
    }
  }

  /// Whether a path leads to nothing, as far as one may look.
  private static func isNothing(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }

  /// The names of every stored file.
  func stored() -> [String] {
    let manager = FileManager.default
    return ((try? manager.contentsOfDirectory(atPath: path)) ?? []).flatMap { part in
      ((try? manager.contentsOfDirectory(atPath: path + "/" + part)) ?? []).filter { $0.count == 64 }
    }
  }

  /// Stores bytes whose SHA-256 this is, in the place of what has that name.
  /// - Throws: `StoreError` where it cannot be written.
  func put(_ data: Data, as sha256: String) throws {
    let target = url(of: sha256)
    try StoreError.writing(target.path) {
      // A torn copy gives way.
      guard unlink(target.path) == 0 || errno == ENOENT else { throw DurableFile.Failure(code: errno) }
      try DurableFile.write(data, to: target)
    }
  }

  /// SHA-256, hexadecimal.
  static func digest(_ data: Data) -> String {
    SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
