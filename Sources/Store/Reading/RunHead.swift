public import AcademicCalendar
import GRDB

/// What a run is about: all that stays the same while it runs, without its snapshot.
public struct RunHead: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The workflow.
  public var workflow: String
  /// The version that it is pinned to.
  public var version: Int
  /// The subject's kind, a `SubjectKind`.
  public var subjectKind: String
  /// The subject's code; empty for the district.
  public var subject: String
  /// The semester it was started for.
  public var semester: String?
  /// The day it started.
  public var started: Day
  /// Parameter values as they were set, JSON.
  var parameters: String
}

extension Reader {
  /// What a run is about.
  public func head(ofRun id: Int64) throws -> RunHead? {
    if let known = memory?.heads[id] { return known }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT workflow, version, subject_kind, subject, semester, started, parameters FROM run WHERE id = ?"),
      arguments: [id])
    guard let row else { return nil }
    let head = RunHead(
      id: id, workflow: row[0], version: row[1], subjectKind: row[2], subject: row[3], semester: row[4],
      started: Day(rawValue: row[5]) ?? .earliest, parameters: row[6])
    memory?.keep(head)
    return head
  }

  /// Whether a run is halted.
  public func isSuspended(run id: Int64) throws -> Bool {
    try Prepared(db, "SELECT suspended FROM run WHERE id = ?").bind(1, id).first { $0.integer(0) != 0 } ?? false
  }
}
