import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing

@testable import Office

/// Golden cases 7 and 8: years in a row, and what follows from them, published year by year in a real database.
@Suite struct BackboneCycleTests {
  private static let scheme = """
    scheme: backbone-year
    version: 1
    title: 骨干教师年度考核
    subject: { kind: person, title: [国家级骨干教师, 市级骨干教师] }
    period: { kind: calendar-year, cut-off: 12-20 }
    parameters:
      essays: { type: number, default: 1, title: 心得篇数, cite: S4-15 }
      apply: { type: number, default: 3, title: 申报所需连续合格年数, cite: S4-27 }
      renew: { type: number, default: 5, title: 续任所需连续合格年数, cite: S4-28 }
      age: { type: number, title: 年龄上限, cite: S4-28 }
      national: { type: number, default: 80, title: 国家级每月津贴(元), cite: S4-30 }
      city: { type: number, default: 50, title: 市级每月津贴(元), cite: S4-30 }
    measures:
      essays: { title: 教学心得, unit: 篇, from: outcomes, where: { kind: 心得 } }
      row: { title: 连续合格年数, unit: 年, from: results, aggregate: streak, within: 6 }
      level: { title: 层次, from: titles, aggregate: latest, field: level }
      age: { title: 年龄, from: profile, aggregate: latest, field: age }
      degree: { title: 学历, from: profile, aggregate: latest, field: degree }
    indicators:
      essays: { title: 教学心得, require: essays >= parameters.essays, cite: S4-15 }
    grades:
      - { title: 合格, if: outcome == 'pass' }
      - { title: 不合格 }
    consequences:
      apply: { title: 可申报学科带头人, if: row >= parameters.apply, do: { list: 学科带头人申报名单 }, cite: S4-27 }
      renew: { title: 下一周期培训对象, if: "row >= parameters.renew && age <= parameters.age && degree == '本科'", do: { candidate: 骨干教师培训对象 }, cite: S4-28 }
      pay: { title: 津贴, if: outcome == 'pass', do: { pay: 任职单位, amount: "12 * (level == '国家级' ? parameters.national : parameters.city)" }, cite: S4-30 }
      exempt: { title: 继续教育登记为合格, if: outcome == 'pass', do: { exempt: 继续教育 }, cite: S4-31 }
      revoke: { title: 取消资格, if: outcome == 'fail', do: { revoke: 市级骨干教师 }, cite: S4-29 }
    """

  /// A1 is 市级, A2 国家级, from 2015 on.
  private static func county() throws -> RecordedCounty {
    try RecordedCounty(
      scheme,
      records: ["工号,称号,层级,授予日期\nA1,市级骨干教师,市级,2015-01-01\nA2,国家级骨干教师,国家级,2015-01-01\n", "工号,出生日期,学历\nA1,1980-06-01,本科\n"],
      on: "2015-01-10")
  }

  private static func year(_ county: RecordedCounty, _ year: Int, passes: Bool, age: Int? = nil) throws {
    if passes { try county.enter("工号,成果类别,成果名称,日期\nA1,心得,心得,\(year)-06-01\n", on: "\(year)-12-20") }
    var request = Office.EvaluationRequest("backbone-year", period: "\(year)", subjects: ["A1"])
    if let age { request.parameters = ["age": "\(age)"] }
    _ = try county.fixture.office(on: "\(year)-12-21").publish(request)
  }

  private func follows(_ county: RecordedCounty, _ year: Int) throws -> [String: String] {
    Dictionary(
      try county.office.consequences(of: "backbone-year", period: "\(year)").map { ("\($0.title)", $0.state) }, uniquingKeysWith: { $1 })
  }

  @Test(arguments: [
    ([true, true, true], [3]), ([true, true, false, true, true, true], [6]), ([true, true], []), ([true, false, true, true], []),
  ])
  func `Three years in a row, this one included, may apply; a failed year begins anew`(years: [Bool], mayApply: [Int]) throws {
    let county = try Self.county()
    var applied: [Int] = []
    for (index, passes) in years.enumerated() {
      try Self.year(county, 2016 + index, passes: passes)
      if try follows(county, 2016 + index)["可申报学科带头人"] != nil { applied.append(index + 1) }
    }
    #expect(applied == mayApply)
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test(arguments: [(5, 41, "已列入"), (5, 40, "已列入"), (5, 39, nil), (4, 41, nil), (5, nil, "待设定")] as [(Int, Int?, String?)])
  func `Five years in a row with age and degree renew; without the limit set it waits`(count: Int, age: Int?, state: String?) throws {
    let county = try Self.county()
    for year in 2016..<(2016 + count) { try Self.year(county, year, passes: true, age: age) }
    #expect(try follows(county, 2015 + count)["下一周期培训对象"] == state)
  }

  @Test func `A year of 合格 pays 600 and 960 yuan into the books and exempts; publishing again pays once`() throws {
    let county = try Self.county()
    try county.enter("工号,成果类别,成果名称,日期\nA1,心得,甲,2016-06-01\nA2,心得,乙,2016-12-20\n", on: "2016-12-20")
    try county.publish("backbone-year", "2016", on: "2016-12-21")
    try county.publish("backbone-year", "2016", on: "2016-12-22")
    func lines(_ kind: String) throws -> [String] {
      try county.office.records([kind], person: nil, school: nil, studio: nil, from: nil, through: nil, withWithdrawn: false)
        .map { "\($0.subject) \($0.day) \($0.amount) \($0.details)" }
    }
    #expect(try lines("经费") == ["安一(A1) 2016-12-20 600.00 元 应付", "安二(A2) 2016-12-20 960.00 元 应付"])
    #expect(try lines("学时") == ["安一(A1) 2016-12-20 0 免修 继续教育", "安二(A2) 2016-12-20 0 免修 继续教育"])
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `The cut-off day counts and the day after does not; a failed year proposes, and a person takes the title away`() throws {
    let county = try Self.county()
    try county.enter("工号,成果类别,成果名称,日期\nA1,心得,甲,2016-12-21\nA2,心得,乙,2016-12-20\n", on: "2016-12-21")
    try county.publish("backbone-year", "2016", on: "2016-12-22")
    #expect(try county.result("backbone-year", "A1", "2016").grade == .known("不合格"))
    #expect(try county.result("backbone-year", "A2", "2016").grade == .known("合格"))
    let proposal = try #require(try county.office.consequences(of: nil, period: "2016").first { $0.state == "待确认" })
    #expect(proposal.subject.id == "A1")
    try county.office.decideConsequence(proposal.id, isConfirmed: true, on: Day("2016-12-31"), note: "连续未履职")
    #expect(try county.office.evaluate("backbone-year", period: "2017", subjects: []).map(\.subject.id) == ["A2"])
    #expect(
      county.fixture.refusal { try county.office.decideConsequence(proposal.id, isConfirmed: false, on: nil, note: "再") }?.kind == .conflict
    )
    #expect(try county.office.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What was published is found again from the journal to the byte, whatever was entered later`() throws {
    let county = try Self.county()
    for year in 2016...2018 { try Self.year(county, year, passes: year != 2017) }
    try county.enter("工号,成果类别,成果名称,日期\nA1,心得,补,2017-06-01\n", on: "2019-01-02")
    let office = try county.office
    for publication in try office.publications(of: "backbone-year") {
      #expect(try office.differences(fromPublication: publication.id) == [])
    }
    let then = try #require(try office.explain(publication: 2, subjects: ["A1"]).first)
    #expect(then.verdict == .fail && then.period.key == "2017")
    #expect(try county.result("backbone-year", "A1", "2017").verdict == .pass)
    let changes = try office.compare("backbone-year", "2017", "2018", subjects: ["A1"]).changes
    #expect(changes.map { [$0.before?.title, $0.after?.title] } == [["未通过", "通过"]])
    #expect(changes[0].indicators == ["essays"])
    // Publishing as of a day takes what was known then.
    var past = Office.EvaluationRequest("backbone-year", period: "2017", subjects: ["A1"])
    past.asOf = Day("2018-12-31")
    #expect(try office.publish(past).failed == 1)
    #expect(try office.differences(fromPublication: 4) == [])
    past.asOf = nil
    #expect(try office.publish(past).passed == 1)
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }
}
