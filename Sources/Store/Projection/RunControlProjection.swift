import AcademicCalendar
import Foundation
import GRDB
import Statechart
import Workflow

/// What is done to a run from outside: halting, calling off, entering a phase again, moving to another version.
extension RunProjection {
  /// Halts a run with the runs that it started: no timer fires until it is resumed.
  func suspend(_ run: Int64) throws { try setSuspended(run, true) }

  /// The run goes on; timers that came due in the meantime fire in order, each as of its own time.
  func resume(_ run: Int64) throws {
    try setSuspended(run, false)
    try fireTimers()
    try openDue(today)
  }

  private func setSuspended(_ run: Int64, _ isSuspended: Bool) throws {
    try db.execute(
      sql: """
        WITH RECURSIVE family (id) AS (SELECT ?1 UNION SELECT run.id FROM run JOIN family ON run.parent = family.id)
        UPDATE run SET suspended = ?2 WHERE id IN (SELECT id FROM family) AND status = 'active'
        """, arguments: [run, isSuspended])
  }

  /// Calls a run off; the run that started it hears of it.
  func callOff(_ run: Int64) throws {
    try cancel(run)
    try childEnded(run, isAccepted: false)
  }

  /// Enters a phase again. A run that was over goes on with the variables that it had.
  func reopen(_ run: Int64, _ state: String) throws {
    guard let record = try reader.run(run) else { return }
    let process = try reader.process(record.workflow, record.version)
    let context = try context(of: run)
    var snapshot = record.snapshot
    if record.status != .active {
      // What entering the first phase would have opened is not asked for: only the phase that is reopened is entered.
      snapshot =
        try process.machine.start(
          now: now, bindings: context.bindings(phases: process.phaseDays(in: context)), session: String(run),
          data: process.machine.variables(of: record.snapshot)
        ).snapshot
      try db.execute(sql: "UPDATE run SET status = 'active', ended = NULL WHERE id = ?", arguments: [run])
    }
    var life = RunLife(run: run, process: process, context: context, snapshot: snapshot, projection: self)
    try life.take(Event(CompiledWorkflow.reopenName(state)))
  }

  // MARK: Versions

  /// Moves runs to another version; what is active keeps its tasks, timers and children under the new names.
  func migrate(_ migration: Migration) throws {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let new = try reader.process(migration.workflow, migration.version)
    for run in migration.runs {
      guard let record = try reader.run(run) else { continue }
      let old = try reader.process(record.workflow, record.version)
      let snapshot = try new.adopt(record.snapshot, from: old, renaming: migration.states)
      let entered = try context(of: run).entered
      let renamed = Dictionary(entered.map { (migration.states[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
      try db.execute(
        sql: "UPDATE run SET version = ?, snapshot = ?, entered = ? WHERE id = ?",
        arguments: [migration.version, try StableJSON.text(snapshot), try StableJSON.text(renamed), run])
      for (from, to) in migration.states.sorted(by: { $0.key < $1.key }) where from != to { try rename(from, to, in: run) }
    }
  }

  private func rename(_ from: String, _ to: String, in run: Int64) throws {
    let changes = [
      "UPDATE invocation SET id = ?2 || substr(id, length(?1) + 1), state = ?2 WHERE run = ?3 AND state = ?1",
      "UPDATE review SET invocation = ?2 || substr(invocation, length(?1) + 1) WHERE run = ?3 AND invocation LIKE ?1 || '/%'",
      """
      UPDATE task SET invocation = ?2 || substr(invocation, length(?1) + 1), key = ?2 || substr(key, length(?1) + 1), state = ?2
      WHERE run = ?3 AND state = ?1
      """,
      "UPDATE run SET parent_invocation = ?2 || substr(parent_invocation, length(?1) + 1) WHERE parent = ?3 AND parent_invocation LIKE ?1 || '/%'",
      """
      UPDATE timer SET send_id = replace(send_id, 'after.' || ?1 || '.', 'after.' || ?2 || '.'),
        message = replace(message, '"after.' || ?1 || '.', '"after.' || ?2 || '.') WHERE run = ?3
      """,
    ]
    for sql in changes { try db.execute(sql: sql, arguments: [from, to, run]) }
  }
}
