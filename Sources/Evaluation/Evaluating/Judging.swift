import Rules
import YAMLReading

/// The judging of one subject: names get their values one after another.
struct Judging {
  let evaluator: Evaluator
  let values: [String: MeasuredValue]
  private(set) var bindings: Bindings
  /// For each name without a value: the names set from outside that it depends on.
  private var causes: [String: Set<String>] = [:]

  init(_ evaluator: Evaluator, values: [String: MeasuredValue], parameters: [String: Value]) {
    (self.evaluator, self.values) = (evaluator, values)
    bindings = evaluator.base
    for parameter in evaluator.scheme.parameters {
      if let value = parameters[parameter.name] { parameter.bind(value, in: &bindings) }
    }
  }

  var scheme: Scheme { evaluator.scheme }

  /// Gives a name its value.
  mutating func bind(_ name: String, _ value: Value) {
    bindings.values[name] = value
    bindings.unset.remove(name)
  }

  /// Leaves a name without a value, because others have none.
  mutating func leave(_ name: String, because missing: Set<String>) {
    bindings.values[name] = nil
    bindings.unset.insert(name)
    causes[name] = missing.isEmpty ? [name] : missing
  }

  /// Gives a name what is known of it.
  mutating func bind(_ name: String, _ value: Known<Value>) {
    switch value {
    case .known(let value): bind(name, value)
    case .unknown(let missing): leave(name, because: missing)
    }
  }

  /// What an expression gives: a value, or the unset names that it depends on and, if something went wrong, what.
  func answer(_ expression: Formula) -> (value: Known<Value>, problem: String?) {
    switch expression.evaluate(bindings) {
    case .value(.double(let number)) where !number.isFinite: (.unknown([expression.source]), "除数为 0")
    case .value(let value): (.known(value), nil)
    case .unknown(let names): (.unknown(Set(names.flatMap { causes[$0] ?? [$0] })), nil)
    case .error(let error): (.unknown([expression.source]), error.message)
    }
  }

  /// The number that an expression gives.
  func number(_ expression: Formula) -> Known<Double> {
    switch answer(expression).value {
    case .known(let value): value.number.map { .known($0.settled) } ?? .unknown([expression.source])
    case .unknown(let names): .unknown(names)
    }
  }

  /// Whether a condition holds.
  func verdict(_ expression: Formula) -> Verdict {
    switch answer(expression).value {
    case .known(.bool(let holds)): holds ? .pass : .fail
    case .known: .unknown([expression.source])
    case .unknown(let names): .unknown(names)
    }
  }

  /// The parameters that some expression reads.
  func parameterResults() -> [ParameterResult] {
    guard evaluator.isTraced else { return [] }
    return evaluator.readParameters.map { parameter in
      ParameterResult(
        name: parameter.name, title: parameter.title, cite: parameter.cite?.description,
        value: bindings[parameter.boundName].flatMap(ShownValue.init))
    }
  }

  /// The trace of an expression under the present values.
  func line(_ kind: TraceLine.Kind, _ expression: Formula, title: String? = nil) -> TraceLine {
    let (value, problem) = answer(expression)
    return TraceLine(
      kind: kind, title: title, expression: expression.source, value: value.map { ShownValue($0) ?? .text("—") },
      decision: TraceStep(expression.explain(bindings, titles: evaluator.glossary.titles)),
      names: expression.variables.map(named), problem: problem)
  }

  func named(_ name: String) -> NamedValue {
    NamedValue(name: name, title: evaluator.glossary.title(name), value: bindings[name].flatMap(ShownValue.init))
  }
}
