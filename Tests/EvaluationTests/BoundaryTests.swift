import Rules
import Testing

@testable import Evaluation

/// The numbers of the policies, each with what lies on either side of it.
struct BoundaryTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let cite: String
    let parameters: String
    let requirement: String
    let values: [String: Double]
    let verdict: Verdict

    init(_ cite: String, _ parameters: String, _ requirement: String, _ values: [String: Double], _ verdict: Verdict) {
      (self.cite, self.parameters, self.requirement, self.values, self.verdict) = (cite, parameters, requirement, values, verdict)
    }

    var testDescription: String { "\(cite) \(requirement) \(values.sorted { $0.key < $1.key }) → \(verdict.title)" }
  }

  static let cases: [Case] = [
    Case("S0-2", "n: { type: number }", "a >= parameters.n", ["a": 100], .unknown(["parameters.n"])),
    Case("S0-5", "n: { type: number, default: 1 }", "a >= parameters.n", ["a": 1], .pass),
    Case("S0-5", "n: { type: number, default: 1 }", "a >= parameters.n", ["a": 0], .fail),
    Case("S0-13", "age: { type: number, default: 35 }", "a <= parameters.age", ["a": 35], .pass),
    Case("S0-13", "age: { type: number, default: 35 }", "a <= parameters.age", ["a": 36], .fail),
    Case("S0-14", "n: { type: number, default: 100 }", "a == parameters.n", ["a": 100], .pass),
    Case("S0-14", "n: { type: number, default: 100 }", "a == parameters.n", ["a": 101], .fail),
    Case("S0-22", "part: { type: number, default: 5% }", "ratio(a, b) >= parameters.part", ["a": 50_000, "b": 1_000_000], .pass),
    Case("S0-22", "part: { type: number, default: 5% }", "ratio(a, b) >= parameters.part", ["a": 49_999.99, "b": 1_000_000], .fail),
    Case("S0-22", "part: { type: number, default: 5% }", "a >= b * parameters.part", ["a": 0.15, "b": 3], .pass),
    Case(
      "S1-8", "low: { type: number, default: 8 }, high: { type: number, default: 12 }", "a >= parameters.low && a <= parameters.high",
      ["a": 8], .pass),
    Case(
      "S1-8", "low: { type: number, default: 8 }, high: { type: number, default: 12 }", "a >= parameters.low && a <= parameters.high",
      ["a": 12], .pass),
    Case(
      "S1-8", "low: { type: number, default: 8 }, high: { type: number, default: 12 }", "a >= parameters.low && a <= parameters.high",
      ["a": 7], .fail),
    Case(
      "S1-8", "low: { type: number, default: 8 }, high: { type: number, default: 12 }", "a >= parameters.low && a <= parameters.high",
      ["a": 13], .fail),
    Case("S1-24", "n: { type: number, default: 100% }", "ratio(a, b) >= parameters.n", ["a": 299, "b": 300], .fail),
    Case("S1-24", "n: { type: number, default: 100% }", "ratio(a, b) >= parameters.n", ["a": 300, "b": 300], .pass),
    Case("S2-17", "part: { type: number, default: 2/3 }", "ratio(a, b) >= parameters.part", ["a": 4_000, "b": 6_000], .pass),
    Case("S2-17", "part: { type: number, default: 2/3 }", "ratio(a, b) >= parameters.part", ["a": 3_999.99, "b": 6_000], .fail),
    Case("S2-17", "part: { type: number, default: 2/3 }", "a >= b * parameters.part", ["a": 200, "b": 300], .pass),
    Case("S3-11", "n: { type: number, default: 0 }", "a <= parameters.n", ["a": 0], .pass),
    Case("S3-11", "n: { type: number, default: 0 }", "a <= parameters.n", ["a": 1], .fail),
    Case("S4-17", "n: { type: number, default: 1 }", "a >= parameters.n || b >= parameters.n", ["a": 0, "b": 1], .pass),
    Case("S4-17", "n: { type: number, default: 1 }", "a >= parameters.n || b >= parameters.n", ["a": 0, "b": 0], .fail),
    Case("S4-17", "n: { type: number, default: 1 }", "a >= parameters.n || b >= parameters.n", ["a": 1], .pass),
    Case("S4-20", "n: { type: number, default: 1 }", "a == parameters.n && b >= parameters.n", ["a": 2, "b": 1], .fail),
    Case("S4-21", "n: { type: number, default: 2 }", "a >= parameters.n", ["a": 1], .fail),
    Case("S4-21", "n: { type: number, default: 2 }", "a >= parameters.n", ["a": 2], .pass),
    Case("S4-36", "n: { type: number, default: 260 }", "a >= parameters.n", ["a": 260], .pass),
    Case("S4-36", "n: { type: number, default: 260 }", "a >= parameters.n", ["a": 259.5], .fail),
    Case("S4-36", "n: { type: number, default: 130 }", "a >= parameters.n", ["a": 129.9], .fail),
    Case(
      "S4-37", "part: { type: number, default: 20% }, off: { type: number, default: 2% }",
      "ratio(a, b) >= parameters.part - parameters.off", ["a": 18, "b": 100], .pass),
    Case(
      "S4-37", "part: { type: number, default: 20% }, off: { type: number, default: 2% }",
      "ratio(a, b) >= parameters.part - parameters.off", ["a": 17.9, "b": 100], .fail),
    Case("S4-41", "part: { type: number, default: 1/3 }", "ratio(a, b) < parameters.part", ["a": 12, "b": 36], .fail),
    Case("S4-41", "part: { type: number, default: 1/3 }", "ratio(a, b) < parameters.part", ["a": 11, "b": 36], .pass),
    Case(
      "S4-41", "part: { type: number, default: 1/3 }", "ratio(a, b) < parameters.part", ["a": 0, "b": 0],
      .unknown(["ratio(a, b) < parameters.part"])),
    Case("S4-44", "n: { type: number, default: 3 }", "a >= parameters.n", ["a": 2], .fail),
  ]

  func judge(_ test: Case, requirement: String, measures: String = "") throws -> Verdict {
    try scheme(
      """
      parameters: { \(test.parameters) }
      measures:
        a: { from: tasks }
        b: { from: tasks }
      \(measures)
      indicators:
        x: { title: 一, require: '\(requirement)', cite: \(test.cite) }
      """
    ).judge(test.values).verdict
  }

  @Test(arguments: cases)
  func `Each number holds on its own side`(test: Case) throws {
    #expect(try judge(test, requirement: test.requirement) == test.verdict)
  }

  @Test(arguments: cases.filter { $0.requirement.hasPrefix("ratio(a, b)") && $0.values["b"] != 0 })
  func `A share that is a measure of its own meets the same boundary`(test: Case) throws {
    let named = test.requirement.replacing("ratio(a, b)", with: "rate")
    #expect(try judge(test, requirement: named, measures: "  rate: { value: 'ratio(a, b)' }") == test.verdict)
  }

  @Test(
    arguments: [(0.1 + 0.2, 0.3), (1.0 / 3, 1.0 / 3), (2.0 / 3, 2.0 / 3), (17.999999, 17.999999), (1e300, 1e300), (-0.1 - 0.2, -0.3)]
      as [(Double, Double)])
  func `Noise is removed and nothing else`(number: Double, settled: Double) {
    #expect(number.settled == settled)
  }

  @Test(
    arguments: [(1.0, "1"), (0.1 + 0.2, "0.3"), (2.0 / 3, "0.666667"), (-2, "-2"), (1e20, "1e+20"), (0.999_999_999_9, "1")]
      as [(Double, String)])
  func `Numbers are shown as people write them`(number: Double, text: String) {
    #expect(number.shown == text)
  }
}
