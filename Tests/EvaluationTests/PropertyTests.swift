import AcademicCalendar
import Rules
import Testing
import YAMLReading

@testable import Evaluation

/// A small generator with a seed, so that a failure can be run again.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct PropertyTests {
  static let everything = """
    parameters:
      least: { type: number, cite: S4-14 }
      rate: { type: number, cite: S4-17 }
      weight: { type: number, cite: S2-4 }
    measures:
      a: { from: tasks }
      b: { from: tasks }
      c: { from: outcomes }
      sum: { title: 合, value: a + b }
    indicators:
      x: { title: 一, require: a >= parameters.least || c >= 2, points: a * 2, most: 6, cite: S4-14 }
      y: { title: 二, when: b >= 1, require: sum >= 3, highest: [{ if: c >= 2, points: 5 }, { if: c >= 1, points: parameters.rate }], cite: S4-17 }
      z: { title: 三, deduct: b * parameters.rate, from: 4, weight: parameters.weight, cite: S4-41 }
      w: { title: 四, quota: { met: a >= 2 && b <= 2, points: 3, bonus: a - 2 }, cite: S4-18 }
    total: { pass: 'passed.x && (passed.y || score >= 9)' }
    grades:
      - { title: 优秀, if: score >= 12 }
      - { title: 合格, if: outcome == 'pass' }
      - { title: 不合格 }
    consequences:
      list: { title: 名单, if: grade == '优秀' || a >= 3, do: { list: 名单 }, cite: S4-27 }
    """

  static let names = ["a", "b", "c", "least", "rate", "weight"]

  func judge(_ scheme: Scheme, _ values: [String: Double]) -> EvaluationResult {
    let measures = values.filter { $0.key.count == 1 }
    let parameters = values.filter { $0.key.count > 1 }.mapValues { Value.double($0) }
    return scheme.judge(measures, parameters: parameters)
  }

  /// What was decided while something was unset must stay so, whatever it is set to.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `What is decided while something is unset stays decided`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let scheme = try scheme(Self.everything)
    for _ in 0..<50 {
      let full = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, Double(Int.random(in: 0...3, using: &dice))) })
      let hidden = Set(Self.names.filter { _ in Bool.random(using: &dice) })
      let partial = judge(scheme, full.filter { !hidden.contains($0.key) })
      for _ in 0..<4 {
        var world = full
        for name in hidden { world[name] = Double(Int.random(in: 0...3, using: &dice)) }
        let whole = judge(scheme, world)
        if partial.verdict.missing.isEmpty { #expect(partial.verdict == whole.verdict, "seed \(seed), \(world), \(hidden)") }
        if let score = partial.score, score.value != nil { #expect(score == whole.score, "seed \(seed), \(world), \(hidden)") }
        if let grade = partial.grade, grade.value != nil { #expect(grade == whole.grade, "seed \(seed), \(world), \(hidden)") }
        for (before, after) in zip(partial.indicators, whole.indicators) {
          if let points = before.points?.value {
            #expect(points == (after.points?.value ?? 0), "seed \(seed), \(before.name), \(world), \(hidden)")
          }
          if before.verdict == .fail { #expect(after.verdict == .fail, "seed \(seed), \(before.name), \(world), \(hidden)") }
        }
        for consequence in partial.consequences where consequence.verdict == .pass {
          #expect(whole.consequences.contains { $0.name == consequence.name && $0.verdict == .pass }, "seed \(seed), \(world), \(hidden)")
        }
        #expect(partial.verdict.missing.isSubset(of: Set(hidden.map { $0.count > 1 ? "parameters." + $0 : $0 })), "seed \(seed)")
      }
    }
  }

  @Test(arguments: [7, 8] as [UInt64])
  func `A damaged file is refused or read, never a crash`(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let texts = [
      try shipped("studio-semester/scheme.yaml"), "scheme: s\nversion: 1\ntitle: 样\nsubject: person\nperiod: semester\n" + Self.everything,
    ]
    let noise: [Character] = ["{", "}", "[", "]", ":", "'", "\"", "(", ")", "/", "0", "9", "\n", " ", "-", "中", "&", "|", ".", "\t", "#"]
    for turn in 0..<120 {
      var characters = Array(texts[turn % 2])
      for _ in 0...Int.random(in: 0...3, using: &dice) {
        let place = Int.random(in: 0..<characters.count, using: &dice)
        switch Int.random(in: 0...2, using: &dice) {
        case 0: characters[place] = noise.randomElement(using: &dice) ?? " "
        case 1: characters.remove(at: place)
        default: characters.removeSubrange(place..<min(characters.count, place + Int.random(in: 1...40, using: &dice)))
        }
      }
      let found = findings(String(characters))
      #expect(found.allSatisfy { !$0.hasSuffix(" ") })
    }
  }

  @Test func `The example of the documentation is a scheme`() throws {
    let page = try source("Evaluation/Documentation.docc/SchemeLanguage.md")
    let example = try #require(page.split(separator: "```yaml\n").dropFirst().first?.split(separator: "\n```").first)
    let (scheme, warnings) = try SchemeReader.readWithWarnings(String(example), file: "SchemeLanguage.md")
    #expect(warnings.map(\.message) == ["参数「age」没有被任何表达式用到"])
    #expect(scheme.queries.count == 5)
  }
}
