public import AcademicCalendar

/// For whom or what a task is.
public enum TaskTarget: Hashable, Sendable {
  /// The run's subject as a whole.
  case subject
  /// One school.
  case school(String)
  /// One person, by staff number.
  case person(String)
  /// One person who is guided by another.
  case pair(mentor: String, mentee: String)
  /// An element of a list of words: a stage, a subject.
  case text(String)

  /// The code of what it is for, a part of the task's key; empty for the subject.
  public var key: String {
    switch self {
    case .subject: ""
    case .school(let id), .person(let id), .text(let id): id
    case .pair(let mentor, let mentee): "\(mentor)-\(mentee)"
    }
  }
}

/// What an activity needs, with its lists worked out.
public struct Activity: Hashable, Sendable, Codable {
  /// Where it may be held.
  public enum Place: Hashable, Sendable, Codable {
    case anywhere, assignee, mentee
    /// At one of these schools.
    case schools([String])
  }

  /// Who goes along: staff numbers and how many of them.
  public struct Team: Hashable, Sendable, Codable {
    /// Staff numbers to choose from.
    public var pool: [String]
    /// At least so many, counting the one who is responsible.
    public var least: Int
    /// At most so many.
    public var most: Int
  }

  /// A word of the office's vocabulary: `demonstration-lesson`.
  public var kind: String
  /// Its length in periods.
  public var periods: Int
  /// Where.
  public var place: Place
  /// The team, when it is not one person.
  public var team: Team?
  /// Who attends, in words.
  public var audience: String?
}

/// A task that is to be opened.
public struct TaskSeed: Hashable, Sendable {
  /// Unique within the run: `launch/scheme`, `launch/monthly-record/2014-01/S001`.
  public var key: String
  /// With its period, when it has one: 教师参学情况记载(2014年1月).
  public var title: String
  /// Who does it, by role.
  public var role: String?
  /// For whom or what.
  public var target: TaskTarget
  /// The first day on which it can be done.
  public var opens: Day
  /// The last day, inclusive.
  public var due: Day?
  /// What it takes, when it is to be scheduled.
  public var activity: Activity?
  /// Evidence kinds, each required.
  public var evidence: [String]
  /// Whether it gates the phase.
  public var isRequired: Bool
  /// The clause.
  public var cite: String?
}
