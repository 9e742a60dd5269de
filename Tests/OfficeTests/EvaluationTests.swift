import AcademicCalendar
import Evaluation
import Testing

@testable import Office

/// The semester's evaluation of studio members, from the records themselves.
@Suite struct EvaluationTests {
  private func result(_ fixture: Fixture, _ person: String) throws -> EvaluationResult {
    try #require(try fixture.office().evaluate("studio-semester", period: "2026-2027-1", subjects: [person]).first)
  }

  private func records(_ result: EvaluationResult, _ measure: String) -> [String] {
    result.measures.first { $0.name == measure }?.records.map(\.id) ?? []
  }

  @Test func `Accepted work counts, with its record; returned and handed-in work does not; waived work is not asked for`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let (lesson, lecture, research, visit) = (
      try fixture.task("示范课", of: "A1"), try fixture.task("专题讲座", of: "A1"), try fixture.task("研究成果", of: "A1"),
      try fixture.task("入校指导", of: "A1")
    )
    #expect(try result(fixture, "A1").verdict == .fail)
    for task in [lesson, lecture, research, visit] { try fixture.done(task, as: "A1", on: "2026-10-12") }
    let handedIn = try result(fixture, "A1")
    #expect(handedIn.indicators.map(\.verdict) == [.fail, .fail, .fail, .fail])
    #expect(records(handedIn, "lessons").isEmpty)

    for task in [lesson, visit] { _ = try fixture.office("P1").accept(task, note: nil) }
    _ = try fixture.office("P1").giveBack(lecture, reason: "缺签到表")
    _ = try fixture.office("P1").waive(research, reason: "产假")
    let half = try result(fixture, "A1")
    #expect(half.indicators.map(\.verdict) == [.pass, .fail, .pass, .pass])
    #expect(half.verdict == .fail)
    #expect(records(half, "lessons") == [String(lesson)])
    #expect(records(half, "lectures").isEmpty)
    #expect(records(half, "studies-waived") == [String(research)])
    #expect(records(half, "visits") == [String(visit)])

    try fixture.done(lecture, as: "A1", on: "2026-10-13")
    _ = try fixture.office("P1").accept(lecture, note: nil)
    #expect(try result(fixture, "A1").verdict == .pass)
    #expect(half.indicators.map(\.cite) == ["S1-22 五(二)", "S1-22 五(二)", "S1-22 五(二)", "S4-13 意见三(一)2"])
  }

  @Test func `Leaders and members are judged, trainees are not; who has no visit misses none`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    let results = try fixture.office(on: "2026-10-01").evaluate("studio-semester", period: nil, subjects: [])
    #expect(results.map(\.subject.id) == ["A1", "A2", "A3", "B1", "B2", "B3", "L1", "L2"])
    #expect(results.filter { $0.indicators[3].verdict == .pass }.map(\.subject.id) == ["A3", "B3", "L1", "L2"])
  }

  @Test func `Everybody sees what is theirs to see`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    func seen(_ staff: String) throws -> [String] {
      try fixture.office(staff).evaluate("studio-semester", period: "2026-2027-1", subjects: []).map(\.subject.id)
    }
    #expect(try seen("A1") == ["A1"])
    #expect(try seen("L1") == ["A1", "A2", "A3", "L1"])
    #expect(try seen("R0").count == 8)
    #expect(fixture.refusal { try seen("X1") }?.kind == .notAllowed)
    #expect(
      fixture.refusal { try fixture.office("A1").evaluate("studio-semester", period: "2026-2027-1", subjects: ["B1"]) }?.kind == .notAllowed
    )
  }

  private static let titled = """
    scheme: titled
    version: 1
    title: 持有称号者
    subject: { kind: person, title: 骨干教师 }
    period: calendar-year
    measures: { hours: { title: 学时, from: hours, aggregate: sum, field: hours } }
    indicators: { hours: { title: 学时达标, require: hours >= 6, cite: S4-27 } }
    """

  @Test func `Two years are compared for those who are asked about, with what the indicators are called`() throws {
    let county = try RecordedCounty(
      Self.titled,
      records: [
        "工号,称号,授予日期\nA1,骨干教师,2025-01-01\nA2,骨干教师,2025-01-01\nA3,骨干教师,2026-01-01\n", "工号,学时,日期\nA1,6,2026-03-01\nA3,6,2026-03-01\n",
      ])
    func compared(_ subjects: [String], as staff: String? = nil) throws -> Office.Comparison {
      try county.fixture.office(staff).compare("titled", "2025", "2026", subjects: subjects)
    }
    #expect(try compared([]).changes.map(\.subject.id) == ["A1", "A2", "A3"])
    #expect(try compared(["A3"]).changes.map(\.subject.id) == ["A3"])
    let own = try compared(["A1"], as: "A1")
    #expect(own.changes.map(\.indicators) == [["hours"]] && own.indicators == ["hours": "学时达标"])
    #expect(county.fixture.refusal { try compared(["NOPE"]) }?.kind == .notFound)
    #expect(county.fixture.refusal { try compared(["A3", "X1"]) }?.kind == .notFound)
    #expect(county.fixture.refusal { try compared(["A2"], as: "A1") }?.kind == .notAllowed)
    // What was published before bears its indicators' names, too.
    try county.publish("titled", "2025")
    #expect(try compared(["A1"]).indicators == ["hours": "学时达标"])
  }

  @Test func `Whoever checks what was published checks what is theirs to see`() throws {
    let county = try RecordedCounty(Self.titled, records: ["工号,称号,授予日期\nA1,骨干教师,2025-01-01\nB1,骨干教师,2025-01-01\n"])
    try county.publish("titled", "2026")
    #expect(try county.fixture.office("A1").differences(fromPublication: 1) == [])
    #expect(county.fixture.refusal { try county.fixture.office("A2").differences(fromPublication: 1) }?.kind == .notAllowed)
    let office = try county.office
    #expect(try office.explain(publication: 1, subjects: ["B1"]).map(\.subject.id) == ["B1"])
    #expect(county.fixture.refusal { try office.explain(publication: 1, subjects: ["A2"]) }?.kind == .notFound)
    #expect(county.fixture.refusal { try county.fixture.office("A1").explain(publication: 1, subjects: ["B1"]) }?.kind == .notAllowed)
  }

  @Test func `A scheme, a period or a subject that is not there is named with the nearest`() throws {
    let fixture = try Fixture()
    try fixture.startSemester()
    #expect(
      fixture.refusal { try fixture.office().evaluate("studio-semster", period: nil, subjects: []) }?.advice == "是不是「studio-semester」?")
    #expect(fixture.refusal { try fixture.office().evaluate("studio-semester", period: "2031-2032-1", subjects: []) }?.kind == .notFound)
    #expect(
      fixture.refusal { try fixture.office().evaluate("studio-semester", period: "2026-2027-1", subjects: ["X1"]) }?.kind == .notFound)
  }
}
