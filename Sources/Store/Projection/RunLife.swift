import AcademicCalendar
import GRDB
import Rules
import Statechart
import Workflow

/// One run within one transaction: its snapshot, and the events that its own effects make due.
struct RunLife {
  let run: Int64
  let process: CompiledWorkflow
  let context: OpeningContext
  var snapshot: Snapshot
  let projection: RunProjection
  /// The day on which each active state was entered, and each that was left since.
  var (entered, left): ([String: Day], [String: Day])
  var events: [Event] = []
  var children: [(start: RunStart, invocation: InvocationID)] = []
  /// Whether it moves to another version: lines that open then do so in states that were entered before.
  var isMoving = false
  /// Runs of other workflows that `start` asks for.
  private var others: [RunStart] = []
  var db: Database { projection.db }

  init(run: Int64, process: CompiledWorkflow, context: OpeningContext, snapshot: Snapshot, projection: RunProjection) {
    (self.run, self.process, self.context, self.snapshot, self.projection) = (run, process, context, snapshot, projection)
    (entered, left) = (context.entered, context.left)
    noteEntries()
  }

  /// By which rules facts are applied.
  var edition: Int { context.edition }

  /// What is active now and was not before was entered today.
  private mutating func noteEntries() {
    let active = process.machine.active(in: snapshot).map(\.rawValue)
    if edition >= 1 { left.merge(entered.filter { !active.contains($0.key) }) { $1 } }
    entered = Dictionary(active.map { ($0, entered[$0] ?? projection.today) }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes in an event, and whatever follows from it, until the run rests.
  mutating func take(_ event: Event) throws {
    events.append(event)
    try settle()
  }

  /// Carries out the effects of a step, and whatever follows, until the run rests.
  mutating func carryOut(_ effects: [Effect]) throws {
    try perform(effects)
    try settle()
  }

  /// How many events a run may take in at one time before it is given up as endless.
  private static let mostEvents = 10_000

  private mutating func settle() throws {
    var count = 0
    while !events.isEmpty {
      let event = events.removeFirst()
      count += 1
      guard count <= Self.mostEvents else {
        throw StepError.endless(active: process.machine.configuration(of: snapshot), event: event.name)
      }
      let effects = try process.machine.step(
        &snapshot, event, now: projection.now, bindings: bindings(after: edition >= 1 ? CompiledWorkflow.settledState(event) : nil))
      noteEntries()
      try perform(effects)
    }
    try Prepared(db, "UPDATE run SET snapshot = ?, entered = ?, past = ? WHERE id = ?")
      .bind(1, try written()).bind(2, try StableJSON.days(entered)).bind(3, try StableJSON.days(left)).bind(4, run).run()
    // A child that ends at once reports to this run as it is stored, so children start when it rests.
    let starting = children
    children = []
    let asked = others
    others = []
    guard !starting.isEmpty || !asked.isEmpty else { return }
    let within = try projection.within()
    for child in starting { try within.start(child.start, parent: (run, child.invocation)) }
    for start in asked { try within.start(start) }
  }

  /// The snapshot as it is stored.
  private func written() throws -> String {
    do { return try snapshot.text() } catch is EncodingError { throw StoreError.blocked("流程的数据太深, 无法存下") }
  }

  /// What a condition may see.
  /// - Parameter state: the state in which everything that gates it is settled.
  func bindings(after state: String? = nil) throws -> Bindings {
    var board = LineBoard(after: state)
    try Prepared(db, "SELECT id, state, status, total, settled, accepted FROM invocation WHERE run = ? ORDER BY id").bind(1, run).each {
      row in
      let counts = LineCounts(total: row.integer(3), settled: row.integer(4), accepted: row.integer(5))
      board.add(row.text(0), of: row.text(1), isActive: row.text(2) == "active", counts)
    }
    var context = context
    context.entered = entered
    return process.bindings(board, in: context)
  }

  private mutating func perform(_ effects: [Effect]) throws {
    var entered: [String] = []
    // The lines of a state have its window in common, and while they open it stays as it is.
    var windows: [String: ClosedRange<Day>?] = [:]
    for (place, effect) in effects.enumerated() {
      switch effect {
      case .invoke(let id, _, _, _):
        guard let invocation = process.invocations[id] else { continue }
        try open(id, invocation, &windows)
        if !entered.contains(invocation.state) { entered.append(invocation.state) }
      case .cancel:
        // A state that is left leaves all its lines together.
        if place > 0, case .cancel = effects[place - 1] { continue }
        try leave(effects[place...].prefix { if case .cancel = $0 { true } else { false } }.compactMap(\.cancelled))
      case .send(let message): try schedule(message)
      case .cancelSend(let id):
        try db.execute(sql: "DELETE FROM timer WHERE run = ? AND send_id = ?", arguments: [run, id.rawValue])
      case .perform(let name, let value):
        try db.execute(
          sql: "INSERT INTO notice (run, day, kind, content) VALUES (?, ?, ?, ?)",
          arguments: [run, projection.today.rawValue, name, try StableJSON.text(value)])
        if name == "start" { try ask(value) }
        try RunEffects(projection: projection, run: run).perform(name, value)
      case .done: try finish()
      case .unhandled(let event): try projection.note(run, "failed", event.message)
      case .forward, .log: break
      }
    }
    for state in entered where try projection.isThrough(state, run: run) { events.append(CompiledWorkflow.settled(state)) }
  }

  /// Another workflow is started beside this run, once it rests.
  private mutating func ask(_ value: Value) throws {
    guard case .map(let fields) = value, case .string(let workflow)? = fields[.string("workflow")] else { return }
    let subject: String =
      switch fields[.string("subject")] {
      case .string(let code)?: code
      case .map(let element)?:
        if case .string(let code)? = element[.string("id")] { code } else { "" }
      default: ""
      }
    let version = try projection.reader.latestVersion(of: workflow)
    others.append(RunStart(workflow: workflow, version: version, subject: subject, semester: context.semester?.id, parameters: [:]))
  }

  // MARK: Timers and the end

  private mutating func schedule(_ message: Message) throws {
    guard case .own = message.target else { return }
    guard message.due.milliseconds > projection.at else {
      events.append(message.arrival)
      return
    }
    try insert(message)
  }

  private func finish() throws {
    try db.execute(sql: "UPDATE run SET status = 'done', ended = ? WHERE id = ?", arguments: [projection.today.rawValue, run])
    try db.execute(sql: "DELETE FROM timer WHERE run = ?", arguments: [run])
    try projection.childEnded(run, isAccepted: true)
  }
}

extension Effect {
  /// What is left.
  fileprivate var cancelled: InvocationID? { if case .cancel(let id) = self { id } else { nil } }
}

extension Event {
  /// What an error event says.
  fileprivate var message: String {
    guard case .map(let fields) = data, case .string(let text)? = fields[.string("message")] else { return name }
    return text
  }
}
