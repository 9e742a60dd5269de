public import AcademicCalendar
public import Workflow

/// A task as it stands.
public struct TaskRecord: Hashable, Sendable {
  /// Its number in the office.
  public var id: Int64
  /// The run it belongs to.
  public var run: Int64
  /// Its key within the run.
  public var key: String
  /// The state of the workflow that opened it.
  public var state: String
  /// Its name with its period.
  public var title: String
  /// Where it stands.
  public var status: TaskStatus
  /// Whether it gates the phase.
  public var isRequired: Bool
  /// Who does it, by role.
  public var role: String?
  /// Who does it; nil is the office.
  public var assignee: String?
  /// The school it is for.
  public var school: String?
  /// The person it is for, when somebody is guided.
  public var mentee: String?
  /// The first day.
  public var opens: Day
  /// The last day, inclusive.
  public var due: Day?
  /// What it takes, when it is scheduled.
  public var activity: Activity?
  /// Evidence kinds, each required.
  public var evidence: [String]
  /// The clause.
  public var cite: String?
  /// The day it was submitted.
  public var submitted: Day?
  /// Who submitted it.
  public var submitter: String?
  /// The day it was settled.
  public var settled: Day?
  /// The last opinion or reason.
  public var note: String?
  /// Whether somebody took it or was handed it, rather than being found by role.
  public var isClaimed: Bool

  /// Milliseconds since 1970 of the last change that a calendar shows.
  public var modified: Int64 = 0
  /// How often its days moved since it was opened.
  public var moves = 0

  /// How many days it is late; 0 when it is not. Derived from the day, never stored.
  public func daysLate(on today: Day) -> Int {
    guard let due, status.isPending else { return 0 }
    return max(0, today - due)
  }
}

/// A stored piece of evidence (佐证材料).
public struct EvidenceRecord: Codable, Hashable, Sendable {
  /// Its kind.
  public var kind: String
  /// The file's name, without its folder.
  public var name: String
  /// SHA-256 of its bytes, hexadecimal.
  public var sha256: String
  /// Bytes.
  public var size: Int64

  /// A piece of evidence.
  public init(kind: String, name: String, sha256: String, size: Int64) {
    (self.kind, self.name, self.sha256, self.size) = (kind, name, sha256, size)
  }
}

/// A line of a task's history.
public struct TaskLogLine: Hashable, Sendable {
  /// Milliseconds since 1970.
  public var at: Int64
  /// Who.
  public var actor: String
  /// In whose name, when that is somebody else.
  public var behalf: String?
  /// What.
  public var event: TaskLife.Event
  /// To whom it was handed or shown.
  public var person: String?
  /// The opinion, reason or remark.
  public var note: String?

  /// What an entry of the journal says of its task: a line for each to whom it was shown, else one; none where it is about no task.
  static func lines(of entry: JournalEntry) -> [TaskLogLine] {
    func line(_ event: TaskLife.Event, _ note: String?, _ person: String? = nil) -> TaskLogLine {
      TaskLogLine(at: entry.at, actor: entry.actor, behalf: entry.behalf, event: event, person: person, note: note)
    }
    switch entry.fact {
    case .taskSubmitted(let submission): return [line(.submit, submission.note)]
    case .taskAccepted(let opinion): return [line(.accept, opinion.note)]
    case .taskReturned(let opinion): return [line(.return, opinion.note)]
    case .taskWaived(let opinion): return [line(.waive, opinion.note)]
    case .taskClaimed(let opinion): return [line(.claim, opinion.note, entry.behalf ?? entry.actor)]
    case .taskDelegated(let addressing): return [line(.delegate, addressing.note, addressing.people.first)]
    case .taskWithdrawn(let opinion): return [line(.withdraw, opinion.note)]
    case .taskUrged(let opinion): return [line(.urge, opinion.note)]
    case .taskCopied(let addressing): return addressing.people.map { line(.copy, addressing.note, $0) }
    default: return []
    }
  }
}
