import GRDB

/// What bringing a run's lists up to date would do to people's open tasks.
public struct RefreshTrial: Hashable, Sendable {
  /// How many somebody has and would have no longer, by staff number.
  public var leaving: [String: Int] = [:]
  /// How many somebody has not and would have.
  public var missing: [String: Int] = [:]

  /// Nothing at all.
  public init() {}
}

extension Transaction {
  /// Tries what bringing a run's lists up to date would do. Nothing is recorded and nothing changes.
  /// - Throws: what refuses it.
  public func tryRefresh(of run: Int64) throws -> RefreshTrial {
    let before = try openTasks(of: run)
    var after: [Int64: String] = [:]
    defer { reader.memory?.forget() }
    do {
      try db.inSavepoint {
        let change = ParameterChange(run: run, values: [:], reason: "")
        let entry = JournalEntry(
          sequence: try reader.lastEntry().sequence + 1, at: at, actor: actor, behalf: nil, fact: .parametersChanged(change))
        _ = try Projection(entry, reader: reader).apply()
        after = try openTasks(of: run)
        return .rollback
      }
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_CHECK {
      throw StoreError.blocked("算出的值超出了记录的范围")
    }
    var trial = RefreshTrial()
    for (task, person) in before where after[task] != person { trial.leaving[person, default: 0] += 1 }
    for (task, person) in after where before[task] != person { trial.missing[person, default: 0] += 1 }
    return trial
  }

  /// Who has which task that is still to be handed in, of a run and those that it started.
  private func openTasks(of run: Int64) throws -> [Int64: String] {
    var tasks: [Int64: String] = [:]
    try Prepared(
      db,
      """
      SELECT id, assignee FROM task WHERE \(TaskRecord.isPending) AND assignee IS NOT NULL AND run IN (
        WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT run.id FROM run JOIN family ON run.parent = family.id) SELECT id FROM family)
      """
    ).bind(1, run).each { tasks[$0.integer(0)] = $0.text(1) }
    return tasks
  }
}

extension Reader {
  /// The runs that go on and are about one of these studios, or in which one of these people has an open task by a role, by number.
  public func liveRuns(aboutStudios studios: Set<String>, orOf people: Set<String>) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM run WHERE status = 'active' AND (
          subject_kind = 'studio' AND subject IN (SELECT value FROM json_each(?1))
          OR id IN (SELECT run FROM task WHERE assignee IN (SELECT value FROM json_each(?2)) AND \(TaskRecord.isPending)
            AND role IS NOT NULL AND claimed = 0))
        ORDER BY id
        """, arguments: [try StableJSON.text(studios.sorted()), try StableJSON.text(people.sorted())])
  }
}
