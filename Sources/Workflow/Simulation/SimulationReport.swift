public import AcademicCalendar
import Rules

/// What many simulated runs say of a workflow.
public struct SimulationReport: Codable, Hashable, Sendable {
  /// A phase over all runs.
  public struct Phase: Codable, Hashable, Sendable {
    /// The state's identifier.
    public var id: String
    /// What people call it.
    public var title: String
    /// When it was first entered: in the middle one of the runs.
    public var entered: Day
    /// When it was last left: in the middle one of the runs; nil where half of them never leave it.
    public var left: Day?
    /// Its last day by its window: in the middle one of the runs.
    public var due: Day?
    /// The share of runs that left it by then; nil where it has no window.
    public var inTime: Double?
  }

  /// A line of the workflow over all runs.
  public struct Line: Codable, Hashable, Sendable {
    /// `STATE/KEY`.
    public var id: String
    /// What people call it.
    public var title: String
    /// The share of its tasks that were in time.
    public var inTime: Double
  }

  /// How many runs.
  public var runs: Int
  /// The share that came to its end.
  public var done: Double
  /// Phases by the day on which they are entered.
  public var phases: [Phase]
  /// Lines with a due date, and levels of review chains with one.
  public var lines: [Line]
  /// What failed in any of the runs.
  public var errors: [String]

  /// Simulates a workflow.
  /// - Parameters:
  ///   - definition: the workflow.
  ///   - start: the first day; nil is the first day of the first phase, or else of a usual school year.
  ///   - runs: how many.
  ///   - seed: decides everything that is random.
  ///   - script: when people finish; nil leaves it to chance. With it there is one run.
  public init(
    _ definition: WorkflowDefinition, from start: Day? = nil, runs: Int, seed: UInt64, people: SimulatedPeople = SimulatedPeople(),
    script: SimulationScript? = nil
  ) throws {
    let process = try CompiledWorkflow(definition)
    var context = OpeningContext.peopled(definition)
    let window = try? definition.states.first { $0.id == definition.initial }?.days(in: context)
    context.today = start ?? script?.from ?? window?.lowerBound ?? context.today
    var results: [SimulatedRun] = []
    for number in 0..<(script == nil ? max(1, runs) : 1) {
      var simulation = Simulation(process, context: context, people: people, script: script, seed: seed &+ UInt64(number))
      results.append(try simulation.run())
    }
    self.runs = results.count
    let count = Double(results.count)
    done = Double(results.count(where: \.isDone)) / count
    phases = definition.states.compactMap { Self.phase($0, results) }.sorted { $0.entered < $1.entered }
    lines = definition.allStates.flatMap(\.deadlines).compactMap { id, title in
      let tallies = results.compactMap { $0.tasks[id] }
      let total = tallies.reduce(0) { $0 + $1.total }
      guard total > 0 else { return nil }
      return Line(id: id, title: title, inTime: Double(tallies.reduce(0) { $0 + $1.inTime }) / Double(total))
    }
    errors = results.flatMap(\.errors).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func phase(_ state: StateDefinition, _ results: [SimulatedRun]) -> Phase? {
    let spans = results.map { $0.phases.filter { $0.id == state.id } }.filter { !$0.isEmpty }
    let entered = spans.compactMap(\.first?.entered).sorted()
    guard let middle = entered.isEmpty ? nil : entered[entered.count / 2] else { return nil }
    let left = spans.map { $0.last?.left ?? .latest }.sorted()
    let end = left[left.count / 2]
    // A window that begins with the phase is another in every run.
    let dated = spans.compactMap { span in span.first.flatMap { first in first.due.map { (due: $0, left: first.left ?? .latest) } } }
    let dues = dated.map(\.due).sorted()
    let inTime = dated.isEmpty ? nil : Double(dated.count { $0.left <= $0.due }) / Double(dated.count)
    return Phase(
      id: state.id, title: state.title, entered: middle, left: end == .latest ? nil : end,
      due: dues.isEmpty ? nil : dues[dues.count / 2], inTime: inTime)
  }
}

extension StateDefinition {
  /// What may have a last day of its own: task lines and levels of the chain.
  fileprivate var deadlines: [(id: String, title: String)] {
    tasks.map { ("\(id)/\($0.key)", $0.title) } + (review?.levels.map { ("\(id)/review/\($0.id)", $0.title) } ?? [])
  }
}

extension OpeningContext {
  /// A usual school year with ten people and ten schools wherever a list is not set.
  static func peopled(_ definition: WorkflowDefinition) -> OpeningContext {
    var context = sample(definition)
    func element(_ kind: String, _ number: Int) -> Value {
      .object([
        "kind": .string(kind), "id": .string("\(kind)-\(number)"), "name": .string("\(number)"), "stage": .string("小学"), "posts": .list([]),
        "zone": .string("城区"), "school": .string("school-1"),
      ])
    }
    func ten(_ kind: String) -> Value { .list((1...10).map { element(kind, $0) }) }
    for parameter in definition.parameters {
      let isEmpty = context.parameters[parameter.name].map { $0 == .list([]) } ?? true
      guard isEmpty else { continue }
      switch parameter.type {
      case .list(.school): context.parameters[parameter.name] = ten("school")
      case .list(.person): context.parameters[parameter.name] = ten("person")
      case .list(let other): context.parameters[parameter.name] = other == .studio ? ten("studio") : .list([.string("甲"), .string("乙")])
      case .school: context.parameters[parameter.name] = element("school", 1)
      case .person, .studio: context.parameters[parameter.name] = element("person", 1)
      case .number: context.parameters[parameter.name] = .int(1)
      case .text: context.parameters[parameter.name] = .string("")
      case .bool: context.parameters[parameter.name] = .bool(false)
      case .day: context.parameters[parameter.name] = .day(context.today)
      }
    }
    context.unsetParameters = []
    let pairs = (1...10).map { number in
      Value.object([
        "kind": .string("pair"), "id": .string("\(number)"), "mentor": .string("person-\(number)"), "mentee": .string("mentee-\(number)"),
      ])
    }
    context.subject = .object([
      "kind": .string(definition.subject.rawValue), "id": .string("subject"), "name": .string("对象"), "members": ten("person"),
      "trainees": ten("person"), "pairs": .list(pairs), "stage": .string("小学"), "school": .string("school-1"),
      "held_from": .day(.earliest), "held_through": .day(.latest),
    ])
    context.roster = .object(["people": ten("person"), "schools": ten("school"), "studios": ten("studio")])
    return context
  }
}
