import GRDB

/// Applies an import: rows are added or, by their codes, replaced.
struct RosterProjection {
  let db: Database

  func apply(_ roster: Roster) throws {
    let school = try db.cachedStatement(
      sql: """
        INSERT INTO school (id, name, zone, stage) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone, stage = excluded.stage
        """)
    for row in roster.schools { try school.execute(arguments: [row.id, row.name, row.zone, row.stage]) }
    let person = try db.cachedStatement(
      sql: """
        INSERT INTO person (id, name, school, stage, subject, posts, phone) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, school = excluded.school, stage = excluded.stage,
          subject = excluded.subject, posts = excluded.posts, phone = excluded.phone
        """)
    for row in roster.people {
      try person.execute(arguments: [row.id, row.name, row.school, row.stage, row.subject, try StableJSON.text(row.posts), row.phone])
    }
    let studio = try db.cachedStatement(
      sql: """
        INSERT INTO studio (id, name, level, subject, school) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, level = excluded.level, subject = excluded.subject, school = excluded.school
        """)
    for row in roster.studios { try studio.execute(arguments: [row.id, row.name, row.level, row.subject, row.school]) }
    try apply(memberships: roster.memberships)
    try apply(lessons: roster.lessons)
  }

  private func apply(memberships: [Membership]) throws {
    let clear = try db.cachedStatement(sql: "DELETE FROM membership WHERE studio = ?")
    for studio in Set(memberships.map(\.studio)).sorted() { try clear.execute(arguments: [studio]) }
    let insert = try db.cachedStatement(sql: "INSERT INTO membership (studio, person, role, mentor) VALUES (?, ?, ?, ?)")
    for row in memberships { try insert.execute(arguments: [row.studio, row.person, row.role.rawValue, row.mentor]) }
  }

  private func apply(lessons: [Lesson]) throws {
    let clear = try db.cachedStatement(sql: "DELETE FROM lesson WHERE person = ?")
    for person in Set(lessons.map(\.person)).sorted() { try clear.execute(arguments: [person]) }
    let insert = try db.cachedStatement(sql: "INSERT INTO lesson (person, weekday, period, weeks, class) VALUES (?, ?, ?, ?, ?)")
    for row in lessons { try insert.execute(arguments: [row.person, row.weekday, row.period, row.weeks.rawValue, row.schoolClass]) }
  }
}
