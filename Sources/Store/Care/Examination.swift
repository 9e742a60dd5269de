public import AcademicCalendar
import GRDB

/// What an examination of an office's records found.
public struct Examination: Hashable, Sendable {
  /// One thing that is not as it should be.
  public enum Finding: Hashable, Sendable {
    /// SQLite's own check of the file's structure.
    case structure(String)
    /// A row of this table names a row that is not there.
    case reference(table: String)
    /// This table is not what the journal says.
    case derived(table: String)
    /// The journal cannot be replayed; why.
    case journal(String)
    /// A stored piece of evidence is not there as it was handed in.
    case evidence(LostEvidence)
    /// A timer should have fired and did not.
    case timerMissed(run: Int64, due: Day)

    /// Whether SQLite finds the file itself damaged.
    public var isStructure: Bool { if case .structure = self { true } else { false } }
  }

  /// Rows of the journal.
  public var journal: Int
  /// Pieces of evidence that were read and compared with their SHA-256.
  public var evidence: Int
  /// Evidence files that no row names: left by a command that was cut off, harmless.
  public var unnamedFiles: Int
  /// What is wrong; empty is as it should be.
  public var findings: [Finding]

  /// Whether rebuilding the derived tables from the journal may mend something.
  public var isMendable: Bool {
    findings.contains {
      switch $0 {
      case .derived, .reference: true
      default: false
      }
    }
  }
}

extension OfficeStore {
  /// Looks at everything: the file's structure, references, the journal against the tables that follow from it, evidence, timers. Writes nothing.
  /// - Parameter progress: told what is being looked at.
  public func examine(progress: (String) -> Void = { _ in }) throws -> Examination {
    progress("数据库结构")
    var findings = try structure()
    do {
      return try examineRecords(&findings, progress)
    } catch let error as DatabaseError where error.isCorruption && findings.contains(where: \.isStructure) {
      // What cannot be read for the damage that is told already.
      return Examination(journal: 0, evidence: 0, unnamedFiles: 0, findings: findings)
    }
  }

  private func examineRecords(_ findings: inout [Examination.Finding], _ progress: (String) -> Void) throws -> Examination {
    progress("流水重放")
    do {
      findings += try tablesThatDifferFromJournal().map { .derived(table: $0) }
    } catch let error as DatabaseError where error.isCorruption && findings.contains(where: \.isStructure) {
      throw error
    } catch {
      findings.append(.journal("\(error)"))
    }
    let pieces = try pool.read(LostEvidence.pieces)
    let named = Set(pieces.map(\.sha256))
    var faults: [String: EvidenceFault] = [:]
    for (index, sha256) in named.enumerated() {
      progress("佐证材料 \(index + 1)/\(named.count)")
      faults[sha256] = evidence.fault(of: sha256)
    }
    findings += try pool.read { try LostEvidence.all($0, faults) }.map { .evidence($0) }
    findings += try pool.read(Self.missedTimers)
    return Examination(
      journal: try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") ?? 0 }, evidence: pieces.count,
      unnamedFiles: evidence.stored().count { !named.contains($0) }, findings: findings)
  }

  /// What SQLite finds of the file; it may break off at a damaged page, or as the look at it ends.
  private func structure() throws -> [Examination.Finding] {
    var findings: [Examination.Finding] = []
    do {
      try pool.read { db in
        findings += try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }.map { .structure($0) }
        let broken = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { $0["table"] as String }
        findings += Set(broken).sorted().map { .reference(table: $0) }
      }
    } catch let error as DatabaseError where error.isCorruption {
      if findings.isEmpty { findings = [.structure(error.message ?? "malformed")] }
    }
    return findings
  }

  private static func missedTimers(_ db: Database) throws -> [Examination.Finding] {
    try Row.fetchAll(
      db, sql: "SELECT run, due FROM timer WHERE due < (SELECT max(at) FROM journal WHERE kind = 'day.turned') ORDER BY due, id"
    )
    .map { .timerMissed(run: $0["run"], due: OfficeTime.day(of: $0["due"])) }
  }
}

extension DatabaseError {
  /// Whether SQLite met a page that is not as it should be.
  fileprivate var isCorruption: Bool { resultCode.primaryResultCode == .SQLITE_CORRUPT }
}
