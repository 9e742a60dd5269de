import Evaluation
import Store
import YAMLReading

/// What was published of a period and still stands, and whom the scheme judges: what is not published is judged by today's records.
struct StandingResults {
  let scheme: Scheme
  let period: EvaluationPeriod
  /// What was published, by the subject's code.
  let published: [String: (publication: PublicationRecord, result: FrozenResult)]
  /// Those who are judged now, and those of whom something was published.
  let candidates: [SubjectReference]

  /// - Parameters:
  ///   - id: the scheme.
  ///   - name: the period's name; nil is the one that today lies in.
  init(_ office: Office, _ id: String, _ name: String?, _ reader: Reader) throws {
    scheme = try office.scheme(id, reader)
    period = try office.period(scheme, named: name, try reader.semesters())
    var published: [String: (publication: PublicationRecord, result: FrozenResult)] = [:]
    for publication in try reader.publications(of: id, period: period.key) {
      for frozen in try reader.frozen(publication.id, withReplaced: false) { published[frozen.subject.id] = (publication, frozen) }
    }
    self.published = published
    let judged = try reader.subjects(of: scheme, period: period)
    let known = Set(judged.map(\.id))
    candidates = judged + published.values.map(\.result.subject).filter { !known.contains($0.id) }.sorted { $0.id < $1.id }
  }
}

extension FrozenResult {
  /// The result as it was published.
  /// - Parameters:
  ///   - scheme: the scheme in the version that it was made with.
  ///   - explanation: the same judged again, for its traces and records; nil leaves them out.
  func result(_ publication: PublicationRecord, _ scheme: Scheme, explainedBy explanation: EvaluationResult? = nil) -> EvaluationResult {
    let rules = Dictionary(scheme.indicators.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let traced = Dictionary((explanation?.indicators ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var result = EvaluationResult(
      scheme: publication.scheme, version: publication.version, title: scheme.title, subject: subject, period: publication.period,
      verdict: verdict, score: score, grade: isApplicable ? grade : nil,
      indicators: zip(publication.indicators, indicators).map { name, line in
        var indicator = IndicatorResult(
          name: name, title: rules[name]?.title ?? name, applies: line.applies, verdict: line.verdict, points: line.points)
        indicator.cite = rules[name]?.cite?.description
        (indicator.trace, indicator.measures) = (traced[name]?.trace ?? [], traced[name]?.measures ?? [])
        return indicator
      }, consequences: consequences)
    (result.measures, result.parameters) = (explanation?.measures ?? [], explanation?.parameters ?? [])
    return result
  }
}
