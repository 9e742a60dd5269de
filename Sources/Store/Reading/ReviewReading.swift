import AcademicCalendar
import GRDB
import Statechart
public import Workflow

extension Reader {
  /// A review.
  public func review(_ id: Int64) throws -> ReviewRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM review WHERE id = ?", arguments: [id]).map(ReviewRecord.init(row:))
  }

  /// The newest review of a task.
  public func review(ofTask task: Int64) throws -> ReviewRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM review WHERE task = ? ORDER BY id DESC LIMIT 1", arguments: [task]).map(
      ReviewRecord.init(row:))
  }

  /// Reviews that somebody has to do with, by their number. What was returned and then cancelled with its phase is nobody's any more.
  public func openReviews() throws -> [ReviewRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM review WHERE status IN ('active', 'returned')
          AND NOT EXISTS (SELECT 1 FROM task WHERE task.id = review.task AND task.status = 'cancelled') ORDER BY id
        """
    ).map(ReviewRecord.init(row:))
  }

  /// Every seat of a review with its opinion, in order.
  public func seats(of review: ReviewRecord) throws -> [ReviewSeat] {
    try Row.fetchAll(db, sql: "SELECT * FROM review_seat WHERE review = ? ORDER BY id", arguments: [review.id]).map { row in
      ReviewSeat(
        round: row["round"], level: row["level"], person: row["person"], isAdded: row["added"],
        verdict: (row["verdict"] as String?).flatMap(ReviewVerdict.init(rawValue:)), target: row["target"], note: row["note"],
        day: (row["at"] as Int64?).map(OfficeTime.day(of:)), at: row["at"])
    }
  }

  /// Decisions of a review that somebody gave in a reviewer's name, as the journal has them.
  public func decisionsForOthers(in review: Int64) throws -> [ReviewSubstitution] {
    var found: [ReviewSubstitution] = []
    try Prepared(
      db,
      """
      SELECT at, actor, behalf FROM journal
      WHERE kind = 'review.decided' AND payload ->> 'review' = ? AND behalf IS NOT NULL ORDER BY seq
      """
    ).bind(1, review).each { found.append(ReviewSubstitution(at: $0.integer(0), actor: $0.text(1), behalf: $0.text(2))) }
    return found
  }

  /// What a level that the run's version has no more was called: as in the newest version that has it.
  public func titleOfFormerLevel(_ level: String, of review: ReviewRecord) throws -> String? {
    guard let run = try run(review.run) else { return nil }
    let versions = try Int.fetchAll(db, sql: "SELECT version FROM workflow WHERE id = ? ORDER BY version DESC", arguments: [run.workflow])
    for version in versions {
      let process = try process(run.workflow, version)
      let states = process.invocations.values.compactMap { if case .review(let chain, _) = $0 { chain } else { nil } }
      let chains = review.task == nil ? states : Array(process.chains.values)
      let titles = Set(chains.flatMap(\.levels).filter { $0.id == level }.map(\.title))
      if let title = titles.min() { return title }
    }
    return nil
  }

  /// The chain that a review goes through.
  public func reviewDefinition(of review: ReviewRecord) throws -> ReviewDefinition? {
    if let task = review.task { return try reviewDefinition(ofTask: task) }
    guard let invocation = review.invocation, let run = try run(review.run),
      case .review(let definition, _)? = try process(run.workflow, run.version).invocations[InvocationID(invocation)]
    else { return nil }
    return definition
  }

  /// The chain that a task goes through once it is handed in; nil where a reviewer decides alone.
  public func reviewDefinition(ofTask task: Int64) throws -> ReviewDefinition? {
    guard let place = try place(ofTask: task) else { return nil }
    return try reviewDefinition(ofInvocation: place.invocation, run: place.run)
  }

  /// Which invocation of which run a task belongs to.
  public func place(ofTask task: Int64) throws -> (run: Int64, invocation: String)? {
    try Prepared(db, "SELECT run, invocation FROM task WHERE id = ?").bind(1, task).first { ($0.integer(0), $0.text(1)) }
  }

  /// The chain that the tasks of an invocation go through.
  func reviewDefinition(ofInvocation invocation: String, run: Int64) throws -> ReviewDefinition? {
    try head(ofRun: run).flatMap { try process($0.workflow, $0.version).chains[InvocationID(invocation)] }
  }

  /// Who reviews at a level: those who hold its role where the run or the task is, or else in the whole office; never the one who
  /// handed it in.
  func reviewers(of level: ReviewDefinition.Level, _ review: ReviewRecord) throws -> [String] {
    // The run may be in its first step, when it has no snapshot yet.
    guard let role = level.role,
      let run = try Row.fetchOne(db, sql: "SELECT workflow, version, subject FROM run WHERE id = ?", arguments: [review.run])
    else { return [] }
    let definition = try process(run["workflow"], run["version"]).definition
    let subject: String = run["subject"]
    let task = try review.task.flatMap { try self.task($0) }
    let place = RolePlace(
      school: try task?.school
        ?? (definition.subject == .school ? subject : definition.subject == .person ? person(subject)?.school : nil),
      studio: definition.subject == .studio ? subject : nil
    )
    let holders = RoleHolders(db: db)
    let title = definition.roleTitle(role)
    let near = try holders.all(of: title, place)
    let people = near.isEmpty ? try holders.all(of: title, RolePlace()) : near
    return people.filter { $0 != task?.submitter }
  }
}

extension ReviewRecord {
  fileprivate init(row: Row) {
    self.init(
      id: row["id"], run: row["run"], invocation: row["invocation"], task: row["task"], round: row["round"], level: row["level"],
      status: ReviewStatus(rawValue: row["status"]) ?? .left, due: (row["due"] as Int32?).flatMap(Day.init(rawValue:)))
  }
}
