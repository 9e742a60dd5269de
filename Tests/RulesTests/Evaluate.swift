import AcademicCalendar
import Rules

/// Evaluates a source text with values whose types are left to run time.
func evaluate(
  _ source: String, _ values: [String: Value] = [:], unset: Set<String> = [], calendar: (any DayProvider)? = nil, checked: Bool = true
) throws -> Outcome {
  let names = Array(values.keys) + unset.filter { !$0.contains(".") }
  let environment = Environment(variables: Dictionary(uniqueKeysWithValues: names.map { ($0, ValueType.dyn) }))
  return try Expression(source, in: environment, checked: checked).evaluate(Bindings(values, unset: unset, calendar: calendar))
}

/// The result in one line: tagged JSON, `unknown: a, b`, `error: reason`, or `rejected` when the expression is wrong.
func shown(_ source: String, _ values: [String: Value] = [:], unset: Set<String> = [], checked: Bool = true) -> String {
  do {
    switch try evaluate(source, values, unset: unset, checked: checked) {
    case .value(let value): return value.json ?? "too large"
    case .unknown(let names): return "unknown: " + names.sorted().joined(separator: ", ")
    case .error(let error): return "error: \(error.reason.rawValue)"
    }
  } catch { return "rejected" }
}
