import Crypto
import Foundation

extension EvidenceFolder {
  /// Whether a stored file is what its name says.
  enum State {
    case sound, missing, changed
  }

  /// Reads a stored file and compares it with its name.
  func state(of sha256: String) -> State {
    guard let data = FileManager.default.contents(atPath: url(of: sha256).path) else { return .missing }
    return Self.digest(data) == sha256 ? .sound : .changed
  }

  /// The names of every stored file.
  func stored() -> [String] {
    let manager = FileManager.default
    return ((try? manager.contentsOfDirectory(atPath: path)) ?? []).flatMap { part in
      ((try? manager.contentsOfDirectory(atPath: path + "/" + part)) ?? []).filter { $0.count == 64 }
    }
  }

  /// Copies a stored file of another folder.
  /// - Throws: `StoreError.damaged` where it is not what its name says.
  func copy(_ sha256: String, from other: EvidenceFolder) throws {
    guard let data = FileManager.default.contents(atPath: other.url(of: sha256).path), Self.digest(data) == sha256 else {
      throw StoreError.damaged("佐证材料 \(sha256.prefix(12))…")
    }
    let target = url(of: sha256)
    // A torn copy of an earlier backup gives way.
    if FileManager.default.fileExists(atPath: target.path) { try FileManager.default.removeItem(at: target) }
    do {
      try DurableFile.write(data, to: target)
    } catch let failure as DurableFile.Failure {
      throw failure.isDiskFull ? StoreError.diskFull(target.path) : StoreError.readOnly(target.path)
    }
  }

  /// SHA-256, hexadecimal.
  static func digest(_ data: Data) -> String {
    SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
