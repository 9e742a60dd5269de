import AcademicCalendar
import Evaluation
import Rules
import Store

/// The judging of a scheme's subjects from the records of one state of the office.
struct Assessment {
  let reader: Reader
  let semesters: [Semester]
  /// What is to be held after this day has not been held; nil is the day on which something was last recorded.
  let day: Day?
  /// Schemes that are being judged: one that counts another's results must not be counted by it.
  private var running: Set<String> = []

  init(_ reader: Reader, on day: Day?) throws {
    (self.reader, self.day, semesters) = (reader, day, try reader.semesters())
  }

  /// More subjects than this are asked for all at once.
  private static let fewSubjects = 200

  /// Judges subjects over a period.
  /// - Parameters:
  ///   - subjects: who is judged.
  ///   - parameters: what is set for this once, by name.
  ///   - isTraced: whether results carry traces and records.
  func judge(
    _ scheme: Scheme, _ period: EvaluationPeriod, _ subjects: [SubjectReference], parameters: [String: Value] = [:], isTraced: Bool
  ) throws -> [EvaluationResult] {
    let only = subjects.count <= Self.fewSubjects ? subjects.map(\.id) : nil
    var found: [(name: String, values: [String: MeasuredValue], nothing: MeasuredValue)] = []
    for (name, query) in scheme.queries {
      guard let values = try values(of: query, in: scheme, period, only: only, isTraced: isTraced) else { continue }
      let nothing = query.days(in: period, semesters: semesters).map { query.valueOfNothing(days: $0, semesters: semesters) }
      found.append((name, values, query.isStreak ? MeasuredValue(.history([])) : nothing ?? MeasuredValue(.missing)))
    }
    let settings = try settings(of: scheme, period)
    var evaluators: [[String: Value]: Evaluator] = [:]
    return subjects.map { subject in
      let own = (settings[subject.id] ?? [:]).merging(parameters) { $1 }
      let evaluator =
        evaluators[own]
        ?? Evaluator(scheme, period: period, parameters: own, semesters: semesters, isTraced: isTraced)
      evaluators[own] = evaluator
      var values: [String: MeasuredValue] = [:]
      for measure in found { values[measure.name] = measure.values[subject.id] ?? measure.nothing }
      return evaluator.evaluate(subject, values: values)
    }
  }

  private func values(
    of query: MeasureQuery, in scheme: Scheme, _ period: EvaluationPeriod, only: [String]?, isTraced: Bool
  ) throws -> [String: MeasuredValue]? {
    let kind = scheme.subject.kind
    guard query.source == .results else {
      return try reader.measure(query, of: kind, period: period, semesters: semesters, heldBy: day, only: only, isTraced: isTraced)
    }
    guard query.days(in: period, semesters: semesters) != nil || query.isStreak else { return nil }
    var others = self
    others.running.insert(scheme.id)
    return try ResultMeasure(assessment: others, query: query, rule: scheme.period, kind: kind, period: period).values(only, isTraced)
  }

  /// Results of a scheme that are not published, as they stand: for those that count them.
  /// - Parameters:
  ///   - days: the newest period that ends within them is judged.
  ///   - published: what is known already.
  ///   - only: the codes of those asked about; nil is everybody.
  func provisional(
    _ scheme: String, in days: ClosedRange<Day>, besides published: [ResultRow], only: [String]?
  ) throws -> [ResultRow] {
    guard !running.contains(scheme), let scheme = try reader.scheme(scheme),
      let period = newestPeriod(of: scheme.period, in: days)
    else { return [] }
    let known = Set(published.filter { $0.scheme == scheme.id && $0.period == period.key }.map(\.subject.id))
    let subjects = try reader.subjects(of: scheme, period: period)
      .filter { !known.contains($0.id) && (only?.contains($0.id) ?? true) }
    return try judge(scheme, period, subjects, isTraced: false).map { result in
      ResultRow(
        scheme: scheme.id, period: period.key, day: period.end, subject: result.subject, verdict: result.verdict,
        score: result.score?.value,
        grade: result.grade?.value, isApplicable: result.isApplicable)
    }
  }

  private func newestPeriod(of rule: PeriodRule, in days: ClosedRange<Day>) -> EvaluationPeriod? {
    guard let last = rule.period(containing: days.upperBound, semesters: semesters) else { return nil }
    guard last.end > days.upperBound, let before = rule.previous(last, semesters: semesters), before.end >= days.lowerBound else {
      return last
    }
    return before
  }

  /// Parameters that follow those of the subject's run, so that what was opened and what is judged agree; by the subject's code.
  private func settings(of scheme: Scheme, _ period: EvaluationPeriod) throws -> [String: [String: Value]] {
    var settings: [String: [String: Value]] = [:]
    for parameter in scheme.parameters {
      guard let follows = parameter.follows else { continue }
      var known: [Int64: Value?] = [:]
      for (subject, run) in try reader.runs(of: follows.workflow, concerning: scheme.subject.kind, period: period) {
        let value = try known[run] ?? reader.parameter(follows.parameter, of: run)
        known[run] = value
        if let value { settings[subject, default: [:]][parameter.name] = value }
      }
    }
    return settings
  }
}

extension MeasureQuery {
  /// Whether it counts periods in a row.
  var isStreak: Bool { if case .streak = aggregate { true } else { false } }
}

extension Reader {
  /// An installed scheme in its newest version, or in the one asked for.
  func scheme(_ id: String, version: Int? = nil) throws -> Scheme? {
    guard let newest = try installedSchemes().first(where: { $0.id == id })?.version,
      let text = try schemeText(id, version: version ?? newest)
    else { return nil }
    return try SchemeReader.read(text, file: "\(id)@\(version ?? newest)")
  }
}
