import GRDB
import Workflow

/// What no list has any more counts for nothing.
extension RunProjection {
  /// Marks those of the tasks that were cancelled.
  func strike(_ tasks: [Int64]) throws {
    for task in tasks {
      try db.execute(sql: "UPDATE task SET struck = 1 WHERE id = ? AND status = 'cancelled' AND NOT struck", arguments: [task])
    }
  }

  /// Marks what was cancelled in these runs and in those that they started.
  func strike(runs: [Int64]) throws {
    for run in runs {
      try db.execute(
        sql: """
          WITH RECURSIVE family (id) AS (SELECT ? UNION SELECT run.id FROM run JOIN family ON run.parent = family.id)
          UPDATE task SET struck = 1 WHERE run IN (SELECT id FROM family) AND status = 'cancelled' AND NOT struck
          """, arguments: [run])
    }
  }
}

extension TaskInsertion {
  /// Asks again who holds the role of a task that is still to be done, where the one who has it does not hold it any more. What somebody took or
  /// was handed is theirs.
  func askAgain(who task: Int64, _ seed: TaskSeed) throws {
    guard let title = roleTitle(seed),
      let (assignee, isClaimed) = try Prepared(projection.db, "SELECT assignee, claimed FROM task WHERE id = ?").bind(1, task)
        .first({ ($0.optionalText(0), $0.integer(1) != 0) }), !isClaimed
    else { return }
    if let assignee, try RoleHolders(db: projection.db).all(of: title, try rolePlace(of: seed)).contains(assignee) { return }
    let holder = try self.assignee(seed)
    guard holder != assignee else { return }
    try projection.db.execute(
      sql: "UPDATE task SET assignee = ?, modified = ? WHERE id = ?", arguments: [holder, projection.shelf.time, task])
  }

  /// The role by which a task finds who does it; nil where its target names the person.
  private func roleTitle(_ seed: TaskSeed) -> String? {
    switch seed.target {
    case .person, .pair: nil
    case .subject, .school, .text: seed.form.role.map(process.definition.roleTitle)
    }
  }

  /// Where the role is held.
  private func rolePlace(of seed: TaskSeed) throws -> RolePlace {
    if case .school(let school) = seed.target { return RolePlace(school: school) }
    if case .text = seed.target { return RolePlace() }
    let subject = try projection.reader.head(ofRun: run)?.subject
    switch process.definition.subject {
    case .school: return RolePlace(school: subject)
    case .studio: return RolePlace(studio: subject)
    case .district, .person, .pair, .cohort, .visit: return RolePlace()
    }
  }
}
