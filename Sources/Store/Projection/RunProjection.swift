import AcademicCalendar
import GRDB
import Rules
import Statechart
import Workflow

/// Drives runs: steps their machines and carries out the effects, all within the transaction of one journal entry.
struct RunProjection {
  let reader: Reader
  let shelf: TaskShelf
  /// Milliseconds since 1970: the time of the step.
  let at: Int64
  /// How many runs that are being started this one is within.
  private var depth = 0
  /// Workflows that start each other without end are stopped here; the deepest of the policies has three levels.
  private static let deepest = 32

  var db: Database { reader.db }

  init(reader: Reader, shelf: TaskShelf, at: Int64) { (self.reader, self.shelf, self.at) = (reader, shelf, at) }

  /// The same at another time.
  private func at(_ time: Int64) -> RunProjection { RunProjection(reader: reader, shelf: shelf, at: time) }

  /// The same for runs that a run starts.
  /// - Throws: `StoreError.blocked` where that goes on without end.
  func within() throws -> RunProjection {
    guard depth < Self.deepest else { throw StoreError.blocked("流程互相启动, 层层不止 (超过 \(Self.deepest) 层)") }
    var inner = self
    inner.depth += 1
    return inner
  }

  /// What opening tasks and conditions of a run may see today.
  func context(of run: Int64) throws -> OpeningContext { try reader.context(of: run, on: today) }

  var today: Day { OfficeTime.day(of: at) }
  var now: Instant { Instant(milliseconds: at) }

  /// Starts a run, as a child where a parent is given.
  /// - Returns: its number.
  @discardableResult
  func start(_ start: RunStart, parent: (run: Int64, invocation: InvocationID)? = nil) throws -> Int64 {
    let process = try reader.process(start.workflow, start.version)
    try Prepared(
      db,
      """
      INSERT INTO run (workflow, version, subject_kind, subject, semester, parameters, status, parent, parent_invocation, started, snapshot)
      VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, '')
      """
    ).bind(1, start.workflow).bind(2, Int64(start.version)).bind(3, process.definition.subject.rawValue).bind(4, start.subject)
      .bind(5, start.semester).bind(6, start.parameters.isEmpty ? "{}" : try StableJSON.text(start.parameters)).bind(7, parent?.run)
      .bind(8, parent?.invocation.rawValue).bind(9, today.rawValue).run()
    let id = db.lastInsertedRowID
    let context = try context(of: id)
    let bindings = context.bindings(phases: process.phaseDays(in: context))
    let (snapshot, effects) = try process.machine.start(now: now, bindings: bindings, session: String(id))
    var life = RunLife(run: id, process: process, context: context, snapshot: snapshot, projection: self)
    try life.carryOut(effects)
    return id
  }

  /// Hands an event to a run that is still going.
  func deliver(_ event: Event, to run: Int64) throws {
    try shelf.write()
    guard let record = try reader.run(run), record.status == .active else { return }
    let process = try reader.process(record.workflow, record.version)
    let context = try context(of: run)
    var life = RunLife(run: run, process: process, context: context, snapshot: record.snapshot, projection: self)
    try life.take(event)
  }

  /// Opens what is due to open and fires missed timers in order, each as of its own time.
  func turn(to day: Day) throws {
    try db.execute(sql: "UPDATE office SET today = ?", arguments: [day.rawValue])
    try openDue(day)
    try fireTimers()
    // A timer may have opened a phase in the past, whose tasks are due to open by now.
    try openDue(day)
  }

  func openDue(_ day: Day) throws {
    try db.execute(sql: "UPDATE task SET status = 'open' WHERE status = 'planned' AND opens <= ?", arguments: [day.rawValue])
  }

  /// Fires what is due in order, each as of its own time: one that fires may make others due.
  ///
  /// A run whose timers make one another due without end is blocked, and the timer that was one too many is gone.
  func fireTimers() throws {
    var firings = FiringCount()
    while let row = try Row.fetchOne(
      db,
      sql: """
        SELECT timer.id, run, due, message FROM timer JOIN run ON run.id = timer.run
        WHERE due <= ? AND NOT suspended ORDER BY due, timer.id LIMIT 1
        """, arguments: [at])
    {
      try db.execute(sql: "DELETE FROM timer WHERE id = ?", arguments: [row["id"] as Int64])
      guard firings.admits(row["run"], on: OfficeTime.day(of: row["due"])) else {
        try note(row["run"], "blocked", "定时没有尽头: 一天之内到期超过 \(FiringCount.most) 次")
        continue
      }
      let event: Event = try StableJSON.read(row["message"])
      try fire(event, run: row["run"], due: row["due"])
    }
  }

  /// One run that cannot go on must not hold up the office: it stays where it is, and a notice says why.
  private func fire(_ event: Event, run: Int64, due: Int64) throws {
    do {
      try db.inSavepoint {
        try at(due).deliver(event, to: run)
        return .commit
      }
    } catch let error as OpeningError {
      reader.memory?.forget()
      try note(run, "blocked", "\(error.place): \(error.message)")
    } catch StoreError.blocked(let message) {
      reader.memory?.forget()
      try note(run, "blocked", message)
    } catch let error as StepError {
      reader.memory?.forget()
      try note(run, "blocked", error.description)
    } catch is EncodingError {
      reader.memory?.forget()
      try note(run, "blocked", "流程发出的数据太深, 无法存下")
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_CHECK {
      // Others are not asked where tables are made anew, and must not decide what happened.
      reader.memory?.forget()
      try note(run, "blocked", "算出的值超出了记录的范围")
    }
  }

  /// Something that people should look into; the same thing is told once a day.
  func note(_ run: Int64, _ kind: String, _ message: String) throws {
    try db.execute(
      sql: """
        INSERT INTO notice (run, day, kind, content) SELECT ?1, ?2, ?3, ?4
        WHERE NOT EXISTS (SELECT 1 FROM notice WHERE run = ?1 AND day = ?2 AND kind = ?3 AND content = ?4)
        """, arguments: [run, today.rawValue, kind, try StableJSON.text(["message": message])])
  }

  /// Opens what duties have in periods that were not known before: a semester was registered while their state lasts.
  func extendDuties() throws {
    for run in try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE status = 'active' ORDER BY id") {
      guard let record = try reader.run(run) else { continue }
      let process = try reader.process(record.workflow, record.version)
      let context = try context(of: run)
      let life = RunLife(run: run, process: process, context: context, snapshot: record.snapshot, projection: self)
      for id in record.snapshot.activeInvocations { try life.extend(id) }
    }
  }
}
