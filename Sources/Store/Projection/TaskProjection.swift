import AcademicCalendar
import GRDB
import Rules
import Statechart
import Workflow

extension Projection {
  func submit(_ submission: Submission) throws {
    let today = OfficeTime.day(of: entry.at)
    for piece in submission.evidence {
      try execute(
        "INSERT INTO evidence (task, kind, name, sha256, size, day) VALUES (?, ?, ?, ?, ?, ?)",
        [submission.task, piece.kind, piece.name, piece.sha256, piece.size, today.rawValue])
    }
    try Prepared(
      db,
      """
      UPDATE task SET status = 'submitted', submitted = ?, submitter = ?, note = ?,
        modified = CASE status WHEN 'submitted' THEN modified ELSE ? END
      WHERE id = ?
      """
    ).bind(1, today.rawValue).bind(2, entry.actor).bind(3, submission.note).bind(4, entry.at).bind(5, submission.task).run()
    try log(submission.task, .submit, submission.note)
    try ReviewProjection(runs).submitted(submission.task)
  }

  /// The task goes to somebody: claimed by, or delegated to them.
  func hand(_ task: Int64, to person: String?, _ event: TaskLife.Event, _ note: String?) throws {
    try execute("UPDATE task SET assignee = ?, claimed = 1 WHERE id = ?", [person, task])
    try log(task, event, note, person: person)
  }

  func withdraw(_ opinion: Opinion) throws {
    try execute("UPDATE task SET status = 'open', submitted = NULL, submitter = NULL, note = ? WHERE id = ?", [opinion.note, opinion.task])
    try ReviewProjection(runs).leave(task: opinion.task)
    try log(opinion.task, .withdraw, opinion.note)
  }

  /// What happened to a task, one line each.
  func log(_ task: Int64, _ event: TaskLife.Event, _ note: String?, person: String? = nil) throws {
    try Prepared(db, "INSERT INTO task_log (task, at, actor, behalf, event, person, note) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(1, task).bind(2, entry.at).bind(3, entry.actor).bind(4, entry.behalf).bind(5, event.rawValue).bind(6, person).bind(7, note)
      .run()
  }

  func decide(_ opinion: Opinion, _ status: TaskStatus) throws {
    let today = OfficeTime.day(of: entry.at)
    try Prepared(
      db, "UPDATE task SET status = ?1, settled = ?2, note = ?3, modified = CASE status WHEN ?1 THEN modified ELSE ?4 END WHERE id = ?5"
    ).bind(1, status.rawValue).bind(2, status.isSettled ? today.rawValue : nil).bind(3, opinion.note).bind(4, entry.at)
      .bind(5, opinion.task).run()
    try log(opinion.task, status == .accepted ? .accept : status == .returned ? .return : .waive, opinion.note)
    if status == .waived { try ReviewProjection(runs).leave(task: opinion.task) }
    guard status.isSettled else { return }
    try runs.settled(opinion.task, isAccepted: status == .accepted)
  }
}

extension RunProjection {
  /// A task is accepted or waived: when it was the last that gates its state, the run hears of it.
  func settled(_ task: Int64, isAccepted: Bool) throws {
    guard let place = try reader.place(ofTask: task), try !isSuperseded(task, in: place.run) else { return }
    try settledOne(run: place.run, invocation: place.invocation, isAccepted: isAccepted)
  }

  /// Whether its phase was entered anew since and opened another task in its place. What was handed in before is still decided, but it is the
  /// other one that the phase waits for.
  private func isSuperseded(_ task: Int64, in run: Int64) throws -> Bool {
    guard let key = try Prepared(db, "SELECT key FROM task WHERE id = ?").bind(1, task).first({ $0.text(0) }) else { return false }
    let base = TaskKey.base(key)
    // Keys of later times are the first one with `@` and a number; `A` comes after `@`.
    return try Prepared(db, "SELECT 1 FROM task WHERE run = ? AND key > ? AND key < ? AND +id > ?")
      .bind(1, run).bind(2, base + "@").bind(3, base + "A").bind(4, task).first { _ in true } ?? false
  }

  /// A child run has ended.
  func childEnded(_ run: Int64, isAccepted: Bool) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT parent, parent_invocation FROM run WHERE id = ?", arguments: [run]),
      let parent = row["parent"] as Int64?, let invocation = row["parent_invocation"] as String?
    else { return }
    try settledOne(run: parent, invocation: invocation, isAccepted: isAccepted)
  }

  /// Cancels a run with all its tasks and children.
  func cancel(_ run: Int64) throws {
    // What was handed in can still be reviewed: no work is lost with the run around it.
    try db.execute(
      sql: "UPDATE task SET status = 'cancelled', settled = ? WHERE run = ? AND status IN ('planned', 'open', 'returned')",
      arguments: [today.rawValue, run])
    try db.execute(sql: "UPDATE invocation SET status = 'left' WHERE run = ? AND status = 'active'", arguments: [run])
    try db.execute(
      sql: "UPDATE review SET status = 'left', ended = ? WHERE run = ? AND invocation IS NOT NULL AND status IN ('active', 'returned')",
      arguments: [today.rawValue, run])
    try db.execute(sql: "UPDATE run SET status = 'cancelled', suspended = 0, ended = ? WHERE id = ?", arguments: [today.rawValue, run])
    try db.execute(sql: "DELETE FROM timer WHERE run = ?", arguments: [run])
    for child in try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE parent = ? AND status = 'active'", arguments: [run]) {
      try cancel(child)
    }
  }

  private func settledOne(run: Int64, invocation: String, isAccepted: Bool) throws {
    try Prepared(db, "UPDATE invocation SET settled = settled + 1, accepted = accepted + ? WHERE run = ? AND id = ? AND settled < total")
      .bind(1, isAccepted ? 1 as Int64 : 0).bind(2, run).bind(3, invocation).run()
    try hear(run: run, invocation: invocation)
  }

  /// One more of an invocation is settled: when it is through, the run hears of it.
  func hear(run: Int64, invocation: String) throws {
    let found = try Prepared(db, "SELECT state, required, status, total, settled, accepted FROM invocation WHERE run = ? AND id = ?")
      .bind(1, run).bind(2, invocation).first { row in
        row.text(2) == "active"
          ? (
            state: row.text(0), isRequired: row.integer(1) != 0,
            counts: RunLife.counts(total: row.integer(3), settled: row.integer(4), accepted: row.integer(5))
          ) : nil
      }
    guard let active = found.flatMap(\.self), try isThrough(run, InvocationID(invocation), active.counts) else { return }
    try db.execute(sql: "UPDATE invocation SET status = 'settled' WHERE run = ? AND id = ?", arguments: [run, invocation])
    if active.isRequired { try settleState(active.state, run: run) }
  }

  /// Tells a run that nothing that gates a state is open any more.
  func settleState(_ state: String, run: Int64) throws {
    let open = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM invocation WHERE run = ? AND state = ? AND required = 1 AND status = 'active'",
      arguments: [run, state])
    if open == 0 { try deliver(CompiledWorkflow.settled(state), to: run) }
  }

  /// Whether an invocation is through: everything is settled, or the fan-out's condition holds.
  private func isThrough(_ run: Int64, _ id: InvocationID, _ counts: [String: Int64]) throws -> Bool {
    guard let head = try reader.head(ofRun: run) else { return false }
    let process = try reader.process(head.workflow, head.version)
    guard case .each(let each, _)? = process.invocations[id], let until = each.until else { return counts["settled"] == counts["total"] }
    let bindings = try context(of: run).bindings(children: counts)
    switch until.evaluate(bindings) {
    case .value(.bool(let holds)): return holds
    case .value, .unknown: return false
    case .error(let error): throw StoreError.blocked("\(each.title)的 until 无法计算: \(error.message)")
    }
  }
}
