public import AcademicCalendar
public import Workflow

/// Where a review chain stands.
public enum ReviewStatus: String, Codable, Hashable, Sendable {
  /// A level has it.
  case active
  /// It is back with the author.
  case returned
  case approved, rejected
  /// Its state or task was left.
  case left

  /// 审核中, 退回提交人…
  public var title: String {
    switch self {
    case .active: "审核中"
    case .returned: "退回提交人"
    case .approved: "已通过"
    case .rejected: "已否决"
    case .left: "已终止"
    }
  }
}

/// A review chain as it stands.
public struct ReviewRecord: Hashable, Sendable {
  /// Its number in the office.
  public var id: Int64
  /// The run.
  public var run: Int64
  /// The state whose review it is; nil for a task's.
  public var invocation: String?
  /// The task whose review it is; nil for a state's.
  public var task: Int64?
  /// How often it began a level anew, from 1.
  public var round: Int
  /// The level that has it.
  public var level: String
  /// Where it stands.
  public var status: ReviewStatus
  /// The level's last day, inclusive.
  public var due: Day?
}

/// A reviewer's place at a level, with the opinion.
public struct ReviewSeat: Hashable, Sendable {
  /// The round in which it was given.
  public var round: Int
  /// The level.
  public var level: String
  /// Who; nil is the office.
  public var person: String?
  /// Whether another reviewer added this one (加签).
  public var isAdded: Bool
  /// What was decided.
  public var verdict: ReviewVerdict?
  /// The level returned to, or `author`.
  public var target: String?
  /// The opinion.
  public var note: String?
  /// The day of the verdict.
  public var day: Day?
  /// Its time, in milliseconds since 1970.
  public var at: Int64?
}

/// A verdict that somebody gave in a reviewer's name.
public struct ReviewSubstitution: Hashable, Sendable {
  /// Milliseconds since 1970.
  public var at: Int64
  /// Who gave it.
  public var actor: String
  /// In whose name.
  public var behalf: String
}

/// A reviewer's verdict.
public struct ReviewDecision: Codable, Hashable, Sendable {
  /// The review.
  public var review: Int64
  /// The verdict.
  public var verdict: ReviewVerdict
  /// The level that it is returned to, or `author`.
  public var target: String?
  /// The opinion.
  public var note: String?

  /// A reviewer's verdict.
  public init(review: Int64, verdict: ReviewVerdict, target: String?, note: String?) {
    (self.review, self.verdict, self.target, self.note) = (review, verdict, target, note)
  }
}

/// Reviewers who are added to a level (加签).
public struct ReviewAddition: Codable, Hashable, Sendable {
  /// The review.
  public var review: Int64
  /// Staff numbers.
  public var people: [String]
  /// Why.
  public var note: String?

  /// Reviewers who are added to a level.
  public init(review: Int64, people: [String], note: String?) { (self.review, self.people, self.note) = (review, people, note) }
}

/// A review that was returned is handed in again.
public struct ReviewResubmission: Codable, Hashable, Sendable {
  /// The review.
  public var review: Int64
  /// What was changed.
  public var note: String?

  /// A review is handed in again.
  public init(review: Int64, note: String?) { (self.review, self.note) = (review, note) }
}
