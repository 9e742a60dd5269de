import AcademicCalendar
import Foundation
import Rules
import Testing

/// Runs generated and mutated expressions; `RULES_FUZZ=1000000` runs as many, `RULES_SEED` chooses others.
@Suite struct GeneratedExpressionTests {
  private let values: [String: Value] = [
    "x": 1, "n": .null, "s": "示范课 text", "l": [1, 2, "a"], "m": ["a": 1, "b": [1]], "p": [:],
    "d": .day(Day(2014, 2, 28) ?? .earliest), "t": .timestamp(Timestamp("2014-02-28T08:00:00Z") ?? Timestamp(seconds: 0)!),
  ]

  private func count(_ name: String, _ standard: Int) -> Int { ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? standard }

  @Test func `no expression crashes, hangs or contradicts itself`() {
    let seed = UInt64(count("RULES_SEED", 20_140_228))
    var generator = ExpressionGenerator(seed: seed)
    let bindings = Bindings(values, unset: ["u", "p.q"])
    let environment = Environment(variables: Dictionary(uniqueKeysWithValues: (values.keys + ["u"]).map { ($0, ValueType.dyn) }))
    for _ in 0..<count("RULES_FUZZ", 3_000) {
      let source = generator.next()
      guard let unchecked = try? Expression(source, in: environment, checked: false) else { continue }
      let outcome = unchecked.evaluate(bindings, budget: 100_000)
      guard let expression = try? Expression(source, in: environment) else { continue }
      let again = expression.evaluate(bindings, budget: 100_000)
      #expect(again == outcome, "checked and unchecked differ: \(source), seed \(seed)")
      if let value = again.value {
        #expect(expression.type.admits(value), "\(source) is \(value.plainText), deduced \(expression.type), seed \(seed)")
        if let json = value.json { #expect((try? Value(json: json)) == value, "\(source): \(json) does not read back") }
      }
    }
  }

  @Test func `an explanation agrees with the evaluation`() {
    let seed = UInt64(count("RULES_SEED", 20_140_228))
    var generator = ExpressionGenerator(seed: seed &+ 1)
    let bindings = Bindings(values, unset: ["u", "p.q"])
    let environment = Environment(variables: Dictionary(uniqueKeysWithValues: (values.keys + ["u"]).map { ($0, ValueType.dyn) }))
    for _ in 0..<count("RULES_FUZZ", 3_000) / 10 {
      let source = generator.next()
      guard let expression = try? Expression(source, in: environment), case .value(let value) = expression.evaluate(bindings) else {
        continue
      }
      let explanation = expression.explain(bindings)
      #expect(explanation.outcome == .value(value), "\(source): \(explanation.outline), seed \(seed)")
    }
  }
}

extension ValueType {
  /// Whether a value may have been deduced to have this type.
  fileprivate func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.dyn, _): true
    case (.nullable(let inner), _): value == .null || inner.admits(value)
    case (.list(let element), .list(let elements)): elements.allSatisfy(element.admits)
    case (.map(let key, let element), .map(let map)): map.keys.allSatisfy(key.admits) && map.values.allSatisfy(element.admits)
    case (.optional(let inner), .optional(let optional)): optional.value.map(inner.admits) ?? true
    // Null may stand for these by the rules of assignment.
    case (.timestamp, .null), (.duration, .null), (.day, .null), (.days, .null), (.optional, .null): true
    default: name == value.type.name
    }
  }
}
