public import AcademicCalendar

/// What a feed token opens: whose calendar, and what of it.
public struct FeedTokenScope: Codable, Hashable, Sendable {
  /// Whose calendar it is, by kind.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    case person, studio, school, run, semester
  }

  /// What goes into it.
  public enum Content: String, Codable, Hashable, Sendable, CaseIterable {
    case sessions, deadlines, toDos = "to-dos"
  }

  /// Whose calendar, by kind.
  public var kind: Kind
  /// Whose calendar: a code or a number.
  public var subject: String
  /// What goes into it.
  public var content: [Content]
  /// Reminders, minutes before each session.
  public var alarms: [Int]
  /// The first day, where there is one.
  public var from: Day?
  /// The last day, where there is one.
  public var through: Day?

  /// What a feed token opens.
  public init(kind: Kind, subject: String, content: [Content], alarms: [Int], from: Day?, through: Day?) {
    (self.kind, self.subject, self.content, self.alarms, self.from, self.through) = (kind, subject, content, alarms, from, through)
  }
}

/// A token that was given out. The token itself is nowhere: only its hash.
public struct FeedTokenIssue: Codable, Hashable, Sendable {
  /// SHA-256 of the token, hexadecimal.
  public var hash: String
  /// The device it is for.
  public var label: String
  /// What it opens.
  public var scope: FeedTokenScope

  /// A token that was given out.
  public init(hash: String, label: String, scope: FeedTokenScope) { (self.hash, self.label, self.scope) = (hash, label, scope) }
}

/// A token that was taken back.
public struct FeedTokenRevocation: Codable, Hashable, Sendable {
  /// Its number.
  public var token: Int64

  /// A token that was taken back.
  public init(token: Int64) { self.token = token }
}

/// A token as it stands.
public struct FeedTokenRecord: Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// SHA-256 of the token, hexadecimal.
  public var hash: String
  /// The device it is for.
  public var label: String
  /// What it opens.
  public var scope: FeedTokenScope
  /// Who gave it out: a staff number, or `office`.
  public var issuer: String
  /// Milliseconds since 1970.
  public var issued: Int64
  /// Milliseconds since 1970; nil while it is good.
  public var revoked: Int64?
  /// Milliseconds since 1970 of the last use that was noted.
  public var used: Int64?
}
