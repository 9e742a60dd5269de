public import YAMLReading

/// A way of judging (考核办法) as it is written: the whole of one scheme file.
public struct Scheme: Sendable {
  /// Its identifier, kebab-case.
  public var id: String
  /// Its version, from 1; a published result names the one it was made with.
  public var version: Int
  /// What people call it.
  public var title: String
  /// The policy document it comes from.
  public var policy: String
  /// Who is judged.
  public var subject: SchemeSubject
  /// Over what time.
  public var period: PeriodRule
  /// In document order.
  public var parameters: [SchemeParameter]
  /// What is counted, in document order.
  public var measures: [Measure]
  /// What is judged, in document order.
  public var indicators: [Indicator]
  /// How indicators add up.
  public var total: Total
  /// From the best to the worst: the first whose condition holds.
  public var grades: [GradeRule]
  /// What follows.
  public var consequences: [Consequence]

  /// The queries that the office answers for each subject before it evaluates, by measure name.
  public var queries: [(name: String, query: MeasureQuery)] {
    measures.compactMap { measure in
      if case .query(let query) = measure.definition { return (measure.name, query) }
      return nil
    }
  }
}

/// How the indicators become one result.
public struct Total: Sendable {
  /// The score; without one, the weighted sum of the indicators that earn points, where there are any.
  public var score: Formula?
  /// The score is at most this.
  public var most: Formula?
  /// The verdict; without one, every indicator with a requirement must pass.
  public var pass: Formula?
  /// The clause it comes from.
  public var cite: Citation?
}

/// One grade (等次).
public struct GradeRule: Sendable {
  /// What people call it: 优秀, 合格.
  public var title: String
  /// When it is given; nil for the last, which takes the rest.
  public var condition: Formula?
}

extension String {
  /// The name as expressions write it: hyphens are underscores.
  var ruleName: String { replacing("-", with: "_") }
}
