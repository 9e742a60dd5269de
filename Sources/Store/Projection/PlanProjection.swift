import AcademicCalendar
import GRDB

/// Keeps drafts and what was published.
struct PlanProjection {
  let db: Database
  let at: Int64

  /// The draft takes the place of the last one of the semester, or of the studio's part of it.
  func draft(_ draft: PlanDraft) throws {
    let scope = "semester = ?1 AND (?2 IS NULL OR task IN (\(Self.ofStudio)))"
    let arguments: StatementArguments = [draft.semester, draft.studio]
    try db.execute(sql: "DELETE FROM draft_person WHERE task IN (SELECT task FROM draft WHERE \(scope))", arguments: arguments)
    try db.execute(sql: "DELETE FROM draft WHERE \(scope)", arguments: arguments)
    try db.execute(sql: "DELETE FROM unplaced WHERE \(scope)", arguments: arguments)
    let insert = try db.cachedStatement(
      sql: "INSERT INTO draft (task, semester, day, period, length, place, provisional) VALUES (?, ?, ?, ?, ?, ?, ?)")
    for session in draft.sessions {
      try forget(session.task)
      try insert.execute(arguments: [
        session.task, draft.semester, session.day.rawValue, session.period, session.length, session.place, session.isProvisional,
      ])
      try insertPeople("draft_person", session)
    }
    let unplaced = try db.cachedStatement(sql: "INSERT INTO unplaced (task, semester, reasons) VALUES (?, ?, ?)")
    for row in draft.unplaced {
      try forget(row.task)
      try unplaced.execute(arguments: [row.task, draft.semester, try StableJSON.text(row.reasons)])
    }
  }

  /// A task whose days span two semesters is planned in the one that was planned last.
  private func forget(_ task: Int64) throws {
    for table in ["draft_person", "draft", "unplaced"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE task = ?").execute(arguments: [task])
    }
  }

  /// What is new is added, what moved rises in sequence and says so, what is gone is cancelled; what is the same stays untouched.
  /// A task that was waived or cancelled since it was drafted is gone. What the publication keeps stays untouched, too.
  func publish(_ publication: PlanPublication) throws {
    let (semester, studio) = (publication.semester, publication.studio)
    let reader = PlanReader(db: db)
    let scope = try studio.map { try Set(Int64.fetchAll(db, sql: Self.ofStudio.replacing("?2", with: "?"), arguments: [$0])) }
    let dropped = try Int64.fetchSet(
      db, sql: "SELECT task FROM draft JOIN task ON task.id = draft.task WHERE semester = ? AND status IN ('waived', 'cancelled')",
      arguments: [semester])
    let kept = Set(publication.kept ?? [])
    let drafted = try reader.draft(semester).filter {
      (scope?.contains($0.task) ?? true) && !dropped.contains($0.task) && !kept.contains($0.task)
    }
    let published = Dictionary(try reader.published(semester).map { ($0.session.task, $0) }, uniquingKeysWith: { first, _ in first })
    for session in drafted {
      guard let old = try published[session.task] ?? reader.published(task: session.task) else {
        try insert(session, semester)
        continue
      }
      guard old.isCancelled || old.session != session else { continue }
      let rises = publication.sequencing != .reschedules || old.isCancelled || !old.session.isHeldWhen(session)
      let text =
        try publication.sequencing == nil ? change(from: old, to: session) : SessionChange(db: db).text(from: old, to: session, at: at)
      try update(session, semester, rises: rises, change: text)
    }
    let staying = kept.union(drafted.map(\.task))
    for (task, old) in published.sorted(by: { $0.key < $1.key })
    where !staying.contains(task) && !old.isCancelled && scope?.contains(task) ?? true {
      try db.execute(
        sql: "UPDATE session SET cancelled = 1, sequence = sequence + 1, modified = ?, change = ? WHERE task = ?",
        arguments: [at, "\(OfficeTime.day(of: at)) 取消", task])
    }
  }

  private static let ofStudio =
    "SELECT task.id FROM task JOIN run ON run.id = task.run WHERE run.subject_kind = 'studio' AND run.subject = ?2"

  private func insert(_ session: Session, _ semester: String) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO session (task, semester, day, period, length, place, provisional, cancelled, sequence, published, modified, change)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, '')
        """
    ).execute(arguments: [
      session.task, semester, session.day.rawValue, session.period, session.length, session.place, session.isProvisional, at, at,
    ])
    try insertPeople("session_person", session)
  }

  private func update(_ session: Session, _ semester: String, rises: Bool, change: String) throws {
    try db.cachedStatement(
      sql: """
        UPDATE session SET semester = ?, day = ?, period = ?, length = ?, place = ?, provisional = ?, cancelled = 0, sequence = sequence + ?,
          modified = ?, change = ? WHERE task = ?
        """
    ).execute(arguments: [
      semester, session.day.rawValue, session.period, session.length, session.place, session.isProvisional, rises ? 1 : 0, at,
      change, session.task,
    ])
    try db.execute(sql: "DELETE FROM session_person WHERE task = ?", arguments: [session.task])
    try insertPeople("session_person", session)
  }

  private func insertPeople(_ table: String, _ session: Session) throws {
    let statement = try db.cachedStatement(sql: "INSERT INTO \(table) (task, position, person) VALUES (?, ?, ?)")
    for (position, person) in session.people.enumerated() { try statement.execute(arguments: [session.task, position, person]) }
  }

  /// What publications of before SEQUENCE was settled said.
  private func change(from old: PublishedSession, to new: Session) -> String {
    var parts: [String] = []
    let before = old.session
    if old.isCancelled { parts.append("恢复") }
    if (before.day, before.period) != (new.day, new.period) {
      parts.append("时间由 \(before.day) 第\(before.period)节 改为 \(new.day) 第\(new.period)节")
    }
    if before.place != new.place { parts.append("地点有变") }
    if before.people != new.people { parts.append("人员有变") }
    if before.isProvisional != new.isProvisional { parts.append(new.isProvisional ? "改为暂定" : "不再暂定") }
    return "\(OfficeTime.day(of: at)) " + parts.joined(separator: ", ")
  }
}
