/// Every way in which values known only between two bounds may turn out. A judgement stands if it is the same in all of them.
struct Worlds {
  /// More ways than this are not tried: the values are then unknown.
  static let limit = 2_000

  let values: [[String: MeasuredValue]]
  private let bounds: [String: (low: Int, high: Int)]
  private let missing: Set<String>

  /// Nil where every value is settled.
  init?(_ given: [String: MeasuredValue]) {
    var bounds: [String: (low: Int, high: Int)] = [:]
    var missing: Set<String> = []
    for (name, value) in given {
      guard case .between(let low, let high, let names) = value.content else { continue }
      bounds[name] = (low, max(low, high))
      missing.formUnion(names)
    }
    guard !bounds.isEmpty else { return nil }
    let count = bounds.values.reduce(1.0) { $0 * Double($1.high - $1.low + 1) }
    let isSmall = count <= Double(Self.limit)
    values = bounds.sorted { $0.key < $1.key }.reduce([given]) { worlds, bound in
      worlds.flatMap { world in
        (isSmall ? Array(bound.value.low...bound.value.high) : [bound.value.low]).map { number in
          var world = world
          let content: MeasuredValue.Content = isSmall ? .number(Double(number)) : .missing
          world[bound.key] = MeasuredValue(content, records: world[bound.key]?.records ?? [])
          return world
        }
      }
    }
    (self.bounds, self.missing) = (bounds, missing)
  }

  /// What all results agree on; the rest is unknown.
  func merged(_ results: [EvaluationResult]) -> EvaluationResult {
    guard var merged = results.first else { preconditionFailure("there is at least one world") }
    for other in results.dropFirst() {
      merged.verdict = agree(merged.verdict, other.verdict)
      merged.score = agree(merged.score, other.score)
      merged.grade = agree(merged.grade, other.grade)
      for index in merged.indicators.indices {
        merged.indicators[index].verdict = merged.indicators[index].verdict.map { agree($0, other.indicators[index].verdict ?? $0) }
        merged.indicators[index].applies = merged.indicators[index].applies || other.indicators[index].applies
        merged.indicators[index].points = agree(merged.indicators[index].points, other.indicators[index].points)
      }
      for index in merged.measures.indices where merged.measures[index].value != other.measures[index].value {
        merged.measures[index].value = .unknown(missing)
      }
      merged.consequences = consequences(merged.consequences, other.consequences)
    }
    return merged
  }

  private func agree(_ one: Verdict, _ other: Verdict) -> Verdict {
    one == other ? one : .unknown(missing.union(one.missing).union(other.missing))
  }

  private func agree<Value>(_ one: Known<Value>?, _ other: Known<Value>?) -> Known<Value>? {
    one == other ? one : .unknown(missing.union(one?.missing ?? []).union(other?.missing ?? []))
  }

  /// What follows only in some worlds may follow.
  private func consequences(_ one: [ConsequenceResult], _ other: [ConsequenceResult]) -> [ConsequenceResult] {
    let both = one + other.filter { new in !one.contains { $0.name == new.name } }
    return both.map { consequence in
      var merged = consequence
      let (left, right) = (one.first { $0.name == consequence.name }, other.first { $0.name == consequence.name })
      merged.verdict = agree(left?.verdict ?? .fail, right?.verdict ?? .fail)
      if let left, let right { merged.effect.amount = agree(left.effect.amount, right.effect.amount) }
      return merged
    }
  }
}
