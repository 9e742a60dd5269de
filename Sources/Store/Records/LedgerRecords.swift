public import AcademicCalendar

/// Hours of continuing education (学时) that a person did.
public struct HoursRecord: Codable, Hashable, Sendable {
  /// The staff number.
  public var person: String
  /// How many hours.
  public var hours: Double
  /// How many credits (学分), where the province counts them.
  public var credits: Double?
  /// 网络, 线下.
  public var mode: String = ""
  /// 班主任, 师德…
  public var topic: String = ""
  /// What kind of training: 集中培训, 校本研修…
  public var kind: String = ""
  /// Whose: 国家级, 省级, 校本…
  public var level: String = ""
  /// 免修 where they count without being done; empty otherwise.
  public var status: String = ""
  /// The day that they count on.
  public var day: Day
  /// What it was, as lists show it.
  public var note: String = ""

  /// Hours that a person did.
  public init(person: String, hours: Double, day: Day) { (self.person, self.hours, self.day) = (person, hours, day) }
}

/// Something achieved (成果): a paper, a project, an award, teaching material.
public struct OutcomeRecord: Codable, Hashable, Sendable {
  /// Whose it is.
  public var subject: RecordSubject
  /// 论文, 课题, 获奖, 教材…
  public var kind: String
  /// 国家级, 省级, 市级…
  public var level: String = ""
  /// 一等奖, 二等奖, 主持, 参与…
  public var rank: String = ""
  /// 立项, 结题, 阶段成果…
  public var status: String = ""
  /// What it is called.
  public var title: String
  /// The day that it bears.
  public var day: Day
  /// What proves it, in words: the number of a certificate, a file's name.
  public var evidence: String = ""

  /// Something achieved.
  public init(_ subject: RecordSubject, kind: String, title: String, day: Day) {
    (self.subject, self.kind, self.title, self.day) = (subject, kind, title, day)
  }
}

/// A title (称号) that a person, studio, school or team holds.
public struct TitleRecord: Codable, Hashable, Sendable {
  /// Who holds it.
  public var subject: RecordSubject
  /// 市级骨干教师, 教坛新秀…
  public var title: String
  /// 国家级, 省级, 市级…
  public var level: String = ""
  /// The first day.
  public var granted: Day
  /// The last day; nil is without end.
  public var expires: Day?

  /// A title that somebody holds.
  public init(_ subject: RecordSubject, title: String, granted: Day, expires: Day? = nil) {
    (self.subject, self.title, self.granted, self.expires) = (subject, title, granted, expires)
  }
}

/// Money (经费), in fen.
public struct MoneyRecord: Codable, Hashable, Sendable {
  /// Whose books it counts in.
  public var subject: RecordSubject
  /// 培训支出, 公用经费, 津贴, 差旅费…
  public var kind: String
  /// Fen; less than zero takes away.
  public var fen: Int64
  /// Who pays: a code or words.
  public var payer: String = ""
  /// Who is paid: a code or words.
  public var payee: String = ""
  /// What for.
  public var project: String = ""
  /// 预算, 批准, 支出, 结算…
  public var status: String = ""
  /// The day.
  public var day: Day

  /// Money.
  public init(_ subject: RecordSubject, kind: String, fen: Int64, day: Day) {
    (self.subject, self.kind, self.fen, self.day) = (subject, kind, fen, day)
  }
}

/// What a group answered in a survey (问卷): how many and their mean, nobody's own answer.
public struct SurveyRecord: Codable, Hashable, Sendable {
  /// Whom it is about.
  public var subject: RecordSubject
  /// The survey.
  public var survey: String
  /// The question.
  public var item: String
  /// Who answered: 学生, 家长, 同行…
  public var group: String = ""
  /// How many answered.
  public var count: Int
  /// The mean of their answers.
  public var score: Double
  /// The day that it counts on.
  public var day: Day

  /// What a group answered.
  public init(_ subject: RecordSubject, survey: String, item: String, count: Int, score: Double, day: Day) {
    (self.subject, self.survey, self.item, self.count, self.score, self.day) = (subject, survey, item, count, score, day)
  }
}

/// A judge's mark (评分). A later one by the same judge for the same thing takes its place.
public struct MarkRecord: Codable, Hashable, Sendable {
  /// The scheme that it is for.
  public var scheme: String
  /// The key of the period that it is for.
  public var period: String
  /// Who is judged.
  public var subject: RecordSubject
  /// What is judged.
  public var item: String
  /// In which column: 自评, 站评, 市评.
  public var judge: String
  /// The mark.
  public var score: Double
  /// The day within the period on which it counts.
  public var day: Day
  /// The staff number of the judge; nil is whoever entered it.
  public var by: String?

  /// A judge's mark.
  public init(scheme: String, period: String, subject: RecordSubject, item: String, judge: String, score: Double, day: Day) {
    (self.scheme, self.period, self.subject, self.item) = (scheme, period, subject, item)
    (self.judge, self.score, self.day) = (judge, score, day)
  }
}

/// What conditions ask about a person besides the roster (本人情况). What is nil leaves what is known as it is.
public struct ProfileRecord: Codable, Hashable, Sendable {
  /// The staff number.
  public var person: String
  /// The day of birth.
  public var birthday: Day?
  /// The first day of work as a teacher.
  public var hired: Day?
  /// 大专, 本科, 研究生.
  public var degree: String?
  /// 一级教师, 高级教师…
  public var level: String?

  /// What conditions ask about a person.
  public init(person: String) { self.person = person }
}
