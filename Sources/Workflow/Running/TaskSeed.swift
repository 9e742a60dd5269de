public import AcademicCalendar
import YAMLReading

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
    case .school(let id), .person(let id): id
    // `@` in a key tells apart the times that a state was entered.
    case .text(let text): text.utf8.contains(UInt8(ascii: "@")) ? text.replacing("@", with: "%40") : text
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
@dynamicMemberLookup
public struct TaskSeed: Sendable {
  /// What tasks that a line opens together have in common: most of a seed, held once for all of them.
  public final class Form: Sendable {
    /// With its period, when it has one: 教师参学情况记载(2014年1月).
    public let title: String
    /// Who does it, by role.
    public let role: String?
    /// The first day on which it can be done.
    public let opens: Day
    /// The last day, inclusive.
    public let due: Day?
    /// What it takes, when it is to be scheduled.
    public let activity: Activity?
    /// Evidence kinds, each required.
    public let evidence: [String]
    /// Whether it gates the phase.
    public let isRequired: Bool
    /// The clause.
    public let cite: String?

    init(_ line: TaskDefinition, title: String, opens: Day, due: Day?, activity: Activity?) {
      (self.title, self.opens, self.due, self.activity) = (title, opens, due, activity)
      (role, evidence, isRequired, cite) = (line.role, line.evidence, line.isRequired, line.cite?.description)
    }
  }

  /// Unique within the run: `launch/scheme`, `launch/monthly-record/2014-01/S001`.
  public let key: String
  /// For whom or what.
  public let target: TaskTarget
  /// What it has in common with others.
  public let form: Form

  /// What it has in common with others, by its name.
  public subscript<T>(dynamicMember field: KeyPath<Form, T>) -> T { form[keyPath: field] }
}
