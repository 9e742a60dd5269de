import AcademicCalendar
import GRDB

/// How many records that count say the same as one, whoever entered them and whence.
extension Reader {
  /// Hours.
  public func count(of row: HoursRecord) throws -> Int {
    try count(
      "hours",
      "person = ? AND day = ? AND hours = ? AND credits IS ? AND mode = ? AND topic = ? AND kind = ? AND level = ? AND status = ? AND note = ?",
      [row.person, row.day.rawValue, row.hours, row.credits, row.mode, row.topic, row.kind, row.level, row.status, row.note])
  }

  /// Papers, projects, awards, teaching material.
  public func count(of row: OutcomeRecord) throws -> Int {
    try count(
      "outcome", "\(Self.subject) AND day = ? AND kind = ? AND level = ? AND rank = ? AND status = ? AND title = ? AND evidence = ?",
      [
        row.subject.id, row.subject.kind.rawValue, row.day.rawValue, row.kind, row.level, row.rank, row.status, row.title, row.evidence,
      ])
  }

  /// Titles, also those that were taken away: a list of before does not give them back.
  public func count(of row: TitleRecord) throws -> Int {
    try count(
      "title", "\(Self.subject) AND granted = ? AND title = ? AND level = ? AND expires IS ?",
      [row.subject.id, row.subject.kind.rawValue, row.granted.rawValue, row.title, row.level, row.expires?.rawValue])
  }

  /// Money.
  public func count(of row: MoneyRecord) throws -> Int {
    try count(
      "money", "\(Self.subject) AND day = ? AND kind = ? AND fen = ? AND payer = ? AND payee = ? AND project = ? AND status = ?",
      [
        row.subject.id, row.subject.kind.rawValue, row.day.rawValue, row.kind, row.fen, row.payer, row.payee, row.project, row.status,
      ])
  }

  /// Surveys.
  public func count(of row: SurveyRecord) throws -> Int {
    try count(
      "survey", "\(Self.subject) AND day = ? AND survey = ? AND item = ? AND respondents = ? AND count = ? AND score = ?",
      [
        row.subject.id, row.subject.kind.rawValue, row.day.rawValue, row.survey, row.item, row.group, row.count, row.score,
      ])
  }

  private static let subject = "subject = ? AND subject_kind = ?"

  private func count(_ table: String, _ condition: String, _ values: StatementArguments) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE withdrawn IS NULL AND \(condition)", arguments: values) ?? 0
  }
}
