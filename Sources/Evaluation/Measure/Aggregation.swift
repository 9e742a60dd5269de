public import AcademicCalendar

/// A record that passed a query's filters, with the fields that the query takes.
public struct MeasuredRecord: Hashable, Sendable {
  /// How results name it.
  public var reference: RecordReference
  /// The fields that are summed, told apart or read.
  public var fields: [RecordField: ShownValue]
  /// The last day on which it is in force; nil where it has no end.
  public var through: Day?
  /// How much it counts in a mean: of a group's answers, how many they are.
  public var weight: Double

  /// A record.
  public init(_ reference: RecordReference, fields: [RecordField: ShownValue] = [:], through: Day? = nil, weight: Double = 1) {
    (self.reference, self.fields, self.through, self.weight) = (reference, fields, through, weight)
  }
}

extension MeasureQuery {
  /// The days that the query looks at.
  /// - Parameters:
  ///   - period: the scheme's period.
  ///   - semesters: the semesters that the office knows.
  public func days(in period: EvaluationPeriod, semesters: [Semester]) -> ClosedRange<Day>? {
    guard let window else { return period.days }
    guard let days = window.period(containing: period.end, semesters: semesters)?.days else { return nil }
    // A project's days are what they are; of a cycle or year, what lies beyond the scheme's last day is for the next result.
    if case .dates = window { return days }
    return days.lowerBound...min(days.upperBound, max(period.end, days.lowerBound))
  }

  /// The value of records that passed the filters: what a store must give, in SQL or with this.
  /// - Parameters:
  ///   - records: those of one subject within `days(in:semesters:)`.
  ///   - days: the days that the query looks at.
  ///   - semesters: the semesters that the office knows.
  ///   - holding: when the subject held one of `held`; nil where that is not asked for.
  public func value(
    of records: [MeasuredRecord], days: ClosedRange<Day>, semesters: [Semester], holding: [ClosedRange<Day>]? = nil
  ) -> MeasuredValue {
    // Numbers as numbers: the 9th before the 10th.
    let ordered = records.filter(isCounted).sorted {
      ($0.reference.day ?? .earliest, $0.reference.kind, $0.reference.id.count, $0.reference.id) < (
        $1.reference.day ?? .earliest, $1.reference.kind, $1.reference.id.count, $1.reference.id
      )
    }
    return MeasuredValue(content(ordered, days, semesters, holding), records: ordered.map { reference($0) })
  }

  /// What is not said is not a value that differs from others.
  private func isCounted(_ record: MeasuredRecord) -> Bool {
    guard case .distinct(let field) = aggregate else { return true }
    return record.fields[field].map { $0 != .text("") } ?? false
  }

  /// A mean from a sum and what it is shared by: the same in whatever order was summed. Nil where there is nothing to share by.
  public static func mean(of sum: Double, by weight: Double) -> Double? {
    weight > 0 ? (sum.settled / weight.settled).settled : nil
  }

  private func reference(_ record: MeasuredRecord) -> RecordReference {
    var reference = record.reference
    if let field = aggregate.number, reference.amount == nil { reference.amount = record.number(field) }
    return reference
  }

  private func content(
    _ records: [MeasuredRecord], _ days: ClosedRange<Day>, _ semesters: [Semester], _ holding: [ClosedRange<Day>]?
  ) -> MeasuredValue.Content {
    switch aggregate {
    case .count: return .number(Double(records.count))
    case .sum(let field): return .number(records.sum(field))
    case .mean(let field): return records.mean(field).map { .number($0) } ?? .missing
    case .distinct(let field): return .number(Double(Set(records.compactMap { $0.fields[field] }).count))
    case .minimum(let per, let field):
      let parts = per.parts(of: days, semesters: semesters, holding: holding).map { part in
        let inside = records.filter { $0.reference.day.map(part.days.contains) ?? false }
        return field.map { inside.sum($0) } ?? Double(inside.count)
      }
      return parts.min().map { .number($0) } ?? .missing
    case .latest(let field): return records.last?.fields[field].map { field.content(of: $0) } ?? .missing
    case .months: return .number(Double(records.months(in: days)))
    case .semesters:
      // Where the office knows no semester there is nothing to judge by.
      guard !SubPeriod.semester.parts(of: days, semesters: semesters, holding: [days]).isEmpty else { return .missing }
      return .number(Double(SubPeriod.semester.parts(of: days, semesters: semesters, holding: records.stretches(in: days)).count))
    case .streak: return .missing
    }
  }

  /// The value of no records at all: nothing was counted, or there is nothing to judge by.
  /// - Parameters:
  ///   - days: the days that the query looks at.
  ///   - semesters: the semesters that the office knows.
  public func valueOfNothing(days: ClosedRange<Day>, semesters: [Semester]) -> MeasuredValue {
    value(of: [], days: days, semesters: semesters, holding: held.isEmpty ? nil : [])
  }
}

extension RecordField {
  /// What a value of this field is to a measure.
  public func content(of value: ShownValue) -> MeasuredValue.Content {
    switch value {
    case .number(let number): .number(number.settled)
    case .text(let text): isDay ? Day(text).map { .day($0) } ?? .missing : .text(text)
    case .flag: .missing
    }
  }
}

extension Aggregate {
  /// The field that is looked at; nil where records are only counted.
  public var field: RecordField? {
    switch self {
    case .sum(let field), .mean(let field), .distinct(let field), .latest(let field): field
    case .minimum(_, let field): field
    case .count, .months, .semesters, .streak: nil
    }
  }

  /// The field that is added up.
  fileprivate var number: RecordField? {
    switch self {
    case .sum(let field), .mean(let field): field
    case .minimum(_, let field): field
    case .count, .distinct, .latest, .months, .semesters, .streak: nil
    }
  }
}

extension MeasuredRecord {
  fileprivate func number(_ field: RecordField) -> Double? {
    if case .number(let number)? = fields[field] { number } else { nil }
  }
}

extension [MeasuredRecord] {
  fileprivate func sum(_ field: RecordField) -> Double { reduce(0) { $0 + ($1.number(field) ?? 0) }.settled }

  /// How many calendar months have one of these days on which a record is in force.
  fileprivate func months(in days: ClosedRange<Day>) -> Int {
    var months: Set<Int> = []
    for stretch in stretches(in: days) { months.formUnion(stretch.lowerBound.monthNumber...stretch.upperBound.monthNumber) }
    return months.count
  }

  /// When records are in force within these days.
  fileprivate func stretches(in days: ClosedRange<Day>) -> [ClosedRange<Day>] {
    compactMap { record in
      guard let granted = record.reference.day else { return nil }
      let first = Swift.max(granted, days.lowerBound)
      let last = Swift.min(record.through ?? days.upperBound, days.upperBound)
      return first <= last ? first...last : nil
    }
  }

  /// The mean by weight of those that have the field.
  fileprivate func mean(_ field: RecordField) -> Double? {
    let known = compactMap { record in record.number(field).map { ($0, record.weight) } }
    return MeasureQuery.mean(of: known.reduce(0) { $0 + $1.0 * $1.1 }, by: known.reduce(0) { $0 + $1.1 })
  }
}

extension Day {
  /// Months from the year 0 on.
  fileprivate var monthNumber: Int { year * 12 + month }
}
