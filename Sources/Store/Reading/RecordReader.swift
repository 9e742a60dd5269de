public import AcademicCalendar
import GRDB

/// A record as lists and reports show it: one shape for all kinds.
public struct RecordRow: Hashable, Sendable, Codable {
  /// Its kind and number, `hours-12`.
  public var id: String
  /// Its kind.
  public var kind: RecordKind
  /// The day that it bears.
  public var day: Day
  /// What it is about: `person`, `school`, `studio`, `team`, `district`.
  public var subjectKind: RecordSubject.Kind
  /// The code of what it is about.
  public var subject: String
  /// What it is called.
  public var title: String
  /// 论文, 集中培训, 津贴…
  public var category: String
  /// 国家级, 省级…
  public var level: String
  /// 一等奖; of a sign-in its status; of a survey who answered; of a mark the column.
  public var rank: String
  /// 班主任, a course, a project.
  public var topic: String
  /// 网络, 线下.
  public var mode: String
  /// Hours, fen, marks; nil where it has none.
  public var amount: Double?
  /// How many answered a survey.
  public var count: Int?
  /// The last day: of a title until when it is held, of an activity until when it lasted.
  public var through: Day?
  /// Who pays.
  public var payer: String?
  /// Who is paid.
  public var payee: String?
  /// The day on which it was entered.
  public var entered: Day
  /// Who entered it.
  public var actor: String
  /// The file, workflow run or consequence that it comes from; empty for a command.
  public var source: String
  /// The day on which it was withdrawn, or a title taken away.
  public var ended: Day?
  /// Why.
  public var reason: String?
}

/// Which records to list; every condition given must hold.
public struct RecordFilter: Hashable, Sendable {
  /// Of these kinds; empty is all.
  public var kinds: [RecordKind] = []
  /// About this person, school, studio, team; or for a school or studio, about its people.
  public var subject: RecordSubject?
  /// At this activity or task: `task-12` or a code.
  public var occasion: AttendanceRecord.Occasion?
  /// From this day.
  public var from: Day?
  /// Through this day.
  public var through: Day?
  /// With those that were withdrawn.
  public var withWithdrawn = false
  /// At most so many of each kind, the newest.
  public var limit = 10_000

  /// Every record that counts.
  public init() {}
}

extension Reader {
  /// Records by kind, then by day and number.
  public func records(_ filter: RecordFilter) throws -> [RecordRow] {
    let kinds = filter.kinds.isEmpty ? RecordKind.allCases.filter { $0 != .profile } : filter.kinds
    return try kinds.flatMap { try records($0, filter) }
  }

  /// One record, whether it counts or not.
  public func record(_ id: RecordID) throws -> RecordRow? {
    guard let source = RecordColumns.source(id.kind) else { return nil }
    return try Row.fetchOne(db, sql: "SELECT * FROM (\(source)) WHERE number = ?", arguments: [id.number])
      .flatMap { RecordRow(id.kind, $0) }
  }

  private func records(_ kind: RecordKind, _ filter: RecordFilter) throws -> [RecordRow] {
    guard let source = RecordColumns.source(kind) else { return [] }
    var (conditions, arguments) = (["1"], StatementArguments())
    if !filter.withWithdrawn { conditions.append("withdrawn IS NULL") }
    if let from = filter.from {
      conditions.append("coalesce(through, day) >= ?")
      arguments += [from.rawValue]
    }
    if let through = filter.through {
      conditions.append("day <= ?")
      arguments += [through.rawValue]
    }
    if let subject = filter.subject {
      let condition = RecordColumns.condition(subject.kind)
      conditions.append(condition.sql)
      arguments += StatementArguments(Array(repeating: subject.id, count: condition.count))
    }
    if let occasion = filter.occasion {
      guard kind == .attendance || kind == .activity else { return [] }
      switch occasion {
      case .task(let task):
        conditions.append("occasion IN (SELECT id FROM occasion WHERE task = ?)")
        arguments += [task]
      case .activity(let code):
        conditions.append("occasion IN (SELECT id FROM occasion WHERE code = ?)")
        arguments += [code]
      }
    }
    let sql = """
      SELECT * FROM (SELECT * FROM (\(source)) WHERE \(conditions.joined(separator: " AND ")) ORDER BY day DESC, number DESC
      LIMIT \(filter.limit)) ORDER BY day, number
      """
    return try Row.fetchAll(db, sql: sql, arguments: arguments).compactMap { RecordRow(kind, $0) }
  }

  /// Activities by code: the day, the school, the studio and who gave it.
  public func activities() throws -> [String: ActivityPlace] {
    try Row.fetchAll(db, sql: "SELECT code, day, school, studio, person FROM occasion WHERE code IS NOT NULL AND withdrawn IS NULL")
      .reduce(into: [:]) { known, row in
        known[row["code"]] = ActivityPlace(
          day: Day(rawValue: row["day"]) ?? .earliest, school: row["school"], studio: row["studio"], person: row["person"])
      }
  }
}

/// Whose an activity was.
public struct ActivityPlace: Hashable, Sendable {
  /// The day.
  public var day: Day
  /// The school that hosted it.
  public var school: String?
  /// The studio that gave it.
  public var studio: String?
  /// The one who gave it.
  public var person: String?

  /// Whose an activity was.
  public init(day: Day, school: String?, studio: String?, person: String?) {
    (self.day, self.school, self.studio, self.person) = (day, school, studio, person)
  }
}

/// The columns of every kind under the same names.
private enum RecordColumns {
  static func source(_ kind: RecordKind) -> String? {
    switch kind {
    case .activity:
      """
      SELECT id AS number, id AS occasion, day, last_day AS through, coalesce(CASE WHEN studio IS NOT NULL THEN 'studio' END,
        CASE WHEN person IS NOT NULL THEN 'person' END, CASE WHEN school IS NOT NULL THEN 'school' END, 'district') AS subject_kind,
        coalesce(studio, person, school, '') AS subject, title, kind AS category, level, coalesce(code, '任务 ' || task) AS rank, topic, mode,
        hours AS amount, NULL AS count, NULL AS payer, NULL AS payee, \(origin) FROM occasion
      """
    case .attendance:
      """
      SELECT attendance.id AS number, occasion.id AS occasion, occasion.day, NULL AS through, 'person' AS subject_kind,
        attendance.person AS subject, occasion.title, occasion.kind AS category, occasion.level, attendance.status AS rank, occasion.topic,
        occasion.mode, coalesce(attendance.hours, occasion.hours) AS amount, NULL AS count, NULL AS payer, NULL AS payee,
        attendance.entered, attendance.actor, attendance.source, attendance.withdrawn, attendance.reason, attendance.withdrawn AS ended
      FROM attendance JOIN occasion ON occasion.id = attendance.occasion
      """
    case .hours:
      """
      SELECT id AS number, NULL AS occasion, day, NULL AS through, 'person' AS subject_kind, person AS subject, note AS title,
        kind AS category, level, status AS rank, topic, mode, hours AS amount, NULL AS count, NULL AS payer, NULL AS payee, \(origin) FROM hours
      """
    case .outcome:
      """
      SELECT id AS number, NULL AS occasion, day, NULL AS through, subject_kind, subject, title, kind AS category, level, rank, status AS topic,
        evidence AS mode, NULL AS amount, NULL AS count, NULL AS payer, NULL AS payee, \(origin) FROM outcome
      """
    case .title:
      """
      SELECT id AS number, NULL AS occasion, granted AS day, expires AS through, subject_kind, subject, title, title AS category, level,
        '' AS rank, '' AS topic, '' AS mode, NULL AS amount, NULL AS count, NULL AS payer, NULL AS payee, entered, actor, source, withdrawn,
        coalesce(reason, revoked_reason) AS reason, coalesce(withdrawn, revoked) AS ended FROM title
      """
    case .money:
      """
      SELECT id AS number, NULL AS occasion, day, NULL AS through, subject_kind, subject, kind AS title, kind AS category, '' AS level,
        status AS rank, project AS topic, '' AS mode, fen AS amount, NULL AS count, payer, payee, \(origin) FROM money
      """
    case .survey:
      """
      SELECT id AS number, NULL AS occasion, day, NULL AS through, subject_kind, subject, item AS title, survey AS category, '' AS level,
        respondents AS rank, '' AS topic, '' AS mode, score AS amount, count, NULL AS payer, NULL AS payee, \(origin) FROM survey
      """
    case .mark:
      """
      SELECT id AS number, NULL AS occasion, day, NULL AS through, subject_kind, subject, item AS title, scheme AS category, '' AS level,
        judge AS rank, period AS topic, '' AS mode, score AS amount, NULL AS count, NULL AS payer, NULL AS payee, \(origin) FROM mark
      """
    case .profile: nil
    }
  }

  private static let origin = "entered, actor, source, withdrawn, reason, withdrawn AS ended"

  /// About it, or about its people; every mark takes its code.
  static func condition(_ kind: RecordSubject.Kind) -> (sql: String, count: Int) {
    let own = "subject_kind = '\(kind.rawValue)' AND subject = ?"
    switch kind {
    case .person, .team: return (own, 1)
    case .district: return ("(\(own) OR 1)", 1)
    case .school:
      return ("(\(own) OR subject_kind = 'person' AND subject IN (SELECT id FROM person WHERE school = ?))", 2)
    case .studio:
      return ("(\(own) OR subject_kind = 'person' AND subject IN (SELECT person FROM membership WHERE studio = ?))", 2)
    }
  }
}

extension RecordRow {
  fileprivate init?(_ kind: RecordKind, _ row: Row) {
    func day(_ column: String) -> Day? { (row[column] as Int32?).flatMap(Day.init(rawValue:)) }
    guard let own = day("day"), let entered = day("entered"), let subject = RecordSubject.Kind(rawValue: row["subject_kind"]) else {
      return nil
    }
    self.init(
      id: RecordID(kind, row["number"]).description, kind: kind, day: own, subjectKind: subject, subject: row["subject"],
      title: row["title"],
      category: row["category"], level: row["level"], rank: row["rank"], topic: row["topic"], mode: row["mode"], amount: row["amount"],
      count: row["count"], through: day("through"), payer: row["payer"], payee: row["payee"], entered: entered, actor: row["actor"],
      source: row["source"], ended: day("ended"), reason: row["reason"])
  }
}
