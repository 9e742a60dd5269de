import AcademicCalendar
import Rules
import Testing

@testable import Evaluation

struct ScoringTests {
  /// The points of one indicator over the measures a, b and c.
  func points(_ indicator: String, _ numbers: [String: Double], parameters: String = "{}") throws -> Known<Double>? {
    let scheme = try scheme(
      """
      parameters: \(parameters)
      measures:
        a: { from: tasks }
        b: { from: tasks }
        c: { from: tasks }
      indicators:
        line: { title: 一项, cite: S2-19, \(indicator) }
      total: { pass: 'true' }
      """)
    return scheme.judge(numbers).indicators[0].points
  }

  @Test(arguments: [(0, 0), (4, 8), (5, 10), (6, 10)])
  func `Points pile up to their cap`(count: Double, expected: Double) throws {
    #expect(try points("points: a * 2.0, most: 10", ["a": count]) == .known(expected))
  }

  @Test(arguments: [(0, 10), (4, 2), (5, 0), (6, 0)])
  func `Deductions stop at zero`(count: Double, expected: Double) throws {
    #expect(try points("deduct: a * 2.0, from: 10", ["a": count]) == .known(expected))
  }

  @Test func `A deduction may go below zero where the scheme says so`() throws {
    #expect(try points("deduct: a * 2.0, from: 10, least: -5", ["a": 7]) == .known(-4))
    #expect(try points("deduct: a * 2.0, from: 10, least: -5", ["a": 9]) == .known(-5))
  }

  @Test(arguments: [(1, 1, 10), (0, 1, 6), (0, 0, 0)])
  func `Only the highest award counts`(national: Double, city: Double, expected: Double) throws {
    let rule = "highest: [{ title: 国家级, if: a >= 1, points: 10 }, { title: 市级, if: b >= 1, points: 6 }]"
    #expect(try points(rule, ["a": national, "b": city]) == .known(expected))
  }

  @Test func `An unknown award matters only if it might be higher`() throws {
    let rule = "highest: [{ title: 国家级, if: a >= 1, points: 10 }, { title: 市级, if: b >= 1, points: 6 }]"
    #expect(try points(rule, ["a": 1]) == .known(10))
    #expect(try points(rule, ["b": 1]) == .unknown(["a"]))
  }

  @Test func `Levels add up where the scheme says sum`() throws {
    let rule = "sum: [{ title: 国家级, if: a >= 1, points: 10 }, { title: 市级, points: b * 3.0 }], most: 15"
    #expect(try points(rule, ["a": 1, "b": 1]) == .known(13))
    #expect(try points(rule, ["a": 1, "b": 2]) == .known(15))
    #expect(try points(rule, ["a": 0, "b": 2]) == .known(6))
    #expect(try points(rule, ["a": 0]) == .unknown(["b"]))
  }

  @Test(arguments: [(3, 0), (4, 10), (5, 12), (9, 15)])
  func `A quota earns all or nothing, and a bonus beyond`(count: Double, expected: Double) throws {
    #expect(try points("quota: { met: a >= 4, points: 10, bonus: (a - 4.0) * 2.0 }, most: 15", ["a": count]) == .known(expected))
  }

  @Test(arguments: [(0, 0), (18, 5), (27, 7.5), (36, 10), (50, 10)])
  func `Pro rata stops at the full amount`(hours: Double, expected: Double) throws {
    #expect(try points("pro-rata: { achieved: a, full: 36, points: 10 }", ["a": hours]) == .known(expected))
  }

  @Test func `Nothing can be a share of nothing`() throws {
    #expect(try points("pro-rata: { achieved: a, full: b, points: 10 }", ["a": 1, "b": 0]) == .unknown(["b"]))
  }

  @Test func `Judges are averaged by their weights, and a missing one leaves it open`() throws {
    let rule = """
      judges: { 自评: { mark: a, weight: parameters.own }, 站评: { mark: b, weight: 0.3 }, 市评: { mark: c, weight: 0.5 } }
      """
    let parameters = "{ own: { type: number, default: 0.2 } }"
    #expect(try points(rule, ["a": 100, "b": 90, "c": 80], parameters: parameters) == .known(87))
    #expect(try points(rule, ["a": 100, "b": 90], parameters: parameters) == .unknown(["c"]))
    #expect(try points(rule, ["a": 1, "b": 1, "c": 1], parameters: "{ own: { type: number } }") == .unknown(["parameters.own"]))
  }

  static let weighted = """
    parameters:
      review: { type: number, by-year: { 2023: 40%, 2024: 60% }, title: 综合评议权重, cite: S2-4 }
      good: { type: number, default: 85, cite: S2-5 }
    measures:
      review: { title: 综合评议, from: marks, where: { item: 综合评议 }, aggregate: mean, field: score }
      site: { title: 现场评估, from: marks, where: { item: 现场评估 }, aggregate: mean, field: score }
    indicators:
      review: { title: 综合评议, points: review, weight: parameters.review, cite: S2-4 }
      site: { title: 现场评估, points: site, weight: 1.0 - parameters.review, cite: S2-4 }
    total: { pass: score >= 60 }
    grades:
      - { title: 优秀, if: score >= 90 }
      - { title: 良好, if: score >= parameters.good }
      - { title: 合格, if: outcome == 'pass' }
      - { title: 不合格 }
    """

  @Test(arguments: [
    (90.0, 90.0, 90.0, "优秀"), (89.9, 90, 89.94, "良好"), (85, 85, 85, "良好"), (85, 84.9, 84.96, "合格"), (60, 60, 60, "合格"),
    (60, 59.9, 59.96, "不合格"),
  ])
  func `Weights of the year make the score, and the score the grade`(review: Double, site: Double, score: Double, grade: String) throws {
    let result = try scheme(Self.weighted, subject: "school").judge(["review": review, "site": site])
    #expect(result.score == .known(score))
    #expect(result.grade == .known(grade))
  }

  @Test func `Another year has other weights, and a year without weights no score`() throws {
    let scheme = try scheme(Self.weighted, subject: "school")
    func judge(_ year: String) throws -> EvaluationResult {
      scheme.judge(["review": 100, "site": 50], period: try #require(scheme.period.period(named: year)))
    }
    #expect(try judge("2023").score == .known(70))
    #expect(try judge("2024").score == .known(80))
    let unset = try judge("2025")
    #expect(unset.score == .unknown(["parameters.review"]))
    #expect(unset.verdict == .unknown(["parameters.review"]))
    #expect(unset.grade == .unknown(["parameters.review"]))
  }

  @Test func `What has no weight may be missing`() throws {
    let scheme = try scheme(Self.weighted, subject: "school")
    #expect(scheme.judge(["review": 88], parameters: ["review": 1]).score == .known(88))
    #expect(scheme.judge(["review": 88], parameters: ["review": 0.9]).score == .unknown(["site"]))
  }

  @Test func `Tenths add up to the boundary that people see`() throws {
    let scheme = try scheme(
      """
      measures: { a: { from: tasks } }
      indicators:
        x: { title: 一, points: a * 0.1, cite: S2-19 }
        y: { title: 二, points: a * 0.2, cite: S2-19 }
      total: { pass: score >= 0.3 }
      """)
    #expect(scheme.judge(["a": 1]).verdict == .pass)
  }
}
