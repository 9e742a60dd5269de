import AcademicCalendar
import GRDB

/// Applies records that were entered, and what became of them.
struct RecordProjection {
  let db: Database
  /// The day of the entry.
  let today: Day
  let actor: String

  init(_ projection: Projection) {
    self.init(db: projection.db, at: projection.entry.at, actor: projection.entry.behalf ?? projection.entry.actor)
  }

  init(db: Database, at: Int64, actor: String) { (self.db, today, self.actor) = (db, OfficeTime.day(of: at), actor) }

  func enter(_ batch: RecordBatch) throws {
    if let old = batch.corrects { try withdraw([old], reason: "更正") }
    for activity in batch.activities { try enter(activity, batch.source) }
    for row in batch.attendance { try enter(row, batch.source) }
    for row in batch.hours { try enter(row, batch.source) }
    for row in batch.outcomes { try enter(row, batch.source) }
    for row in batch.titles { try enter(row, batch.source) }
    for row in batch.money { try enter(row, batch.source) }
    for row in batch.surveys { try enter(row, batch.source) }
    for row in batch.marks { try enter(row, batch.source) }
    for row in batch.profiles { try enter(row) }
  }

  /// Writes a row with where it comes from.
  private func insert(_ table: String, _ columns: String, _ values: StatementArguments, _ source: String) throws {
    let marks = Array(repeating: "?", count: columns.split(separator: ",").count + 3).joined(separator: ", ")
    try db.cachedStatement(sql: "INSERT INTO \(table) (\(columns), entered, actor, source) VALUES (\(marks))")
      .execute(arguments: values + [today.rawValue, actor, source])
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  // MARK: Activities and sign-ins

  private func enter(_ row: HeldActivity, _ source: String) throws {
    try run(
      """
      INSERT INTO occasion (code, title, kind, level, topic, mode, day, last_day, hours, periods, school, studio, person, entered, actor, source)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (code) DO UPDATE SET title = excluded.title, kind = excluded.kind, level = excluded.level, topic = excluded.topic,
        mode = excluded.mode, day = excluded.day, last_day = excluded.last_day, hours = excluded.hours, periods = excluded.periods,
        school = excluded.school, studio = excluded.studio, person = excluded.person, withdrawn = NULL, reason = NULL
      """,
      [
        row.code, row.title, row.kind, row.level, row.topic, row.mode, row.day.rawValue, (row.through ?? row.day).rawValue, row.hours,
        row.periods, row.school, row.studio, row.person, today.rawValue, actor, source,
      ])
  }

  private func enter(_ row: AttendanceRecord, _ source: String) throws {
    let occasion = try occasion(row.occasion, source)
    try run(
      "UPDATE attendance SET withdrawn = ?, reason = '更正' WHERE occasion = ? AND person = ? AND withdrawn IS NULL",
      [today.rawValue, occasion, row.person])
    try insert("attendance", "occasion, person, status, hours", [occasion, row.person, row.status.rawValue, row.hours], source)
  }

  private func occasion(_ occasion: AttendanceRecord.Occasion, _ source: String) throws -> Int64 {
    switch occasion {
    case .activity(let code):
      guard let id = try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM occasion WHERE code = ?"), arguments: [code]) else {
        throw StoreError.damaged("activity \(code)")
      }
      return id
    case .task(let task):
      if let id = try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM occasion WHERE task = ?"), arguments: [task]) { return id }
      try hold(task, source)
      return db.lastInsertedRowID
    }
  }

  /// A task that is held becomes an occasion at the first sign-in, on the day of its session.
  private func hold(_ task: Int64, _ source: String) throws {
    try run(
      """
      INSERT INTO occasion (task, title, kind, level, topic, mode, day, last_day, hours, periods, school, studio, person, entered, actor, source)
      SELECT task.id, task.title, coalesce(json_extract(task.activity, '$.kind'), ''), '', '', '',
        coalesce(session.day, ?1), coalesce(session.day, ?1), coalesce(session.length, json_extract(task.activity, '$.periods')),
        coalesce(session.length, json_extract(task.activity, '$.periods')), coalesce(session.place, task.school),
        CASE run.subject_kind WHEN 'studio' THEN run.subject END, task.assignee, ?1, ?2, ?3
      FROM task JOIN run ON run.id = task.run LEFT JOIN session ON session.task = task.id AND session.cancelled = 0 WHERE task.id = ?4
      """, [today.rawValue, actor, source, task])
  }

  // MARK: Ledgers

  func enter(_ row: HoursRecord, _ source: String) throws {
    try insert(
      "hours", "person, hours, credits, mode, topic, kind, level, status, day, note",
      [row.person, row.hours, row.credits, row.mode, row.topic, row.kind, row.level, row.status, row.day.rawValue, row.note], source)
  }

  func enter(_ row: OutcomeRecord, _ source: String) throws {
    try insert(
      "outcome", "subject_kind, subject, kind, level, rank, status, title, day, evidence",
      [
        row.subject.kind.rawValue, row.subject.id, row.kind, row.level, row.rank, row.status, row.title, row.day.rawValue, row.evidence,
      ], source)
  }

  func enter(_ row: TitleRecord, _ source: String) throws {
    try insert(
      "title", "subject_kind, subject, title, level, granted, expires",
      [row.subject.kind.rawValue, row.subject.id, row.title, row.level, row.granted.rawValue, row.expires?.rawValue], source)
  }

  func enter(_ row: MoneyRecord, _ source: String) throws {
    try insert(
      "money", "subject_kind, subject, kind, fen, payer, payee, project, status, day",
      [
        row.subject.kind.rawValue, row.subject.id, row.kind, row.fen, row.payer, row.payee, row.project, row.status, row.day.rawValue,
      ], source)
  }

  private func enter(_ row: SurveyRecord, _ source: String) throws {
    try insert(
      "survey", "subject_kind, subject, survey, item, respondents, count, score, day",
      [
        row.subject.kind.rawValue, row.subject.id, row.survey, row.item, row.group, row.count, row.score, row.day.rawValue,
      ], source)
  }

  private func enter(_ row: MarkRecord, _ source: String) throws {
    let actor = row.by ?? actor
    try run(
      """
      UPDATE mark SET withdrawn = ?, reason = '更正' WHERE scheme = ? AND period = ? AND subject_kind = ? AND subject = ? AND item = ?
        AND judge = ? AND actor = ? AND withdrawn IS NULL
      """,
      [today.rawValue, row.scheme, row.period, row.subject.kind.rawValue, row.subject.id, row.item, row.judge, actor])
    try run(
      """
      INSERT INTO mark (subject_kind, subject, scheme, period, item, judge, score, day, entered, actor, source)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.subject.kind.rawValue, row.subject.id, row.scheme, row.period, row.item, row.judge, row.score, row.day.rawValue, today.rawValue,
        actor, source,
      ])
  }

  private func enter(_ row: ProfileRecord) throws {
    try run(
      """
      INSERT INTO profile (person, birthday, hired, degree, level) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (person) DO UPDATE SET birthday = coalesce(excluded.birthday, birthday), hired = coalesce(excluded.hired, hired),
        degree = coalesce(excluded.degree, degree), level = coalesce(excluded.level, level)
      """, [row.person, row.birthday?.rawValue, row.hired?.rawValue, row.degree, row.level])
  }

  // MARK: What becomes of them

  func withdraw(_ records: [RecordID], reason: String) throws {
    for record in records where record.kind != .profile {
      try run(
        "UPDATE \(record.kind.table) SET withdrawn = ?, reason = ? WHERE id = ? AND withdrawn IS NULL",
        [today.rawValue, reason, record.number])
      guard record.kind == .activity else { continue }
      // Nobody attended what was not held.
      try run(
        "UPDATE attendance SET withdrawn = ?, reason = ? WHERE occasion = ? AND withdrawn IS NULL", [today.rawValue, reason, record.number])
    }
  }

  func revoke(_ revocation: TitleRevocation) throws {
    try run(
      "UPDATE title SET revoked = ?, revoked_reason = ? WHERE id = ?",
      [revocation.on.rawValue, revocation.reason, revocation.title])
  }
}
