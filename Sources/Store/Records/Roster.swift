/// A school (学校).
public struct School: Codable, Hashable, Sendable {
  /// The office's code, such as `S001`.
  public var id: String
  /// Its name.
  public var name: String
  /// The area it lies in (片区): visits on one day stay within one.
  public var zone: String
  /// 小学, 初中, 高中.
  public var stage: String

  /// A school.
  public init(id: String, name: String, zone: String, stage: String) {
    (self.id, self.name, self.zone, self.stage) = (id, name, zone, stage)
  }
}

/// A person, known by staff number.
public struct Person: Codable, Hashable, Sendable {
  /// The staff number (工号).
  public var id: String
  /// The name.
  public var name: String
  /// The school; nil for the office's own people.
  public var school: String?
  /// 学段.
  public var stage: String
  /// 学科.
  public var subject: String
  /// What the person holds (岗位): 学校联络员, 评审员, 项目管理员…
  public var posts: [String]
  /// The telephone, where it was given: digits. Shown masked; never in a feed, a report or a log.
  public var phone: String?

  /// A person.
  public init(id: String, name: String, school: String?, stage: String, subject: String, posts: [String], phone: String? = nil) {
    (self.id, self.name, self.school, self.stage, self.subject, self.posts) = (id, name, school, stage, subject, posts)
    self.phone = phone
  }
}

/// A studio (名师工作室).
public struct Studio: Codable, Hashable, Sendable {
  /// The office's code, such as `W01`.
  public var id: String
  /// Its name.
  public var name: String
  /// 省级, 市级, 县级.
  public var level: String
  /// 学科.
  public var subject: String
  /// The school that hosts it.
  public var school: String?

  /// A studio.
  public init(id: String, name: String, level: String, subject: String, school: String?) {
    (self.id, self.name, self.level, self.subject, self.school) = (id, name, level, subject, school)
  }
}

/// What a person is in a studio.
public enum MembershipRole: String, Codable, Hashable, Sendable, CaseIterable {
  case leader = "主持人"
  case member = "成员"
  case trainee = "学员"
}

/// A person's place in a studio.
public struct Membership: Codable, Hashable, Sendable {
  /// The studio's code.
  public var studio: String
  /// The staff number.
  public var person: String
  /// What the person is there.
  public var role: MembershipRole
  /// For a trainee (学员): the staff number of the mentor (导师).
  public var mentor: String?

  /// A person's place in a studio.
  public init(studio: String, person: String, role: MembershipRole, mentor: String?) {
    (self.studio, self.person, self.role, self.mentor) = (studio, person, role, mentor)
  }
}

/// One weekly lesson of a person's timetable (课表).
public struct Lesson: Codable, Hashable, Sendable {
  /// In which weeks.
  public enum Weeks: String, Codable, Hashable, Sendable, CaseIterable {
    case every = "每周"
    case odd = "单周"
    case even = "双周"
  }

  /// The staff number.
  public var person: String
  /// 1 (Monday) … 7.
  public var weekday: Int
  /// 1-based.
  public var period: Int
  /// In which weeks.
  public var weeks: Weeks
  /// The class, 三(2)班.
  public var schoolClass: String

  /// A weekly lesson.
  public init(person: String, weekday: Int, period: Int, weeks: Weeks, schoolClass: String) {
    (self.person, self.weekday, self.period, self.weeks, self.schoolClass) = (person, weekday, period, weeks, schoolClass)
  }
}

/// What an import brings: rows that are added or, by their codes, replaced.
public struct Roster: Codable, Hashable, Sendable {
  /// Schools.
  public var schools: [School] = []
  /// People.
  public var people: [Person] = []
  /// Studios.
  public var studios: [Studio] = []
  /// Memberships; a studio that occurs here has all of its memberships replaced.
  public var memberships: [Membership] = []
  /// Lessons; a person who occurs here has the whole timetable replaced.
  public var lessons: [Lesson] = []

  /// An empty roster.
  public init() {}

  /// How many rows there are.
  public var count: Int { schools.count + people.count + studios.count + memberships.count + lessons.count }
}
