/// Places (名次) by the score: whoever has the same score shares a place, and the next place is left out.
public struct Ranking: Hashable, Sendable {
  /// The highest score first, the same score by code; to whom nothing applies comes last and has no place.
  public let results: [EvaluationResult]
  private let places: [String: Int]

  /// - Parameter results: all of one scheme and period.
  /// - Returns: nil where anybody has no score: no points are given, or what they depend on is unset.
  public init?(_ results: [EvaluationResult]) {
    let (ranked, exempt) = (results.filter(\.isApplicable), results.filter { !$0.isApplicable })
    let scored = ranked.compactMap { result in result.score?.value.map { (result: result, score: $0) } }
      .sorted { ($1.score, $0.result.subject.id) < ($0.score, $1.result.subject.id) }
    guard !scored.isEmpty, scored.count == ranked.count else { return nil }
    var places: [String: Int] = [:]
    for (index, one) in scored.enumerated() {
      let before = index > 0 ? scored[index - 1] : nil
      places[one.result.subject.id] = before.flatMap { $0.score == one.score ? places[$0.result.subject.id] : nil } ?? index + 1
    }
    self.places = places
    self.results = scored.map(\.result) + exempt
  }

  /// The place of a result, from 1; nil where nothing applies.
  public func place(of result: EvaluationResult) -> Int? { places[result.subject.id] }
}
