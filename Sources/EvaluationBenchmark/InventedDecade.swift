import AcademicCalendar
import Foundation
import GRDB
import Office

/// Ten years of an invented city, written straight into the tables: there was no journal.
struct InventedDecade {
  let path: String
  /// How many teachers.
  let teachers: Int
  /// Tasks and attendances of one teacher in ten years.
  static let (tasks, attendances) = (25, 63)

  static let years = 2017...2026
  /// Who attends one activity.
  private static let attendees = 100

  init(in folder: URL, teachers: Int) throws {
    (path, self.teachers) = (folder.appending(path: "office.db").path, teachers)
    try Office.create(path: path, name: "测速", isRehearsal: true, now: Date(), uidDomain: "bench.jiaoli")
    let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: Day(2026, 12, 21))
    _ = try office.install([try Self.write(Self.workflow, folder, "workflow.yaml"), try Self.write(Self.scheme, folder, "scheme.yaml")])
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    try queue.write { db in
      try roster(db)
      try tasks(db)
      try attendance(db)
      try history(db)
    }
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
  }

  private static func write(_ text: String, _ folder: URL, _ name: String) throws -> URL {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// Numbers from 0 below a count, as rows.
  private func numbers(_ count: Int) -> String { "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))" }

  private func roster(_ db: Database) throws {
    try db.execute(
      sql: """
        \(numbers(400)) INSERT INTO school (id, name, zone, stage) SELECT printf('S%03d', i), '学校' || i, '县' || (i % 20), '小学' FROM n;
        \(numbers(teachers)) INSERT INTO person (id, name, school, stage, subject, posts)
          SELECT printf('T%06d', i), '教师' || i, printf('S%03d', i % 400), '小学', '语文', '[]' FROM n;
        """)
  }

  /// A run for each year; the tasks of a year are due from month to month, nine of ten accepted.
  private func tasks(_ db: Database) throws {
    let keepsTime = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_master WHERE name = 'task_is_new'") ?? ""
    try db.execute(sql: "DROP TRIGGER task_is_new")
    for (index, year) in Self.years.enumerated() {
      let first = Day(year, 1, 1)?.rawValue ?? 0
      try db.execute(
        sql: """
          INSERT INTO run (id, workflow, version, subject_kind, subject, parameters, status, started, ended, snapshot)
            VALUES (\(index + 1), 'decade', 1, 'district', '', '{}', 'done', \(first), \(first + 364), '{}');
          INSERT INTO invocation SELECT \(index + 1), 'work/' || column1, 'work', 1, 'settled', 0, 0, 0
            FROM (VALUES ('notes'), ('essay'), ('lesson'));
          """)
      // Two or three a year: twenty-five in ten years.
      let count = index % 2 == 0 ? 3 : 2
      try db.execute(
        sql: """
          \(numbers(teachers * count))
          INSERT INTO task (run, invocation, state, key, title, status, required, assignee, opens, due, evidence, submitted, submitter, settled)
          SELECT \(index + 1), 'work/' || CASE i % \(count) WHEN 0 THEN 'notes' WHEN 1 THEN 'essay' ELSE 'lesson' END, 'work', 'k' || i, '任务',
            CASE WHEN i % 10 < 9 THEN 'accepted' ELSE 'cancelled' END, 1, printf('T%06d', i / \(count)), \(first), \(first) + 30 + (i * 7) % 300,
            '[]', \(first) + 20 + (i * 7) % 300, printf('T%06d', i / \(count)), \(first) + 25 + (i * 7) % 300 FROM n
          """)
    }
    try db.execute(sql: keepsTime)
  }

  private func attendance(_ db: Database) throws {
    let total = teachers * Self.attendances
    let (first, span) = (Day(2017, 1, 1)?.rawValue ?? 0, 3640)
    let occasions = (total + Self.attendees - 1) / Self.attendees
    try db.execute(
      sql: """
        \(numbers(occasions))
        INSERT INTO occasion (id, code, title, kind, level, topic, mode, day, last_day, hours, periods, entered, actor, source)
        SELECT i + 1, 'H' || i, '活动' || i, CASE i % 3 WHEN 0 THEN '讲座' WHEN 1 THEN '示范课' ELSE '集中培训' END, '全市', '',
          CASE i % 2 WHEN 0 THEN '网络' ELSE '线下' END, \(first) + (i * 37) % \(span), \(first) + (i * 37) % \(span), 1.0 + i % 4, 2, 0, 'office', ''
        FROM n;
        \(numbers(total))
        INSERT INTO attendance (id, occasion, person, status, entered, actor, source)
        SELECT i + 1, i / \(Self.attendees) + 1, printf('T%06d', (i * 7919) % \(teachers)),
          CASE WHEN i % 20 < 17 THEN 'present' WHEN i % 20 = 17 THEN 'late' WHEN i % 20 = 18 THEN 'leave' ELSE 'absent' END, 0, 'office', ''
        FROM n;
        """)
  }

  /// What was published of the nine years before.
  private func history(_ db: Database) throws {
    for (index, year) in Self.years.dropLast().enumerated() {
      let last = Day(year, 12, 20)?.rawValue ?? 0
      try db.execute(
        sql: """
          INSERT INTO publication (id, scheme, version, period, title, first_day, last_day, parameters, through, indicators, at, actor)
            VALUES (\(index + 1), 'decade-year', 1, '\(year)', '\(year)年度', \(last - 364), \(last), '{}', 1, '[]', 0, 'office');
          \(numbers(teachers))
          INSERT INTO result (publication, scheme, period, day, subject_kind, subject, name, verdict, missing, applies, frozen)
          SELECT \(index + 1), 'decade-year', '\(year)', \(last), 'person', printf('T%06d', i), '教师' || i,
            CASE WHEN (i + \(index)) % 7 = 0 THEN 'fail' ELSE 'pass' END, '[]', 1, '{}' FROM n;
          """)
    }
  }

  /// Its runs are written as they would stand; nothing is started.
  private static let workflow = "workflow: decade\nversion: 1\ntitle: 年度职责\nstates: { end: { type: final } }\n"

  private static let scheme = """
    scheme: decade-year
    version: 1
    title: 教师年度考核
    subject: person
    period: { kind: calendar-year, cut-off: 12-20 }
    measures:
      notes: { title: 读书笔记, from: tasks, where: { workflow: decade, task: notes, status: accepted } }
      essays: { title: 心得, from: tasks, where: { workflow: decade, task: essay, status: accepted } }
      on-time: { title: 按期完成, from: tasks, where: { status: accepted }, on-time: true }
      attended: { title: 参训人次, from: attendance, where: { status: [present, late] } }
      missed: { title: 缺勤学时, from: attendance, where: { status: [leave, absent] }, aggregate: sum, field: hours }
      three: { title: 三年参训学时, from: attendance, where: { status: [present, late] }, aggregate: sum, field: hours, period: { kind: rolling, years: 3 } }
      row: { title: 连续合格年数, from: results, aggregate: streak, within: 5 }
    indicators:
      notes: { title: 读书笔记, require: notes >= 1, cite: S4-14 }
      essays: { title: 心得, require: essays >= 1, cite: S4-15 }
      on-time: { title: 按期完成, require: on_time >= 1, cite: S1-17 }
      attended: { title: 参训, points: attended * 5, most: 30, cite: S3-10 }
      missed: { title: 缺勤, deduct: missed, from: 20, cite: S4-41 }
      three: { title: 三年学时, require: three >= 18, cite: S0-8 }
    total: { pass: passed.three && score >= 20, cite: S4-25 }
    grades:
      - { title: 合格, if: outcome == 'pass' }
      - { title: 不合格 }
    consequences:
      apply: { title: 可申报, if: row >= 3, do: { list: 申报名单 }, cite: S4-27 }
      renew: { title: 续任, if: row >= 5, do: { candidate: 下一周期 }, cite: S4-28 }

    """
}
