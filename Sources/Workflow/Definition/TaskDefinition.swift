public import Rules
public import YAMLReading

/// How often a duty returns (职责的周期).
public enum PeriodKind: String, CaseIterable, Sendable {
  case day, week, month, semester
  case schoolYear = "school-year"
  case year
  case fiveYear = "five-year"

  /// 每日, 每周…
  public var title: String {
    switch self {
    case .day: "每日"
    case .week: "每周"
    case .month: "每月"
    case .semester: "每学期"
    case .schoolYear: "每学年"
    case .year: "每年"
    case .fiveYear: "每五年"
    }
  }
}

/// A periodic quota: so many tasks in every period while the state lasts.
public struct Quota: Sendable {
  /// The period.
  public var per: PeriodKind
  /// How many in each: an expression that gives a number, 0…1000.
  public var count: Expression
  /// Whether a period is left out of which less than half lies in the window.
  public var isMostly = false
}

/// A task, or a duty when it has a quota: who, when, what it takes, what proves it.
public struct TaskDefinition: Sendable {
  /// Its identifier within the state, kebab-case.
  public var key: String
  /// What people call it.
  public var title: String
  /// Who does it, by role.
  public var role: String?
  /// A list: one task is opened for each of its elements.
  public var forEach: Expression?
  /// Set for a duty.
  public var quota: Quota?
  /// The first day on which it can be done; the start of its period or phase unless given.
  public var opens: DateRule?
  /// The last day, inclusive; the end of its period or phase unless given.
  public var due: DateRule?
  /// What it takes, for what is held at a time and a place.
  public var activity: ActivityDefinition?
  /// The kinds of evidence, each required before it can be submitted.
  public var evidence: [String]
  /// The chain that it goes through once it is handed in; nil where a reviewer decides alone.
  public var review: ReviewDefinition?
  /// Whether it gates the phase.
  public var isRequired: Bool
  /// The clause it comes from.
  public var cite: Citation?
}

/// What a task takes when it is held: the planner schedules it.
public struct ActivityDefinition: Sendable {
  /// Where it is held.
  public enum Place: Sendable {
    /// At no particular school.
    case anywhere
    /// At the school of the person who does it.
    case assignee
    /// At the school of the person who is guided.
    case mentee
    /// At one of the schools that the expression lists.
    case among(Expression)
  }

  /// Who goes along.
  public struct Team: Sendable {
    /// A list of people to choose from.
    public var from: Expression
    /// At least so many, counting the one who is responsible.
    public var least: Int
    /// At most so many.
    public var most: Int
  }

  /// What it is, a word of the office's vocabulary: `demonstration-lesson`.
  public var kind: String
  /// Its length in periods, 1…12.
  public var periods: Int
  /// Where.
  public var place: Place
  /// The team, when it is not one person.
  public var team: Team?
  /// Who attends, in words.
  public var audience: String?
}
