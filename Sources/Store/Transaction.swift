public import AcademicCalendar
import GRDB

/// One command's view of the database: it reads, records facts, and each fact brings the derived tables up to date at once.
public struct Transaction {
  /// Milliseconds since 1970: the one time of the command.
  public let at: Int64
  /// Who.
  public let actor: String
  /// What can be read.
  public let reader: Reader
  let db: Database

  init(db: Database, at: Int64, actor: String, workflows: WorkflowCache) {
    (self.db, self.at, self.actor) = (db, at, actor)
    reader = Reader(db: db, workflows: workflows)
  }

  /// Appends a fact to the journal and applies it.
  /// - Parameters:
  ///   - behalf: in whose name, when that is not the actor.
  ///   - other: who, when that is not the command's actor: the office turns the day, whoever gives the first command of it.
  /// - Returns: what applying it made: the number of a started run.
  /// - Throws: `StoreError.clockBack` where the time lies before the last record.
  @discardableResult
  public func record(_ fact: Fact, behalf: String? = nil, by other: String? = nil) throws -> Int64? {
    let last = try Row.fetchOne(db, sql: "SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1")
    let (sequence, before): (Int64, Int64) = (last?["seq"] ?? 0, last?["at"] ?? .min)
    let actor = other ?? actor
    guard at >= before else { throw StoreError.clockBack("系统时间早于上一条记录 (\(OfficeTime.day(of: before)))") }
    let entry = JournalEntry(sequence: sequence + 1, at: at, actor: actor, behalf: behalf, fact: fact)
    try db.cachedStatement(sql: "INSERT INTO journal (seq, at, actor, behalf, kind, payload) VALUES (?, ?, ?, ?, ?, ?)")
      .execute(arguments: [entry.sequence, at, actor, behalf, fact.kind.rawValue, try fact.json()])
    return try Projection(db: db, entry: entry, reader: reader).apply()
  }
}

/// Civil days from instants: the office is in China, UTC+8 all year.
public enum OfficeTime {
  private static let offset: Int64 = 8 * 3_600_000
  private static let dayLength: Int64 = 86_400_000

  /// The office's day at an instant in milliseconds since 1970.
  public static func day(of milliseconds: Int64) -> Day {
    let shifted = milliseconds.addingReportingOverflow(offset).partialValue
    let count = shifted >= 0 ? shifted / dayLength : (shifted - dayLength + 1) / dayLength
    return Day(rawValue: Int32(clamping: count)) ?? (count < 0 ? .earliest : .latest)
  }

  /// The instant of a time of day, in milliseconds since 1970.
  public static func milliseconds(of day: Day, minutes: Int = 0) -> Int64 {
    Int64(day.rawValue) * dayLength - offset + Int64(minutes) * 60_000
  }
}
