public import AcademicCalendar
public import Evaluation
import GRDB

extension Reader {
  /// Answers a measure's query for every subject of a kind at once, in one statement.
  /// - Parameters:
  ///   - query: what to count; `results` are read with `results(of:days:)`.
  ///   - kind: what the subjects are.
  ///   - period: the scheme's period.
  ///   - semesters: for windows that count in semesters.
  ///   - day: what is to be held after it does not count; nil is the day on which something was last recorded.
  ///   - only: the codes of those asked about; nil is everybody.
  ///   - isTraced: whether each value carries its records.
  /// - Returns: values by the subject's code; who is absent has no record, see `MeasureQuery.valueOfNothing`. Nil where there is no answer.
  public func measure(
    _ query: MeasureQuery, of kind: SchemeSubject.Kind, period: EvaluationPeriod, semesters: [Semester], heldBy day: Day? = nil,
    only: [String]? = nil, isTraced: Bool = true
  ) throws -> [String: MeasuredValue]? {
    guard let days = query.days(in: period, semesters: semesters) else { return nil }
    if query.source == .profile { return kind == .person ? try profiles(query, days, only) : nil }
    // What was published before there were editions is verified as it was measured then.
    let edition = try edition()
    guard let statement = MeasureStatement(query, of: kind, days: days, period: period, heldBy: day, only: only, edition: edition) else {
      return nil
    }
    let rows = MeasureRows(db: db, query: query, statement: statement)
    let holdings = query.held.isEmpty ? nil : try holdings(of: query.held, by: kind, in: days, only)
    if isTraced { return try rows.values(days, semesters, holdings) }
    // A title or two for each subject: stretches that overlap are not worked out in SQL.
    if [.months, .semesters].contains(query.aggregate) || holdings != nil {
      return try rows.values(days, semesters, holdings)?.mapValues { MeasuredValue($0.content) }
    }
    return try MeasureTotals(db: db, query: query, statement: statement, edition: edition).values(days, semesters)
  }

  /// When each subject held one of these titles, within these days.
  private func holdings(
    of titles: [String], by kind: SchemeSubject.Kind, in days: ClosedRange<Day>, _ only: [String]?
  ) throws -> [String: [ClosedRange<Day>]] {
    var sql = """
      SELECT subject, max(granted, ?) AS first, min(\(TitleInForce.last), ?) AS last FROM title
      WHERE \(TitleInForce.during(days)) AND subject_kind = ? AND title IN (\(MeasureStatement.marks(titles.count)))
      """
    if let only { sql += " AND subject IN (\(MeasureStatement.marks(only.count)))" }
    let arguments =
      [days.lowerBound.rawValue, days.upperBound.rawValue, kind.rawValue] + StatementArguments(titles) + StatementArguments(only ?? [])
    var holdings: [String: [ClosedRange<Day>]] = [:]
    for row in try Row.fetchAll(db, sql: sql, arguments: arguments) {
      guard let first = Day(rawValue: row["first"]), let last = Day(rawValue: row["last"]) else { continue }
      holdings[row["subject"], default: []].append(first...last)
    }
    return holdings
  }

  /// People's own data: few columns, read whole.
  private func profiles(_ query: MeasureQuery, _ days: ClosedRange<Day>, _ only: [String]?) throws -> [String: MeasuredValue]? {
    var sql = """
      SELECT person.id, person.name, person.stage, birthday, hired, degree, level
      FROM person LEFT JOIN profile ON profile.person = person.id
      """
    if let only { sql += " WHERE person.id IN (\(MeasureStatement.marks(only.count)))" }
    var values: [String: MeasuredValue] = [:]
    for row in try Row.fetchAll(db, sql: sql, arguments: StatementArguments(only ?? [])) {
      let id: String = row["id"]
      let (birthday, hired) = (
        (row["birthday"] as Int32?).flatMap(Day.init(rawValue:)), (row["hired"] as Int32?).flatMap(Day.init(rawValue:))
      )
      var fields: [RecordField: ShownValue] = [:]
      fields[.birthday] = birthday.map { .text($0.description) }
      fields[.hired] = hired.map { .text($0.description) }
      fields[.age] = birthday.map { .number(Double($0.age(on: days.upperBound))) }
      for (field, column) in [(RecordField.degree, "degree"), (.level, "level"), (.stage, "stage")] {
        fields[field] = (row[column] as String?).flatMap { $0.isEmpty ? nil : .text($0) }
      }
      // What is not known of somebody is no record.
      if case .latest(let field) = query.aggregate, fields[field] == nil { continue }
      let record = MeasuredRecord(RecordReference(kind: "profile", id: id, title: row["name"]), fields: fields)
      values[id] = query.value(of: [record], days: days, semesters: [])
    }
    return values
  }
}

/// Values with every record counted.
struct MeasureRows {
  let db: Database
  let query: MeasureQuery
  let statement: MeasureStatement

  /// - Parameter holdings: when each subject held what the query asks for; nil where it asks for nothing.
  func values(
    _ days: ClosedRange<Day>, _ semesters: [Semester], _ holdings: [String: [ClosedRange<Day>]]? = nil
  ) throws -> [String: MeasuredValue]? {
    let field = query.aggregate.field
    guard let column = try fieldColumn(field) else { return nil }
    let sql = statement.select(
      """
      \(statement.subject) AS subject, \(statement.table.kind) AS label, \(statement.table.id) AS id, \(statement.table.title) AS title,
      \(statement.day ?? "NULL") AS day, \(column) AS value, \(statement.table.interval?.last ?? "NULL") AS through,
      \(statement.table.weight) AS weight
      """)
    var records: [String: [MeasuredRecord]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: statement.arguments)
    while let row = try rows.next() {
      let id: DatabaseValue = row["id"]
      let reference = RecordReference(
        kind: row["label"], id: String.fromDatabaseValue(id) ?? (Int64.fromDatabaseValue(id).map(String.init) ?? ""), title: row["title"],
        day: (row["day"] as Int32?).flatMap(Day.init(rawValue:)))
      var fields: [RecordField: ShownValue] = [:]
      if let field { fields[field] = MeasureStatement.shown(row["value"], field) }
      if case .latest(let wanted) = query.aggregate, fields[wanted] == nil { continue }
      let through = (row["through"] as Int32?).flatMap(Day.init(rawValue:))
      records[row["subject"], default: []].append(MeasuredRecord(reference, fields: fields, through: through, weight: row["weight"]))
    }
    // Of a holder without a record the least is nothing, in each part that is asked of that one.
    for subject in (holdings ?? [:]).keys { records[subject, default: []] += [] }
    return Dictionary(
      uniqueKeysWithValues: records.map { subject, records in
        let holding = holdings.map { $0[subject] ?? [] }
        return (subject, query.value(of: records, days: days, semesters: semesters, holding: holding))
      })
  }

  private func fieldColumn(_ field: RecordField?) throws -> String? {
    guard let field else { return "NULL" }
    return statement.table.fields[field]
  }
}

extension MeasureStatement {
  /// A column's value as traces show it.
  static func shown(_ value: DatabaseValue, _ field: RecordField) -> ShownValue? {
    if field.isDay { return Int32.fromDatabaseValue(value).flatMap(Day.init(rawValue:)).map { .text($0.description) } }
    if field.isNumber { return Double.fromDatabaseValue(value).map { .number($0) } }
    // An activity's number.
    return (String.fromDatabaseValue(value) ?? Int64.fromDatabaseValue(value).map(String.init)).map { .text($0) }
  }
}

/// Values alone, worked out by SQLite: one row for each subject.
struct MeasureTotals {
  let db: Database
  let query: MeasureQuery
  let statement: MeasureStatement
  let edition: Int

  func values(_ days: ClosedRange<Day>, _ semesters: [Semester]) throws -> [String: MeasuredValue]? {
    if case .minimum(let per, let field) = query.aggregate { return try least(per.parts(of: days, semesters: semesters), field) }
    if case .latest(let field) = query.aggregate { return try latest(field) }
    guard let total = total() else { return nil }
    let sql = statement.select("\(statement.subject) AS subject, \(total)", "GROUP BY 1")
    return try read(sql, statement.arguments)
  }

  private func read(_ sql: String, _ arguments: StatementArguments) throws -> [String: MeasuredValue] {
    var values: [String: MeasuredValue] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try rows.next() {
      guard let value = row[1] as Double? else { continue }
      if case .mean = query.aggregate {
        values[row[0]] = MeasureQuery.mean(of: value, by: row[2]).map { .number($0) } ?? MeasuredValue(.missing)
      } else {
        values[row[0]] = .number(value.settledSum)
      }
    }
    return values
  }

  private func total() -> String? {
    let (fields, weight) = (statement.table.fields, statement.table.weight)
    switch query.aggregate {
    case .count: return "count(*)"
    case .sum(let field): return fields[field].map { "total(\($0))" }
    case .mean(let field): return fields[field].map { "total(\($0) * \(weight)), total(CASE WHEN \($0) IS NOT NULL THEN \(weight) END)" }
    case .distinct(let field): return fields[field].map { edition >= 1 ? "count(DISTINCT nullif(\($0), ''))" : "count(DISTINCT \($0))" }
    case .minimum, .latest, .months, .semesters, .streak: return nil
    }
  }

  /// The least of the parts; a part without a row is zero.
  private func least(_ parts: [EvaluationPeriod], _ field: RecordField?) throws -> [String: MeasuredValue]? {
    guard let day = statement.day, !parts.isEmpty else { return [:] }
    let column = field.map { statement.table.fields[$0] } ?? "1"
    guard let column else { return nil }
    let cases = parts.enumerated().map { "WHEN \(day) BETWEEN \($1.start.rawValue) AND \($1.end.rawValue) THEN \($0)" }.joined(
      separator: " ")
    let inner = statement.select(
      "\(statement.subject) AS subject, CASE \(cases) END AS part, total(\(column)) AS value", "GROUP BY 1, 2")
    return try read(
      """
      SELECT subject, CASE WHEN count(part) < \(parts.count) THEN min(0.0, coalesce(min(CASE WHEN part IS NOT NULL THEN value END), 0.0))
        ELSE min(CASE WHEN part IS NOT NULL THEN value END) END
      FROM (\(inner)) GROUP BY 1
      """, statement.arguments)
  }

  private func latest(_ field: RecordField) throws -> [String: MeasuredValue]? {
    guard let column = statement.table.fields[field] else { return nil }
    // SQLite takes the other columns from the row of the maximum.
    let inner = statement.select(
      "\(statement.subject) AS subject, \(column) AS value, coalesce(\(statement.day ?? "0"), 0) AS day, \(statement.table.id) AS id")
    let sql = """
      SELECT subject, value, max(rank) FROM (
        SELECT subject, value, row_number() OVER (PARTITION BY subject ORDER BY day, id) AS rank FROM (\(inner)) WHERE value IS NOT NULL)
      GROUP BY subject
      """
    var values: [String: MeasuredValue] = [:]
    let rows = try Row.fetchCursor(db, sql: sql, arguments: statement.arguments)
    while let row = try rows.next() {
      guard let shown = MeasureStatement.shown(row[1], field) else { continue }
      values[row[0]] = MeasuredValue(field.content(of: shown))
    }
    return values
  }
}

extension Day {
  /// Full years from this day of birth.
  func age(on day: Day) -> Int {
    let had = (day.month, day.dayOfMonth) >= (month, dayOfMonth)
    return max(0, day.year - year - (had ? 0 : 1))
  }
}
