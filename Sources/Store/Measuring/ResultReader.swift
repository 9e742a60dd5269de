public import AcademicCalendar
public import Evaluation
import GRDB

/// A published result, or one that stands for it until it is published.
public struct ResultRow: Hashable, Sendable {
  /// The scheme.
  public var scheme: String
  /// The key of the period.
  public var period: String
  /// The last day of the period.
  public var day: Day
  /// Who was judged.
  public var subject: SubjectReference
  /// The verdict.
  public var verdict: Verdict
  /// The score.
  public var score: Double?
  /// The grade.
  public var grade: String?
  /// Whether anything applied to the subject; where nothing did, the result is not counted.
  public var isApplicable: Bool

  /// A result.
  public init(
    scheme: String, period: String, day: Day, subject: SubjectReference, verdict: Verdict, score: Double?, grade: String?,
    isApplicable: Bool
  ) {
    (self.scheme, self.period, self.day, self.subject) = (scheme, period, day, subject)
    (self.verdict, self.score, self.grade, self.isApplicable) = (verdict, score, grade, isApplicable)
  }
}

extension Reader {
  /// Results of schemes that were published and not replaced, whose period ends within these days.
  public func results(of schemes: [String], days: ClosedRange<Day>, only: [String]? = nil) throws -> [ResultRow] {
    var sql = """
      SELECT scheme, period, day, subject_kind, subject, name, verdict, missing, score, grade, applies FROM result
      WHERE replaced IS NULL AND scheme IN (\(MeasureStatement.marks(schemes.count))) AND day BETWEEN ? AND ?
      """
    var arguments = StatementArguments(schemes) + [days.lowerBound.rawValue, days.upperBound.rawValue]
    if let only {
      sql += " AND subject IN (\(MeasureStatement.marks(only.count)))"
      arguments += StatementArguments(only)
    }
    var found: [ResultRow] = []
    let rows = try Row.fetchCursor(db, sql: sql + " ORDER BY day, subject", arguments: arguments)
    while let row = try rows.next() {
      guard let day = Day(rawValue: row[2]), let kind = SchemeSubject.Kind(rawValue: row[3]) else { continue }
      found.append(
        ResultRow(
          scheme: row[0], period: row[1], day: day, subject: SubjectReference(kind, id: row[4], name: row[5]),
          verdict: try Self.verdict(row[6], row[7]), score: row[8], grade: row[9], isApplicable: row[10]))
    }
    return found
  }

  /// How earlier periods ended for each subject of a kind, by code, up to a day.
  public func histories(
    of schemes: [String], kind: SchemeSubject.Kind, through: Day, from: Day, only: [String]? = nil
  ) throws -> [String: [HistoryEntry]] {
    var sql = """
      SELECT subject, period, verdict, grade, missing FROM result
      WHERE replaced IS NULL AND applies AND scheme IN (\(MeasureStatement.marks(schemes.count))) AND subject_kind = ? AND day BETWEEN ? AND ?
      """
    var arguments = StatementArguments(schemes) + [kind.rawValue, from.rawValue, through.rawValue]
    if let only {
      sql += " AND subject IN (\(MeasureStatement.marks(only.count)))"
      arguments += StatementArguments(only)
    }
    var histories: [String: [HistoryEntry]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try rows.next() {
      histories[row[0], default: []].append(HistoryEntry(period: row[1], verdict: try Self.verdict(row[2], row[4]), grade: row[3]))
    }
    return histories
  }

  private static func verdict(_ word: String, _ missing: String) throws -> Verdict {
    switch word {
    case "pass": .pass
    case "fail": .fail
    default: .unknown(Set(try StableJSON.read(missing) as [String]))
    }
  }

  /// The groups that members belong to: for each member's code, the codes of its schools, studios or zones.
  public func groups(of members: SchemeSubject.Kind, in kind: SchemeSubject.Kind) throws -> [String: [String]]? {
    let sql: String
    switch (members, kind) {
    case (_, .district): return nil
    case (.person, .school): sql = "SELECT id, school FROM person WHERE school IS NOT NULL"
    case (.person, .studio): sql = "SELECT person, studio FROM membership"
    case (.person, .zone): sql = "SELECT person.id, school.zone FROM person JOIN school ON school.id = person.school"
    case (.school, .zone): sql = "SELECT id, zone FROM school"
    case (.studio, .school): sql = "SELECT id, school FROM studio WHERE school IS NOT NULL"
    case (.studio, .zone): sql = "SELECT studio.id, school.zone FROM studio JOIN school ON school.id = studio.school"
    default: return [:]
    }
    var groups: [String: [String]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() { groups[row[0], default: []].append(row[1]) }
    return groups
  }
}
