public import AcademicCalendar
public import Rules
import YAMLReading

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
  let parameterResults: [ParameterResult]

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
    var results: [ParameterResult] = []
    let read = Set(scheme.expressions.flatMap(\.variables))
    for parameter in scheme.parameters {
      let name = "parameters." + parameter.name.ruleName
      let value = (parameters[parameter.name] ?? parameter.value(in: period.end.year)).flatMap(parameter.kind.settled)
      if let value { bindings.values[name] = value } else { bindings.unset.insert(name) }
      guard read.contains(name) else { continue }
      results.append(
        ParameterResult(
          name: parameter.name, title: parameter.title, cite: parameter.cite?.description, value: value.flatMap(ShownValue.init)))
    }
    base = bindings
    parameterResults = results
  }

  /// Judges one subject.
  /// - Parameters:
  ///   - subject: who is judged.
  ///   - values: what the office found for each of `Scheme.queries`, by measure name; what is absent is unknown.
  public func evaluate(_ subject: SubjectReference, values: [String: MeasuredValue]) -> EvaluationResult {
    guard let worlds = Worlds(values) else { return judge(subject, values) }
    return worlds.merged(worlds.values.map { judge(subject, $0) })
  }

  private func judge(_ subject: SubjectReference, _ values: [String: MeasuredValue]) -> EvaluationResult {
    var judging = Judging(self, values: values)
    let measures = judging.measures()
    let indicators = scheme.indicators.map { judging.judge($0) }
    let (score, verdict) = judging.total(indicators)
    let grade = judging.grade(verdict)
    let consequences = judging.consequences(verdict, grade)
    return EvaluationResult(
      scheme: scheme.id, version: scheme.version, title: scheme.title, subject: subject, period: period, verdict: verdict, score: score,
      grade: grade, indicators: indicators, measures: measures, parameters: isTraced ? parameterResults : [], consequences: consequences)
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
