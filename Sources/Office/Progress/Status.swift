public import AcademicCalendar
import Statechart
import Store
public import Workflow

/// How far a phase of a run is.
public struct PhaseProgress: Codable, Hashable, Sendable {
  /// Where a phase stands.
  public enum Stand: String, Codable, Hashable, Sendable {
    case ahead, current, past
    /// The run went past it.
    case skipped
  }

  /// The state's identifier.
  public var id: String
  /// 启动, 推进…
  public var title: String
  /// Where it stands.
  public var stand: Stand
  /// Its days; nil where it has none.
  public var from: Day?
  /// Its days; nil where it has none.
  public var through: Day?
  /// Tasks that gate it, and how many of them are accepted or waived; before it begins, the lines of the workflow.
  public var required: Int
  /// Of these, accepted or waived.
  public var requiredDone: Int
  /// All tasks, those of child runs included.
  public var total: Int
  /// Of these, accepted or waived.
  public var done: Int
  /// Of these, past their day and not handed in.
  public var late: Int
  /// Of these, never handed in when the phase or the run was over.
  public var missed: Int
}

/// How far a run is.
public struct RunProgress: Codable, Hashable, Sendable {
  /// Its number.
  public var run: Int64
  /// The workflow.
  public var workflow: String
  /// Its version.
  public var version: Int
  /// The workflow's title.
  public var title: String
  /// The subject's code; empty for the district.
  public var subject: String
  /// The subject's name.
  public var subjectName: String
  /// The semester.
  public var semester: String?
  /// active, suspended, done or cancelled.
  public var status: String
  /// When it started.
  public var started: Day
  /// When it ended.
  public var ended: Day?
  /// Phases in order, without the final one.
  public var phases: [PhaseProgress]
  /// Late tasks, the latest first.
  public var late: [TaskSummary]
  /// Where the run could not go on and why, in Chinese.
  public var obstacles: [String]
  /// What it reminded people of, the oldest first; of many runs none are told.
  public var reminders: [Reminder]
}

/// A task as lists show it.
public struct TaskSummary: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// The run.
  public var run: Int64
  /// Its name.
  public var title: String
  /// What it is for: a school, a person who is guided, a studio; empty for the run as a whole.
  public var target: String
  /// Where it stands.
  public var status: TaskStatus
  /// The staff number of the one who does it; nil is the office.
  public var assignee: String?
  /// Who does it: a name, or else the role.
  public var assigneeName: String
  /// The first day.
  public var opens: Day
  /// The last day, inclusive.
  public var due: Day?
  /// How many days it is late; 0 when it is not.
  public var daysLate: Int
  /// Evidence kinds with their titles, in order.
  public var evidence: [EvidenceKindSummary]
  /// The clause.
  public var cite: String?
  /// The last opinion or reason.
  public var note: String?
  /// When somebody was last urged to do it, while it is still to be done and since it was last handed in.
  public var urged: TaskUrging?
}

/// That somebody was urged to do a task (催办).
public struct TaskUrging: Codable, Hashable, Sendable {
  /// The day.
  public var day: Day
  /// What was said.
  public var note: String?
}

/// A kind of evidence as lists show it.
public struct EvidenceKindSummary: Codable, Hashable, Sendable {
  /// Its identifier.
  public var kind: String
  /// Its title.
  public var title: String
}

extension Office {
  /// Every run that no other started and that the actor may see, the newest first, with its phases.
  public func runs() throws -> [RunProgress] {
    try store.read { reader in
      try reader.topRuns().filter { actor.may(.view, try belonging(of: $0, reader)) }.map { try progress($0, reader, lateLimit: 0) }
    }
  }

  /// One run with its late tasks.
  public func progress(of run: Int64) throws -> RunProgress {
    try store.read { reader in
      guard let record = try reader.run(run) else { throw OfficeError(.notFound, "没有第 \(run) 号流程运行", advice: "用 jiaoli status 查看编号") }
      try actor.require(.view, try belonging(of: record, reader), "第 \(run) 号流程运行")
      return try progress(record, reader, lateLimit: 10_000)
    }
  }

  private func progress(_ run: RunRecord, _ reader: Reader, lateLimit: Int) throws -> RunProgress {
    let process = try reader.process(run.workflow, run.version)
    let counts = try reader.taskCounts(of: run.id, today: today)
    let active = Set(process.phases(run.snapshot).map(\.id))
    let entries = try Entries(run, process, reader)
    // Days of what was entered are as of then, and of what is to come as of today.
    var context = try reader.context(of: run.id, on: run.status == .active ? max(today, run.started) : run.started)
    context.entered.merge(context.left) { active, _ in active }
    var isPast = !active.isEmpty
    let states = process.definition.states.filter { $0.kind != .final } + (process.definition.whole.map { [$0] } ?? [])
    let phases = states.map { state in
      if active.contains(state.id) { isPast = false }
      let isWhole = state.id == process.definition.whole?.id
      let stand: PhaseProgress.Stand =
        switch (run.status, active.contains(state.id)) {
        case (.active, true): .current
        case (.active, false) where isWhole: .current
        case (.active, false): !isPast ? .ahead : entries.contains(state) ? .past : .skipped
        default: isWhole || entries.contains(state) ? .past : run.status == .done ? .skipped : .ahead
        }
      let days = try? state.days(in: context)
      let count = state.entered(counts) ?? TaskCount()
      let ahead = stand == .past && count.total > 0 ? 0 : state.requiredAhead(counts)
      return PhaseProgress(
        id: state.id, title: isWhole ? "全程" : state.title, stand: stand, from: days?.lowerBound, through: days?.upperBound,
        required: count.required + ahead, requiredDone: count.requiredDone, total: count.total + ahead, done: count.done, late: count.late,
        missed: count.missed)
    }
    var filter = TaskFilter()
    (filter.run, filter.lateOn, filter.limit) = (run.id, today, lateLimit)
    let late = lateLimit == 0 ? [] : try reader.tasks(filter)
    let naming = Naming(reader, today: today)
    return RunProgress(
      run: run.id, workflow: run.workflow, version: run.version, title: process.definition.title, subject: run.subject,
      subjectName: naming.subject(kind: run.subjectKind, id: run.subject), semester: run.semester,
      status: run.isSuspended ? "suspended" : run.status.rawValue,
      started: run.started, ended: run.ended, phases: phases, late: try late.map(naming.summary),
      obstacles: try reader.obstacles(of: run.id).map(\.description),
      reminders: lateLimit == 0 ? [] : try reminders(ofRun: run.id, reader))
  }
}

/// Which states a run has entered.
private struct Entries {
  /// States with lines, and those of them that were begun.
  private let withLines: Set<String>
  private let begun: Set<String>

  init(_ run: RunRecord, _ process: CompiledWorkflow, _ reader: Reader) throws {
    withLines = Set(process.invocations.values.map(\.state))
    begun = try reader.begunStates(of: run.id)
  }

  /// Whether the state or one within it was entered; one that has no line is taken to have been.
  func contains(_ state: StateDefinition) -> Bool {
    let inside = withLines.intersection(state.withAll.map(\.id))
    return inside.isEmpty || !inside.isDisjoint(with: begun)
  }
}

extension StateDefinition {
  /// The state and all within it.
  fileprivate var withAll: [StateDefinition] { [self] + states.flatMap(\.withAll) }

  /// What is counted in it and within; nil where nothing was opened yet.
  fileprivate func entered(_ counts: [String: TaskCount]) -> TaskCount? {
    let inside = withAll.compactMap { counts[$0.id] }
    return inside.isEmpty ? nil : inside.reduce(TaskCount(), +)
  }

  /// The required lines of what was not entered yet.
  fileprivate func requiredAhead(_ counts: [String: TaskCount]) -> Int {
    withAll.filter { (counts[$0.id]?.total ?? 0) == 0 }.flatMap(\.tasks).count { $0.isRequired }
  }
}
