import Rules

extension Scheme {
  /// Every expression of the scheme, in document order.
  var expressions: [Formula] {
    var all: [Formula?] = measures.map { measure in
      if case .derived(let expression) = measure.definition { return expression }
      return nil
    }
    all += indicators.flatMap(\.expressions)
    all += [total.score, total.most, total.pass] + grades.map(\.condition)
    all += consequences.flatMap { [$0.condition, $0.effect.amount] }
    return all.compactMap(\.self)
  }
}

extension Indicator {
  /// Every expression of the indicator.
  var expressions: [Formula] {
    ([condition, requirement, least, most, weight] + (scoring?.expressions ?? [])).compactMap(\.self)
  }
}

extension Scoring {
  var expressions: [Formula?] {
    switch self {
    case .points(let points): [points]
    case .deduction(let from, let loss): [from, loss]
    case .highest(let rules), .sum(let rules): rules.flatMap { [$0.condition, $0.points] }
    case .quota(let met, let points, let bonus): [met, points, bonus]
    case .proRata(let achieved, let full, let points): [achieved, full, points]
    case .judges(let columns): columns.flatMap { [$0.mark, $0.weight] }
    }
  }
}
