import GRDB
import Statechart
import Workflow

/// Entering a phase again: it is done anew, and what was finished in the phases after it is taken up when they are entered again.
extension RunProjection {
  /// Enters a phase again. A run that was over goes on with the variables that it had, and what lives as long as the run starts again.
  func reopen(_ run: Int64, _ state: String) throws {
    guard let record = try reader.run(run) else { return }
    let process = try reader.process(record.workflow, record.version)
    var snapshot = record.snapshot
    let wasOver = record.status != .active
    if wasOver {
      snapshot = process.machine.revived(snapshot)
      try db.execute(sql: "UPDATE run SET status = 'active', ended = NULL WHERE id = ?", arguments: [run])
      try childReopened(run)
    }
    try mark(process.takenUp(after: state, withWhole: wasOver), of: run)
    var life = RunLife(run: run, process: process, context: try context(of: run), snapshot: snapshot, projection: self)
    try life.take(Event(CompiledWorkflow.reopenName(state)))
  }

  /// The run that started this one counts it as open again.
  private func childReopened(_ run: Int64) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT parent, parent_invocation FROM run WHERE id = ?", arguments: [run]),
      let parent = row["parent"] as Int64?, let invocation = row["parent_invocation"] as String?
    else { return }
    try db.execute(
      sql: "UPDATE invocation SET settled = settled - 1, accepted = accepted - 1 WHERE run = ? AND id = ? AND accepted > 0",
      arguments: [parent, invocation])
    guard try reader.edition() >= 1, let line = try shelf.change(line: invocation, of: parent, { _ in }), line.status == "settled",
      try !isThrough(line)
    else { return }
    try shelf.change(line: invocation, of: parent) { $0.status = "active" }
  }

  private func mark(_ invocations: [InvocationID], of run: Int64) throws {
    try db.execute(sql: "DELETE FROM take_up WHERE run = ?", arguments: [run])
    for id in invocations {
      try db.execute(
        sql: "INSERT INTO take_up (run, invocation) SELECT run, id FROM invocation WHERE run = ? AND id = ?", arguments: [run, id.rawValue])
    }
  }
}

extension CompiledWorkflow {
  /// What is taken up when its state is entered again: the lines of the phases after the one that is reopened, and those of the run as a
  /// whole where it was over.
  fileprivate func takenUp(after phase: String, withWhole: Bool) -> [InvocationID] {
    func within(_ state: StateDefinition) -> [String] { [state.id] + state.states.flatMap(within) }
    let later = definition.states.drop { $0.id != phase }.dropFirst().flatMap(within)
    let states = Set(later + (withWhole ? definition.whole.map { [$0.id] } ?? [] : []))
    return invocations.filter { states.contains($0.value.state) }.keys.sorted()
  }
}

/// The finished work of an invocation that is taken up: what need not be done anew.
struct TakenUp {
  /// How often each key was accepted, is waived or waits for its reviewer.
  var statuses: [String: TaskStatus] = [:]
  /// Subjects of child runs that came to their end.
  var subjects: Set<String> = []

  /// Takes the mark off an invocation; nothing where it has none.
  init(_ invocation: InvocationID, run: Int64, db: Database) throws {
    let arguments: StatementArguments = [run, invocation.rawValue]
    let isMarked =
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM take_up WHERE run = ? AND invocation = ?)"), arguments: arguments) ?? false
    guard isMarked else { return }
    try db.execute(sql: "DELETE FROM take_up WHERE run = ? AND invocation = ?", arguments: arguments)
    let tasks = try Row.fetchAll(
      db,
      sql: """
        SELECT key, status FROM task WHERE run = ? AND invocation = ? AND status IN ('submitted', 'accepted', 'waived') ORDER BY id
        """, arguments: arguments)
    for row in tasks { statuses[TaskKey.base(row["key"])] = TaskStatus(rawValue: row["status"]) }
    subjects = try String.fetchSet(
      db, sql: "SELECT subject FROM run WHERE parent = ? AND parent_invocation = ? AND status = 'done'", arguments: arguments)
  }
}

/// A task's key without what tells apart the times that its state was entered.
enum TaskKey {
  /// The key of a period's only task for that of the first of several, and the other way round.
  static func ofOnly(_ key: String) -> String { key.hasSuffix("/1") ? String(key.dropLast(2)) : key + "/1" }

  static func base(_ key: String) -> String { key.utf8.firstIndex(of: UInt8(ascii: "@")).map { String(key[..<$0]) } ?? key }
}
