import AcademicCalendar
import Reports
import Testing

@testable import Office

/// Amounts come from the scheme; each part is a whole fen and nothing is lost.
@Suite struct PaymentReportTests {
  private func fixture(_ consequences: String, parameters: String = "rate: { type: number, default: 12.345, title: 每节津贴(元), cite: S4-30 }")
    throws
    -> Fixture
  {
    let fixture = try Fixture()
    try fixture.startSemester()
    try fixture.install(
      """
      scheme: allowance
      version: 1
      title: 津贴
      policy: 意见
      subject: { kind: person, membership: [成员], workflow: studio-semester }
      period: semester
      parameters:
        \(parameters)
      measures: { lessons: { title: 示范课, unit: 节, from: tasks, where: { task: demonstration-lesson, status: accepted } } }
      indicators: { lessons: { title: 示范课, require: lessons >= 1, cite: S4-18 } }
      consequences:
      \(consequences)
      """)
    for person in ["A1", "B1"] {
      let lesson = try fixture.task("示范课", of: person)
      try fixture.done(lesson, as: person, on: "2026-10-12")
      _ = try fixture.office("P1").accept(lesson, note: nil)
    }
    return fixture
  }

  @Test func `Who passes is paid, by whom and how much; who does not is not listed; sums are whole fen`() throws {
    let fixture = try fixture(
      "  pay: { title: 津贴, if: outcome == 'pass', do: { pay: 任职单位, amount: 12 * parameters.rate }, cite: S4-30 }")
    let report = try fixture.office("P1").paymentReport("allowance", period: "2026-2027-1", subjects: [])
    #expect(
      ReportText.text(report).hasPrefix(
        """
        津贴: 发放与扣减
        2026-2027学年第一学期

        【明细】
        编号  姓名或名称  单位      考核结果  事项  承担      金额(元)  条款
        A1    安一        实验小学  通过      津贴  任职单位    148.14  S4-30
        B1    白一        实验中学  通过      津贴  任职单位    148.14  S4-30
        合计                                                    296.28
        依据: S4-30

        【按承担单位】
        承担      单位      人(单位)数  金额(元)  未定项数
        任职单位  实验中学           1    148.14         0
        任职单位  实验小学           1    148.14         0
        """))
    #expect(report.texts("parameters") == [["每节津贴(元)", "12.345", "S4-30"]])
    #expect(
      try fixture.office("A1").paymentReport("allowance", period: "2026-2027-1", subjects: []).texts("payments").map { $0[0] } == ["A1"])
  }

  @Test func `An amount that is not set and one that is left to judgement are no zero`() throws {
    let fixture = try fixture(
      """
        pay: { title: 津贴, if: outcome == 'pass', do: { pay: 任职单位, amount: 12 * parameters.rate }, cite: S4-30 }
        cut: { title: 扣减, if: outcome == 'fail', do: { cut: 学校经费, amount: 100 }, discretion: true, cite: S1-21 }
      """, parameters: "rate: { type: number, title: 每节津贴(元), cite: S4-30 }")
    let report = try fixture.office().paymentReport("allowance", period: "2026-2027-1", subjects: ["A1", "A2"])
    #expect(
      report.texts("payments").map { [$0[0], $0[4], $0[6], $0[7]] } == [
        ["A1", "津贴", "未设定", "未定"], ["A2", "扣减", "未设定", "酌情, 待人工决定"], ["合计", "", "0.00", ""],
      ])
    #expect(report.texts("by-payer").map { $0[4] } == ["1", "1"])
  }

  @Test func `What was published is reported as it was published, with its parameters, and the rest by today's records`() throws {
    let fixture = try fixture(
      "  pay: { title: 津贴, if: outcome == 'pass', do: { pay: 任职单位, amount: 12 * parameters.rate }, cite: S4-30 }")
    var request = Office.EvaluationRequest("allowance", period: "2026-2027-1", subjects: ["A1"])
    request.parameters = ["rate": "100"]
    _ = try fixture.office("P1").publish(request)
    let office = try fixture.office("P1")
    let report = try office.paymentReport("allowance", period: "2026-2027-1", subjects: [])
    #expect(report.texts("payments").map { [$0[0], $0[6]] } == [["A1", "1,200.00"], ["B1", "148.14"], ["合计", "1,348.14"]])
    #expect(report.notes[0].hasSuffix("公布 (第 1 号); 其中 5 个没有公布过, 按 2026-10-12 的记录试算。"))
    let own = try office.evaluationReport("allowance", period: "2026-2027-1", subjects: ["A1"])
    #expect(own.texts("parameters") == [["每节津贴(元)", "100", "S4-30"]])
    #expect(own.texts("basis").first?[3].contains("示范课 1 ≥") == true)
    // Who does not pass is paid nothing; that is no fault of the scheme's.
    #expect(try office.paymentReport("allowance", period: "2026-2027-1", subjects: ["A2"]).texts("payments").isEmpty)
  }

  @Test func `Costs are split to the fen, and each bearer has a statement`() throws {
    let fixture = try fixture(
      """
        county: { title: 区县承担, if: lessons >= 1, do: { pay: 区县教育行政部门, amount: parameters.cost * parameters.share }, cite: S4-32 }
        school: { title: 学校承担, if: lessons >= 1, do: { pay: 任职学校, amount: parameters.cost * (1 - parameters.share) }, cite: S4-32 }
      """,
      parameters: """
        cost: { type: number, default: 123.45, title: 差旅费(元), cite: S4-32 }
          share: { type: number, default: 50%, title: 区县承担比例, cite: S4-32 }
        """)
    let report = try fixture.office().travelReport("allowance", period: "2026-2027-1", subjects: [])
    #expect(report.tables.map(\.title) == ["分担表", "结算单: 区县教育行政部门", "结算单: 任职学校", "参数"])
    #expect(
      report.texts("split").map { Array($0[3...5]) } == [
        ["123.45", "61.73", "61.72"], ["123.45", "61.73", "61.72"], ["246.90", "123.46", "123.44"],
      ])
    #expect(report.texts("statement-2").map { $0[4] } == ["61.72", "61.72", "123.44"])
    let sources = try #require(report.tables.first?.rows.first?.sources)
    #expect(sources.contains { $0.kindTitle == "任务" })
  }

  @Test func `The shipped scheme splits what was claimed, with the claims as sources, and nothing where nothing was claimed`() throws {
    let fixture = try Fixture(on: "2026-12-01")
    _ = try fixture.office().install([Fixture.shipped("backbone-teachers/training-costs.yaml")])
    _ = try fixture.office().importRecords([
      fixture.file("titles.csv", "称号,授予日期,工号,层级\n市级骨干教师培训对象,2026-01-10,A1,市级\n市级骨干教师培训对象,2026-01-10,B1,市级\n"),
      fixture.file("money.csv", "经费类别,金额,日期,工号\n差旅费,100.01,2026-04-06,A1\n差旅费,23.44,2026-05-06,A1\n差旅费,50,2025-05-06,A1\n"),
    ])
    let report = try fixture.office("P1").travelReport("training-costs", period: "2026", subjects: [])
    #expect(report.texts("split") == [["A1", "安一", "实验小学", "123.45", "61.72", "61.73"]])
    #expect(report.tables.first?.rows.first?.sources.filter { $0.kindTitle == "经费" }.count == 2)
    #expect(report.texts("parameters").map { $0[1] } == ["0.5"])
    #expect(report.notes[0].contains("尚未公布"))
    _ = try fixture.office().publish(Office.EvaluationRequest("training-costs", period: "2026"))
    #expect(try fixture.office().travelReport("training-costs", period: "2026", subjects: []).notes[0].contains("公布 (第 1 号)"))
  }

  @Test func `A scheme that pays nothing is refused`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    #expect(
      fixture.refusal { try fixture.office().paymentReport("studio-semester", period: "2026-2027-1", subjects: []) }?.kind == .usage)
  }

  @Test(arguments: [
    ([61.725, 61.725], [6173, 6172]), ([0.005, 0.005], [1, 0]), ([33.3333333, 33.3333333, 33.3333334], [3333, 3333, 3334]),
    ([0, 0], [0, 0]),
    ([100], [10000]), ([0.1, 0.2], [10, 20]),
  ])
  func `Parts are whole fen whose sum is the rounded sum`(yuan: [Double], fen: [Int64]) {
    #expect(FenSplit.parts(yuan) == fen)
  }
}
