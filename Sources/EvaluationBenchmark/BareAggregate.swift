import AcademicCalendar
import Foundation
import GRDB

/// The least that SQLite needs for the same rows: one aggregate over each kind, nothing judged.
struct BareAggregate {
  let path: String

  /// - Returns: how many groups there were.
  func run() throws -> Int {
    let queue = try DatabaseQueue(path: path)
    let (first, last) = (Day(2025, 12, 21)?.rawValue ?? 0, Day(2026, 12, 20)?.rawValue ?? 0)
    return try queue.read { db in
      var groups = 0
      for (sql, from) in [
        ("SELECT assignee, count(*) FROM task WHERE status = 'accepted' AND coalesce(due, opens) BETWEEN ? AND ? GROUP BY 1", first),
        (
          """
          SELECT attendance.person, count(*), sum(occasion.hours) FROM occasion JOIN attendance ON attendance.occasion = occasion.id
          WHERE attendance.withdrawn IS NULL AND occasion.day BETWEEN ? AND ? GROUP BY 1
          """, first - 730
        ),
        ("SELECT subject, count(*) FROM result WHERE replaced IS NULL AND day BETWEEN ? AND ? GROUP BY 1", first - 5 * 366),
      ] {
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [from, last])
        while let row = try rows.next() { groups += row.isEmpty ? 0 : 1 }
      }
      return groups
    }
  }
}
