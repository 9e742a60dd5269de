import AcademicCalendar
import Evaluation
import Store

/// Answers a query over results: a subject's own of earlier periods, or those of its members.
struct ResultMeasure {
  let assessment: Assessment
  let query: MeasureQuery
  /// The rule of the scheme's periods.
  let rule: PeriodRule
  let kind: SchemeSubject.Kind
  let period: EvaluationPeriod

  private var reader: Reader { assessment.reader }
  private var schemes: [String] { query.filters[.scheme] ?? [] }

  func values(_ only: [String]?, _ isTraced: Bool) throws -> [String: MeasuredValue]? {
    if case .streak(_, let within) = query.aggregate {
      return try reader.histories(of: schemes, kind: kind, through: period.end, from: start(of: within), only: only).mapValues {
        MeasuredValue(.history($0), records: isTraced ? $0.map { reference($0) } : [])
      }
    }
    guard let days = query.days(in: period, semesters: assessment.semesters) else { return nil }
    let rows = try bySubject(rows(days, only))
    var values: [String: MeasuredValue] = [:]
    for (subject, rows) in rows {
      guard let value = value(of: rows, isTraced) else { return nil }
      values[subject] = value
    }
    return values
  }

  /// The first day of the oldest period that a row of so many can have.
  private func start(of within: Int) -> Day {
    var first = period
    for _ in 0..<within {
      guard let before = (query.window ?? rule).previous(first, semesters: assessment.semesters) else { return .earliest }
      first = before
    }
    return first.start
  }

  private func reference(_ entry: HistoryEntry) -> RecordReference {
    let title = [entry.period, entry.verdict.title, entry.grade].compactMap(\.self).joined(separator: " ")
    return RecordReference(kind: "result", id: "\(schemes.joined(separator: "+"))/\(entry.period)", title: title)
  }

  /// What was published, and for whom nothing was, the result as it stands.
  private func rows(_ days: ClosedRange<Day>, _ only: [String]?) throws -> [ResultRow] {
    let only = query.scope == .subject ? only : nil
    var rows = try reader.results(of: schemes, days: days, only: only)
    for scheme in schemes { rows += try assessment.provisional(scheme, in: days, besides: rows, only: only) }
    return rows.filter(\.isApplicable)
  }

  private func bySubject(_ rows: [ResultRow]) throws -> [String: [ResultRow]] {
    var found: [String: [ResultRow]] = [:]
    guard query.scope == .members else {
      for row in rows where row.subject.kind == kind { found[row.subject.id, default: []].append(row) }
      return found
    }
    if kind == .district { return ["": rows] }
    for (member, rows) in Dictionary(grouping: rows, by: \.subject.kind) {
      let groups = try reader.groups(of: member, in: kind) ?? [:]
      for row in rows { for group in groups[row.subject.id] ?? [] { found[group, default: []].append(row) } }
    }
    return found
  }

  private func value(of rows: [ResultRow], _ isTraced: Bool) -> MeasuredValue? {
    let records = isTraced ? counted(rows).map { reference($0) } : []
    switch query.aggregate {
    case .count: return count(rows, records)
    case .distinct(.person): return .number(Set(counted(rows).map(\.subject.id)).count, records: records)
    case .sum(.score): return .number(counted(rows).compactMap(\.score).reduce(0, +), records: records)
    case .mean(.score):
      let scores = counted(rows).compactMap(\.score)
      return scores.isEmpty ? MeasuredValue(.missing) : .number(scores.reduce(0, +) / Double(scores.count), records: records)
    case .latest(let field): return MeasuredValue(latest(rows, field), records: records)
    default: return nil
    }
  }

  /// Rows that meet the filters for certain.
  private func counted(_ rows: [ResultRow]) -> [ResultRow] {
    rows.filter { row in
      (query.filters[.verdict]?.contains(row.verdict.word) ?? true)
        && (query.filters[.grade].map { row.grade.map($0.contains) ?? false } ?? true)
    }
  }

  /// How many; between two bounds while some are unknown.
  private func count(_ rows: [ResultRow], _ records: [RecordReference]) -> MeasuredValue {
    if let grades = query.filters[.grade] {
      let open = rows.filter { $0.grade == nil && !$0.verdict.missing.isEmpty }
      let low = rows.count { $0.grade.map(grades.contains) ?? false }
      guard !open.isEmpty else { return .number(low, records: records) }
      let missing = open.reduce(into: Set<String>()) { $0.formUnion($1.verdict.missing) }
      return MeasuredValue(.between(low: low, high: low + open.count, missing: missing), records: records)
    }
    var tally = Tally()
    for row in rows { tally.add(row.verdict, grade: row.grade) }
    return tally.count(query.filters[.verdict] ?? [], records: records)
  }

  private func latest(_ rows: [ResultRow], _ field: RecordField) -> MeasuredValue.Content {
    guard let newest = rows.max(by: { $0.day < $1.day }) else { return .missing }
    switch field {
    case .score: return newest.score.map { .number($0) } ?? .missing
    case .grade: return newest.grade.map { .text($0) } ?? .missing
    case .verdict:
      if case .unknown = newest.verdict { return .missing }
      return .text(newest.verdict.word)
    default: return .missing
    }
  }

  private func reference(_ row: ResultRow) -> RecordReference {
    let title = [row.subject.name, row.grade ?? row.verdict.title].joined(separator: " ")
    return RecordReference(
      kind: "result", id: "\(row.scheme)/\(row.period)/\(row.subject.id)", title: title, day: row.day, amount: row.score)
  }
}

extension Verdict {
  /// As filters name it.
  var word: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "unknown"
    }
  }
}
