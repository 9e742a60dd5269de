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
      // What an erased person had handed in is somebody else's now.
      try execute("DELETE FROM erased_evidence WHERE sha256 = ?", [piece.sha256])
    }
    let actor = entry.actor
    let task = try shelf.change(task: submission.task) { task in
      (task.status, task.submitted, task.submitter, task.note) = (.submitted, today, actor, submission.note)
    }
    if let task { try ReviewProjection(runs).submitted(task) }
  }

  /// The task goes to somebody: claimed by, or delegated to them.
  func hand(_ task: Int64, to person: String?) throws {
    try execute(
      "UPDATE task SET assignee = ?1, claimed = 1, modified = CASE WHEN assignee IS NOT ?1 THEN ?2 ELSE modified END WHERE id = ?3",
      [person, entry.at, task])
  }

  func withdraw(_ opinion: Opinion) throws {
    try shelf.change(task: opinion.task) { task in
      (task.status, task.submitted, task.submitter, task.note) = (.open, nil, nil, opinion.note)
    }
    try ReviewProjection(runs).leave(task: opinion.task)
  }

  func decide(_ opinion: Opinion, _ status: TaskStatus) throws {
    let today = OfficeTime.day(of: entry.at)
    let task = try shelf.change(task: opinion.task) { task in
      (task.status, task.settled, task.note) = (status, status.isSettled ? today : nil, opinion.note)
    }
    if status == .waived { try ReviewProjection(runs).leave(task: opinion.task) }
    guard status.isSettled, let task else { return }
    try runs.settled(task, isAccepted: status == .accepted)
  }
}

extension RunProjection {
  /// A task is accepted or waived: when it was the last that gates its state, the run hears of it.
  ///
  /// Where its phase was entered anew since and opened another task in its place, that is the one that the phase waits for.
  func settled(_ task: TaskShelf.Task, isAccepted: Bool) throws {
    guard try !shelf.isSuperseded(task) else { return }
    try settledOne(run: task.run, invocation: task.invocation, isAccepted: isAccepted)
  }

  /// A child run has ended.
  func childEnded(_ run: Int64, isAccepted: Bool) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT parent, parent_invocation FROM run WHERE id = ?", arguments: [run]),
      let parent = row["parent"] as Int64?, let invocation = row["parent_invocation"] as String?
    else { return }
    try settledOne(run: parent, invocation: invocation, isAccepted: isAccepted)
  }

  /// Cancels a task that is still to be done.
  func cancel(task: Int64) throws {
    let today = today
    try shelf.change(task: task) { ($0.status, $0.settled) = (.cancelled, today) }
  }

  /// Cancels a run with all its tasks and children.
  func cancel(_ run: Int64) throws {
    // What was handed in can still be reviewed: no work is lost with the run around it.
    for task in try Int64.fetchAll(db, sql: "SELECT id FROM task WHERE run = ? AND \(TaskRecord.isPending)", arguments: [run]) {
      try cancel(task: task)
    }
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

  /// One more of an invocation is settled: when it is through, the run hears of it.
  private func settledOne(run: Int64, invocation: String, isAccepted: Bool) throws {
    let line = try shelf.change(line: invocation, of: run) { line in
      guard line.settled < line.total else { return }
      line.settled += 1
      if isAccepted { line.accepted += 1 }
    }
    guard let line, line.status == "active", try isThrough(line) else { return }
    try shelf.change(line: invocation, of: run) { $0.status = "settled" }
    if line.isRequired { try settleState(line.state, run: run) }
  }

  /// Tells a run that nothing that gates a state is open any more.
  func settleState(_ state: String, run: Int64) throws {
    try shelf.writeLines()
    if try isThrough(state, run: run) { try deliver(CompiledWorkflow.settled(state), to: run) }
  }

  /// Whether nothing that gates a state is still open.
  func isThrough(_ state: String, run: Int64) throws -> Bool {
    try Prepared(db, "SELECT 1 FROM invocation WHERE run = ? AND state = ? AND required = 1 AND status = 'active' LIMIT 1")
      .bind(1, run).bind(2, state).first { _ in true } == nil
  }

  /// Whether an invocation is through: everything is settled, or the fan-out's condition holds.
  func isThrough(_ line: TaskShelf.Line) throws -> Bool {
    guard let head = try reader.head(ofRun: line.run) else { return false }
    let process = try reader.process(head.workflow, head.version)
    guard let (each, until) = process.conditions[InvocationID(line.id)] else { return line.settled == line.total }
    let counts = LineCounts(total: line.total, settled: line.settled, accepted: line.accepted)
    switch until.evaluate(try context(of: line.run).bindings(children: counts.values)) {
    case .value(.bool(let holds)): return holds
    case .value, .unknown: return false
    case .error(let error): throw StoreError.blocked("\(each.title)的 until 无法计算: \(error.message)")
    }
  }
}
