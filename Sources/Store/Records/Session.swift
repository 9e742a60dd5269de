public import AcademicCalendar

/// A planned activity: when, where and with whom a task is held (排期).
public struct Session: Codable, Hashable, Sendable {
  /// The task that it is for.
  public var task: Int64
  /// The date.
  public var day: Day
  /// The first period, 1-based.
  public var period: Int
  /// How many periods.
  public var length: Int
  /// The school where it is held.
  public var place: String?
  /// Staff numbers: the one who is responsible first.
  public var people: [String]
  /// Whether the date lies in a year whose holiday notice is not out yet (暂定).
  public var isProvisional: Bool

  /// A planned activity.
  public init(task: Int64, day: Day, period: Int, length: Int, place: String?, people: [String], isProvisional: Bool) {
    (self.task, self.day, self.period, self.length) = (task, day, period, length)
    (self.place, self.people, self.isProvisional) = (place, people, isProvisional)
  }
}

/// A task that the plan could not place.
public struct Unplaced: Codable, Hashable, Sendable {
  /// The task.
  public var task: Int64
  /// Why, in Chinese.
  public var reasons: [String]

  /// A task that the plan could not place.
  public init(task: Int64, reasons: [String]) { (self.task, self.reasons) = (task, reasons) }
}

/// A session that was published, with what a calendar needs to follow it.
public struct PublishedSession: Hashable, Sendable {
  /// What was published last.
  public var session: Session
  /// Whether it was called off.
  public var isCancelled: Bool
  /// How often it was moved or called off since it was first published.
  public var sequence: Int
  /// Milliseconds since 1970 of the first publication.
  public var published: Int64
  /// Milliseconds since 1970 of the last change.
  public var modified: Int64
  /// What changed last, in Chinese; empty when nothing did.
  public var change: String
}
