import GRDB

/// Applies an import: rows are added or, by their codes, replaced.
struct RosterProjection {
  let db: Database
  /// What is kept as the time of a new name; nil keeps what there was.
  let renamedAt: Int64?

  func apply(_ roster: Roster) throws {
    let school = try Prepared(
      db,
      """
      INSERT INTO school (id, name, zone, stage) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone, stage = excluded.stage,
        renamed = CASE WHEN name <> excluded.name THEN coalesce(?, renamed) ELSE renamed END
      """)
    for row in roster.schools {
      try school.bind(1, row.id).bind(2, row.name).bind(3, row.zone).bind(4, row.stage).bind(5, renamedAt).run()
    }
    let person = try Prepared(
      db,
      """
      INSERT INTO person (id, name, school, stage, subject, posts, phone) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, school = excluded.school, stage = excluded.stage,
        subject = excluded.subject, posts = excluded.posts, phone = excluded.phone
      """)
    for row in roster.people {
      try person.bind(1, row.id).bind(2, row.name).bind(3, row.school).bind(4, row.stage).bind(5, row.subject)
        .bind(6, row.posts.isEmpty ? "[]" : try StableJSON.text(row.posts)).bind(7, row.phone).run()
    }
    let studio = try Prepared(
      db,
      """
      INSERT INTO studio (id, name, level, subject, school) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, subject = excluded.subject, school = excluded.school
      """)
    for row in roster.studios {
      try studio.bind(1, row.id).bind(2, row.name).bind(3, row.level).bind(4, row.subject).bind(5, row.school).run()
    }
    try apply(memberships: roster.memberships)
    try apply(lessons: roster.lessons)
  }

  private func apply(memberships: [Membership]) throws {
    let clear = try Prepared(db, "DELETE FROM membership WHERE studio = ?")
    for studio in Set(memberships.map(\.studio)).sorted() { try clear.bind(1, studio).run() }
    let insert = try Prepared(db, "INSERT INTO membership (studio, person, role, mentor) VALUES (?, ?, ?, ?)")
    for row in memberships { try insert.bind(1, row.studio).bind(2, row.person).bind(3, row.role.rawValue).bind(4, row.mentor).run() }
  }

  private func apply(lessons: [Lesson]) throws {
    let clear = try Prepared(db, "DELETE FROM lesson WHERE person = ?")
    for person in Set(lessons.map(\.person)).sorted() { try clear.bind(1, person).run() }
    let insert = try Prepared(db, "INSERT INTO lesson (person, weekday, period, weeks, class) VALUES (?, ?, ?, ?, ?)")
    for row in lessons {
      try insert.bind(1, row.person).bind(2, Int64(row.weekday)).bind(3, Int64(row.period)).bind(4, row.weeks.rawValue)
        .bind(5, row.schoolClass).run()
    }
  }
}
