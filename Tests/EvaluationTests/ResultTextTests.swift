import AcademicCalendar
import Foundation
import Rules
import Testing

@testable import Evaluation

struct ResultTextTests {
  let scheme = try! SchemeReader.read(
    """
    scheme: sample
    version: 2
    title: 学期考核
    subject: person
    period: semester
    parameters:
      lessons: { type: number, default: 2, title: 规定节数, cite: S1-22 五(二) }
      bonus: { type: number, title: 每篇加分, cite: S1-22 五(二) }
    measures:
      lessons: { title: 示范课, unit: 节, from: tasks }
      papers: { title: 论文, unit: 篇, from: outcomes }
    indicators:
      lessons: { title: 示范课, require: lessons >= parameters.lessons, cite: S1-22 五(二) }
      papers: { title: 论文, points: papers * parameters.bonus, most: 5, cite: S1-22 五(二) }
    consequences:
      visit: { title: 约谈, if: outcome == 'fail', do: { task: 主持人 }, discretion: true, cite: S4-29 }
    """, file: "s.yaml")

  func result(_ parameters: [String: Double] = [:]) -> EvaluationResult {
    scheme.evaluate(
      teacher, period: year2024,
      values: [
        "lessons": .number(1, records: [RecordReference(kind: "task", id: "12", title: "示范课(甲老师)", day: day("2024-10-12"))]),
        "papers": .number(3),
      ], parameters: parameters.mapValues { .double($0) })
  }

  @Test func `The short form is one line for each indicator`() {
    #expect(
      result().lines() == [
        "甲老师 · 学期考核 · 2024年: 未通过, 总分未设定",
        "  示范课: 未通过 [S1-22 五(二)]",
        "  论文: 未设定 [S1-22 五(二)]",
        "  后果:",
        "    约谈 — 酌情, 待人工决定 [S4-29]",
      ])
  }

  @Test func `The explained form shows both values, what is lacking, and the records`() {
    #expect(
      result().lines(isExplained: true).prefix(4) == [
        "甲老师 · 学期考核 · 2024年: 未通过, 总分未设定",
        "  示范课: 未通过 [S1-22 五(二)]",
        "    示范课 1 ≥ 规定节数 2 不成立, 还差 1",
        "    计入示范课:",
      ])
    #expect(result().lines(isExplained: true).contains("      2024-10-12 示范课(甲老师) (task 12)"))
    #expect(result(["bonus": 2]).lines(isExplained: true).contains { $0.contains("论文 × 每篇加分 (= 6) 分") })
    #expect(result(["bonus": 2]).indicators[1].points == .known(5))
  }

  @Test func `Each comparison carries both of its values`() {
    let comparison = result().indicators[0].trace.first?.comparisons.first
    #expect(comparison?.left.value == .number(1))
    #expect(comparison?.sign == ">=")
    #expect(comparison?.right.value?.text == "2")
    #expect(comparison?.holds == false)
  }

  @Test func `A result survives JSON with English keys, and is written the same twice`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(result())
    #expect(try JSONDecoder().decode(EvaluationResult.self, from: data) == result())
    #expect(try encoder.encode(result()) == data)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""verdict":{"outcome":"fail"}"#))
    #expect(text.contains(#""points":{"missing":["parameters.bonus"]}"#))
    #expect(text.contains(#""sign":">=""#))
  }

  @Test func `Without a trace the judgement is the same`() {
    let values: [String: MeasuredValue] = ["lessons": .number(1), "papers": .number(3)]
    let bare = Evaluator(scheme, period: year2024, isTraced: false).evaluate(teacher, values: values)
    #expect(bare.verdict == result().verdict)
    #expect(bare.indicators.map(\.points) == result().indicators.map(\.points))
    #expect(bare.measures.isEmpty && bare.indicators.allSatisfy(\.trace.isEmpty))
  }

  @Test func `Two periods are compared subject by subject`() {
    let other = SubjectReference(.person, id: "T2", name: "乙老师")
    var gone = result()
    gone.subject = other
    let changes = ResultChange.between([result(["bonus": 1]), gone], [result(["bonus": 2])])
    #expect(changes.map(\.subject.id) == ["T1", "T2"])
    #expect(changes[0].scoreGain == 2)
    #expect(changes[0].indicators == ["papers"])
    #expect(changes[1].after == nil && changes[1].isChange)
    #expect(ResultChange.between([result()], [result()]).map(\.isChange) == [false])
  }

  @Test func `A tally counts verdicts and grades, between two bounds while some are unknown`() {
    var district = Tally([result(), result()])
    district.add(.pass, grade: "优秀")
    district.add(.unknown(["x"]), grade: nil)
    #expect(district.total == 4)
    #expect((district.passed, district.failed, district.unknown) == (1, 2, 1))
    #expect(district.grades == ["优秀": 1])
    #expect(district.count(["fail"]).content == .between(low: 2, high: 3, missing: ["x"]))
    #expect(district.count(["pass", "fail"]).content == .number(3))
    #expect(district.count(["pass", "unknown"]).content == .number(2))
  }
}

struct ApplicabilityTests {
  static let tiers = """
    parameters:
      national: { type: number, default: 2, cite: S4-21 }
      city: { type: number, default: 2, cite: S4-21 }
    measures:
      tier: { title: 层次, from: titles, aggregate: latest, field: level }
      mentees: { title: 指导对象, from: people, as: mentee }
      leadership: { title: 主持课题, from: outcomes, where: { kind: 课题, level: [国家级, 市级] } }
    indicators:
      national: { title: 指导市级骨干, when: tier == '国家级', require: mentees >= parameters.national, cite: S4-21 }
      city: { title: 指导区县骨干, when: tier == '市级', require: mentees >= parameters.city, cite: S4-21 }
      studies: { title: 课题, when: tier == '国家级', points: leadership * 5, most: 10, cite: S4-12 }
    """

  func judge(_ tier: String?, mentees: Double) throws -> EvaluationResult {
    var values: [String: MeasuredValue] = ["mentees": .number(mentees), "leadership": .number(3)]
    if let tier { values["tier"] = MeasuredValue(.text(tier)) }
    return try scheme(Self.tiers).evaluate(teacher, period: year2024, values: values)
  }

  @Test(arguments: [("国家级", 2.0, Verdict.pass), ("国家级", 1, .fail), ("市级", 2, .pass), ("市级", 1, .fail), ("校级", 0, .unknown([]))])
  func `A line asks only those to whom it applies; of whom nothing is asked nothing is said`(
    tier: String, mentees: Double, verdict: Verdict
  ) throws {
    #expect(try judge(tier, mentees: mentees).verdict == verdict)
  }

  @Test func `Who does not have the line earns nothing by it, and its line says so`() throws {
    let results = [try judge("国家级", mentees: 2), try judge("市级", mentees: 2), try judge(nil, mentees: 2)]
    #expect(results.map(\.score) == [.known(10), .known(0), .unknown(["tier"])])
    #expect(results[1].lines()[1] == "  指导市级骨干: 不适用 [S4-21]")
  }

  @Test func `The same score shares a place, nothing asked is no place and no grade, and an unknown score ranks nobody`() throws {
    let scheme = try scheme(
      """
      measures:
        papers: { title: 论文, from: outcomes }
        asked: { title: 应交, from: tasks }
      indicators: { papers: { title: 论文, when: asked > 0, points: papers * 5, cite: S4-17 } }
      total: { pass: score >= 10 }
      grades: [ { title: 优秀, if: score >= 20 }, { title: 合格 } ]
      """)
    func result(_ id: String, _ papers: Double?, asked: Double = 1) -> EvaluationResult {
      var values: [String: MeasuredValue] = ["asked": .number(asked)]
      values["papers"] = papers.map { .number($0) }
      return scheme.evaluate(SubjectReference(.person, id: id, name: id), period: year2024, values: values)
    }
    let results = [result("A", 0, asked: 0), result("B", 2), result("C", 4), result("D", 2), result("E", 1)]
    let ranking = try #require(Ranking(results))
    #expect(ranking.results.map(\.subject.id) == ["C", "B", "D", "E", "A"])
    #expect(ranking.results.map(ranking.place) == [1, 2, 2, 4, nil])
    #expect(results[0].grade == nil && results[0].summary == "不适用")
    #expect(Ranking(results + [result("F", nil)]) == nil)
    #expect(Ranking([results[0]]) == nil)
  }

  @Test func `A requirement that is met is met even where it is not known to apply`() throws {
    #expect(try judge(nil, mentees: 2).verdict == .pass)
    #expect(try judge(nil, mentees: 1).verdict == .unknown(["tier"]))
  }

  @Test(arguments: [(1.005, 101), (80, 8000), (-0.125, -13)])
  func `Money is rounded to the fen`(yuan: Double, fen: Int64) {
    #expect(Effect(kind: .pay, target: "", amount: .known(yuan)).fen == fen)
    #expect(Effect(kind: .hours, target: "", amount: .known(yuan)).fen == nil)
  }
}
