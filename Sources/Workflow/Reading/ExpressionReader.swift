import AcademicCalendar
import Rules
import YAMLReading

/// What an expression at some place in a workflow may name (DESIGN.md section 4, the conditions).
enum ExpressionScope {
  /// On entering a state.
  case state
  /// For one period of a duty.
  case period
  /// When a child run has ended.
  case children
  /// When an event arrives.
  case guardCondition

  var environment: Environment {
    var variables: [String: ValueType] = [
      "parameters": .map(.string, .dyn), "subject": .map(.string, .dyn), "semester": .dyn, "phase": .map(.string, .day), "today": .day,
      "roster": .map(.string, .list(.dyn)),
    ]
    switch self {
    case .state: break
    case .period: variables["period"] = .map(.string, .dyn)
    case .children:
      variables["children"] = .map(.string, .int)
      for name in Self.counts { variables[name] = .dyn }
    case .guardCondition:
      variables["children"] = .map(.string, .int)
      variables["tasks"] = .map(.string, .map(.string, .int))
      variables["event"] = .dyn
    }
    return Environment(variables: variables)
  }

  /// What a fan-out's `until` may name without `children.` before it.
  static let counts = ["total", "settled", "accepted", "failed"]

  /// What the expressions of a lowered chart may name: those of guards, and the windows of all states.
  static var machine: Environment {
    var environment = guardCondition.environment
    environment.variables["phases"] = .map(.string, .map(.string, .day))
    return environment
  }

  func reader(_ reading: Reading, _ parameters: [Parameter]) -> ExpressionReader {
    ExpressionReader(reading: reading, environment: environment, parameters: parameters.map(\.name))
  }
}

extension ExpressionReader {
  /// A task's own `window`, which is short for `opens` and `due`.
  func window(_ fields: Fields) -> (opens: DateRule?, due: DateRule?) {
    guard let node = fields.node("window"), let inner = reading.fields(node, "\(fields.what)的 window") else { return (nil, nil) }
    defer { inner.finish() }
    for key in ["opens", "due"] where fields.keys.contains(key) {
      reading.report(at: fields.node(key), "\(fields.what)已有 window, 不必再写 \(key)")
    }
    return (date(inner, "from"), date(inner, "through"))
  }

  /// A date rule: an ISO day, a month-day, or an expression that gives a day.
  func date(_ fields: Fields, _ key: String) -> DateRule? {
    guard let node = fields.node(key), let text = reading.text(node, "\(fields.what)的 \(key)") else { return nil }
    if text.wholeMatch(of: /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/) != nil {
      if let day = Day(text) { return .day(day) }
      reading.report(at: node, "没有「\(text)」这一天 (写法如 2014-02-28)")
      return nil
    }
    if let match = text.wholeMatch(of: /([0-9]{2})-([0-9]{2})/), let month = Int(match.1), let day = Int(match.2) {
      if Day(2000, month, day) != nil { return .monthDay(month: month, day: day) }
      reading.report(at: node, "没有「\(text)」这一天 (写法如 12-20)")
      return nil
    }
    return compile(text, at: node, [.day, .dyn]).map(DateRule.expression)
  }
}
