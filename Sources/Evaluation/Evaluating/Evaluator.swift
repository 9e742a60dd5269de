public import AcademicCalendar
public import Rules

/// A scheme made ready to judge many subjects over one period.
public struct Evaluator: Sendable {
  /// The scheme.
  public let scheme: Scheme
  /// The time that is judged.
  public let period: EvaluationPeriod
  /// Whether results carry traces and records; without, judging tens of thousands is quicker.
  public let isTraced: Bool
  let semesters: [Semester]
  let glossary: Glossary
  let base: Bindings
  /// Those that some expression reads.
  let readParameters: [SchemeParameter]

  /// Makes a scheme ready.
  /// - Parameters:
  ///   - scheme: the scheme.
  ///   - period: the time that is judged; see `PeriodRule.period(named:semesters:)`.
  ///   - parameters: what the office has set, by parameter name; the rest takes its default or stays unset.
  ///   - semesters: the semesters that the office knows, where the period or a streak counts in them.
  ///   - calendar: working days, where an expression asks for them.
  ///   - isTraced: whether results carry traces and records.
  public init(
    _ scheme: Scheme, period: EvaluationPeriod, parameters: [String: Value] = [:], semesters: [Semester] = [],
    calendar: (any DayProvider)? = nil, isTraced: Bool = true
  ) {
    (self.scheme, self.period, self.semesters, self.isTraced) = (scheme, period, semesters, isTraced)
    glossary = Glossary(scheme)
    var bindings = Bindings([:], calendar: calendar)
    bindings.values["period.start"] = .day(period.start)
    bindings.values["period.end"] = .day(period.end)
    bindings.values["period.year"] = .double(Double(period.end.year))
    for parameter in scheme.parameters {
      parameter.bind(parameters[parameter.name] ?? parameter.value(in: period.end.year), in: &bindings)
    }
    base = bindings
    let read = Set(scheme.expressions.flatMap(\.variables))
    readParameters = scheme.parameters.filter { read.contains($0.boundName) }
  }

  /// Judges one subject.
  /// - Parameters:
  ///   - subject: who is judged.
  ///   - values: what the office found for each of `Scheme.queries`, by measure name; what is absent is unknown.
  ///   - parameters: what holds for this subject alone, such as the settings of its run (`SchemeParameter.follows`).
  public func evaluate(
    _ subject: SubjectReference, values: [String: MeasuredValue], parameters: [String: Value] = [:]
  ) -> EvaluationResult {
    guard let worlds = Worlds(values) else { return judge(subject, values, parameters) }
    return worlds.merged(worlds.values.map { judge(subject, $0, parameters) })
  }

  private func judge(_ subject: SubjectReference, _ values: [String: MeasuredValue], _ parameters: [String: Value]) -> EvaluationResult {
    var judging = Judging(self, values: values, parameters: parameters)
    let measures = judging.measures()
    let indicators = scheme.indicators.map { judging.judge($0) }
    let (score, verdict) = judging.total(indicators)
    // To whom nothing applies, nothing is said and nothing follows.
    let isApplicable = indicators.contains(where: \.applies)
    let grade = isApplicable ? judging.grade(verdict) : nil
    let consequences = isApplicable ? judging.consequences(verdict, grade) : []
    return EvaluationResult(
      scheme: scheme.id, version: scheme.version, title: scheme.title, subject: subject, period: period, verdict: verdict, score: score,
      grade: grade, indicators: indicators, measures: measures, parameters: judging.parameterResults(), consequences: consequences)
  }
}

extension Scheme {
  /// Judges one subject; for many of them make an `Evaluator` once.
  /// - Parameters:
  ///   - subject: who is judged.
  ///   - period: the time that is judged.
  ///   - values: what the office found for each of `queries`, by measure name; what is absent is unknown.
  ///   - parameters: what the office has set, by parameter name.
  ///   - semesters: the semesters that the office knows.
  public func evaluate(
    _ subject: SubjectReference, period: EvaluationPeriod, values: [String: MeasuredValue], parameters: [String: Value] = [:],
    semesters: [Semester] = []
  ) -> EvaluationResult {
    Evaluator(self, period: period, parameters: parameters, semesters: semesters).evaluate(subject, values: values)
  }
}

extension SchemeParameter {
  /// Its name in expressions.
  var boundName: String { "parameters." + name.ruleName }

  /// Gives it a value; one that does not fit leaves it unset rather than at its default.
  func bind(_ value: Value?, in bindings: inout Bindings) {
    let settled = value.flatMap(kind.settled)
    bindings.values[boundName] = settled
    if settled == nil { bindings.unset.insert(boundName) } else { bindings.unset.remove(boundName) }
  }
}

extension SchemeParameter.Kind {
  /// A value given from outside as the kind holds it; nil where it does not fit or says nothing.
  func settled(_ value: Value) -> Value? {
    switch (self, value) {
    case (.number, _): value.number.map { .double($0) }
    case (.text, .string), (.bool, .bool), (.day, .day): value
    default: nil
    }
  }
}
