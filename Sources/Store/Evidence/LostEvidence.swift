public import Foundation
import GRDB
import Glibc
public import Workflow

/// A piece of evidence whose stored file is not there as it was handed in.
public struct LostEvidence: Hashable, Sendable {
  /// The task that it was handed in for.
  public var task: Int64
  /// Where that task stands.
  public var status: TaskStatus
  /// The file's name when it was handed in.
  public var name: String
  /// SHA-256 of its bytes, hexadecimal.
  public var sha256: String
  /// Bytes.
  public var size: Int64
  /// What is wrong with the stored file.
  public var fault: EvidenceFault

  /// Every piece of those files, in the order in which they were handed in.
  static func all(_ db: Database, _ faults: [String: EvidenceFault]) throws -> [LostEvidence] {
    guard !faults.isEmpty else { return [] }
    return try pieces(db).compactMap { piece in
      guard let fault = faults[piece.sha256] else { return nil }
      return LostEvidence(
        task: piece.task, status: piece.status, name: piece.name, sha256: piece.sha256, size: piece.size, fault: fault)
    }
  }

  /// Every piece of evidence but for that of people who are erased, in the order in which they were handed in.
  static func pieces(_ db: Database) throws -> [(task: Int64, status: TaskStatus, name: String, sha256: String, size: Int64)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT task, status, name, sha256, size FROM evidence JOIN task ON task.id = evidence.task
        WHERE sha256 NOT IN (SELECT sha256 FROM erased_evidence) ORDER BY evidence.id
        """
    ).map { ($0["task"], TaskStatus(rawValue: $0["status"]) ?? .open, $0["name"], $0["sha256"], $0["size"]) }
  }
}

extension OfficeStore {
  /// Puts evidence back whose stored file is lost: from files that hold the same bytes, whatever they are called.
  /// - Parameter files: files, and folders that are searched, such as a backup's.
  /// - Returns: the pieces that are sound again.
  /// - Throws: `StoreError` where the evidence cannot be written; what was put back until then stays.
  public func putBack(_ files: [URL], progress: (String) -> Void = { _ in }) throws -> [LostEvidence] {
    let pieces = try pool.read(LostEvidence.pieces)
    var faults: [String: EvidenceFault] = [:]
    for sha256 in Set(pieces.map(\.sha256)) { faults[sha256] = evidence.fault(of: sha256) }
    let lost = try pool.read { try LostEvidence.all($0, faults) }
    let sizes = Set(lost.map(\.size))
    var found: Set<String> = []
    for file in files.flatMap({ Self.files(in: $0, of: sizes) }) {
      progress(file.lastPathComponent)
      guard found.count < faults.count, let data = try? Data(contentsOf: file) else { continue }
      let sha256 = EvidenceFolder.digest(data)
      guard faults[sha256] != nil, !found.contains(sha256) else { continue }
      try StoreError.translating(path) {
        // Whoever handed it in may be erased meanwhile.
        try pool.write { db in
          let erased = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM erased_evidence WHERE sha256 = ?)", arguments: [sha256])
          if erased == false { try evidence.put(data, as: sha256) }
        }
      }
      found.insert(sha256)
    }
    return lost.filter { found.contains($0.sha256) }
  }

  /// The file itself, or every file below the folder; only such as have one of these sizes.
  private static func files(in url: URL, of sizes: Set<Int64>) -> [URL] {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return [] }
    guard status.st_mode & S_IFMT == S_IFDIR else { return sizes.contains(Int64(status.st_size)) ? [url] : [] }
    let names = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { url.appending(path: $0) }.filter { file in
      var status = stat()
      return stat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && sizes.contains(Int64(status.st_size))
    }
  }
}
