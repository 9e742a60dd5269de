public import Rules
public import YAMLReading

/// One thing that a scheme counts, under the name by which expressions use it.
public struct Measure: Sendable {
  /// Where its value comes from.
  public enum Definition: Sendable {
    /// Records of the office, as a declarative query.
    case query(MeasureQuery)
    /// An expression over earlier measures and parameters.
    case derived(Formula)
  }

  /// Its identifier; expressions write hyphens as underscores.
  public var name: String
  /// What people call it.
  public var title: String
  /// 次, 学时, 篇.
  public var unit: String
  /// Where its value comes from.
  public var definition: Definition
  /// The clause it comes from.
  public var cite: Citation?

  /// Its type in expressions.
  public var type: ValueType {
    switch definition {
    case .query(let query): query.aggregate.type
    case .derived(let expression): expression.type == .int ? .double : expression.type
    }
  }
}

/// A count or sum over one kind of record: closed, so that a store can turn it into SQL.
public struct MeasureQuery: Hashable, Sendable, Codable {
  /// The kind of record.
  public var source: RecordSource
  /// Each field must have one of its values.
  public var filters: [FilterField: [String]]
  /// How the subject must stand to a record.
  public var role: SubjectRole
  /// Whether the records of the subject itself count, or those of its members.
  public var scope: SubjectScope
  /// Which day of a record must lie in the window.
  public var day: RecordDay
  /// Only records that were done by their due day.
  public var isOnTime: Bool
  /// Of a minimum: only parts that are asked of the subject, which held one of these titles for at least half of them; empty is all parts.
  public var held: [String] = []
  /// Of titles: from the lowest to the highest, those of one height in one text with 、 between. A title counts only where it is higher than
  /// any that the same subject was given before; empty counts all.
  public var ladder: [String] = []
  /// The time looked at; nil is the scheme's period. A rule here is anchored at the last day of the scheme's period.
  public var window: PeriodRule?
  /// How records become a value.
  public var aggregate: Aggregate

  /// A query; what is left out is the usual for its source.
  public init(
    _ source: RecordSource, filters: [FilterField: [String]] = [:], role: SubjectRole = .doer, scope: SubjectScope = .subject,
    day: RecordDay? = nil, isOnTime: Bool = false, window: PeriodRule? = nil, aggregate: Aggregate = .count
  ) {
    (self.source, self.filters, self.role, self.scope) = (source, filters, role, scope)
    (self.day, self.isOnTime, self.window, self.aggregate) = (day ?? source.usualDay, isOnTime, window, aggregate)
  }
}

/// How the subject stands to a record.
public enum SubjectRole: String, CaseIterable, Hashable, Sendable, Codable {
  /// Did it, owns it, holds it.
  case doer
  /// Was guided by the one who did it.
  case mentee
  /// Took part.
  case participant
  /// It was held at the subject's school.
  case host
}

/// Whose records count.
public enum SubjectScope: String, CaseIterable, Hashable, Sendable, Codable {
  case subject
  /// The people of the school or studio, the schools of the district.
  case members
}

/// Which of a record's days decides the period that it counts in.
public enum RecordDay: String, CaseIterable, Hashable, Sendable, Codable {
  /// The last day on which it was to be done.
  case due
  /// The first day on which it could be done.
  case opens
  /// The day on which it was done or handed in.
  case done
  /// The day on which it was held.
  case held
  /// The day that the record bears: granted, won, paid, entered.
  case dated
  /// Any day on which it is in force: a title from its grant through its expiry.
  case inForce = "in-force"
}
