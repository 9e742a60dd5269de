public import AcademicCalendar
import Store

/// Whose calendar.
public enum FeedSubject: Hashable, Sendable {
  /// A staff number.
  case person(String)
  /// A studio's code.
  case studio(String)
  /// A school's code.
  case school(String)
  /// A run's number.
  case run(Int64)
  /// A semester's identifier: everything of the office in it.
  case semester(String)
}

/// What goes into a calendar.
public struct FeedContent: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Published sessions.
  public static let sessions = FeedContent(rawValue: 1)
  /// Deadlines as all-day events.
  public static let deadlines = FeedContent(rawValue: 2)
  /// Duties as to-dos, for clients that show them.
  public static let toDos = FeedContent(rawValue: 4)
  /// Everything.
  public static let everything: FeedContent = [.sessions, .deadlines, .toDos]
}

/// A feed by what decides its bytes, apart from the records and the day: whose it is and how it is set.
public struct FeedOrder: Hashable, Sendable {
  /// Whose calendar.
  public var subject: FeedSubject
  /// What goes into it.
  public var content: FeedContent
  /// Reminders, minutes before each session.
  public var alarms: [Int]
  /// The first day; nil is without bound.
  public var from: Day?
  /// The last day, inclusive; nil is without bound.
  public var through: Day?

  /// A feed by what decides its bytes.
  public init(_ subject: FeedSubject, content: FeedContent = .everything, alarms: [Int] = [], from: Day? = nil, through: Day? = nil) {
    (self.subject, self.content, self.alarms, self.from, self.through) = (subject, content, alarms, from, through)
  }

  /// The same feed bounded further; bounds only ever narrow.
  public func narrowed(from: Day?, through: Day?) -> FeedOrder {
    var order = self
    order.from = [self.from, from].compactMap(\.self).max()
    order.through = [self.through, through].compactMap(\.self).min()
    return order
  }

  /// The days that it may touch; nil is all. No day at all is the day before the first one that a calendar knows.
  var window: ClosedRange<Day>? {
    guard from != nil || through != nil else { return nil }
    let (first, last) = (from ?? .earliest, through ?? .latest)
    return first <= last ? first...last : nil
  }

  /// Whether the bounds leave no day.
  var isEmpty: Bool { (from ?? .earliest) > (through ?? .latest) }
}

extension FeedOrder {
  /// What a token of this order opens.
  var scope: FeedTokenScope {
    let (kind, subject): (FeedTokenScope.Kind, String) =
      switch subject {
      case .person(let id): (.person, id)
      case .studio(let id): (.studio, id)
      case .school(let id): (.school, id)
      case .run(let id): (.run, String(id))
      case .semester(let id): (.semester, id)
      }
    let content = Self.contents.filter { self.content.contains($0.0) }.map(\.1)
    return FeedTokenScope(kind: kind, subject: subject, content: content, alarms: alarms, from: from, through: through)
  }

  /// What a token opens, as an order.
  init(_ scope: FeedTokenScope) {
    let subject: FeedSubject =
      switch scope.kind {
      case .person: .person(scope.subject)
      case .studio: .studio(scope.subject)
      case .school: .school(scope.subject)
      case .run: .run(Int64(scope.subject) ?? 0)
      case .semester: .semester(scope.subject)
      }
    let content = Self.contents.filter { scope.content.contains($0.1) }.map(\.0)
    self.init(subject, content: FeedContent(content), alarms: scope.alarms, from: scope.from, through: scope.through)
  }

  private static let contents: [(FeedContent, FeedTokenScope.Content)] = [
    (.sessions, .sessions), (.deadlines, .deadlines), (.toDos, .toDos),
  ]
}
