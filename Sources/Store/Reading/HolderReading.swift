public import AcademicCalendar
import GRDB
import Rules
import Workflow

/// Who holds titles, for runs that go on while one is held.
extension Reader {
  /// When somebody holds one of these titles without a break, a renewal that is known included: the stretch of the day, or the last one before
  /// it; nil where none was granted yet.
  public func holding(of titles: [String], by person: String, on day: Day) throws -> ClosedRange<Day>? {
    let sql = """
      SELECT granted, min(\(TitleInForce.last), \(Day.latest.rawValue)) AS last FROM title
      WHERE subject_kind = 'person' AND subject = ? AND withdrawn IS NULL AND title IN (\(MeasureStatement.marks(titles.count)))
      ORDER BY granted
      """
    var holding: ClosedRange<Day>?
    for row in try Row.fetchAll(db, sql: sql, arguments: [person] + StatementArguments(titles)) {
      // What was taken away on the day of its grant was never held.
      guard let first = Day(rawValue: row["granted"]), let last = Day(rawValue: row["last"]), first <= last else { continue }
      if let known = holding, first <= known.upperBound + 1 {
        holding = known.lowerBound...max(known.upperBound, last)
      } else if first <= day {
        holding = first...last
      } else {
        break
      }
    }
    return holding
  }

  /// A person as expressions of such a workflow see it: `held_from` and `held_through` besides. Where no title is known, that is ever.
  func holderValue(_ id: String, holding titles: [String], on day: Day) throws -> Value? {
    guard let person = try person(id) else { return nil }
    let held = try holding(of: titles, by: id, on: day) ?? Day.earliest...Day.latest
    return .record(
      Self.holderFields,
      [
        .day(held.lowerBound), .day(held.upperBound), .string(person.id), .string("person"), .string(person.name),
        .list(person.posts.map(Value.string)), .string(person.school ?? ""), .string(person.stage), .string(person.subject),
      ])
  }

  private static let holderFields = RecordFields("held_from", "held_through", "id", "kind", "name", "posts", "school", "stage", "subject")
}
