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

  init(at: Int64, actor: String, reader: Reader) throws {
    (self.actor, self.reader, db) = (actor, reader, reader.db)
    // A command that waited for its turn while another was committed is no clock that went back.
    let before = try reader.lastEntry().at
    self.at = at < before && before - at <= Self.longestWait ? before : at
  }

  /// Milliseconds that a command may have waited since it read the clock.
  private static let longestWait: Int64 = 60_000

  /// Appends a fact to the journal and applies it.
  /// - Parameters:
  ///   - behalf: in whose name, when that is not the actor.
  ///   - other: who, when that is not the command's actor: the office turns the day, whoever gives the first command of it.
  /// - Returns: what applying it made: the number of a started run.
  /// - Throws: `StoreError.clockBack` where the time lies before the last record, `StoreError.privateNumber` where somebody wrote one.
  @discardableResult
  public func record(_ fact: Fact, behalf: String? = nil, by other: String? = nil) throws -> Int64? {
    let (sequence, before) = try reader.lastEntry()
    let actor = other ?? actor
    guard at >= before else { throw StoreError.clockBack("系统时间早于上一条记录 (\(OfficeTime.day(of: before)))") }
    guard !fact.ownWords.contains(where: PrivateNumbers.occur) else { throw StoreError.privateNumber }
    let entry = JournalEntry(sequence: sequence + 1, at: at, actor: actor, behalf: behalf, fact: fact)
    try Prepared(db, "INSERT INTO journal (seq, at, actor, behalf, kind, payload) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(1, entry.sequence).bind(2, at).bind(3, actor).bind(4, behalf).bind(5, fact.kind.rawValue).bind(6, try fact.json()).run()
    reader.memory?.last = (entry.sequence, at)
    return try Projection(entry, reader: reader).apply()
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
