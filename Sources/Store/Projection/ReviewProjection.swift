import AcademicCalendar
import GRDB
import Statechart
import Workflow

/// Moves review chains from level to level.
struct ReviewProjection {
  let projection: RunProjection
  private var db: Database { projection.db }
  private var reader: Reader { projection.reader }

  init(_ projection: RunProjection) { self.projection = projection }

  /// Begins the chain of a state, or of a task that was handed in.
  func begin(_ definition: ReviewDefinition, run: Int64, invocation: InvocationID? = nil, task: Int64? = nil) throws {
    guard let first = definition.levels.first else { return }
    try db.execute(
      sql: "INSERT INTO review (run, invocation, task, round, level, status, opened) VALUES (?, ?, ?, 0, ?, 'active', ?)",
      arguments: [run, invocation?.rawValue, task, first.id, projection.today.rawValue])
    guard let review = try reader.review(db.lastInsertedRowID) else { return }
    try open(first, of: review)
  }

  /// A task is handed in: its chain begins, or begins anew where it was returned.
  func submitted(_ task: TaskShelf.Task) throws {
    guard let definition = try reader.reviewDefinition(ofInvocation: task.invocation, run: task.run) else { return }
    try projection.shelf.write()
    guard let review = try reader.review(ofTask: task.id), review.status == .returned, let first = definition.levels.first else {
      return try begin(definition, run: task.run, task: task.id)
    }
    try open(first, of: review)
  }

  /// The chain of a task or of an invocation ends without a decision.
  func leave(task: Int64) throws {
    try db.execute(
      sql: "UPDATE review SET status = 'left', ended = ? WHERE task = ? AND status IN ('active', 'returned')",
      arguments: [projection.today.rawValue, task])
  }

  func leave(run: Int64, invocation: InvocationID) throws {
    try Prepared(db, "UPDATE review SET status = 'left', ended = ? WHERE run = ? AND invocation = ? AND status IN ('active', 'returned')")
      .bind(1, projection.today.rawValue).bind(2, run).bind(3, invocation.rawValue).run()
  }

  /// Gives the level a new round: everyone who holds its role has a seat.
  private func open(_ level: ReviewDefinition.Level, of review: ReviewRecord) throws {
    let context = try projection.context(of: review.run)
    let due = try level.due?.resolve(in: context, phase: try days(of: review, context), place: level.title)
    try db.execute(
      sql: "UPDATE review SET round = round + 1, level = ?, status = 'active', due = ?, ended = NULL WHERE id = ?",
      arguments: [level.id, due?.rawValue, review.id])
    let people = try reader.reviewers(of: level, review)
    for person in people.isEmpty ? [nil] : people.map(Optional.some) {
      try db.execute(
        sql: "INSERT INTO review_seat (review, round, level, person, added) VALUES (?, ?, ?, ?, 0)",
        arguments: [review.id, review.round + 1, level.id, person])
    }
  }

  /// The window of the state whose chain it is.
  private func days(of review: ReviewRecord, _ context: OpeningContext) throws -> ClosedRange<Day>? {
    guard context.edition >= 1 else { return nil }
    guard let state = try review.task.flatMap({ try reader.task($0)?.state }) ?? state(of: review) else { return nil }
    guard let head = try reader.head(ofRun: review.run) else { return nil }
    return try reader.process(head.workflow, head.version).windowed(state)?.days(in: context)
  }

  /// A reviewer's verdict, and what it brings about.
  func decide(_ decision: ReviewDecision, by person: String, at: Int64) throws {
    guard let review = try reader.review(decision.review), let definition = try reader.reviewDefinition(of: review) else { return }
    try db.execute(
      sql: """
        UPDATE review_seat SET verdict = ?, target = ?, note = ?, at = ? WHERE id = (
          SELECT id FROM review_seat WHERE review = ? AND round = ? AND verdict IS NULL AND (person = ? OR person IS NULL)
          ORDER BY person IS NULL, id LIMIT 1)
        """,
      arguments: [
        decision.verdict.rawValue, decision.target, decision.note, at, review.id, review.round, person,
      ])
    if decision.verdict == .return { return try giveBack(review, definition, to: decision.target ?? "author", decision.note) }
    guard let level = definition.levels.first(where: { $0.id == review.level }) else { return }
    let seats = try reader.seats(of: review).filter { $0.round == review.round }
    let given = seats.compactMap(\.verdict)
    switch level.quorum.decision(
      seats: seats.count, approvals: given.count { $0 == .approve }, rejections: given.count { $0 == .reject })
    {
    case nil: return
    case false?: try end(review, isApproved: false, decision.note)
    case true?:
      guard let next = definition.levels.drop(while: { $0.id != level.id }).dropFirst().first else {
        return try end(review, isApproved: true, decision.note)
      }
      try open(next, of: review)
    }
  }

  private func giveBack(_ review: ReviewRecord, _ definition: ReviewDefinition, to target: String, _ note: String?) throws {
    if let level = definition.levels.first(where: { $0.id == target }) { return try open(level, of: review) }
    try db.execute(sql: "UPDATE review SET status = 'returned', due = NULL WHERE id = ?", arguments: [review.id])
    if let task = review.task {
      try projection.shelf.change(task: task) { ($0.status, $0.note) = (.returned, note) }
    } else if let state = try state(of: review) {
      try projection.deliver(Event(CompiledWorkflow.reviewName("returned", state)), to: review.run)
    }
  }

  private func end(_ review: ReviewRecord, isApproved: Bool, _ note: String?) throws {
    try db.execute(
      sql: "UPDATE review SET status = ?, ended = ? WHERE id = ?",
      arguments: [(isApproved ? ReviewStatus.approved : .rejected).rawValue, projection.today.rawValue, review.id])
    if let task = review.task {
      let today = projection.today
      let decided = try projection.shelf.change(task: task) { task in
        (task.status, task.settled, task.note) = (isApproved ? .accepted : .returned, isApproved ? today : nil, note)
      }
      if isApproved, let decided { try projection.settled(decided, isAccepted: true) }
      return
    }
    guard let invocation = review.invocation, let state = try state(of: review) else { return }
    try db.execute(
      sql: "UPDATE invocation SET settled = 1, accepted = ?, status = 'settled' WHERE run = ? AND id = ? AND status = 'active'",
      arguments: [isApproved ? 1 : 0, review.run, invocation])
    try projection.deliver(Event(CompiledWorkflow.reviewName(isApproved ? "approved" : "rejected", state)), to: review.run)
    // A chain that was approved also counts for `done`, where the state is still active.
    if isApproved { try projection.settleState(state, run: review.run) }
  }

  private func state(of review: ReviewRecord) throws -> String? {
    guard let invocation = review.invocation else { return nil }
    return try String.fetchOne(db, sql: "SELECT state FROM invocation WHERE run = ? AND id = ?", arguments: [review.run, invocation])
  }

  /// Reviewers are added to the level that has it (加签); one who has a seat already keeps it.
  func add(_ addition: ReviewAddition) throws {
    guard let review = try reader.review(addition.review) else { return }
    let seated = Set(try reader.seats(of: review).filter { $0.round == review.round }.compactMap(\.person))
    for person in addition.people where !seated.contains(person) {
      try db.execute(
        sql: "INSERT INTO review_seat (review, round, level, person, added) VALUES (?, ?, ?, ?, 1)",
        arguments: [review.id, review.round, review.level, person])
    }
  }

  func resubmit(_ resubmission: ReviewResubmission) throws {
    guard let review = try reader.review(resubmission.review), let first = try reader.reviewDefinition(of: review)?.levels.first else {
      return
    }
    try open(first, of: review)
  }
}
