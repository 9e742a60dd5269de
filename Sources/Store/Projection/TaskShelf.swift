import AcademicCalendar
import GRDB
import Statechart
import Workflow

/// Where entries change tasks, and what waits for these: between the projection and the tables.
///
/// A command's change is written at once. Replaying may wait with it: entries that only urge, hand in and decide touch the same few rows again
/// and again, and each row is written once, before anything else looks at it.
///
/// Not Sendable: it belongs to one connection, and no row may be changed past it while it waits.
final class TaskShelf {
  /// What entries change of a task.
  struct Task {
    let id: Int64
    let run: Int64
    /// The line that opened it, `STATE/KEY`.
    let invocation: String
    var status: TaskStatus
    var submitted: Day?
    var submitter: String?
    var settled: Day?
    var note: String?
    /// Milliseconds since 1970 of the last change that a calendar shows.
    fileprivate var modified: Int64
    fileprivate var stored: TaskStatus
    fileprivate var isChanged = false

    fileprivate init(_ row: Prepared) {
      (id, run, invocation) = (row.integer(0), row.integer(1), row.text(2))
      status = TaskStatus(rawValue: row.text(3)) ?? .open
      (submitted, submitter, settled) = (row.day(4), row.optionalText(5), row.day(6))
      (note, modified, stored) = (row.optionalText(7), row.integer(8), status)
    }

    /// Changes it at a time in milliseconds since 1970.
    fileprivate mutating func change(at time: Int64, _ body: (inout Task) -> Void) {
      let before = status
      body(&self)
      if status != before, !(before == .planned && status == .open) { modified = time }
    }
  }

  /// How far a line of a run is.
  final class Line {
    let run: Int64
    let id: String
    let state: String
    let isRequired: Bool
    var status: String
    let total: Int64
    var settled: Int64
    var accepted: Int64
    fileprivate var isChanged = false

    fileprivate init(_ id: String, of run: Int64, _ row: Prepared) {
      (self.id, self.run, state, isRequired, status) = (id, run, row.text(0), row.integer(1) != 0, row.text(2))
      (total, settled, accepted) = (row.integer(3), row.integer(4), row.integer(5))
    }
  }

  private struct LineKey: Hashable {
    var run: Int64
    var id: String
  }

  private let db: Database
  /// So many tasks are held at most; none, and every change is written at once.
  private let limit: Int
  /// What is held while changes wait, in the order in which it was read; where it is, by its number or name.
  private var (tasks, lines): ([Task], [Line]) = ([], [])
  private var (places, linesByName): ([Int64: Int], [LineKey: Line]) = ([:], [:])
  /// Lines that opened a task in another one's place; nil is not known.
  private var openedAnew: Set<LineKey>?
  /// The time of the entry, in milliseconds since 1970.
  private(set) var time: Int64 = 0
  /// How many tasks were read together the last time, and the number of the one after them.
  private var (ahead, next): (Int64, Int64) = (1, 0)
  private static let farthest: Int64 = 64
  /// Whether changes wait until `write`.
  private var isWaiting = false

  // Looked up once: what is compiled is found by its text, which takes a while for long ones.
  private lazy var selectTask = statement(
    """
    SELECT id, run, invocation, status, submitted, submitter, settled, note, modified FROM task WHERE id >= ? AND id <= ? ORDER BY id
    """)
  private lazy var updateTask = statement(
    "UPDATE task SET status = ?, submitted = ?, submitter = ?, settled = ?, note = ?, modified = ? WHERE id = ?")
  private lazy var selectLine = statement(
    "SELECT state, required, status, total, settled, accepted FROM invocation WHERE run = ? AND id = ?")
  private lazy var updateLine = statement("UPDATE invocation SET status = ?, settled = ?, accepted = ? WHERE run = ? AND id = ?")
  /// Statements for new tasks by how many they add.
  private var insertions: [Int: Prepared] = [:]
  /// So many tasks are added at once, at most: twenty are a studio.
  private static let widest = 20

  /// - Parameter limit: so many tasks are held at most, where nobody but entries looks at the tables until `write`.
  init(_ db: Database, holding limit: Int = 0) { (self.db, self.limit) = (db, limit) }

  private func statement(_ sql: String) -> Result<Prepared, any Error> { Result { try Prepared(db, sql) } }

  // MARK: Waiting

  /// An entry begins.
  /// - Parameters:
  ///   - time: its time, in milliseconds since 1970.
  ///   - kind: what it does; the changes of some kinds may wait.
  func begin(at time: Int64, _ kind: Fact.Kind) throws {
    let waits = limit > 0 && kind.changesOnlyTasks
    if waits, isWaiting, tasks.count < limit {
      self.time = time
      return
    }
    try write()
    // Runs that move to another version may have lines of other names.
    if limit > 0 { openedAnew = kind == .runsMigrated ? nil : try openedAnew ?? linesOpenedAnew() }
    (self.time, isWaiting) = (time, waits)
  }

  /// Writes what waits. What changes from now on is written at once, and read anew.
  func write() throws {
    guard isWaiting else { return }
    for place in tasks.indices where tasks[place].isChanged { try write(&tasks[place]) }
    try writeLines()
    tasks.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    linesByName.removeAll(keepingCapacity: true)
    isWaiting = false
  }

  /// Writes what waits of the lines, which may still be held here.
  func writeLines() throws {
    for line in lines where line.isChanged { try write(line) }
  }

  // MARK: Tasks

  /// Changes a task: the only way in which its status changes, but for the day on which it opens.
  ///
  /// What a calendar shows has the time of the entry; nobody goes any more to what is waived or cancelled.
  /// - Returns: the task as it is now; nil where there is none.
  @discardableResult
  func change(task id: Int64, _ body: (inout Task) -> Void) throws -> Task? {
    guard isWaiting else {
      guard var task = try selectTask.get().again().bind(1, id).bind(2, id).first({ Task($0) }) else { return nil }
      task.change(at: time, body)
      try write(&task)
      return task
    }
    guard let place = try places[id] ?? read(task: id) else { return nil }
    tasks[place].change(at: time, body)
    tasks[place].isChanged = true
    return tasks[place]
  }

  /// Reads a task that is not held yet.
  /// - Returns: its place; nil where there is none.
  private func read(task id: Int64) throws -> Int? {
    // Where tasks are asked for one after the other, those after it are read with it, twice as many each time.
    ahead = id == next ? min(2 * ahead, Self.farthest) : 1
    next = id &+ ahead
    try selectTask.get().again().bind(1, id).bind(2, next &- 1).each { row in
      let id = row.integer(0)
      guard places[id] == nil else { return }
      places[id] = tasks.count
      tasks.append(Task(row))
    }
    return places[id]
  }

  private func write(_ task: inout Task) throws {
    try updateTask.get().again().bind(1, task.status.rawValue).bind(2, task.submitted?.rawValue).bind(3, task.submitter)
      .bind(4, task.settled?.rawValue).bind(5, task.note).bind(6, task.modified).bind(7, task.id).run()
    if task.status.takesSession, !task.stored.takesSession { try cancelSession(of: task) }
    (task.stored, task.isChanged) = (task.status, false)
  }

  private func cancelSession(of task: Task) throws {
    try Prepared(
      db,
      """
      UPDATE session SET cancelled = 1, sequence = sequence + 1, modified = ?, change = ?
      WHERE task = ? AND cancelled = 0 AND day >= coalesce((SELECT today FROM office), 0)
      """
    ).bind(1, time).bind(2, task.status == .waived ? "任务已免除" : "任务已取消").bind(3, task.id).run()
  }

  /// A task that is added: what it has for itself.
  struct NewTask {
    /// Its key within the run.
    var key: String
    /// Who does it; nil is the office.
    var assignee: String?
    var school: String?
    var mentee: String?
  }

  /// Adds tasks of a line, in order.
  /// - Parameters:
  ///   - form: what they have in common.
  ///   - status: open, or planned where their first day is to come.
  func insert(_ tasks: [NewTask], like form: TaskSeed.Form, status: TaskStatus, line: InvocationID, of run: Int64, state: String) throws {
    let activity = try form.activity.map(StableJSON.text)
    let evidence = form.evidence.isEmpty ? "[]" : try StableJSON.text(form.evidence)
    var rest = tasks[...]
    while !rest.isEmpty {
      let rows = rest.prefix(Self.widest)
      rest = rest.dropFirst(rows.count)
      let statement = try insertion(of: rows.count)
      try statement.bind(1, run).bind(2, line.rawValue).bind(3, state).bind(4, form.title).bind(5, status.rawValue)
        .bind(6, form.isRequired ? 1 as Int64 : 0).bind(7, form.role).bind(8, form.opens.rawValue).bind(9, form.due?.rawValue)
        .bind(10, activity).bind(11, evidence).bind(12, form.cite).bind(13, time)
      var parameter: Int32 = 14
      for task in rows {
        try statement.bind(parameter, task.key).bind(parameter + 1, task.assignee).bind(parameter + 2, task.school)
          .bind(parameter + 3, task.mentee)
        parameter += 4
      }
      try statement.run()
    }
  }

  /// The statement that adds so many tasks at once: SQLite takes them in half the time.
  private func insertion(of count: Int) throws -> Prepared {
    if let known = insertions[count] { return try known.again() }
    let rows = (0..<count).map { row in
      let first = 14 + 4 * row
      return "(?1, ?2, ?3, ?\(first), ?4, ?5, ?6, ?7, ?\(first + 1), ?\(first + 2), ?\(first + 3), ?8, ?9, ?10, ?11, ?12, ?13)"
    }
    let statement = try Prepared(
      db,
      """
      INSERT INTO task (run, invocation, state, key, title, status, required, role, assignee, school, mentee, opens, due, activity,
        evidence, cite, modified)
      VALUES \(rows.joined(separator: ", "))
      """)
    insertions[count] = statement
    return statement
  }

  // MARK: Lines

  /// Changes how far a line is.
  /// - Returns: the line as it is now; nil where there is none.
  @discardableResult
  func change(line id: String, of run: Int64, _ body: (Line) -> Void) throws -> Line? {
    guard let line = try isWaiting ? linesByName[LineKey(run: run, id: id)] ?? read(line: id, of: run) : read(line: id, of: run) else {
      return nil
    }
    body(line)
    if isWaiting { line.isChanged = true } else { try write(line) }
    return line
  }

  private func read(line id: String, of run: Int64) throws -> Line? {
    guard let line = try selectLine.get().again().bind(1, run).bind(2, id).first({ Line(id, of: run, $0) }) else { return nil }
    if isWaiting {
      lines.append(line)
      linesByName[LineKey(run: run, id: id)] = line
    }
    return line
  }

  private func write(_ line: Line) throws {
    try updateLine.get().again().bind(1, line.status).bind(2, line.settled).bind(3, line.accepted).bind(4, line.run).bind(5, line.id).run()
    line.isChanged = false
  }

  /// Lines that opened a task in another one's place: its key says so.
  private func linesOpenedAnew() throws -> Set<LineKey> {
    var lines: Set<LineKey> = []
    try Prepared(db, "SELECT DISTINCT run, invocation FROM task WHERE instr(key, '@') > 0").each { row in
      lines.insert(LineKey(run: row.integer(0), id: row.text(1)))
    }
    return lines
  }

  /// A line opens a task in another one's place.
  func noteOpenedAnew(_ line: InvocationID, of run: Int64) { openedAnew?.insert(LineKey(run: run, id: line.rawValue)) }

  /// Whether another task of its line was opened in a task's place since.
  func isSuperseded(_ task: Task) throws -> Bool {
    if let openedAnew, !openedAnew.contains(LineKey(run: task.run, id: task.invocation)) { return false }
    guard let key = try Prepared(db, "SELECT key FROM task WHERE id = ?").bind(1, task.id).first({ $0.text(0) }) else { return false }
    let base = TaskKey.base(key)
    // Keys of later times are the first one with `@` and a number; `A` comes after `@`.
    return try Prepared(db, "SELECT 1 FROM task WHERE run = ? AND key > ? AND key < ? AND +id > ?")
      .bind(1, task.run).bind(2, base + "@").bind(3, base + "A").bind(4, task.id).first { _ in true } ?? false
  }
}

extension TaskStatus {
  /// Whether nobody goes to the session of such a task.
  fileprivate var takesSession: Bool { self == .waived || self == .cancelled }
}
