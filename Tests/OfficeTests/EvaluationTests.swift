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
