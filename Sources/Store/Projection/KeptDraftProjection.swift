import GRDB

/// Puts drafts aside and drops them.
struct KeptDraftProjection {
  let db: Database
  let at: Int64

  /// Copies the draft as it stands; an earlier one of the same name gives way.
  func keep(_ name: DraftName) throws {
    let sessions = try PlanReader(db: db).draft(name.semester)
    let unplaced = try Row.fetchAll(
      db, sql: "SELECT task, reasons FROM unplaced WHERE semester = ? ORDER BY task", arguments: [name.semester]
    ).map { Unplaced(task: $0["task"], reasons: try StableJSON.read($0["reasons"])) }
    let own = try name.studio.map { studio in
      try Int64.fetchSet(
        db, sql: "SELECT task.id FROM task JOIN run ON run.id = task.run WHERE run.subject_kind = 'studio' AND run.subject = ?",
        arguments: [studio])
    }
    func isOwn(_ task: Int64) -> Bool { own?.contains(task) ?? true }
    try db.execute(
      sql: "INSERT OR REPLACE INTO kept_draft (semester, studio, name, kept, sessions, unplaced) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        name.semester, name.studio ?? "", name.name, at, try StableJSON.text(sessions.filter { isOwn($0.task) }),
        try StableJSON.text(unplaced.filter { isOwn($0.task) }),
      ])
  }

  func drop(_ name: DraftName) throws {
    try db.execute(
      sql: "DELETE FROM kept_draft WHERE semester = ? AND studio = ? AND name = ?",
      arguments: [name.semester, name.studio ?? "", name.name])
  }
}

extension Reader {
  /// The drafts of a semester that were put aside, by name.
  /// - Parameter studio: only those of this studio's tasks; nil for those of all tasks.
  public func keptDrafts(of semester: String, studio: String?) throws -> [KeptDraft] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM kept_draft WHERE semester = ? AND studio = ? ORDER BY name", arguments: [semester, studio ?? ""]
    ).map { row in
      KeptDraft(
        name: DraftName(semester: semester, studio: studio, name: row["name"]), kept: row["kept"],
        sessions: try StableJSON.read(row["sessions"]), unplaced: try StableJSON.read(row["unplaced"]))
    }
  }
}
