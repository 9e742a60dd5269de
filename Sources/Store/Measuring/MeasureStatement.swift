import AcademicCalendar
import Evaluation
import GRDB

/// The SQL of one query for subjects of a kind: which rows count, and for whom.
struct MeasureStatement {
  private(set) var from: String
  private(set) var conditions: [String]
  private(set) var arguments = StatementArguments()
  /// For whom a row counts.
  private(set) var subject: String
  /// The day by which it counts; nil where none does.
  let day: String?
  let table: MeasureTable

  /// - Returns: nil where the source cannot answer for this kind, role, day or filter.
  init?(
    _ query: MeasureQuery, of kind: SchemeSubject.Kind, days: ClosedRange<Day>, period: EvaluationPeriod, heldBy last: Day?,
    only: [String]?,
    edition: Int
  ) {
    guard let table = MeasureTable.of(query, period: period, heldBy: last, edition: edition) else { return nil }
    self.table = table
    (from, conditions, subject) = (table.from, table.conditions, "''")
    day = table.days[query.day]
    guard addSubject(query, kind), addDays(query, days), addFilters(query) else { return nil }
    addLadder(query.ladder)
    if kind != .district { conditions.append("\(subject) IS NOT NULL") }
    if query.isOnTime {
      guard let onTime = table.onTime else { return nil }
      conditions.append(onTime)
    }
    if let only, kind != .district {
      conditions.append("\(subject) IN (\(Self.marks(only.count)))")
      arguments += StatementArguments(only)
    }
  }

  /// Rows with what is asked of them.
  func select(_ columns: String, _ rest: String = "") -> String {
    "SELECT \(columns) FROM \(from) WHERE \(conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")) \(rest)"
  }

  static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

  private mutating func addSubject(_ query: MeasureQuery, _ kind: SchemeSubject.Kind) -> Bool {
    let person: String? = query.role == .mentee && query.source == .tasks ? table.mentee : table.person
    switch (kind, query.scope) {
    case (.district, _): return true
    case (.person, _):
      guard query.role != .host, let person else { return false }
      subject = person
    case (.school, _) where query.role == .host:
      guard let host = table.host else { return false }
      subject = host
    case (.school, .subject) where query.source != .people, (.studio, .subject) where query.source != .people, (.team, .subject):
      guard let own = table.own[kind] else { return false }
      subject = own
    case (.school, _):
      guard let person else { return false }
      from += " JOIN person AS belonging ON belonging.id = \(person)"
      subject = "belonging.school"
    case (.studio, _):
      guard let person else { return false }
      from += " JOIN membership AS belonging ON belonging.person = \(person)"
      subject = "belonging.studio"
    case (.zone, _):
      let own = table.own[.school] ?? "NULL"
      from += " LEFT JOIN person AS belonging ON belonging.id = \(person ?? "NULL")"
      from += " JOIN school AS place ON place.id = coalesce(\(own), belonging.school)"
      subject = "place.zone"
    case (.team, .members), (.cohort, _): return false
    }
    return true
  }

  private mutating func addDays(_ query: MeasureQuery, _ days: ClosedRange<Day>) -> Bool {
    if query.day == .inForce {
      // The roster has no days: it is as it stands.
      guard let interval = table.interval else { return query.source == .people }
      conditions += ["\(interval.first) <= ?", "\(interval.last) >= ?"]
      arguments += [days.upperBound.rawValue, days.lowerBound.rawValue]
      return true
    }
    guard let day else { return false }
    conditions.append("\(day) BETWEEN ? AND ?")
    arguments += [days.lowerBound.rawValue, days.upperBound.rawValue]
    return true
  }

  /// Only a title that is higher than any that the same one was given before.
  private mutating func addLadder(_ rungs: [String]) {
    let heights = rungs.enumerated().flatMap { height, rung in rung.split(separator: "、").map { (String($0), height) } }
    guard !heights.isEmpty else { return }
    func height(of title: String) -> String {
      "CASE \(title).title \(heights.map { "WHEN ? THEN \($0.1)" }.joined(separator: " ")) ELSE -1 END"
    }
    let titles = StatementArguments(heights.map(\.0))
    conditions.append("title.title IN (\(Self.marks(heights.count)))")
    conditions.append(
      """
      NOT EXISTS (SELECT 1 FROM title AS earlier WHERE earlier.withdrawn IS NULL AND earlier.subject_kind = title.subject_kind
        AND earlier.subject = title.subject AND earlier.granted < title.granted AND \(height(of: "earlier")) >= \(height(of: "title")))
      """)
    arguments += titles + titles + titles
  }

  private mutating func addFilters(_ query: MeasureQuery) -> Bool {
    for (field, values) in query.filters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let column = table.filters[field] else { return false }
      let marks = Self.marks(values.count)
      if column.contains("(?)") {
        // One of several that somebody has.
        conditions.append("EXISTS \(column.replacing("(?)", with: "(\(marks))"))")
      } else {
        conditions.append("\(column) IN (\(marks))")
      }
      arguments += StatementArguments(values)
    }
    return true
  }
}
