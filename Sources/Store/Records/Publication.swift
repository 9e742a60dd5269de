public import AcademicCalendar
public import Evaluation

/// Results that were published (公布): frozen, and to be found again from the journal as it was.
public struct Publication: Codable, Hashable, Sendable {
  /// The scheme.
  public var scheme: String
  /// Its version.
  public var version: Int
  /// The period.
  public var period: EvaluationPeriod
  /// Parameters that were set for it, as text by name.
  public var parameters: [String: String]
  /// The last journal entry that was taken into account.
  public var through: Int64
  /// The results.
  public var results: [FrozenResult]
  /// The names of the indicators, in the order in which the results have them.
  public var indicators: [String]
  /// The day as of which it was judged, where that was not the day of publishing.
  public var asOf: Day?
  /// Whether everybody whom the scheme judges was judged, so that who is not among them has no result any more; nil in older journals.
  public var isWhole: Bool?

  /// Results that are published.
  public init(
    scheme: String, version: Int, period: EvaluationPeriod, parameters: [String: String], through: Int64, results: [EvaluationResult]
  ) {
    (self.scheme, self.version, self.period, self.parameters, self.through) = (scheme, version, period, parameters, through)
    self.results = results.map(FrozenResult.init)
    indicators = results.first?.indicators.map(\.name) ?? []
  }
}

/// One subject's result without its traces, which the journal gives again.
public struct FrozenResult: Codable, Hashable, Sendable {
  /// Who was judged.
  public var subject: SubjectReference
  /// The verdict.
  public var verdict: Verdict
  /// The score, where there is one.
  public var score: Known<Double>?
  /// The grade, where there is one.
  public var grade: Known<String>?
  /// The indicators' results, in the order of `Publication.indicators`.
  public var indicators: [Line]
  /// What follows.
  public var consequences: [ConsequenceResult]

  /// Whether any indicator applied.
  public var isApplicable: Bool { indicators.contains(where: \.applies) }

  /// One indicator.
  public struct Line: Codable, Hashable, Sendable {
    /// The verdict; nil where it has none or does not apply.
    public var verdict: Verdict?
    /// The points; nil where it earns none.
    public var points: Known<Double>?
    /// Whether it applied.
    public var applies: Bool
  }

  /// A result without its traces.
  public init(_ result: EvaluationResult) {
    (subject, verdict, score, grade) = (result.subject, result.verdict, result.score, result.grade)
    indicators = result.indicators.map { Line(verdict: $0.verdict, points: $0.points, applies: $0.applies) }
    consequences = result.consequences
  }
}

/// What was decided on a proposal that followed from a result (建议授予、建议取消).
public struct ConsequenceDecision: Codable, Hashable, Sendable {
  /// The consequence's number.
  public var consequence: Int64
  /// Whether it is carried out.
  public var isConfirmed: Bool
  /// The day from which it holds.
  public var day: Day
  /// The opinion.
  public var note: String?
  /// How much it is, where that was decided: yuan, hours; nil is what the scheme says.
  public var amount: Double?

  /// What was decided on a proposal.
  public init(consequence: Int64, isConfirmed: Bool, day: Day, note: String?, amount: Double? = nil) {
    (self.consequence, self.isConfirmed, self.day, self.note, self.amount) = (consequence, isConfirmed, day, note, amount)
  }
}
