/// What changed for one subject from one result to another: two periods, or one period before and after.
public struct ResultChange: Hashable, Sendable, Codable {
  /// Who was judged.
  public var subject: SubjectReference
  /// The verdict before; nil where the subject was not judged.
  public var before: Verdict?
  /// The verdict after; nil where the subject is no longer judged.
  public var after: Verdict?
  /// The score after less the score before, where both are known.
  public var scoreGain: Double?
  /// Indicators whose verdict or points changed, by name.
  public var indicators: [String]

  /// Whether anything changed.
  public var isChange: Bool { before != after || (scoreGain ?? 0) != 0 || !indicators.isEmpty }
}

extension ResultChange {
  /// Compares results subject by subject, in the order of the later ones; who is only in the earlier ones comes last.
  public static func between(_ earlier: [EvaluationResult], _ later: [EvaluationResult]) -> [ResultChange] {
    let old = Dictionary(earlier.map { ($0.subject.id, $0) }, uniquingKeysWith: { $1 })
    let known = Set(later.map(\.subject.id))
    return later.map { ResultChange(old[$0.subject.id], $0, subject: $0.subject) }
      + earlier.filter { !known.contains($0.subject.id) }.map { ResultChange($0, nil, subject: $0.subject) }
  }

  private init(_ before: EvaluationResult?, _ after: EvaluationResult?, subject: SubjectReference) {
    self.subject = subject
    (self.before, self.after) = (before?.verdict, after?.verdict)
    scoreGain = nil
    if let old = before?.score?.value, let new = after?.score?.value { scoreGain = (new - old).settled }
    let old = Dictionary((before?.indicators ?? []).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    indicators = (after?.indicators ?? []).filter { new in
      old[new.name].map { $0.verdict != new.verdict || $0.points != new.points } ?? (before != nil)
    }.map(\.name)
  }
}
