/// The kinds of record that measures count.
public enum RecordSource: String, CaseIterable, Hashable, Sendable, Codable {
  case tasks, sessions, attendance, hours, outcomes, titles, money, surveys
  /// Marks that judges gave.
  case marks
  /// Earlier results of this scheme or results of another.
  case results
  /// The roster.
  case people
  /// One subject's own data: age, degree, day of hire.
  case profile

  /// The fields by which its records may be filtered.
  public var fields: [FilterField] {
    switch self {
    case .tasks: [.workflow, .task, .status, .kind, .role, .menteeTitle]
    case .sessions: [.workflow, .task, .kind, .level, .topic, .mode]
    case .attendance: [.workflow, .kind, .level, .topic, .mode, .status]
    case .hours: [.kind, .level, .topic, .mode, .status, .unit]
    case .outcomes: [.kind, .level, .rank, .status]
    case .titles: [.title, .level, .status, .unit]
    case .money: [.kind, .status]
    case .surveys: [.item, .judge]
    case .marks: [.item, .judge, .scheme]
    case .results: [.scheme, .verdict, .grade]
    case .people: [.post, .stage, .subject, .level, .title, .degree, .unit]
    case .profile: []
    }
  }

  /// The fields that can be summed, told apart or read.
  public var values: [RecordField] {
    switch self {
    case .tasks: [.person, .school, .assignee, .mentee, .task]
    case .sessions: [.periods, .hours, .person, .school, .kind, .topic]
    case .attendance: [.hours, .person, .session, .topic, .school]
    case .hours: [.hours, .credits, .person, .topic]
    case .outcomes: [.level, .rank, .kind, .person]
    case .titles: [.title, .level, .day, .person, .holder]
    case .money: [.amount]
    case .surveys, .marks: [.score, .person]
    case .results: [.score, .grade, .verdict, .person]
    case .people: [.person, .school]
    case .profile: [.age, .birthday, .hired, .degree, .stage, .level]
    }
  }

  /// The day that usually decides.
  public var usualDay: RecordDay {
    switch self {
    case .tasks: .due
    case .sessions, .attendance: .held
    case .titles, .people, .profile: .inForce
    case .hours, .outcomes, .money, .surveys, .marks, .results: .dated
    }
  }
}

/// A field by which records are filtered.
public enum FilterField: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
  case workflow, task, status, kind, role, level, rank, topic, mode, title, item, judge, scheme, verdict, grade, post, stage, subject,
    degree
  /// A title that the one who is guided holds on the day by which the task counts.
  case menteeTitle = "mentee-title"
  /// Where the person belongs: to a school, or to none, as the office's own people do.
  case unit

  /// The only values it can have in a source; nil where any word may stand.
  func vocabulary(in source: RecordSource) -> [String]? {
    switch (self, source) {
    case (.status, .tasks): ["planned", "open", "submitted", "accepted", "returned", "waived", "cancelled"]
    case (.status, .attendance): ["present", "late", "leave", "absent"]
    case (.verdict, .results): ["pass", "fail", "unknown"]
    case (.unit, _): SchemeSubject.Property.unit.vocabulary
    default: nil
    }
  }
}

/// A field that is summed, told apart or read.
public enum RecordField: String, CaseIterable, Hashable, Sendable, Codable {
  case person, school, assignee, mentee, task, session, kind, topic, title, level, rank, degree, stage, grade, verdict
  /// Whose a title is, be it a person, a studio or a team.
  case holder
  case periods, hours, credits, amount, score, age
  case day, birthday, hired

  /// Whether it can be summed.
  public var isNumber: Bool {
    switch self {
    case .periods, .hours, .credits, .amount, .score, .age: true
    default: false
    }
  }

  /// Whether it is a day.
  public var isDay: Bool {
    switch self {
    case .day, .birthday, .hired: true
    default: false
    }
  }
}
