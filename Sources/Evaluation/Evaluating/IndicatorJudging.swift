import Rules
import YAMLReading

extension Judging {
  /// Judges one indicator and gives its names their values.
  mutating func judge(_ indicator: Indicator) -> IndicatorResult {
    let application = indicator.condition.map { self.verdict($0) } ?? .pass
    var trace: [TraceLine] = []
    if evaluator.isTraced, let condition = indicator.condition { trace.append(line(.application, condition)) }
    var (verdict, points): (Verdict?, Known<Double>?)
    switch application {
    case .pass:
      verdict = indicator.requirement.map { self.verdict($0) }
      if evaluator.isTraced, let requirement = indicator.requirement { trace.append(line(.requirement, requirement)) }
      points = indicator.scoring.map { scoring in bounded(earned(by: scoring, &trace), indicator, &trace) }
      if evaluator.isTraced, let weight = indicator.weight { trace.append(line(.weight, weight)) }
    case .fail: break
    case .unknown(let names):
      // A requirement that is met is met whether it applies or not.
      verdict = indicator.requirement.map { self.verdict($0) == .pass ? .pass : application }
      points = indicator.scoring.map { _ in .unknown(names) }
    }
    bind(indicator, verdict ?? .pass, points ?? .known(0))
    return IndicatorResult(
      name: indicator.name, title: indicator.title, cite: indicator.cite?.description, applies: application != .fail, verdict: verdict,
      points: points, trace: trace, measures: evaluator.isTraced ? evaluator.glossary.read(by: indicator.expressions) : [])
  }

  private mutating func bind(_ indicator: Indicator, _ verdict: Verdict, _ points: Known<Double>) {
    if indicator.requirement != nil {
      let name = "passed." + indicator.name.ruleName
      switch verdict {
      case .pass: bind(name, true)
      case .fail: bind(name, false)
      case .unknown(let names): leave(name, because: names)
      }
    }
    if indicator.scoring != nil { bind("points." + indicator.name.ruleName, points.map { .double($0) }) }
  }

  /// Points between `least` and `most`.
  private func bounded(_ points: Known<Double>, _ indicator: Indicator, _ trace: inout [TraceLine]) -> Known<Double> {
    var bounded = points
    if let most = indicator.most { bounded = bounded.with(number(most)) { Swift.min($0, $1) } }
    var floor = indicator.least.map { number($0) }
    if floor == nil, case .deduction = indicator.scoring { floor = .known(0) }
    if let floor { bounded = bounded.with(floor) { Swift.max($0, $1) } }
    if evaluator.isTraced, bounded != points {
      if let most = indicator.most { trace.append(line(.cap, most, title: "至多")) }
      if let least = indicator.least { trace.append(line(.cap, least, title: "至少")) }
    }
    return bounded.map(\.settled).finite(indicator.title + "的得分")
  }

  private func earned(by scoring: Scoring, _ trace: inout [TraceLine]) -> Known<Double> {
    if evaluator.isTraced { trace += lines(scoring) }
    switch scoring {
    case .points(let points): return number(points)
    case .deduction(let from, let loss): return number(from).with(number(loss)) { $0 - $1 }
    case .highest(let rules): return highest(rules)
    case .sum(let rules): return sum(rules)
    case .quota(let met, let points, let bonus): return quota(met, points, bonus)
    case .proRata(let achieved, let full, let points): return proRata(achieved, full, points)
    case .judges(let columns): return mean(columns)
    }
  }

  private func lines(_ scoring: Scoring) -> [TraceLine] {
    switch scoring {
    case .points(let points): [line(.points, points)]
    case .deduction(let from, let loss): [line(.points, from, title: "起始"), line(.points, loss, title: "扣分")]
    case .highest(let rules), .sum(let rules): rules.flatMap(lines)
    case .quota(let met, let points, let bonus):
      [line(.requirement, met, title: "达标"), line(.points, points)] + (bonus.map { [line(.points, $0, title: "加分")] } ?? [])
    case .proRata(let achieved, let full, let points):
      [line(.points, achieved, title: "完成"), line(.points, full, title: "应完成"), line(.points, points, title: "满分")]
    case .judges(let columns): columns.flatMap { [line(.points, $0.mark, title: $0.title), line(.weight, $0.weight, title: $0.title)] }
    }
  }

  private func lines(_ rule: PointRule) -> [TraceLine] {
    let condition = rule.condition.map { [line(.requirement, $0, title: rule.title)] } ?? []
    return condition + [line(.points, rule.points, title: rule.title)]
  }

  private func verdict(_ rule: PointRule) -> Verdict { rule.condition.map { verdict($0) } ?? .pass }

  /// The best that is known, unless something unknown might be better.
  private func highest(_ rules: [PointRule]) -> Known<Double> {
    var best = 0.0
    var open: [(points: Known<Double>, missing: Set<String>)] = []
    for rule in rules {
      let points = number(rule.points)
      switch (verdict(rule), points) {
      case (.fail, _): continue
      case (.pass, .known(let points)): best = Swift.max(best, points)
      case (.pass, .unknown(let names)): open.append((points, names))
      case (.unknown(let names), _): open.append((points, names.union(points.missing)))
      }
    }
    let better = open.filter { $0.points.value.map { $0 > best } ?? true }
    return better.isEmpty ? .known(best) : .unknown(better.reduce(into: []) { $0.formUnion($1.missing) })
  }

  private func sum(_ rules: [PointRule]) -> Known<Double> {
    rules.reduce(.known(0)) { sum, rule in
      switch verdict(rule) {
      case .fail: sum
      case .pass: sum.with(number(rule.points)) { $0 + $1 }
      case .unknown(let names): .unknown(sum.missing.union(names))
      }
    }
  }

  private func quota(_ met: Formula, _ points: Formula, _ bonus: Formula?) -> Known<Double> {
    switch verdict(met) {
    case .fail: return .known(0)
    case .unknown(let names): return .unknown(names)
    case .pass:
      guard let bonus else { return number(points) }
      return number(points).with(number(bonus)) { $0 + Swift.max(0, $1) }
    }
  }

  private func proRata(_ achieved: Formula, _ full: Formula, _ points: Formula) -> Known<Double> {
    let amount = number(full)
    if let amount = amount.value, amount <= 0 { return .unknown([full.source]) }
    return number(achieved).with(amount) { Swift.max(0, Swift.min(1, $0 / $1)) }.with(number(points)) { $0 * $1 }
  }

  private func mean(_ columns: [JudgeColumn]) -> Known<Double> {
    let weighted = columns.reduce(Known.known(0.0)) { sum, column in
      sum.with(number(column.mark).with(number(column.weight)) { $0 * $1 }) { $0 + $1 }
    }
    let weights = columns.reduce(Known.known(0.0)) { sum, column in sum.with(number(column.weight)) { $0 + $1 } }
    if let sum = weights.value, sum <= 0 { return .unknown(Set(columns.map(\.weight.source))) }
    return weighted.with(weights) { $0 / $1 }
  }
}
