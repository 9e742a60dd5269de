public import AcademicCalendar

/// Days on which a person is away (请假) or a school cannot receive anybody.
public struct Absence: Codable, Hashable, Sendable {
  /// Who or what is away.
  public enum Subject: Codable, Hashable, Sendable {
    /// A staff number.
    case person(String)
    /// A school's code.
    case school(String)
  }

  /// Who or what.
  public var subject: Subject
  /// The first day.
  public var from: Day
  /// The last day, inclusive.
  public var through: Day
  /// 病假, 外出培训, 考试占用…
  public var reason: String

  /// Days away.
  public init(_ subject: Subject, from: Day, through: Day, reason: String) {
    (self.subject, self.from, self.through, self.reason) = (subject, from, through, reason)
  }
}

/// An absence with its number.
public struct NumberedAbsence: Codable, Hashable, Sendable {
  /// Its number.
  public var id: Int64
  /// What it says.
  public var absence: Absence
}

/// An absence that was taken back.
public struct AbsenceRemoval: Codable, Hashable, Sendable {
  /// Its number.
  public var absence: Int64

  /// An absence that was taken back.
  public init(absence: Int64) { self.absence = absence }
}
