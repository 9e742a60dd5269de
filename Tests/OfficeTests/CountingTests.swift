import AcademicCalendar
import Evaluation
import Foundation
import Store
import Testing

@testable import Office

/// What counts and what does not, with the records that were counted and without.
@Suite struct CountingTests {
  @Test func `Every field of every source gives the same with its records and without`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    for title in ["示范课", "专题讲座"] {
      let task = try fixture.task(title, of: "A1")
      try fixture.done(task, as: "A1", on: "2026-10-12")
      _ = try fixture.office("P1").accept(task, note: nil)
    }
    _ = try fixture.office("P1", on: "2026-12-20").importRecords(
      try [
        "活动编号,活动名称,类别,专题,日期,学时,节数,学校编号,工作室编号,主讲工号\nH1,一,讲座,,2026-03-01,2,1,S001,W01,A1\nH2,二,讲座,师德,2026-04-01,3,2,S002,,A1\n",
        "活动编号,工号,签到,学时\nH1,A1,出席,\nH1,A2,缺勤,1\nH2,A1,迟到,\nH2,P1,出席,\n",
        "工号,学时,日期,方式,专题,学分\nA1,6,2026-03-01,网络,,1.5\nA1,4,2026-04-01,线下,师德,\nA2,3,2026-05-01,,,\n",
        "工号,成果类别,成果名称,层级,等次,日期\nA1,论文,甲,,,2026-05-01\nA1,论文,乙,县级,二等奖,2026-06-01\n",
        "工号,称号,层级,授予日期,到期日期\nA1,骨干教师,,2025-01-01,2026-05-31\nA1,骨干教师,市级,2026-06-01,\n",
        "工号,经费类别,金额,日期\nA1,津贴,50.05,2026-01-31\nA1,津贴,-0.05,2026-02-28\n",
        "工号,问卷,题目,人数,平均分,日期\nA1,满意度,总体,30,4,2026-06-01\nA1,满意度,讲课,10,5,2026-06-02\n",
      ].enumerated().map { try fixture.file("r\($0.offset).csv", $0.element) })
    let period = try #require(PeriodRule.calendarYear(cutOff: nil).period(named: "2026"))
    try fixture.office().store.read { reader in
      for source in RecordSource.allCases where source != .results && source != .profile {
        for field in source.values {
          var aggregates: [Aggregate] = [.count, .distinct(field)]
          if source == .titles { aggregates.append(.months) }
          // The roster has no order.
          if source != .people { aggregates.append(.latest(field)) }
          if field.isNumber { aggregates += [.sum(field), .mean(field), .minimum(per: .month, sum: field)] }
          for aggregate in aggregates {
            for kind in [SchemeSubject.Kind.person, .school, .studio, .zone, .district] {
              let query = MeasureQuery(source, scope: kind == .person ? .subject : .members, aggregate: aggregate)
              let totals = try #require(try reader.measure(query, of: kind, period: period, semesters: [], isTraced: false))
              let rows = try #require(try reader.measure(query, of: kind, period: period, semesters: [], isTraced: true))
              let nothing = query.valueOfNothing(days: period.days, semesters: []).content
              for subject in Set(totals.keys).union(rows.keys) {
                #expect(
                  totals[subject]?.content ?? nothing == rows[subject]?.content ?? nothing, "\(source) \(aggregate) \(kind) \(subject)")
              }
            }
          }
        }
      }
    }
  }

  @Test func `Different activities are told apart, and what is not said is no value of its own`() throws {
    let county = try RecordedCounty(
      MeasureTests.scheme(
        "person",
        "sessions: { from: attendance, aggregate: distinct, field: session }\ntopics: { from: hours, aggregate: distinct, field: topic }"),
      records: [
        "活动编号,活动名称,类别,日期\nHD1,一,讲座,2026-03-01\nHD2,二,讲座,2026-04-01\n", "活动编号,工号,签到\nHD1,A1,出席\nHD2,A1,出席\n",
        "工号,学时,日期,专题\nA1,6,2026-03-01,师德\nA1,6,2026-04-01,\nA1,6,2026-05-01,班主任\nA2,6,2026-05-01,\n",
      ])
    #expect(try county.measures("count", "A1", "2026") == ["sessions": "2", "topics": "2"])
    #expect(try county.measures("count", "A2", "2026") == ["sessions": "0", "topics": "0"])
    #expect(try county.result("count", "A1", "2026").measures[1].records.map(\.id) == ["1", "3"])
  }

  @Test func `Months in which a title was held: a renewal is no gap, a gap is, and no month counts twice`() throws {
    let county = try RecordedCounty(
      MeasureTests.scheme(
        "person",
        "all: { from: titles, where: { title: [市级, 国家级] }, aggregate: months }\nhigher: { from: titles, where: { title: 国家级 }, aggregate: months }"
      ),
      records: [
        """
        工号,称号,授予日期,到期日期
        A1,市级,2021-09-01,2026-08-31
        A1,市级,2026-09-01,2031-08-31
        A2,市级,2025-01-01,2030-12-31
        A2,国家级,2026-07-10,2031-06-30
        A3,市级,2026-01-15,2026-03-31
        A3,市级,2026-10-01,
        """
      ])
    #expect(try county.measures("count", "A1", "2026") == ["all": "12", "higher": "0"])
    #expect(try county.measures("count", "A2", "2026") == ["all": "12", "higher": "6"])
    #expect(try county.measures("count", "A3", "2026") == ["all": "6", "higher": "0"])
    #expect(try county.measures("count", "B1", "2026") == ["all": "0", "higher": "0"])
  }

  @Test func `Who is exempt took part in nothing, who was absent neither, and the office's own people are no teachers`() throws {
    let exempting = """
      scheme: exempting
      version: 1
      title: 免修
      subject: { kind: person, unit: school }
      period: calendar-year
      indicators: { any: { title: 任何, require: 'true', cite: S4-31 } }
      consequences: { exempt: { title: 免修, if: outcome == 'pass', do: { exempt: 继续教育 }, cite: S4-31 } }
      """
    let county = try RecordedCounty(
      MeasureTests.scheme(
        "district",
        """
        trained: { from: hours, where: { unit: school, status: 参训 }, aggregate: distinct, field: person }
        exempt: { from: hours, where: { status: 免修 } }
        teachers: { from: people, where: { unit: school } }
        staff: { from: people, where: { unit: office } }
        """), exempting,
      records: [
        "工号,学时,日期\nA1,6,2026-03-01\nP1,6,2026-03-01\n",
        "活动编号,活动名称,类别,日期\nHD1,一,讲座,2026-03-01\nHD2,二,讲座,2026-12-30\n", "活动编号,工号,签到\nHD1,B1,缺勤\nHD1,B2,迟到\n",
      ])
    try county.publish("exempting", "2026")
    #expect(try county.measures("count", "", "2026") == ["trained": "1", "exempt": "15", "teachers": "15", "staff": "3"])
    let days = Day("2026-01-01")!...Day("2026-12-31")!
    try county.office.store.read { reader in
      func counts(_ scope: WorkScope) throws -> [String] {
        try reader.recordCounts(scope, in: days, heldBy: Day("2026-12-21")!).map { "\($0.kind.rawValue) \($0.count) \($0.people)" }
      }
      let (office, absent, late) = try (counts(.office), counts(.person("B1")), counts(.person("B2")))
      #expect(office == ["activity 1 1", "hours 2 2"] && absent == [] && late == ["activity 1 1"])
    }
  }

  @Test func `What is to be held counts from its day on, whoever wrote last`() throws {
    let county = try RecordedCounty(
      MeasureTests.scheme("district", "lectures: { from: sessions }"), records: ["活动编号,活动名称,类别,日期\nHD1,一,讲座,2026-12-23\n"])
    func lectures(on day: String, asOf: String? = nil) throws -> ShownValue? {
      var request = Office.EvaluationRequest("count", period: "2026")
      (request.asOf, request.isTraced) = (asOf.flatMap { Day($0) }, true)
      return try county.fixture.office(on: day).evaluate(request).first?.measures.first?.value.value
    }
    #expect(try lectures(on: "2026-12-22") == .number(0))
    #expect(try lectures(on: "2026-12-23") == .number(1))
    #expect(try lectures(on: "2026-12-24", asOf: "2026-12-23") == .number(1))
    #expect(try lectures(on: "2026-12-24", asOf: "2026-12-22") == .number(0))
    var request = Office.EvaluationRequest("count", period: "2026")
    for day in ["2026-12-22", "2026-12-23", "2026-12-24"] {
      request.asOf = Day(day)
      _ = try county.fixture.office(on: "2026-12-24").publish(request)
    }
    for publication in 1...3 as ClosedRange<Int64> {
      #expect(try county.office.differences(fromPublication: publication) == [])
      let result = try #require(try county.office.explain(publication: publication, subjects: [""]).first)
      #expect(result.measures.first?.value.value == .number(publication == 1 ? 0 : 1))
    }
  }
}
