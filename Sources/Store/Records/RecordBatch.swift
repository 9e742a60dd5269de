public import AcademicCalendar

/// Records that were entered together: one import, one sign-in.
public struct RecordBatch: Codable, Hashable, Sendable {
  /// Activities that were held.
  public var activities: [HeldActivity] = []
  /// Who attended.
  public var attendance: [AttendanceRecord] = []
  /// Hours.
  public var hours: [HoursRecord] = []
  /// Papers, projects, awards, teaching material.
  public var outcomes: [OutcomeRecord] = []
  /// Titles.
  public var titles: [TitleRecord] = []
  /// Money.
  public var money: [MoneyRecord] = []
  /// Surveys.
  public var surveys: [SurveyRecord] = []
  /// Judges' marks.
  public var marks: [MarkRecord] = []
  /// What conditions ask about people.
  public var profiles: [ProfileRecord] = []
  /// Where they come from: the name of a file; empty for a command.
  public var source: String = ""
  /// The record that they correct: it counts no longer.
  public var corrects: RecordID?

  /// No records.
  public init() {}

  /// How many there are.
  public var count: Int { RecordKind.allCases.reduce(0) { $0 + count(of: $1) } }

  /// How many there are of a kind.
  public func count(of kind: RecordKind) -> Int {
    switch kind {
    case .activity: activities.count
    case .attendance: attendance.count
    case .hours: hours.count
    case .outcome: outcomes.count
    case .title: titles.count
    case .money: money.count
    case .survey: surveys.count
    case .mark: marks.count
    case .profile: profiles.count
    }
  }
}

/// Records that were entered by mistake and count no longer (撤销).
public struct RecordWithdrawal: Codable, Hashable, Sendable {
  /// Which.
  public var records: [RecordID]
  /// Why.
  public var reason: String

  /// Records that count no longer.
  public init(records: [RecordID], reason: String) { (self.records, self.reason) = (records, reason) }
}

/// A title that was taken away (取消资格).
public struct TitleRevocation: Codable, Hashable, Sendable {
  /// The number of the title's record.
  public var title: Int64
  /// The first day without it.
  public var on: Day
  /// Why.
  public var reason: String

  /// A title that was taken away.
  public init(title: Int64, on: Day, reason: String) { (self.title, self.on, self.reason) = (title, on, reason) }
}
