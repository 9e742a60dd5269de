import Foundation
import Store
import Workflow

/// A stored piece of evidence as its reviewer finds it.
public struct EvidenceFile: Codable, Hashable, Sendable {
  /// Its kind.
  public var kind: String
  /// What the kind is called.
  public var title: String
  /// The file's name when it was handed in.
  public var name: String
  /// Bytes.
  public var size: Int64
  /// Where it is stored: a copy under its SHA-256, to be read and not changed.
  public var path: String
}

extension Office {
  /// The evidence of a task, in the order in which it came.
  public func evidence(of id: Int64) throws -> [EvidenceFile] {
    let (files, owner): ([EvidenceFile], String?) = try store.read { reader in
      let task = try self.task(id, reader)
      try actor.require(.view, try belonging(of: task, reader), task.title)
      let definition = try definition(of: task, reader)
      let files = try reader.evidence(of: id).map { piece in
        EvidenceFile(
          kind: piece.kind, title: definition.evidenceTitle(piece.kind), name: piece.name, size: piece.size,
          path: store.evidence.url(of: piece.sha256).path)
      }
      return (files, task.assignee)
    }
    if let owner, !files.isEmpty { try noteLook(.viewEvidence, at: [owner], what: "任务 \(id)") }
    return files
  }
}
