import AcademicCalendar
import GRDB
import Workflow

/// What replaying has worked out about tasks and not yet written: a task that was handed in, returned, handed in again and accepted is written
/// once, not four times.
///
/// Only what concerns one task's own row and the count of its invocation waits here; everything that a run reads or does is written before
/// (``flush(run:)``), and before any fact of another kind. Commands never take this way: it exists so that comparing replayed tables with live
/// ones compares two ways of working the same out.
final class PendingTasks {
  private struct Task {
    let run: Int64
    let invocation: String
    let stored: TaskStatus
    var status: TaskStatus
    var submitted: Int64?
    var submitter: String?
    var settled: Int64?
    var note: String?
    var modified: Int64
    let isReviewed: Bool
  }

  private struct Place: Hashable {
    var run: Int64
    var invocation: String
  }

  private struct Count {
    var total: Int64
    var settled: Int64
    var accepted: Int64
    var isActive: Bool
  }

  /// More are not kept waiting.
  private static let limit = 400_000

  private let db: Database
  private let reader: Reader
  private var tasks: [Int64: Task] = [:]
  private var tasksOfRun: [Int64: [Int64]] = [:]
  private var counts: [Place: Count] = [:]
  private var placesOfRun: [Int64: [Place]] = [:]
  /// The time of the last fact, and the time that the office's row has.
  private var (now, storedNow): (Int64, Int64?) = (0, nil)

  private let select: Prepared
  private let selectCount: Prepared
  private let update: Prepared
  private let updateCount: Prepared
  private let updateNow: Prepared
  private let insertLog: Prepared
  private let insertEvidence: Prepared

  init(_ db: Database, _ reader: Reader) throws {
    (self.db, self.reader) = (db, reader)
    select = try Prepared(db, "SELECT run, invocation, status, submitted, submitter, settled, note, modified FROM task WHERE id = ?")
    selectCount = try Prepared(db, "SELECT total, settled, accepted, status FROM invocation WHERE run = ? AND id = ?")
    update = try Prepared(
      db, "UPDATE task SET status = ?, submitted = ?, submitter = ?, settled = ?, note = ?, modified = ? WHERE id = ?")
    updateCount = try Prepared(db, "UPDATE invocation SET settled = ?, accepted = ? WHERE run = ? AND id = ?")
    updateNow = try Prepared(db, "UPDATE office SET now = ?")
    insertLog = try Prepared(db, "INSERT INTO task_log (task, at, actor, behalf, event, person, note) VALUES (?, ?, ?, ?, ?, NULL, ?)")
    // A text of its own: the statement that others bind through GRDB is not shared.
    insertEvidence = try Prepared(db, "INSERT INTO evidence (task, kind, name, sha256, size, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
  }

  // MARK: Taking in

  /// Takes in a fact if it concerns a task alone.
  /// - Returns: whether it did; if not, the fact is to be applied as ever, at once.
  func take(_ entry: JournalEntry) throws -> Bool {
    let isTaken =
      switch entry.fact {
      case .taskSubmitted(let submission): try submit(submission, entry)
      case .taskAccepted(let opinion): try decide(opinion, .accepted, entry)
      case .taskReturned(let opinion): try decide(opinion, .returned, entry)
      case .taskUrged(let opinion): try log(opinion.task, .urge, opinion.note, entry)
      case .dayTurned, .runStarted, .taskCopied: false
      default: try flushAll()
      }
    now = entry.at
    // Applying a fact begins with setting the office's time.
    if !isTaken { storedNow = entry.at }
    return isTaken
  }

  /// Writes what still waits, at the end.
  func finish() throws {
    _ = try flushAll()
    try store(now: now)
  }

  private func submit(_ submission: Submission, _ entry: JournalEntry) throws -> Bool {
    guard var task = try task(submission.task), !task.isReviewed else { return try flush(task: submission.task) }
    let today = Int64(OfficeTime.day(of: entry.at).rawValue)
    for piece in submission.evidence {
      try insertEvidence.bind(1, submission.task).bind(2, piece.kind).bind(3, piece.name).bind(4, piece.sha256).bind(5, piece.size)
        .bind(6, today).run()
    }
    if task.status != .submitted { task.modified = entry.at }
    (task.status, task.submitted, task.submitter, task.note) = (.submitted, today, entry.actor, submission.note)
    tasks[submission.task] = task
    return try log(submission.task, .submit, submission.note, entry)
  }

  private func decide(_ opinion: Opinion, _ status: TaskStatus, _ entry: JournalEntry) throws -> Bool {
    guard var task = try task(opinion.task) else { return try flush(task: opinion.task) }
    if task.status != status { task.modified = entry.at }
    let day = Int64(OfficeTime.day(of: entry.at).rawValue)
    (task.status, task.settled, task.note) = (status, status.isSettled ? day : nil, opinion.note)
    tasks[opinion.task] = task
    _ = try log(opinion.task, status == .accepted ? .accept : .return, opinion.note, entry)
    if status.isSettled { try count(Place(run: task.run, invocation: task.invocation), entry) }
    return true
  }

  /// One more of an invocation is accepted; when it was the last, the run hears of it.
  private func count(_ place: Place, _ entry: JournalEntry) throws {
    guard var count = try count(of: place) else { return }
    if count.settled < count.total { (count.settled, count.accepted) = (count.settled + 1, count.accepted + 1) }
    counts[place] = count
    guard count.isActive, count.settled == count.total else { return }
    now = entry.at
    try flush(run: place.run)
    try store(now: entry.at)
    try RunProjection(db: db, reader: reader, at: entry.at).hear(run: place.run, invocation: place.invocation)
  }

  private func log(_ task: Int64, _ event: TaskLife.Event, _ note: String?, _ entry: JournalEntry) throws -> Bool {
    try insertLog.bind(1, task).bind(2, entry.at).bind(3, entry.actor).bind(4, entry.behalf).bind(5, event.rawValue).bind(6, note).run()
    return true
  }

  /// A task as it stands; nil where it may not wait: its first day has not been marked yet, or it is not there.
  private func task(_ id: Int64) throws -> Task? {
    if let known = tasks[id] { return known }
    let found = try select.bind(1, id).first { row in
      (
        run: row.integer(0), invocation: row.text(1), status: TaskStatus(rawValue: row.text(2)) ?? .planned,
        submitted: row.optionalInteger(3), submitter: row.optionalText(4), settled: row.optionalInteger(5), note: row.optionalText(6),
        modified: row.integer(7)
      )
    }
    guard let found, found.status != .planned else { return nil }
    if tasks.count >= Self.limit { _ = try flushAll() }
    let isReviewed = try reader.reviewDefinition(ofInvocation: found.invocation, run: found.run) != nil
    let task = Task(
      run: found.run, invocation: found.invocation, stored: found.status, status: found.status, submitted: found.submitted,
      submitter: found.submitter, settled: found.settled, note: found.note, modified: found.modified, isReviewed: isReviewed)
    tasks[id] = task
    tasksOfRun[found.run, default: []].append(id)
    return task
  }

  private func count(of place: Place) throws -> Count? {
    if let known = counts[place] { return known }
    let found = try selectCount.bind(1, place.run).bind(2, place.invocation).first { row in
      Count(total: row.integer(0), settled: row.integer(1), accepted: row.integer(2), isActive: row.text(3) == "active")
    }
    guard let found else { return nil }
    placesOfRun[place.run, default: []].append(place)
    return found
  }

  // MARK: Writing

  /// Writes what waits of a run, before anything reads it there.
  func flush(run: Int64) throws {
    for id in tasksOfRun.removeValue(forKey: run) ?? [] {
      guard let task = tasks.removeValue(forKey: id) else { continue }
      // The trigger on a change of status takes the office's time.
      if task.status != task.stored { try store(now: task.modified) }
      try update.bind(1, task.status.rawValue).bind(2, task.submitted).bind(3, task.submitter).bind(4, task.settled).bind(5, task.note)
        .bind(6, task.modified).bind(7, id).run()
    }
    for place in placesOfRun.removeValue(forKey: run) ?? [] {
      guard let count = counts.removeValue(forKey: place) else { continue }
      try updateCount.bind(1, count.settled).bind(2, count.accepted).bind(3, run).bind(4, place.invocation).run()
    }
    if let storedNow, storedNow != now { try store(now: now) }
  }

  /// Writes all that waits.
  /// - Returns: false, for a fact that is to be applied as ever.
  @discardableResult
  func flushAll() throws -> Bool {
    for run in Set(tasksOfRun.keys).union(placesOfRun.keys).sorted() { try flush(run: run) }
    return false
  }

  private func flush(task id: Int64) throws -> Bool {
    if let run = tasks[id]?.run { try flush(run: run) }
    return false
  }

  private func store(now time: Int64) throws {
    guard storedNow != time else { return }
    try updateNow.bind(1, time).run()
    storedNow = time
  }
}
