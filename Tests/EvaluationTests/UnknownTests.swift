import Foundation
import Rules
import Testing

@testable import Evaluation

struct UnknownTests {
  static let degrees = """
    parameters:
      share: { type: number, title: 本科学历比例, cite: S2-14 }
    measures:
      holders: { title: 本科及以上, from: people, of: members }
      teachers: { title: 教师, from: people, of: members }
      rate: { title: 比例, value: 'ratio(holders, teachers)' }
    indicators:
      rate: { title: 本科学历, require: rate >= parameters.share, cite: S2-14 }
    """

  @Test func `A number that the policy leaves blank is never passed and never failed`() throws {
    let scheme = try scheme(Self.degrees, subject: "school")
    for holders in [0.0, 50, 100] {
      let result = scheme.judge(["holders": holders, "teachers": 100])
      #expect(result.verdict == .unknown(["parameters.share"]))
      #expect(result.summary == "未设定")
    }
    #expect(scheme.judge(["holders": 80, "teachers": 100], parameters: ["share": 0.8]).verdict == .pass)
    #expect(scheme.judge(["holders": 79, "teachers": 100], parameters: ["share": 0.8]).verdict == .fail)
  }

  @Test func `What grows beyond all numbers is unknown and says so`() throws {
    let huge = try scheme(
      """
      measures:
        a: { from: tasks }
      indicators:
        x: { title: 甲, cite: S1-3 六, points: '1e308', weight: '1e10' }
        y: { title: 乙, cite: S1-3 六, quota: { met: a >= 0, points: '1e308', bonus: '1e308' } }
      total: { pass: score >= 0 }
      """)
    let result = huge.judge(["a": 1])
    let reasons: Set = ["乙的得分 (超出了数的范围)"]
    #expect(result.verdict == .unknown(reasons) && result.score == .unknown(reasons))
    #expect(try JSONDecoder().decode(EvaluationResult.self, from: JSONEncoder().encode(result)) == result)
    let alone = try scheme(
      """
      measures:
        a: { from: tasks }
      indicators:
        x: { title: 甲, cite: S1-3 六, points: '1e308', weight: '1e10' }
      total: { pass: score >= 0 }
      """)
    #expect(alone.judge(["a": 1]).verdict == .unknown(["总分 (超出了数的范围)"]))
    #expect(try scheme(Self.degrees, subject: "school").judge(["holders": .infinity, "teachers": 1]).measures.first?.value.value == nil)
  }

  static let funds = """
    parameters:
      public: { type: number, title: 公用经费比例, cite: S2-18 }
      wages: { type: number, title: 工资总额比例, cite: S2-18 }
    measures:
      spent: { title: 培训支出, from: money, where: { kind: 培训 }, aggregate: sum, field: amount }
      public: { title: 公用经费, from: money, where: { kind: 公用经费 }, aggregate: sum, field: amount }
      wages: { title: 工资总额, from: money, where: { kind: 工资 }, aggregate: sum, field: amount }
    indicators:
      funds: { title: 培训经费, require: 'ratio(spent, public) >= parameters.public || ratio(spent, wages) >= parameters.wages', cite: S2-18 }
    """

  @Test(
    arguments: [
      (5, 0.05, nil, .pass), (4.99, 0.05, nil, .unknown(["parameters.wages"])),
      (5, nil, nil, .unknown(["parameters.public", "parameters.wages"])),
      (4.99, 0.05, 0.015, .fail), (4.99, 0.05, 0.00499, .pass),
    ] as [(Double, Double?, Double?, Verdict)])
  func `One way that holds is enough, whatever is unset in the other`(
    spent: Double, publicShare: Double?, wageShare: Double?, verdict: Verdict
  ) throws {
    var parameters: [String: Value] = [:]
    if let publicShare { parameters["public"] = .double(publicShare) }
    if let wageShare { parameters["wages"] = .double(wageShare) }
    let result = try scheme(Self.funds, subject: "school").judge(["spent": spent, "public": 100, "wages": 1000], parameters: parameters)
    #expect(result.verdict == verdict)
  }

  @Test func `Members that cannot be judged leave the school open only where they matter`() throws {
    let school = try scheme(GoldenCaseTests.schoolScheme, subject: "school")
    func judge(failed: Int, unknown: Int, of total: Int) -> EvaluationResult {
      var tally = Tally()
      for index in 0..<total {
        tally.add(index < failed ? .fail : index < failed + unknown ? .unknown(["parameters.online"]) : .pass)
      }
      return school.evaluate(
        teacher, period: year2024, values: ["failed": tally.count(["fail"]), "participants": tally.count([])])
    }
    #expect(judge(failed: 2, unknown: 3, of: 10).verdict == .fail)
    #expect(judge(failed: 1, unknown: 1, of: 10).verdict == .unknown(["parameters.online"]))
    #expect(judge(failed: 1, unknown: 0, of: 10).verdict == .pass)
    #expect(judge(failed: 0, unknown: 1, of: 10).verdict == .pass)
    let open = judge(failed: 1, unknown: 1, of: 10)
    #expect(open.measures.map(\.value.missing) == [["parameters.online"], [], ["parameters.online"]])
    #expect(open.consequences.map(\.verdict) == [.unknown(["parameters.online"])])
    #expect(judge(failed: 2, unknown: 3, of: 10).consequences.map(\.verdict) == [.pass])
  }

  @Test func `Too many ways to try are unknown, not guessed`() throws {
    let school = try scheme(GoldenCaseTests.schoolScheme, subject: "school")
    let result = school.evaluate(
      teacher, period: year2024,
      values: ["failed": MeasuredValue(.between(low: 0, high: 100_000, missing: ["x"])), "participants": .number(200_000)])
    #expect(result.verdict == .unknown(["failed"]))
  }

  @Test(arguments: [Verdict.pass, .fail, .unknown(["a", "b"])])
  func `A verdict survives JSON`(verdict: Verdict) throws {
    #expect(try JSONDecoder().decode(Verdict.self, from: JSONEncoder().encode(verdict)) == verdict)
  }

  @Test func `Verdicts combine as three-valued logic`() {
    let unknown = Verdict.unknown(["a"])
    #expect(Verdict.fail.and(unknown) == .fail)
    #expect(Verdict.pass.and(unknown) == unknown)
    #expect(Verdict.pass.or(unknown) == .pass)
    #expect(Verdict.fail.or(unknown) == unknown)
    #expect(unknown.and(.unknown(["b"])) == .unknown(["a", "b"]))
  }
}
