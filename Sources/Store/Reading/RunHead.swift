public import AcademicCalendar
import GRDB

/// What a run is about: all that stays the same while it runs, without its snapshot.
///
/// A class, for it is read at every step and never changes.
public final class RunHead: Sendable {
  /// Its number.
  public let id: Int64
  /// The workflow.
  public let workflow: String
  /// The version that it is pinned to.
  public let version: Int
  /// The subject's kind, a `SubjectKind`.
  public let subjectKind: String
  /// The subject's code; empty for the district.
  public let subject: String
  /// The semester it was started for.
  public let semester: String?
  /// The day it started.
  public let started: Day
  /// Parameter values as they were set, JSON.
  let parameters: String

  fileprivate init(_ id: Int64, _ row: Row) {
    (self.id, workflow, version, subjectKind, subject, semester) = (id, row[0], row[1], row[2], row[3], row[4])
    (started, parameters) = (Day(rawValue: row[5]) ?? .earliest, row[6])
  }
}

extension Reader {
  /// What a run is about.
  public func head(ofRun id: Int64) throws -> RunHead? {
    if let known = memory?.heads[id] { return known }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT workflow, version, subject_kind, subject, semester, started, parameters FROM run WHERE id = ?"),
      arguments: [id])
    guard let row else { return nil }
    let head = RunHead(id, row)
    memory?.keep(head)
    return head
  }

  /// Whether a run is halted.
  public func isSuspended(run id: Int64) throws -> Bool {
    try Prepared(db, "SELECT suspended FROM run WHERE id = ?").bind(1, id).first { $0.integer(0) != 0 } ?? false
  }
}
