import AcademicCalendar
import Planner
import Store
import Testing

@testable import Office

/// Pins and forbidden days: what is asked for is done, or refused in words.
@Suite struct PinTests {
  private static let autumn = "2026-2027-1"

  private func planned() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.startSemester()
    _ = try fixture.office().plan(Self.autumn, studio: nil, steps: 200)
    _ = try fixture.office().publish(Self.autumn)
    return fixture
  }

  private func refusal(_ fixture: Fixture, studio: String? = nil, _ change: (inout Office.PlanRequest) -> Void) throws -> OfficeError {
    var request = Office.PlanRequest()
    (request.studio, request.steps) = (studio, 0)
    change(&request)
    return try #require(fixture.refusal { try fixture.office(on: "2026-09-02").plan(Self.autumn, request) })
  }

  @Test(arguments: [
    ("2026-10-03", 1, "不是本学期的教学日"), ("2027-07-01", 1, "不是本学期的教学日"), ("2026-10-13", 0, "每天有 7 节"), ("2026-10-13", 8, "每天有 7 节"),
    ("2026-10-13", -1, "每天有 7 节"), ("2026-10-13", Int.max, "每天有 7 节"), ("2026-10-13", Int.min, "每天有 7 节"),
    ("2026-10-13", 7, "从这一节起放不下"), ("2026-10-13", 4, "从这一节起放不下"), ("2027-01-08", 1, "应不晚于 2027-01-03"),
    ("2026-09-01", 1, "应不早于 2026-09-02"),
  ])
  func `A pin at a time that can never be is refused, and the draft stays`(day: String, period: Int, words: String) throws {
    let fixture = try planned()
    let before = try fixture.office(on: "2026-09-02").draft(Self.autumn)
    let lecture = try fixture.task("专题讲座", of: "A1")
    let refusal = try refusal(fixture) { $0.pins = [lecture: (Day(day)!, period)] }
    #expect(refusal.kind == .usage)
    #expect(refusal.message.contains("专题讲座") && refusal.message.contains(words), "\(refusal.message)")
    #expect(try fixture.office().draft(Self.autumn).sessions == before.sessions)
  }

  @Test func `What was handed in, what is another studio's and what is nobody's cannot be pinned`() throws {
    let fixture = try planned()
    let (own, other) = (try fixture.task("专题讲座", of: "A1"), try fixture.task("专题讲座", of: "B1"))
    let day = Day("2026-10-13")!
    let foreign = try refusal(fixture, studio: "W01") { $0.pins = [other: (day, 1)] }
    #expect(foreign.kind == .usage && foreign.message.contains("不属于工作室 W01"))
    #expect(try refusal(fixture, studio: "W01") { $0.forbidden = [(other, day)] }.message == foreign.message)
    #expect(try refusal(fixture) { $0.pins = [9999: (day, 1)] }.kind == .notFound)
    try fixture.done(own)
    let held = try refusal(fixture) { $0.pins = [own: (day, 1)] }
    #expect(held.kind == .usage && held.message.contains("不再改期"))
  }

  @Test func `A pin that meets an absence says so without the reason`() throws {
    let fixture = try planned()
    let task = try fixture.task("示范课", of: "A1")
    let line = try #require(try fixture.office().draft(Self.autumn).sessions.first { $0.task == task })
    try fixture.office("A1").addAbsence("A1", from: line.day, through: line.day, reason: "做手术")
    let leader = try fixture.office("L1")
    let refusal = try #require(fixture.refusal { try leader.publish(Self.autumn, studio: "W01") })
    #expect(refusal.places.contains { $0.contains("安一") && $0.contains("不在") })
    #expect(!"\(refusal)".contains("手术"))
    var request = Office.PlanRequest()
    (request.studio, request.steps, request.pins) = ("W01", 0, [task: (line.day, line.period)])
    let plan = try leader.plan(Self.autumn, request)
    #expect(plan.unplaced.map(\.task) == [task])
    #expect(plan.unplaced.first?.reasons.contains { $0.contains("安一") && $0.contains("不在") } == true, "\(plan.unplaced)")
    #expect(!"\(plan) \(try leader.draft(Self.autumn)) \(try leader.planDocuments(Self.autumn, studio: "W01"))".contains("手术"))
    // Why a school is closed is no secret.
    try fixture.office().addAbsence("S001", from: line.day, through: line.day, reason: "考场")
    #expect("\(try leader.planDocuments(Self.autumn, studio: "W01").problem.places)".contains("考场"))
  }

  @Test func `A visit avoids the days on which whom it hears is away`() throws {
    let fixture = try planned()
    let visit = try #require(try fixture.tasks().first { $0.mentee == "X1" }?.id)
    let line = try #require(try fixture.office().draft(Self.autumn).sessions.first { $0.task == visit })
    try fixture.office().addAbsence("X1", from: line.day, through: line.day, reason: "产假")
    let moved = try fixture.office().plan(Self.autumn, studio: nil, steps: 0)
    #expect(moved.changed == 1)
    #expect(try #require(moved.sessions.first { $0.task == visit }).day != line.day)
    try fixture.office().addAbsence("X1", from: Day("2026-08-31")!, through: Day("2027-01-31")!, reason: "产假")
    let left = try fixture.office().plan(Self.autumn, studio: nil, steps: 0)
    #expect(left.unplaced.map(\.task) == [visit])
    #expect(left.unplaced.first?.reasons.contains { $0.contains("徐一") && $0.contains("不在") } == true, "\(left.unplaced)")
  }

  @Test func `A leader asks why within the studio, a board knows who is heard, and nobody unknown is shown an empty board`() throws {
    let fixture = try planned()
    let leader = try fixture.office("L1")
    let (own, other) = (try fixture.task("专题讲座", of: "A1"), try fixture.task("专题讲座", of: "B1"))
    #expect(try leader.why(own, in: Self.autumn, studio: "W01").current != nil)
    #expect(fixture.refusal { try leader.why(other, in: Self.autumn, studio: "W01") }?.kind == .notFound)
    #expect(fixture.refusal { try leader.why(own, in: Self.autumn) }?.kind == .notAllowed)
    #expect(fixture.refusal { try leader.planDocuments(Self.autumn, studio: "W01", person: "X11") }?.advice == "是不是「X1」?")
    #expect(try leader.planDocuments(Self.autumn, studio: "W01", person: "X1").published.assignments.count == 11)
  }
}
