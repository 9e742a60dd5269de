import AcademicCalendar
import GRDB
import Rules
import Statechart
import Workflow

/// The lines of a run's states: tasks, reviews and child runs are opened, extended and left.
extension RunLife {
  mutating func open(_ id: InvocationID, _ invocation: CompiledWorkflow.Invocation, _ windows: inout [String: ClosedRange<Day>?])
    throws
  {
    // A state that is entered anew begins today, though it was active before.
    if edition >= 1, !isMoving { entered[invocation.state] = projection.today }
    let generation = try begin(id, invocation)
    let kept = try TakenUp(id, run: run, db: db)
    switch invocation {
    case .tasks(let task, let state):
      let phase = try windows[state] ?? days(of: state)
      windows[state] = .some(phase)
      let seeds = try seeds(of: task, in: state, phase: phase, again: false)
      let insert = TaskInsertion(projection: projection, process: process, run: run, invocation: id, state: state)
      try insert.insert(seeds.filter { kept.statuses[$0.key] == nil }, generation: generation)
      let found = seeds.compactMap { kept.statuses[$0.key] }
      try count(id, total: seeds.count, settled: found.count(where: \.isSettled), accepted: found.count { $0 == .accepted })
    case .review(let review, _):
      try count(id, total: 1)
      try ReviewProjection(projection).begin(review, run: run, invocation: id)
    case .each(let each, _):
      let elements = try each.elements(context)
      let through = elements.count { kept.subjects.contains($0) }
      try count(id, total: elements.count, settled: through, accepted: through, of: each)
      try start(elements.filter { !kept.subjects.contains($0) }, of: each, id)
    }
  }

  /// What a line opens now.
  /// - Parameter again: whether it was opened before: then its dates are as of the day on which its state was entered.
  /// - Throws: `OpeningError`, also where its list names a person or a school that the roster does not have.
  func seeds(of task: TaskDefinition, in state: String, phase: ClosedRange<Day>?, again: Bool) throws -> [TaskSeed] {
    let seeds = try task.open(in: state, phase: phase, context: again ? context.entering(state) : context)
    // What a list takes from the roster is there.
    guard task.forEach?.makesMaps == true else { return seeds }
    for seed in seeds {
      guard let missing = try missing(seed.target) else { continue }
      throw OpeningError(place: "\(state)/\(task.key)", message: "名单里有\(missing), 花名册里没有")
    }
    return seeds
  }

  /// Whom or what a target names that is not in the roster.
  private func missing(_ target: TaskTarget) throws -> String? {
    switch target {
    case .school(let id): try projection.reader.school(id) == nil ? "学校「\(id)」" : nil
    case .person(let id): try projection.reader.person(id) == nil ? "人员「\(id)」" : nil
    case .pair(let mentor, let mentee):
      try [mentor, mentee].first { try projection.reader.person($0) == nil }.map { "人员「\($0)」" }
    case .subject, .text: nil
    }
  }

  /// Starts a child run for each of these when the run rests.
  /// - Parameter inherits: whether they have the run's parameters.
  mutating func start(_ elements: [String], of each: EachDefinition, _ id: InvocationID, inherits: Bool = true) throws {
    let version = try projection.reader.latestVersion(of: each.workflow)
    let parameters = inherits ? try inherited(by: each.workflow, version) : [:]
    children += elements.map { element in
      (RunStart(workflow: each.workflow, version: version, subject: element, semester: context.semester?.id, parameters: parameters), id)
    }
  }

  /// What the run sets for parameters that the child has, too.
  private func inherited(by workflow: String, _ version: Int) throws -> [String: String] {
    let text = try String.fetchOne(db.cachedStatement(sql: "SELECT parameters FROM run WHERE id = ?"), arguments: [run])
    let own: [String: String] = try text.map { try StableJSON.read($0) } ?? [:]
    guard !own.isEmpty else { return [:] }
    let known = Set(try projection.reader.process(workflow, version).definition.parameters.map(\.name))
    return own.filter { known.contains($0.key) }
  }

  /// The window of a state, or of the nearest one around it, as of the day on which that was entered.
  func days(of state: String) throws -> ClosedRange<Day>? {
    var context = context
    context.entered = entered
    return try process.windowed(state)?.days(in: context)
  }

  /// - Returns: how often the invocation was begun before.
  private func begin(_ id: InvocationID, _ invocation: CompiledWorkflow.Invocation) throws -> Int {
    let before = try tasks(of: id)
    try Prepared(
      db,
      """
      INSERT INTO invocation (run, id, state, required, status, total, settled, accepted) VALUES (?, ?, ?, ?, 'active', 0, 0, 0)
      ON CONFLICT (run, id) DO UPDATE SET status = 'active', total = 0, settled = 0, accepted = 0
      """
    ).bind(1, run).bind(2, id.rawValue).bind(3, invocation.state).bind(4, invocation.isRequired ? 1 as Int64 : 0).run()
    return before
  }

  /// How many tasks an invocation has opened.
  private func tasks(of id: InvocationID) throws -> Int {
    // Counting looks at every task of the run: not for a line that is begun for the first time.
    let isKnown = try Prepared(db, "SELECT 1 FROM invocation WHERE run = ? AND id = ?").bind(1, run).bind(2, id.rawValue).first { _ in true
    }
    guard isKnown != nil else { return 0 }
    return try Prepared(db, "SELECT count(*) FROM task WHERE run = ? AND invocation = ?").bind(1, run).bind(2, id.rawValue)
      .first { Int($0.integer(0)) } ?? 0
  }

  /// Opens what a duty has in periods that were not known when its state was entered.
  func extend(_ id: InvocationID) throws {
    guard case .tasks(let task, let state)? = process.invocations[id], task.quota != nil else { return }
    let known = Set(
      try String.fetchAll(db, sql: "SELECT key FROM task WHERE run = ? AND invocation = ?", arguments: [run, id.rawValue])
        .map(TaskKey.base))
    // What cannot be worked out now is no reason to refuse a semester.
    guard let phase = try? days(of: state), let all = try? seeds(of: task, in: state, phase: phase, again: true) else { return }
    let seeds = all.filter { !known.contains($0.key) }
    guard !seeds.isEmpty else { return }
    let insert = TaskInsertion(projection: projection, process: process, run: run, invocation: id, state: state)
    try insert.insert(seeds, generation: 0)
    try db.execute(
      sql: "UPDATE invocation SET total = total + ?, status = 'active' WHERE run = ? AND id = ?",
      arguments: [seeds.count, run, id.rawValue])
  }

  /// Keeps how far an invocation is.
  func count(_ id: InvocationID, total: Int, settled: Int = 0, accepted: Int = 0, of each: EachDefinition? = nil) throws {
    var isSettled = settled == total
    if !isSettled, settled > 0, let until = each?.until {
      let counts = LineCounts(total: Int64(total), settled: Int64(settled), accepted: Int64(accepted))
      if case .value(.bool(true)) = until.evaluate(context.bindings(children: counts.values)) { isSettled = true }
    }
    try Prepared(db, "UPDATE invocation SET total = ?, settled = ?, accepted = ?, status = ? WHERE run = ? AND id = ?")
      .bind(1, Int64(total)).bind(2, Int64(settled)).bind(3, Int64(accepted)).bind(4, isSettled ? "settled" : "active").bind(5, run)
      .bind(6, id.rawValue).run()
  }

  /// Cancels what is left of invocations whose state is left; what was handed in can still be reviewed.
  func leave(_ ids: [InvocationID]) throws {
    var tasks: [Int64] = []
    try Prepared(db, "SELECT id, invocation FROM task WHERE run = ? AND \(TaskRecord.isPending)").bind(1, run).each { row in
      if ids.contains(InvocationID(row.text(1))) { tasks.append(row.integer(0)) }
    }
    for task in tasks { try projection.cancel(task: task) }
    for id in ids {
      try ReviewProjection(projection).leave(run: run, invocation: id)
      var children: [Int64] = []
      try Prepared(db, "SELECT id FROM run WHERE parent = ? AND parent_invocation = ? AND status = 'active'")
        .bind(1, run).bind(2, id.rawValue).each { children.append($0.integer(0)) }
      for child in children { try projection.cancel(child) }
      try Prepared(db, "UPDATE invocation SET status = 'left' WHERE run = ? AND id = ? AND status = 'active'")
        .bind(1, run).bind(2, id.rawValue).run()
    }
  }
}

extension EachDefinition {
  /// The codes of the list's elements.
  func elements(_ context: OpeningContext) throws(OpeningError) -> [String] {
    try list.elements(in: context, place: workflow).map(\.key)
  }
}
