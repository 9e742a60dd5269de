public import AcademicCalendar
public import Foundation

/// A VTODO (RFC 5545 section 3.6.2).
public struct ToDo: Hashable, Sendable {
  /// The identifier, which never changes while the to-do lives; not empty.
  public var uid: String
  /// The history of the record behind it.
  public var revision: Revision
  /// The title; rendered with 【已取消】 before it when cancelled.
  public var title: String
  /// The first day on which it can be done. It stands before the due day, for the wire demands that (RFC 5545 section 3.8.2.3): a to-do
  /// of a single day begins the day before.
  public private(set) var start: Day
  /// The last day on which it can be done, inclusive.
  public private(set) var due: Day?
  /// What people should know; empty for none.
  public var description: String
  /// Categories, in the order given.
  public var categories: [String]
  /// The page of this to-do.
  public var url: URL?
  /// How far it is.
  public var status: ToDoStatus
  /// Percent done, 0…100; nil where it is not known.
  public var percent: Int?

  /// A to-do; identifier, revision, title and the first day are needed.
  public init(
    uid: String, revision: Revision, title: String, start: Day, due: Day? = nil, description: String = "", categories: [String] = [],
    url: URL? = nil, status: ToDoStatus = .needsAction, percent: Int? = nil
  ) {
    (self.uid, self.revision, self.title, self.due) = (uid, revision, title, due)
    self.start = due.map { min(start, $0 - 1) } ?? start
    (self.description, self.categories, self.url, self.status, self.percent) = (description, categories, url, status, percent)
  }
}

/// STATUS of a to-do (RFC 5545 section 3.8.1.11), with the instant of completion where there is one.
public enum ToDoStatus: Hashable, Sendable {
  case needsAction
  case inProcess
  /// Done at that instant (COMPLETED, RFC 5545 section 3.8.2.1); whole seconds.
  case completed(Date?)
  case cancelled
}
