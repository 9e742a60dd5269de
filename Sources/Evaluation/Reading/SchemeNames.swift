import Rules
import YAMLReading

/// What expressions may name at some place in a scheme.
struct SchemeNames {
  /// Names that no measure may take.
  static let reserved: Set<String> = ["parameters", "period", "points", "passed", "score", "grade", "outcome"]

  let parameters: [String]
  private(set) var variables: [String: ValueType]

  init(parameters: [SchemeParameter]) {
    self.parameters = parameters.map(\.name)
    variables = ["period.start": .day, "period.end": .day, "period.year": .double]
    for parameter in parameters { variables["parameters." + parameter.name.ruleName] = parameter.kind.type }
  }

  mutating func add(_ measure: Measure) { variables[measure.name.ruleName] = measure.type }

  mutating func add(_ indicators: [Indicator]) {
    for indicator in indicators {
      if indicator.requirement != nil { variables["passed." + indicator.name.ruleName] = .bool }
      if indicator.scoring != nil { variables["points." + indicator.name.ruleName] = .double }
    }
  }

  /// The same names and more.
  func adding(_ more: [String: ValueType]) -> SchemeNames {
    var names = self
    names.variables.merge(more) { $1 }
    return names
  }

  func reader(_ reading: Reading) -> RuleReader {
    RuleReader(
      reading: reading, environment: Environment(variables: variables, functions: SchemeFunctions.all),
      parameters: parameters.map(\.ruleName))
  }
}
