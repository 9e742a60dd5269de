import Rules
import YAMLReading

extension Judging {
  /// The score, where there is one, and the verdict.
  mutating func total(_ indicators: [IndicatorResult]) -> (score: Known<Double>?, verdict: Verdict) {
    let score = score(indicators)
    if let score { bind("score", score.map { .double($0) }) }
    let verdict = scheme.total.pass.map { self.verdict($0) } ?? allOf(indicators)
    switch verdict {
    case .pass: bind("outcome", "pass")
    case .fail: bind("outcome", "fail")
    case .unknown(let names): leave("outcome", because: names)
    }
    return (score, verdict)
  }

  /// Every requirement that applies must be met. To whom none applies, nothing is said: that is no pass.
  private func allOf(_ indicators: [IndicatorResult]) -> Verdict {
    let verdicts = indicators.compactMap(\.verdict)
    guard let first = verdicts.first else { return .unknown([]) }
    return verdicts.dropFirst().reduce(first) { $0.and($1) }
  }

  private func score(_ indicators: [IndicatorResult]) -> Known<Double>? {
    var score: Known<Double>
    if let expression = scheme.total.score {
      score = number(expression)
    } else {
      let parts = zip(scheme.indicators, indicators).compactMap { rule, result in result.points.map { weighted($0, by: rule.weight) } }
      guard scheme.indicators.contains(where: { $0.scoring != nil }) else { return nil }
      score = parts.reduce(.known(0)) { $0.with($1) { $0 + $1 } }
    }
    if let most = scheme.total.most { score = score.with(number(most)) { Swift.min($0, $1) } }
    return score.map(\.settled).finite("总分")
  }

  /// What has no weight may be unknown.
  private func weighted(_ points: Known<Double>, by weight: Formula?) -> Known<Double> {
    guard let weight else { return points }
    let factor = number(weight)
    return factor == .known(0) ? .known(0) : points.with(factor) { $0 * $1 }
  }

  /// The first grade whose condition holds; nil where the scheme gives none.
  mutating func grade(_ verdict: Verdict) -> Known<String>? {
    for rule in scheme.grades {
      switch rule.condition.map({ self.verdict($0) }) ?? .pass {
      case .fail: continue
      case .pass:
        bind("grade", .string(rule.title))
        return .known(rule.title)
      case .unknown(let names):
        leave("grade", because: names)
        return .unknown(names)
      }
    }
    leave("grade", because: [])
    return nil
  }

  /// What follows from the result, with streaks running through it.
  mutating func consequences(_ verdict: Verdict, _ grade: Known<String>?) -> [ConsequenceResult] {
    guard !scheme.consequences.isEmpty else { return [] }
    extendStreaks(with: HistoryEntry(period: evaluator.period.key, verdict: verdict, grade: grade?.value))
    return scheme.consequences.compactMap { rule in
      let follows = self.verdict(rule.condition)
      guard follows != .fail else { return nil }
      let effect = Effect(kind: rule.effect.kind, target: rule.effect.target, amount: rule.effect.amount.map { number($0) })
      return ConsequenceResult(
        name: rule.name, title: rule.title, cite: rule.cite?.description, verdict: follows, effect: effect,
        needsDecision: rule.isDiscretionary)
    }
  }
}
