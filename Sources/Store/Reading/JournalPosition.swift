public import AcademicCalendar
import GRDB

/// The state of an office in one row: while it stays, so does everything that follows from the records.
public struct OfficeState: Hashable, Sendable {
  /// The number of the newest fact.
  public var sequence: Int64
  /// When it was accepted, milliseconds since 1970.
  public var at: Int64
  /// Whether the day may be given.
  public var isRehearsal: Bool
  /// The last day that a command ran on.
  public var today: Day?
}

extension OfficeStore {
  /// The state of the office now: one row of the journal and one of the office.
  public func state() throws -> OfficeState {
    try StoreError.translating(path) {
      try pool.read { db in
        let sql = "SELECT seq, at, rehearsal, today FROM journal, office ORDER BY seq DESC LIMIT 1"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql)) else { throw StoreError.damaged("office") }
        return OfficeState(
          sequence: row["seq"], at: row["at"], isRehearsal: row["rehearsal"], today: (row["today"] as Int32?).flatMap(Day.init(rawValue:)))
      }
    }
  }
}
