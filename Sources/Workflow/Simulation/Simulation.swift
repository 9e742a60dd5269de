public import AcademicCalendar
import Rules
import Statechart

/// How people behave in a simulation.
public struct SimulatedPeople: Hashable, Sendable {
  /// The chance that somebody is late with a task.
  public var lateness = 0.15
  /// How many days late, on average.
  public var daysLate = 7.0
  /// The chance that a level of a review chain rejects.
  public var rejection = 0.05
  /// Days that a level takes, at most.
  public var reviewDays = 10

  /// Usual people.
  public init() {}
}

/// What one simulated run came to.
public struct SimulatedRun: Hashable, Sendable {
  /// A phase that was entered.
  public struct Phase: Hashable, Sendable {
    /// The state's identifier.
    public var id: String
    /// When it was entered.
    public var entered: Day
    /// When it was left; nil where the simulation ended before.
    public var left: Day?
    /// Its last day by its window.
    public var due: Day?
  }

  /// Phases in the order in which they were entered.
  public var phases: [Phase] = []
  /// Whether it came to its end.
  public var isDone = false
  /// For each line of the workflow with a due date: how many tasks there were, and how many were in time.
  public var tasks: [String: (total: Int, inTime: Int)] = [:]
  /// What failed in it: conditions and actions.
  public var errors: [String] = []

  public static func == (left: SimulatedRun, right: SimulatedRun) -> Bool {
    left.phases == right.phases && left.isDone == right.isDone
      && left.tasks.mapValues { [$0.total, $0.inTime] } == right.tasks.mapValues { [$0.total, $0.inTime] }
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(phases) }
}

/// Runs a whole workflow on virtual time with people who finish at random; the same seed gives the same run.
public struct Simulation {
  private let process: CompiledWorkflow
  private let people: SimulatedPeople
  private let script: SimulationScript?
  private var reviewed: [String: Int] = [:]
  private var random: SeededRandom
  private var context: OpeningContext
  private var snapshot: Snapshot?
  private var result = SimulatedRun()
  private var agenda: [Item] = []
  private var serial = 0
  private var open: [InvocationID: Line] = [:]
  /// How far lines were when their state was left.
  private var left: [InvocationID: Line] = [:]
  /// Events that wait until the machine has come to rest after the one before.
  private var waiting: [Event] = []
  /// How many events have passed today.
  private var passed = 0

  /// How many events may pass within a day before a run is given up as endless.
  private static let mostEvents = 10_000

  /// How far a line is.
  private struct Line {
    var total: Int
    var settled = 0
    /// Which of its state's visits it belongs to: what was begun in another is none of its own.
    var visit: Int
  }

  private struct Item {
    var day: Day
    var serial: Int
    var what: What
  }

  private enum What {
    case message(Message)
    case settled(InvocationID, visit: Int)
    case reviewed(InvocationID, visit: Int, isApproved: Bool)
    case event(String)
  }

  /// A simulation of one run.
  /// - Parameters:
  ///   - process: the workflow.
  ///   - context: what expressions see; its day is the day of the start.
  ///   - script: says when everything is done; nil leaves it to chance.
  ///   - seed: decides everything that is random.
  public init(
    _ process: CompiledWorkflow, context: OpeningContext, people: SimulatedPeople = SimulatedPeople(), script: SimulationScript? = nil,
    seed: UInt64
  ) {
    (self.process, self.context, self.people, self.script) = (process, context, people, script)
    random = SeededRandom(seed: seed)
    for entry in script?.events ?? [] { add(.event(entry.event), on: entry.day) }
  }

  /// Runs it to its end, or for this many days.
  /// - Throws: `OpeningError` where a task cannot be opened, `StepError` where the machine does not come to rest.
  public mutating func run(days: Int = 4000) throws -> SimulatedRun {
    let last = context.today + days
    let (first, effects) = try process.machine.start(now: now, bindings: bindings())
    snapshot = first
    note()
    try carryOut(effects)
    try settle()
    while !result.isDone, let next = agenda.indices.min(by: { (agenda[$0].day, agenda[$0].serial) < (agenda[$1].day, agenda[$1].serial) }),
      agenda[next].day <= last
    {
      let item = agenda.remove(at: next)
      if item.day > context.today { (context.today, passed) = (item.day, 0) }
      try take(item.what)
    }
    return result
  }

  private var now: Instant { Instant(milliseconds: Int64(context.today.rawValue) * 86_400_000) }
  private func bindings(after event: Event? = nil) -> Bindings {
    var board = LineBoard(after: event.flatMap(CompiledWorkflow.settledState))
    for (id, count) in open.merging(left, uniquingKeysWith: { open, _ in open }).sorted(by: { $0.key < $1.key }) {
      guard let state = process.invocations[id]?.state else { continue }
      board.add(id.rawValue, of: state, isActive: open[id] != nil && !isSettled(id), counts(count))
    }
    return process.bindings(board, in: context)
  }

  /// Nobody fails here.
  private func counts(_ count: Line) -> LineCounts {
    LineCounts(total: Int64(count.total), settled: Int64(count.settled), accepted: Int64(count.settled))
  }

  private mutating func post(_ event: Event) throws {
    waiting.append(event)
    try settle()
  }

  /// Takes in what waits, and what follows from it, until the run rests.
  private mutating func settle() throws {
    while !waiting.isEmpty, var current = snapshot, !current.isDone {
      let event = waiting.removeFirst()
      passed += 1
      guard passed <= Self.mostEvents else {
        throw StepError.endless(active: process.machine.configuration(of: current), event: event.name)
      }
      let effects = try process.machine.step(&current, event, now: now, bindings: bindings(after: event))
      snapshot = current
      note()
      try carryOut(effects)
    }
  }

  /// Notes which phases were entered and left.
  private mutating func note() {
    guard let snapshot else { return }
    let active = process.machine.active(in: snapshot).map(\.rawValue)
    context.entered = Dictionary(active.map { ($0, context.entered[$0] ?? context.today) }, uniquingKeysWith: { first, _ in first })
    for index in result.phases.indices
    where result.phases[index].left == nil && (!active.contains(result.phases[index].id) || snapshot.isDone) {
      result.phases[index].left = context.today
    }
    for state in process.definition.states where state.kind != .final && active.contains(state.id) {
      guard !snapshot.isDone, !result.phases.contains(where: { $0.id == state.id && $0.left == nil }) else { continue }
      let window = try? state.days(in: context)
      result.phases.append(SimulatedRun.Phase(id: state.id, entered: context.today, left: nil, due: window?.upperBound))
    }
  }

  private mutating func carryOut(_ effects: [Effect]) throws {
    var entered: [String] = []
    for effect in effects {
      switch effect {
      case .invoke(let id, _, _, _):
        guard let invocation = process.invocations[id] else { continue }
        try begin(id, invocation)
        if !entered.contains(invocation.state) { entered.append(invocation.state) }
      case .cancel(let id):
        left[id] = open[id] ?? left[id]
        open[id] = nil
      case .send(let message): if message.target == .own { add(.message(message), on: day(of: message.due)) }
      case .cancelSend(let id):
        agenda.removeAll { if case .message(let message) = $0.what { message.id == id } else { false } }
      case .done: result.isDone = true
      case .unhandled(let event):
        let text = event.data["message"].flatMap { if case .string(let text) = $0 { text } else { nil } } ?? event.name
        if !result.errors.contains(text) { result.errors.append(text) }
      case .forward, .perform, .log: break
      }
    }
    for state in entered where isThrough(state) { waiting.append(CompiledWorkflow.settled(state)) }
  }

  private func day(of due: Message.Due) -> Day {
    switch due {
    case .on(let day): day
    case .at(let instant):
      firstDay(from: instant)
    }
  }

  /// The first day that does not begin before a moment, held within all days.
  private func firstDay(from instant: Instant) -> Day {
    let (days, rest) = instant.rawValue.quotientAndRemainder(dividingBy: 86_400_000)
    return Day.earliest + Int(days + (rest > 0 ? 1 : 0) - Int64(Day.earliest.rawValue))
  }

  private mutating func add(_ what: What, on day: Day) {
    serial += 1
    agenda.append(Item(day: max(day, context.today), serial: serial, what: what))
  }

  // MARK: People

  private mutating func begin(_ id: InvocationID, _ invocation: CompiledWorkflow.Invocation) throws {
    let visit = serial
    switch invocation {
    case .tasks(let task, let state):
      let seeds = try task.open(in: state, phase: try process.windowed(state)?.days(in: context), context: context)
      open[id] = Line(total: seeds.count, visit: visit)
      for (number, seed) in seeds.enumerated() {
        let done = finish(id, number, from: max(seed.opens, context.today), due: seed.due)
        if let due = seed.due { tally(id.rawValue, isInTime: done.map { $0 <= due } ?? false) }
        if let done { add(.settled(id, visit: visit), on: done) }
      }
    case .each(let each, let state):
      let count = try each.list.elements(in: context, place: each.workflow).count
      open[id] = Line(total: count, visit: visit)
      let due = try process.windowed(state)?.days(in: context)?.upperBound
      for number in 0..<count {
        if let done = finish(id, number, from: context.today, due: due) { add(.settled(id, visit: visit), on: done) }
      }
    case .review(let review, let state):
      open[id] = Line(total: 1, visit: visit)
      let (end, isApproved) = decide(id, review, state)
      add(.reviewed(id, visit: visit, isApproved: isApproved), on: end)
    }
  }

  private mutating func tally(_ line: String, isInTime: Bool) {
    result.tasks[line, default: (0, 0)].total += 1
    if isInTime { result.tasks[line]?.inTime += 1 }
  }

  /// When the chain ends and how; a level with a day of its own is tallied.
  private mutating func decide(_ id: InvocationID, _ review: ReviewDefinition, _ state: String) -> (end: Day, isApproved: Bool) {
    var (end, isApproved) = (context.today, true)
    let decision = script?.decision(state, reviewed[state, default: 0])
    reviewed[state, default: 0] += 1
    for level in review.levels where isApproved {
      var asOf = context
      asOf.today = end
      let phase = try? process.windowed(state)?.days(in: context)
      let due = (try? level.due?.resolve(in: asOf, phase: phase, place: level.title)).flatMap(\.self)
      if let decision {
        (end, isApproved) = (context.today + decision.days, decision.isApproved)
      } else {
        end = end + Int.random(in: 1...max(1, people.reviewDays), using: &random)
        isApproved = random.fraction() >= people.rejection
      }
      if let due { tally("\(id)/\(level.id)", isInTime: end <= due) }
    }
    return (end, isApproved)
  }

  /// When somebody finishes: mostly towards the end of the time there is, sometimes late.
  private mutating func finish(_ id: InvocationID, _ number: Int, from first: Day, due: Day?) -> Day? {
    if let script { return script.day(id.rawValue, number, opens: first, due: due) }
    let last = max(due ?? first + 30, first)
    if random.fraction() < people.lateness { return last + 1 + Int(random.fraction() * 2 * people.daysLate) }
    return first + Int((Double(last - first) * random.fraction().squareRoot()).rounded())
  }

  private mutating func take(_ what: What) throws {
    switch what {
    case .event(let name): try post(Event(name))
    case .message(let message): try post(message.arrival)
    case .settled(let id, let visit):
      guard var count = open[id], count.visit == visit, count.settled < count.total, let invocation = process.invocations[id] else {
        return
      }
      count.settled += 1
      open[id] = count
      guard invocation.isRequired, isSettled(id), isThrough(invocation.state) else { return }
      try post(CompiledWorkflow.settled(invocation.state))
    case .reviewed(let id, let visit, let isApproved):
      guard var count = open[id], count.visit == visit, case .review(_, let state)? = process.invocations[id] else { return }
      count.settled = 1
      open[id] = count
      try post(Event(CompiledWorkflow.reviewName(isApproved ? "approved" : "rejected", state)))
      if isApproved, open[id] != nil, isThrough(state) { try post(CompiledWorkflow.settled(state)) }
    }
  }

  private func isSettled(_ id: InvocationID) -> Bool {
    guard let count = open[id] else { return true }
    if case .each(let each, _)? = process.invocations[id], let until = each.until, count.settled < count.total {
      return until.evaluate(context.bindings(children: counts(count).values)).isTrue
    }
    return count.settled >= count.total
  }

  private func isThrough(_ state: String) -> Bool {
    process.invocations.allSatisfy { id, invocation in invocation.state != state || !invocation.isRequired || isSettled(id) }
  }
}

extension Outcome {
  fileprivate var isTrue: Bool {
    if case .value(.bool(true)) = self { return true }
    return false
  }
}
