import Rules
import YAMLReading

extension Judging {
  /// Gives every measure its value.
  mutating func measures() -> [MeasureResult] {
    var results: [MeasureResult] = []
    for measure in scheme.measures {
      let found = values[measure.name]
      let value = value(of: measure, found)
      bind(measure.name.ruleName, value)
      guard evaluator.isTraced else { continue }
      results.append(
        MeasureResult(
          name: measure.name, title: measure.title, unit: measure.unit, cite: measure.cite?.description,
          value: value.map { ShownValue($0) ?? .text("—") }, records: found?.records ?? []))
    }
    return results
  }

  private func value(of measure: Measure, _ found: MeasuredValue?) -> Known<Value> {
    switch measure.definition {
    case .derived(let expression):
      let value = answer(expression).value
      return measure.type == .double ? value.map { $0.number.map { .double($0.settled) } ?? $0 } : value
    case .query(let query):
      guard let found else { return .unknown([measure.name.ruleName]) }
      if case .streak(let condition, let within) = query.aggregate, case .history(let entries) = found.content {
        return streak(query, entries, condition, within: within, current: nil).map { .double(Double($0)) }
      }
      guard let value = found.plain, value.type == measure.type else { return .unknown([measure.name.ruleName]) }
      // A sum of what was recorded may be more than a number can be.
      if case .double(let number) = value, !number.isFinite { return Known.known(number).finite(measure.title).map { .double($0) } }
      return .known(value)
    }
  }

  /// Lets the streaks of this very scheme run through the result that was just found.
  mutating func extendStreaks(with current: HistoryEntry) {
    for measure in scheme.measures {
      guard case .query(let query) = measure.definition, isOwnHistory(query), case .streak(let condition, let within) = query.aggregate,
        case .history(let entries)? = values[measure.name]?.content
      else { continue }
      bind(measure.name.ruleName, streak(query, entries, condition, within: within, current: current).map { .double(Double($0)) })
    }
  }

  /// Whether a query is about earlier results of this scheme for the same subject.
  private func isOwnHistory(_ query: MeasureQuery) -> Bool { query.filters[.scheme] == [scheme.id] && query.scope == .subject }

  private func streak(
    _ query: MeasureQuery, _ entries: [HistoryEntry], _ condition: HistoryCondition, within: Int, current: HistoryEntry?
  ) -> Known<Int> {
    let history = Dictionary(entries.map { ($0.period, $0) }, uniquingKeysWith: { $1 })
    let rule = query.window ?? scheme.period
    var period: EvaluationPeriod?
    if isOwnHistory(query) {
      period = rule.previous(evaluator.period, semesters: evaluator.semesters)
    } else {
      period = rule.period(containing: evaluator.period.end, semesters: evaluator.semesters)
      if let newest = period, history[newest.key] == nil { period = rule.previous(newest, semesters: evaluator.semesters) }
    }
    var run: [HistoryEntry] = current.map { [$0] } ?? []
    while run.count < within, let key = period?.key, let entry = history[key] {
      run.append(entry)
      period = period.flatMap { rule.previous($0, semesters: evaluator.semesters) }
    }
    return Streak.length(of: run, condition)
  }
}

/// Counts periods in a row.
enum Streak {
  /// How many entries from the first on meet the condition.
  /// - Parameter entries: the newest first, without a gap.
  static func length(of entries: [HistoryEntry], _ condition: HistoryCondition) -> Known<Int> {
    var length = 0
    for entry in entries {
      switch condition.verdict(of: entry) {
      case .pass: length += 1
      case .fail: return .known(length)
      case .unknown(let names): return .unknown(names.isEmpty ? ["\(entry.period) 的结果"] : names)
      }
    }
    return .known(length)
  }
}

extension HistoryCondition {
  /// Whether a period's result meets it.
  func verdict(of entry: HistoryEntry) -> Verdict {
    switch self {
    case .pass: return entry.verdict
    case .grade(let grades):
      if let grade = entry.grade { return grades.contains(grade) ? .pass : .fail }
      if case .unknown = entry.verdict { return entry.verdict }
      return .fail
    }
  }
}
