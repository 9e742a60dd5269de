import AcademicCalendar
import GRDB

extension Reader {
  /// Every school by code.
  public func schools() throws -> [School] { try Row.fetchAll(db, sql: "SELECT * FROM school ORDER BY id").map(School.init(row:)) }

  /// Every person by staff number.
  public func people() throws -> [Person] { try Row.fetchAll(db, sql: "SELECT * FROM person ORDER BY id").map { try Person(row: $0) } }

  /// Every studio by code.
  public func studios() throws -> [Studio] { try Row.fetchAll(db, sql: "SELECT * FROM studio ORDER BY id").map(Studio.init(row:)) }

  /// What has a code and a name.
  public enum Named: String, Hashable, Sendable {
    case person, school, studio
  }

  /// The name that goes with a code; nil where there is none.
  public func name(of id: String, _ kind: Named) throws -> String? {
    if memory != nil {
      switch kind {
      case .person: return try person(id)?.name
      case .school: return try school(id)?.name
      case .studio: return try studio(id)?.name
      }
    }
    return try String.fetchOne(db, sql: "SELECT name FROM \(kind.rawValue) WHERE id = ?", arguments: [id])
  }

  /// A person.
  public func person(_ id: String) throws -> Person? {
    if let known = memory?.people[id] { return known }
    let person = try Prepared(db, "SELECT name, school, stage, subject, posts, phone FROM person WHERE id = ?").bind(1, id).first { row in
      Person(
        id: id, name: row.text(0), school: row.optionalText(1), stage: row.text(2), subject: row.text(3),
        posts: try StableJSON.words(row.text(4)), phone: row.optionalText(5))
    }
    if let person { memory?.keep(person) }
    return person
  }

  /// A school.
  public func school(_ id: String) throws -> School? {
    if let known = memory?.schools[id] { return known }
    let school = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM school WHERE id = ?"), arguments: [id]).map(School.init(row:))
    if let school { memory?.keep(school) }
    return school
  }

  /// When a school got the name that it has, in milliseconds since 1970; 0 where it always had it, or had it before that was kept.
  public func renamed(school id: String) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT renamed FROM school WHERE id = ?"), arguments: [id]) ?? 0
  }

  /// A studio.
  public func studio(_ id: String) throws -> Studio? {
    if let known = memory?.studios[id] { return known }
    let studio = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM studio WHERE id = ?"), arguments: [id]).map(Studio.init(row:))
    if let studio { memory?.keep(studio) }
    return studio
  }

  /// A studio's memberships: the leader, members, then trainees.
  public func memberships(of studio: String) throws -> [Membership] {
    var memberships: [Membership] = []
    try Prepared(
      db,
      """
      SELECT studio, person, role, mentor FROM membership WHERE studio = ?
      ORDER BY CASE role WHEN '主持人' THEN 0 WHEN '成员' THEN 1 ELSE 2 END, person
      """
    ).bind(1, studio).each { row in
      guard let role = MembershipRole(rawValue: row.text(2)) else { return }
      memberships.append(Membership(studio: row.text(0), person: row.text(1), role: role, mentor: row.optionalText(3)))
    }
    return memberships
  }

  /// Where a person belongs.
  public func memberships(ofPerson person: String) throws -> [Membership] {
    if let known = memory?.memberships[person] { return known }
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM membership WHERE person = ? ORDER BY studio", arguments: [person])
      .compactMap(Membership.init(row:))
    memory?.keep(rows, ofPerson: person)
    return rows
  }

  /// The weekly timetables of these people, or of everybody.
  public func lessons() throws -> [Lesson] {
    try Row.fetchAll(db, sql: "SELECT * FROM lesson ORDER BY person, weekday, period").compactMap(Lesson.init(row:))
  }

  /// Absences of people and closures of schools, in the order in which they were entered.
  public func absences() throws -> [NumberedAbsence] {
    try Row.fetchAll(db, sql: "SELECT * FROM absence ORDER BY id").compactMap { row in
      guard let from = Day(rawValue: row["first_day"]), let through = Day(rawValue: row["last_day"]) else { return nil }
      let subject: Absence.Subject? = (row["person"] as String?).map { .person($0) } ?? (row["school"] as String?).map { .school($0) }
      return subject.map { NumberedAbsence(id: row["id"], absence: Absence($0, from: from, through: through, reason: row["reason"])) }
    }
  }
}

extension School {
  fileprivate init(row: Row) { self.init(id: row["id"], name: row["name"], zone: row["zone"], stage: row["stage"]) }
}

extension Person {
  fileprivate init(row: Row) throws {
    self.init(
      id: row["id"], name: row["name"], school: row["school"], stage: row["stage"], subject: row["subject"],
      posts: try StableJSON.words(row["posts"]), phone: row["phone"])
  }
}

extension Studio {
  fileprivate init(row: Row) {
    self.init(id: row["id"], name: row["name"], level: row["level"], subject: row["subject"], school: row["school"])
  }
}

extension Membership {
  fileprivate init?(row: Row) {
    guard let role = MembershipRole(rawValue: row["role"]) else { return nil }
    self.init(studio: row["studio"], person: row["person"], role: role, mentor: row["mentor"])
  }
}

extension Lesson {
  fileprivate init?(row: Row) {
    guard let weeks = Weeks(rawValue: row["weeks"]) else { return nil }
    self.init(person: row["person"], weekday: row["weekday"], period: row["period"], weeks: weeks, schoolClass: row["class"])
  }
}
