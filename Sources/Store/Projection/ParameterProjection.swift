import AcademicCalendar
import GRDB
import Rules
import Statechart
import Workflow

/// Changing a run's parameters after its start: what depends on them is worked out anew.
extension RunProjection {
  /// Days of open tasks, lists of tasks and child runs, timers and conditions follow; what is finished or was handed in stays as it is.
  func change(_ change: ParameterChange) throws {
    guard let record = try reader.run(change.run) else { return }
    let process = try reader.process(record.workflow, record.version)
    let before = try context(of: change.run)
    let timers = try timers(of: record, process, before)
    let known = try String.fetchOne(db, sql: "SELECT parameters FROM run WHERE id = ?", arguments: [change.run]) ?? "{}"
    let values: [String: String] = try StableJSON.read(known)
    try db.execute(
      sql: "UPDATE run SET parameters = ? WHERE id = ?",
      arguments: [try StableJSON.text(values.merging(change.values) { $1 }), change.run])
    reader.memory?.forget()
    var life = RunLife(run: change.run, process: process, context: try context(of: change.run), snapshot: record.snapshot, projection: self)
    try life.moveTimers(from: timers)
    try life.refresh(from: before, change.following)
    // Nothing needs to wait for this event: conditions of transitions without events are asked again.
    try life.take(Event("parameters.changed", kind: .internal))
    try fireTimers()
  }
}

/// Timers of runs whose days follow from something that changes.
extension RunProjection {
  /// When the timers of every run are due, by what is known now.
  func timers() throws -> [(run: Int64, due: [SendID: Message.Due])] {
    try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE status = 'active' ORDER BY id").compactMap { run in
      guard let record = try reader.run(run) else { return nil }
      return (run, try timers(of: record, try reader.process(record.workflow, record.version), try context(of: run)))
    }
  }

  private func timers(of run: RunRecord, _ process: CompiledWorkflow, _ context: OpeningContext) throws -> [SendID: Message.Due] {
    process.machine.timers(in: run.snapshot, now: now, bindings: context.bindings(phases: process.phaseDays(in: context)))
  }

  /// Sets every run's timers to when they are due now.
  func moveTimers(from before: [(run: Int64, due: [SendID: Message.Due])]) throws {
    for (run, due) in before {
      guard let record = try reader.run(run) else { continue }
      let process = try reader.process(record.workflow, record.version)
      let life = RunLife(run: run, process: process, context: try context(of: run), snapshot: record.snapshot, projection: self)
      try life.moveTimers(from: due)
    }
  }
}

extension RunLife {
  /// Sets timers to when they are due now. One that was never set is set, one that has fired stays fired, and none is due before now.
  /// - Parameter before: when they would have been due, by what was known before.
  func moveTimers(from before: [SendID: Message.Due]) throws {
    for (id, due) in process.machine.timers(in: snapshot, now: projection.now, bindings: try bindings()).sorted(by: { $0.key < $1.key })
    where before[id] != due {
      let row = try Row.fetchOne(db, sql: "SELECT id, due FROM timer WHERE run = ? AND send_id = ?", arguments: [run, id.rawValue])
      guard let row else {
        if before[id] == nil { try insert(Message(id: id, event: id.rawValue, data: .null, due: due, target: .own)) }
        continue
      }
      let set: Int64 = row["due"]
      let new: Int64 =
        switch (before[id], due) {
        case (.at(let old)?, .at(let new)): set + new.rawValue - old.rawValue
        default: due.milliseconds
        }
      try db.execute(sql: "UPDATE timer SET due = ? WHERE id = ?", arguments: [max(new, projection.at), row["id"] as Int64])
    }
  }

  func insert(_ message: Message) throws {
    try db.execute(
      sql: "INSERT INTO timer (run, send_id, due, message) VALUES (?, ?, ?, ?)",
      arguments: [run, message.id.rawValue, max(message.due.milliseconds, projection.at), try StableJSON.text(message.arrival)])
  }

  /// Brings everything that is active up to date with what its line says now.
  /// - Parameter before: what was known before.
  mutating func refresh(from before: OpeningContext, _ rule: FollowRule?) throws {
    var states: [String] = []
    for id in snapshot.activeInvocations {
      guard let invocation = process.invocations[id] else { continue }
      switch invocation {
      case .tasks(let task, let state): try refresh(id, task, state, rule)
      case .each(let each, let state): try refresh(id, each, state, from: before, rule)
      case .review: continue
      }
      if !states.contains(invocation.state) { states.append(invocation.state) }
    }
    for state in states where try projection.isThrough(state, run: run) { events.append(CompiledWorkflow.settled(state)) }
  }

  private func refresh(_ id: InvocationID, _ task: TaskDefinition, _ state: String, _ rule: FollowRule?) throws {
    let seeds = try seeds(of: task, in: state, phase: try days(of: state), again: true)
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, key, status FROM task WHERE run = ? AND invocation = ? ORDER BY id", arguments: [run, id.rawValue])
    var current = Dictionary(rows.map { (TaskKey.base($0["key"]), $0) }, uniquingKeysWith: { $1 })
    let insert = TaskInsertion(projection: projection, process: process, run: run, invocation: id, state: state)
    let listed = Set(seeds.map(\.key))
    var statuses: [TaskStatus] = []
    // What stands on the list no more, or anew.
    var struck: Set<String> = []
    for seed in seeds {
      // The only one of a period is the first of several, and the other way round.
      let alias = TaskKey.ofOnly(seed.key)
      if rule != nil, task.quota != nil, current[seed.key] == nil, !listed.contains(alias), let row = current.removeValue(forKey: alias) {
        for row in rows where TaskKey.base(row["key"]) == alias {
          try db.execute(
            sql: "UPDATE task SET key = ? || substr(key, length(?) + 1) WHERE id = ?", arguments: [seed.key, alias, row["id"] as Int64])
        }
        current[seed.key] = row
      }
      guard let row = current[seed.key], let status = TaskStatus(rawValue: row["status"]), status != .cancelled else {
        if current[seed.key] != nil { struck.insert(seed.key) }
        try insert.insert([seed], generation: rows.count)
        continue
      }
      statuses.append(status)
      guard status.isPending else { continue }
      try move(row["id"], seed, rule)
      if edition >= 2 { try insert.askAgain(who: row["id"], seed) }
    }
    var waiting = 0
    for (key, row) in current where !listed.contains(key) {
      guard let status = TaskStatus(rawValue: row["status"]) else { continue }
      if status == .submitted { waiting += 1 }
      if status.isPending { try projection.cancel(task: row["id"]) }
      struck.insert(key)
    }
    if edition >= 2 { try projection.strike(rows.filter { struck.contains(TaskKey.base($0["key"])) }.map { $0["id"] }) }
    try count(
      id, total: seeds.count + waiting, settled: statuses.count(where: \.isSettled), accepted: statuses.count { $0 == .accepted })
  }

  /// New days for a task that is still to be done; its place and name, too.
  private func move(_ task: Int64, _ seed: TaskSeed, _ rule: FollowRule?) throws {
    try db.execute(
      sql: """
        UPDATE task SET opens = ?1, due = ?2, status = CASE WHEN status = 'planned' AND ?1 <= ?3 THEN 'open' ELSE status END,
          modified = CASE WHEN ?6 OR due IS NOT ?2 THEN ?5 ELSE modified END, moves = moves + ?6
        WHERE id = ?4 AND (opens IS NOT ?1 OR due IS NOT ?2)
        """,
      arguments: [
        seed.opens.rawValue, seed.due?.rawValue, projection.today.rawValue, task, projection.shelf.time, context.edition >= 1,
      ])
    guard rule != nil else { return }
    try db.execute(
      sql: """
        UPDATE task SET activity = ?1, title = ?2, modified = CASE WHEN title <> ?2 THEN ?4 ELSE modified END
        WHERE id = ?3 AND (activity IS NOT ?1 OR title <> ?2)
        """, arguments: [try seed.activity.map(StableJSON.text), seed.title, task, projection.shelf.time])
  }

  private mutating func refresh(
    _ id: InvocationID, _ each: EachDefinition, _ state: String, from before: OpeningContext, _ rule: FollowRule?
  ) throws {
    let elements = try each.elements(context.entering(state))
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, subject, status FROM run WHERE parent = ? AND parent_invocation = ? ORDER BY id", arguments: [run, id.rawValue])
    for row in rows where row["status"] == "active" && !elements.contains(row["subject"]) { try projection.cancel(row["id"]) }
    var known = Dictionary(rows.map { ($0["subject"] as String, $0["status"] as String) }, uniquingKeysWith: { $1 })
    var struck = Set(rows.map { $0["subject"] as String }).subtracting(elements)
    // What was struck from the list and stands on it again begins anew; what people called off stays so.
    if rule != nil {
      let listed = Set(try each.elements(before.entering(state)))
      for element in elements where known[element] == "cancelled" && !listed.contains(element) {
        known[element] = nil
        struck.insert(element)
      }
    }
    if edition >= 2 { try projection.strike(runs: rows.filter { struck.contains($0["subject"]) }.map { $0["id"] }) }
    let ended = elements.compactMap { known[$0] }.filter { $0 != "active" }
    try count(id, total: elements.count, settled: ended.count, accepted: ended.count { $0 == "done" }, of: each)
    try start(elements.filter { known[$0] == nil }, of: each, id, inherits: rule != nil)
  }

  /// Opens the lines that another version did not have, in the states that the run is in.
  mutating func openNewLines(from old: CompiledWorkflow, renaming names: [String: String]) throws {
    let (after, effects) = process.startNewLines(
      snapshot, from: old, renaming: names, now: projection.now, bindings: try bindings())
    snapshot = after
    isMoving = true
    try carryOut(effects)
    isMoving = false
  }
}

extension Message.Due {
  /// Milliseconds since 1970; a day begins where the office is.
  var milliseconds: Int64 {
    switch self {
    case .at(let instant): instant.rawValue
    case .on(let day): OfficeTime.milliseconds(of: day)
    }
  }
}
