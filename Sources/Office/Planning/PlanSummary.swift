public import AcademicCalendar
import Store

/// What a plan costs by the soft constraints.
public struct PlanCosts: Codable, Hashable, Sendable {
  /// The weighted sum.
  public var cost: Int
  /// No plan can cost less, where that is proved.
  public var bound: Int?
  /// What the draft before it costs under the same conditions; nil where there is none or it breaks a rule now.
  public var earlier: Int?
}

/// What a plan came to.
public struct PlanSummary: Codable, Hashable, Sendable {
  /// One planned activity.
  public struct Line: Codable, Hashable, Sendable {
    /// The task.
    public var task: Int64
    /// Its name.
    public var title: String
    /// The date.
    public var day: Day
    /// The first period, 1-based.
    public var period: Int
    /// How many periods.
    public var length: Int
    /// The school's code.
    public var place: String?
    /// The school's name.
    public var placeName: String?
    /// Staff numbers, the one who is responsible first.
    public var people: [String]
    /// Their names.
    public var peopleNames: [String]
    /// Whether the year's holiday notice is not out yet (暂定).
    public var provisional: Bool
  }

  /// One that could not be placed.
  public struct Unplaced: Codable, Hashable, Sendable {
    /// The task.
    public var task: Int64
    /// Its name.
    public var title: String
    /// Why, in Chinese.
    public var reasons: [String]
  }

  /// The semester.
  public var semester: String
  /// What is placed, by day.
  public var sessions: [Line]
  /// What is not, and why.
  public var unplaced: [Unplaced]
  /// How many differ from what was published.
  public var changed: Int
  /// What it costs, where it was just worked out.
  public var costs: PlanCosts?

  init(_ draft: PlanDraft, changed: Int, _ costs: PlanCosts?, _ reader: Reader) throws {
    let names = Names(reader)
    (semester, self.changed, self.costs) = (draft.semester, changed, costs)
    sessions = try draft.sessions.map { session in
      Line(
        task: session.task, title: try reader.task(session.task)?.title ?? "", day: session.day, period: session.period,
        length: session.length, place: session.place, placeName: session.place.map(names.school), people: session.people,
        peopleNames: session.people.map(names.person), provisional: session.isProvisional)
    }
    unplaced = try draft.unplaced.map { Unplaced(task: $0.task, title: try reader.task($0.task)?.title ?? "", reasons: $0.reasons) }
  }
}
