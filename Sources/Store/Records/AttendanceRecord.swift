public import AcademicCalendar

/// An activity that was held, whether the office planned it or not (活动): a lecture, a training class, a visit.
public struct HeldActivity: Codable, Hashable, Sendable {
  /// The office's code, by which sign-ins name it; entering the code again corrects the activity.
  public var code: String
  /// What it was called.
  public var title: String
  /// 讲座, 示范课, 送教下乡, 集中培训…
  public var kind: String
  /// Whose it was: 国家级, 省级, 全市, 区本, 学区, 校本…
  public var level: String = ""
  /// 班主任, a course…
  public var topic: String = ""
  /// 网络, 线下.
  public var mode: String = ""
  /// The day.
  public var day: Day
  /// The last day, where it took several.
  public var through: Day?
  /// How many hours (学时) it was.
  public var hours: Double?
  /// How many periods (节).
  public var periods: Int?
  /// The school that hosted it.
  public var school: String?
  /// The studio that gave it.
  public var studio: String?
  /// The staff number of the one who gave it.
  public var person: String?

  /// An activity that was held.
  public init(code: String, title: String, kind: String, day: Day) {
    (self.code, self.title, self.kind, self.day) = (code, title, kind, day)
  }
}

/// How somebody attended.
public enum AttendanceStatus: String, Codable, Hashable, Sendable, CaseIterable {
  case present, late
  /// Absent with leave (请假).
  case leave
  /// Absent without leave (旷课).
  case absent

  /// 出席, 迟到, 请假, 缺勤.
  public var title: String {
    switch self {
    case .present: "出席"
    case .late: "迟到"
    case .leave: "请假"
    case .absent: "缺勤"
    }
  }
}

/// One person at one activity (签到). A later one for the same person and activity takes its place.
public struct AttendanceRecord: Codable, Hashable, Sendable {
  /// What was attended.
  public enum Occasion: Codable, Hashable, Sendable {
    /// A task of the office's own that is held: its number.
    case task(Int64)
    /// An activity: its code.
    case activity(String)
  }

  /// What was attended.
  public var occasion: Occasion
  /// The staff number.
  public var person: String
  /// How.
  public var status: AttendanceStatus
  /// How many hours it was for this person; nil is as long as the activity.
  public var hours: Double?

  /// One person at one activity.
  public init(_ occasion: Occasion, person: String, status: AttendanceStatus, hours: Double? = nil) {
    (self.occasion, self.person, self.status, self.hours) = (occasion, person, status, hours)
  }
}
