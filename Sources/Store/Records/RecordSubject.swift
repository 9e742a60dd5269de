/// Whom a record is about.
public struct RecordSubject: Codable, Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    case person, school, studio
    /// A team that is judged as one, such as a 名课程团队; it has no row in the roster.
    case team
    /// The office's own: of the whole district.
    case district

    /// 个人, 学校…
    public var title: String {
      switch self {
      case .person: "个人"
      case .school: "学校"
      case .studio: "工作室"
      case .team: "团队"
      case .district: "全市(县)"
      }
    }
  }

  /// What it is.
  public var kind: Kind
  /// Its code: a staff number, a school's, a studio's, a team's name; empty for the district.
  public var id: String

  /// Whom a record is about.
  public init(_ kind: Kind, _ id: String) { (self.kind, self.id) = (kind, id) }

  /// The district as a whole.
  public static let district = RecordSubject(.district, "")
}

/// The kinds of record that people enter.
public enum RecordKind: String, Codable, CodingKeyRepresentable, Hashable, Sendable, CaseIterable {
  case activity, attendance, hours, outcome, title, money, survey, mark, profile

  /// 签到, 学时…
  public var title: String {
    switch self {
    case .activity: "活动"
    case .attendance: "签到"
    case .hours: "学时"
    case .outcome: "成果"
    case .title: "称号"
    case .money: "经费"
    case .survey: "问卷"
    case .mark: "评分"
    case .profile: "本人情况"
    }
  }

  /// The table that holds them.
  var table: String { self == .activity ? "occasion" : rawValue }
}

/// One record: its kind and its number among them, `hours-12`.
public struct RecordID: Codable, Hashable, Sendable, CustomStringConvertible {
  /// Its kind.
  public var kind: RecordKind
  /// Its number among those of its kind.
  public var number: Int64

  /// A record.
  public init(_ kind: RecordKind, _ number: Int64) { (self.kind, self.number) = (kind, number) }

  /// Reads `hours-12`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = RecordKind(rawValue: String(parts[0])), let number = Int64(parts[1]), number > 0 else { return nil }
    self.init(kind, number)
  }

  public var description: String { "\(kind.rawValue)-\(number)" }
}
