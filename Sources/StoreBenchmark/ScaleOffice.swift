import AcademicCalendar
import Foundation
import Office

/// A province in one file: studios of twenty teachers, ten tasks for each, and a journal in which every task was urged, handed in and accepted.
///
/// The journal is written past the office, as fast as SQLite takes it; the tables that follow from it are made by replaying.
struct ScaleOffice {
  let path: String
  /// People, in studios of twenty.
  let teachers: Int
  /// Of these studios' tasks, so many are worked on.
  let tasks: Int

  static let members = 20
  static let lines = 10
  static let firstDay = Day(2026, 9, 1) ?? .earliest
  /// Working days over which the semester's work is spread.
  private static let days = 100

  var studios: Int { teachers / Self.members }
  /// Studios whose semester is under way.
  var runs: Int { min(studios, max(1, tasks / (Self.members * Self.lines))) }
  var lastDay: Day { Self.firstDay + Self.days + 1 }

  static func person(_ number: Int) -> String { "P" + padded(number, 7) }
  static func studio(_ number: Int) -> String { "W" + padded(number, 6) }
  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Makes the office and its journal.
  func make() throws {
    try Office.create(path: path, name: "测速省", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "scale.jiaoli")
    let office = try Office(path: path, as: nil, now: Date(), rehearsalDay: Self.firstDay)
    let file = URL(fileURLWithPath: path + ".yaml")
    for (id, lines) in [("scale", Self.lines), ("semester", 5)] {
      try Data(Self.workflow(id, lines).utf8).write(to: file)
      _ = try office.install([file])
    }
    try FileManager.default.removeItem(at: file)
    try JournalWriter(path: path).write(self)
  }

  /// The facts, in order.
  func facts(_ write: (_ day: Day, _ actor: String, _ kind: String, _ payload: String) throws -> Void) throws {
    for first in stride(from: 0, to: studios, by: 100) {
      try write(Self.firstDay, "office", "roster.imported", roster(first..<min(first + 100, studios)))
    }
    for run in 0..<runs {
      let start = "{\"parameters\":{},\"subject\":\"\(Self.studio(run))\",\"version\":1,\"workflow\":\"scale\"}"
      try write(Self.firstDay, "office", "run.started", start)
    }
    for day in 1...Self.days {
      let today = Self.firstDay + day
      try write(today, "office", "day.turned", "{\"day\":\"\(today)\"}")
      for run in stride(from: day - 1, to: runs, by: Self.days) { try work(run, today, write) }
    }
  }

  /// One studio's tasks: all urged, all handed in by those who do them, all accepted.
  private func work(_ run: Int, _ today: Day, _ write: (Day, String, String, String) throws -> Void) throws {
    let first = run * Self.members * Self.lines
    for kind in ["task.urged", "task.submitted", "task.accepted"] {
      for index in 0..<Self.members * Self.lines {
        let actor = kind == "task.submitted" ? Self.person(run * Self.members + index % Self.members) : "office"
        let payload = kind == "task.submitted" ? "{\"evidence\":[],\"task\":\(first + index + 1)}" : "{\"task\":\(first + index + 1)}"
        try write(today, actor, kind, payload)
      }
    }
  }

  private func roster(_ range: Range<Int>) -> String {
    var (people, studios, memberships): ([String], [String], [String]) = ([], [], [])
    for studio in range {
      studios.append("{\"id\":\"\(Self.studio(studio))\",\"level\":\"县级\",\"name\":\"第\(studio)工作室\",\"subject\":\"语文\"}")
      for member in 0..<Self.members {
        let id = Self.person(studio * Self.members + member)
        people.append(
          "{\"id\":\"\(id)\",\"name\":\"教师\(studio * Self.members + member)\",\"posts\":[],\"stage\":\"小学\",\"subject\":\"语文\"}")
        memberships.append("{\"person\":\"\(id)\",\"role\":\"\(member == 0 ? "主持人" : "成员")\",\"studio\":\"\(Self.studio(studio))\"}")
      }
    }
    return "{\"lessons\":[],\"memberships\":[\(memberships.joined(separator: ","))],\"people\":[\(people.joined(separator: ","))],"
      + "\"schools\":[],\"studios\":[\(studios.joined(separator: ","))]}"
  }

  private static func workflow(_ id: String, _ lines: Int) -> String {
    """
    workflow: \(id)
    version: 1
    title: 测速
    subject: studio
    roles: { member: 成员 }
    initial: work
    states:
      work:
        title: 进行
        window: { from: 2026-09-01, through: 2027-01-31 }
        tasks:
    \((0..<lines).map { "      t\($0): { title: 第\($0)项, for: subject.members, role: member, due: 2027-01-\(10 + $0) }" }.joined(separator: "\n"))
        on: { done: closed }
      closed: { type: final, title: 结束 }

    """
  }
}

/// Appends facts to a journal past the office.
struct JournalWriter {
  let path: String

  func write(_ scale: ScaleOffice) throws {
    let raw = try Raw(path)
    let trigger = try raw.text("SELECT sql FROM sqlite_master WHERE name = 'journal_has_no_gap'")
    try raw.run("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN; DROP TRIGGER journal_has_no_gap")
    let insert = try RawStatement(raw, "INSERT INTO journal (seq, at, actor, kind, payload) VALUES (?, ?, ?, ?, ?)")
    var sequence = Int64(try raw.text("SELECT max(seq) FROM journal")) ?? 0
    var (today, at) = (Day.earliest, Int64(0))
    try scale.facts { day, actor, kind, payload in
      // One millisecond after the other, from one minute past nine.
      at = day == today ? at + 1 : Int64(day.rawValue) * 86_400_000 + 3_660_000
      (today, sequence) = (day, sequence + 1)
      insert.bind(1, sequence)
      insert.bind(2, at)
      insert.bind(3, actor)
      insert.bind(4, kind)
      insert.bind(5, payload)
      try insert.run()
    }
    try raw.run("\(trigger); COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
  }
}
