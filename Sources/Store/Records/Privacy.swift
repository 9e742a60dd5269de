/// A person whose data were erased (注销).
public struct PersonErasure: Codable, Hashable, Sendable {
  /// What stands for the person from now on.
  public var pseudonym: String
  /// SHA-256 of the evidence files that were deleted.
  public var evidence: [String]
  /// Why.
  public var reason: String

  /// A person whose data were erased.
  public init(pseudonym: String, evidence: [String], reason: String) {
    (self.pseudonym, self.evidence, self.reason) = (pseudonym, evidence, reason)
  }
}

/// How long it is kept who looked at whose records.
public struct RetentionSetting: Codable, Hashable, Sendable {
  /// Days, 30 to 36,500.
  public var accessDays: Int

  /// How long it is kept who looked at whose records.
  public init(accessDays: Int) { self.accessDays = accessDays }

  /// What holds where an office has set nothing: two years.
  public static let usual = RetentionSetting(accessDays: 730)
}

/// Somebody looked at somebody else's records.
public struct AccessRecord: Hashable, Sendable {
  /// What was done with them.
  public enum Action: String, Codable, Hashable, Sendable, CaseIterable {
    case viewTasks = "tasks"
    case viewEvidence = "evidence"
    case viewCalendar = "calendar"
    case viewEvaluation = "evaluation"
    case viewPerson = "person"
    case viewPhone = "phone"
    case export
  }

  /// Milliseconds since 1970.
  public var at: Int64
  /// Who: a staff number, or `office`.
  public var actor: String
  /// What was done.
  public var action: Action
  /// Whose records: a staff number.
  public var person: String
  /// Which of them, such as a task's number; may be empty.
  public var what: String

  /// Somebody looked at somebody else's records.
  public init(at: Int64, actor: String, action: Action, person: String, what: String) {
    (self.at, self.actor, self.action, self.person, self.what) = (at, actor, action, person, what)
  }
}
