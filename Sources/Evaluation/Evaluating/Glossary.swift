import Rules

/// What the names of a scheme's expressions are called, and which measures stand behind them.
struct Glossary: Sendable {
  private(set) var titles: [String: String] = [
    "score": "总分", "grade": "等次", "outcome": "结果", "period.start": "起始日", "period.end": "截止日", "period.year": "年度",
  ]
  /// For each measure, as expressions write it: itself and those that it is computed from, by identifier.
  private(set) var measures: [String: [String]] = [:]

  init(_ scheme: Scheme) {
    for parameter in scheme.parameters { titles["parameters." + parameter.name.ruleName] = parameter.title }
    for measure in scheme.measures {
      titles[measure.name.ruleName] = measure.title
      guard case .derived(let expression) = measure.definition else {
        measures[measure.name.ruleName] = [measure.name]
        continue
      }
      measures[measure.name.ruleName] = [measure.name] + read(by: [expression])
    }
    for indicator in scheme.indicators {
      titles["passed." + indicator.name.ruleName] = indicator.title
      titles["points." + indicator.name.ruleName] = indicator.title
    }
  }

  func title(_ name: String) -> String { titles[name] ?? name }

  /// The measures that expressions read, each once, in the order in which they are read.
  func read(by expressions: [Formula]) -> [String] {
    var names: [String] = []
    for name in expressions.flatMap(\.variables).flatMap({ measures[$0] ?? [] }) where !names.contains(name) { names.append(name) }
    return names
  }
}
