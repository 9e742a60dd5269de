import AcademicCalendar
import Foundation
import GRDB
import Statechart
import Workflow

/// What is done to a run from outside: halting, calling off, moving to another version.
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
    let edition = try reader.edition()
    if edition >= 1 { try db.execute(sql: "UPDATE run SET halted = ? WHERE id = ?", arguments: [isSuspended, run]) }
    // What was halted by itself stays so when what started it goes on.
    try db.execute(
      sql: """
        WITH RECURSIVE family (id) AS (SELECT ?1 UNION SELECT run.id FROM run JOIN family ON run.parent = family.id WHERE ?2 OR NOT run.halted)
        UPDATE run SET suspended = ?2 WHERE id IN (SELECT id FROM family) AND status = 'active'
        """, arguments: [run, isSuspended])
  }

  /// Calls a run off; the run that started it hears of it.
  func callOff(_ run: Int64) throws {
    try cancel(run)
    try childEnded(run, isAccepted: false)
  }

  // MARK: Versions

  /// Moves runs to another version; what is active keeps its tasks, timers and children under the new names.
  func migrate(_ migration: Migration) throws {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let new = try reader.process(migration.workflow, migration.version)
    for run in migration.runs { try migrate(run, to: new, migration) }
    // A timer of the new version may be due by now.
    try fireTimers()
  }

  private func migrate(_ run: Int64, to new: CompiledWorkflow, _ migration: Migration) throws {
    guard let record = try reader.run(run) else { return }
    let old = try reader.process(record.workflow, record.version)
    let snapshot = try new.adopt(record.snapshot, from: old, renaming: migration.states)
    let before = try context(of: run)
    let timers = old.machine.timers(in: record.snapshot, now: now, bindings: before.bindings(phases: old.phaseDays(in: before)))
    let renamed = Dictionary(
      before.entered.map { (migration.states[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    try db.execute(
      sql: "UPDATE run SET version = ?, snapshot = ?, entered = ? WHERE id = ?",
      arguments: [migration.version, try snapshot.text(), try StableJSON.text(renamed), run])
    reader.memory?.forget()
    // One may take a name that another gives up: first all go by names that no state can have.
    let names = migration.states.filter { $0.key != $0.value }.sorted { $0.key < $1.key }
    for (index, name) in names.enumerated() { try rename(name.key, "?\(index)", in: run) }
    for (index, name) in names.enumerated() { try rename("?\(index)", name.value, in: run) }
    var life = RunLife(run: run, process: new, context: try context(of: run), snapshot: snapshot, projection: self)
    try life.moveTimers(
      from: Dictionary(timers.map { (Self.renamed($0.key, migration.states), $0.value) }, uniquingKeysWith: { first, _ in first }))
    let freed = try reader.edition() >= 1 ? require(of: run, new) : []
    try life.openNewLines(from: old, renaming: migration.states)
    // A state that waited for nothing else is through.
    for state in freed where new.machine.isActive(StateID(state), in: life.snapshot) {
      if try isThrough(state, run: run) { try life.take(CompiledWorkflow.settled(state)) }
    }
  }

  /// Lines gate their states as the version says.
  /// - Returns: the states that a line gates no more.
  private func require(of run: Int64, _ process: CompiledWorkflow) throws -> [String] {
    var freed: [String] = []
    for (id, invocation) in process.invocations.sorted(by: { $0.key < $1.key }) {
      let arguments: StatementArguments = [invocation.isRequired, run, id.rawValue]
      try db.execute(sql: "UPDATE invocation SET required = ?1 WHERE run = ?2 AND id = ?3 AND required <> ?1", arguments: arguments)
      guard db.changesCount > 0 else { continue }
      try db.execute(sql: "UPDATE task SET required = ?1 WHERE run = ?2 AND invocation = ?3", arguments: arguments)
      if !invocation.isRequired, !freed.contains(invocation.state) { freed.append(invocation.state) }
    }
    return freed
  }

  /// `after.STATE.NUMBER` under the state's new name.
  private static func renamed(_ timer: SendID, _ names: [String: String]) -> SendID {
    let parts = timer.rawValue.split(separator: ".", maxSplits: 2).map(String.init)
    guard parts.count == 3, let name = names[parts[1]] else { return timer }
    return SendID("after.\(name).\(parts[2])")
  }

  private func rename(_ from: String, _ to: String, in run: Int64) throws {
    let changes = [
      "UPDATE take_up SET invocation = ?2 || substr(invocation, length(?1) + 1) WHERE run = ?3 AND substr(invocation, 1, length(?1) + 1) = ?1 || '/'",
      "UPDATE invocation SET id = ?2 || substr(id, length(?1) + 1), state = ?2 WHERE run = ?3 AND state = ?1",
      "UPDATE review SET invocation = ?2 || substr(invocation, length(?1) + 1) WHERE run = ?3 AND substr(invocation, 1, length(?1) + 1) = ?1 || '/'",
      """
      UPDATE task SET invocation = ?2 || substr(invocation, length(?1) + 1), key = ?2 || substr(key, length(?1) + 1), state = ?2
      WHERE run = ?3 AND state = ?1
      """,
      "UPDATE run SET parent_invocation = ?2 || substr(parent_invocation, length(?1) + 1) WHERE parent = ?3 AND substr(parent_invocation, 1, length(?1) + 1) = ?1 || '/'",
      """
      UPDATE timer SET send_id = replace(send_id, 'after.' || ?1 || '.', 'after.' || ?2 || '.'),
        message = replace(message, '"after.' || ?1 || '.', '"after.' || ?2 || '.') WHERE run = ?3
      """,
    ]
    for sql in changes { try db.execute(sql: sql, arguments: [from, to, run]) }
  }
}
