/// How one subject was judged over one period, with everything needed to follow it back.
public struct EvaluationResult: Hashable, Sendable, Codable {
  /// The scheme's identifier.
  public var scheme: String
  /// The scheme's version.
  public var version: Int
  /// What people call the scheme.
  public var title: String
  /// Who was judged.
  public var subject: SubjectReference
  /// Over what time.
  public var period: EvaluationPeriod
  /// The result.
  public var verdict: Verdict
  /// The score, where the scheme earns points.
  public var score: Known<Double>?
  /// The grade, where the scheme gives grades.
  public var grade: Known<String>?
  /// In document order.
  public var indicators: [IndicatorResult]
  /// In document order.
  public var measures: [MeasureResult]
  /// The parameters that some expression read, in document order.
  public var parameters: [ParameterResult]
  /// What follows, and what may follow once the unset is set.
  public var consequences: [ConsequenceResult]

  /// A result that is known from before: without traces.
  public init(
    scheme: String, version: Int, title: String, subject: SubjectReference, period: EvaluationPeriod, verdict: Verdict,
    score: Known<Double>?, grade: Known<String>?, indicators: [IndicatorResult], consequences: [ConsequenceResult]
  ) {
    self.init(
      scheme: scheme, version: version, title: title, subject: subject, period: period, verdict: verdict, score: score, grade: grade,
      indicators: indicators, measures: [], parameters: [], consequences: consequences)
  }

  init(
    scheme: String, version: Int, title: String, subject: SubjectReference, period: EvaluationPeriod, verdict: Verdict,
    score: Known<Double>?, grade: Known<String>?, indicators: [IndicatorResult], measures: [MeasureResult], parameters: [ParameterResult],
    consequences: [ConsequenceResult]
  ) {
    (self.scheme, self.version, self.title, self.subject, self.period) = (scheme, version, title, subject, period)
    (self.verdict, self.score, self.grade, self.indicators) = (verdict, score, grade, indicators)
    (self.measures, self.parameters, self.consequences) = (measures, parameters, consequences)
  }

  /// Whether any indicator applies to the subject; where none does, it is neither passed nor failed.
  public var isApplicable: Bool { indicators.contains(where: \.applies) }

  /// 通过, 未通过, 未设定, 不适用.
  public var verdictTitle: String { isApplicable ? verdict.title : "不适用" }

  /// How the result reads in the history of later periods.
  public var historyEntry: HistoryEntry { HistoryEntry(period: period.key, verdict: verdict, grade: grade?.value) }
}

/// How one indicator was judged.
public struct IndicatorResult: Hashable, Sendable, Codable {
  /// Its identifier.
  public var name: String
  /// What people call it.
  public var title: String
  /// The clause.
  public var cite: String?
  /// Whether it applies to the subject; where not, it has no verdict and no points.
  public var applies: Bool
  /// Where it has a requirement.
  public var verdict: Verdict?
  /// Where it earns points, after its cap.
  public var points: Known<Double>?
  /// How it came about.
  public var trace: [TraceLine]
  /// The measures that it read, also through others.
  public var measures: [String]

  /// An indicator's result that is known from before: without traces.
  public init(name: String, title: String, applies: Bool, verdict: Verdict?, points: Known<Double>?) {
    self.init(name: name, title: title, cite: nil, applies: applies, verdict: verdict, points: points, trace: [], measures: [])
  }

  init(
    name: String, title: String, cite: String?, applies: Bool, verdict: Verdict?, points: Known<Double>?, trace: [TraceLine],
    measures: [String]
  ) {
    (self.name, self.title, self.cite, self.applies) = (name, title, cite, applies)
    (self.verdict, self.points, self.trace, self.measures) = (verdict, points, trace, measures)
  }
}

/// The value of a measure with its records.
public struct MeasureResult: Hashable, Sendable, Codable {
  /// Its identifier.
  public var name: String
  /// What people call it.
  public var title: String
  /// 次, 学时, 篇.
  public var unit: String
  /// The clause.
  public var cite: String?
  /// Its value.
  public var value: Known<ShownValue>
  /// The records counted.
  public var records: [RecordReference]
}

/// The value of a parameter.
public struct ParameterResult: Hashable, Sendable, Codable {
  /// Its identifier.
  public var name: String
  /// What people call it.
  public var title: String
  /// The clause.
  public var cite: String?
  /// Its value; nil is unset.
  public var value: ShownValue?
}

/// What follows from a result.
public struct ConsequenceResult: Hashable, Sendable, Codable {
  /// Its identifier.
  public var name: String
  /// What people call it.
  public var title: String
  /// The clause.
  public var cite: String?
  /// Pass: it follows. Unknown: it may, once these names are set.
  public var verdict: Verdict
  /// What it does.
  public var effect: Effect
  /// A person decides whether and how much (酌情): a decision task is opened instead of the effect.
  public var needsDecision: Bool
}

/// An effect that the office carries out.
public struct Effect: Hashable, Sendable, Codable {
  /// What it does.
  public var kind: EffectKind
  /// The list, title or role that it concerns.
  public var target: String
  /// How much: yuan for money, hours, months; nil where it has none.
  public var amount: Known<Double>?

  /// An effect.
  public init(kind: EffectKind, target: String, amount: Known<Double>?) { (self.kind, self.target, self.amount) = (kind, target, amount) }

  /// Money in fen, rounded half up; nil where it is not known or no money.
  public var fen: Int64? {
    guard kind == .pay || kind == .cut, let yuan = amount?.value, abs(yuan) < 9e13 else { return nil }
    return Int64((yuan * 100).settled.rounded(.toNearestOrAwayFromZero))
  }
}
