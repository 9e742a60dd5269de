public import Rules

/// How the records of a query become one value.
public enum Aggregate: Hashable, Sendable, Codable {
  /// How many (人次).
  case count
  /// The sum of a field.
  case sum(RecordField)
  /// The mean of a field; unknown without records.
  case mean(RecordField)
  /// How many different values of a field (人).
  case distinct(RecordField)
  /// The count or sum in each part of the window, and of these the least: 每学期至少….
  case minimum(per: SubPeriod, sum: RecordField?)
  /// The field of the newest record; unknown without records.
  case latest(RecordField)
  /// How many calendar months of the window have a day on which one of the records is in force.
  case months
  /// How many semesters of the window have at least half of their days in it while one of the records is in force.
  case semesters
  /// How many periods in a row, up to the newest, ended so; looked back no further than `within` periods.
  case streak(of: HistoryCondition, within: Int)

  /// The type of the value in expressions.
  public var type: ValueType {
    switch self {
    case .count, .sum, .mean, .distinct, .minimum, .months, .semesters, .streak: .double
    case .latest(let field): field.isNumber ? .double : field.isDay ? .day : .string
    }
  }
}

/// The parts of a window in each of which a minimum is asked for.
public enum SubPeriod: String, CaseIterable, Hashable, Sendable, Codable {
  case month, semester
  case year
}

/// What a period's result must be to count in a streak.
public enum HistoryCondition: Hashable, Sendable, Codable {
  /// It passed.
  case pass
  /// It was given one of these grades.
  case grade([String])
}
