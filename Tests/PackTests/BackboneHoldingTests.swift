import Workflow
import AcademicCalendar
import Evaluation
import Foundation
import Office
import Testing

/// Backbone teachers who are named, or whose title ends, in the middle of a year.
@Suite struct BackboneHoldingTests {
  /// What does not follow from the duties of the cycle is not asked for.
  private static let cycleOnly = ["national-mentees": "0", "city-mentees": "0", "projects": "0", "papers": "0"]
  private static let perSemester = ["教学心得", "示范课", "专题报告", "联系学校"]

  private func office(on day: String, title: String) throws -> PackOffice {
    let office = try PackOffice("backbone-teachers", on: day, records: false)
    try office.addSemesters(2020...2031)
    try office.enter("工号,称号,授予日期,到期日期\nB02,市级骨干教师,\(title)")
    return office
  }

  private func tasks(of run: Int64, _ office: PackOffice) throws -> [TaskSummary] {
    var query = Office.TaskQuery()
    query.run = run
    return try office.office().tasks(query)
  }

  /// S4-15, S4-18, S4-23, S4-30: nothing of the spring is asked of who was named in September.
  @Test func `Who is named in September has the autumn's duties and passes the year by them`() throws {
    let office = try office(on: "2026-09-06", title: "2026-09-05,2031-09-05")
    let run = try office.start("backbone-cycle", ["B02"])
    let opened = try tasks(of: run, office)
    for name in Self.perSemester { #expect(opened.count { $0.title.contains(name) } == 1, "\(name)") }
    #expect(opened.allSatisfy { ($0.due ?? .latest) >= Day("2026-09-06")! })
    try office.walk(run, through: "2026-12-19")
    let result = try office.result("backbone-year", "2026", "B02", set: Self.cycleOnly)
    #expect(result.verdict == .pass, "\(result.indicators.map { ($0.name, $0.verdict) })")
    #expect(result.number("semesters") == 1 && result.amount("city-pay") == 200)
    // A semester of which nothing was done still fails the year.
    try office.enter("工号,称号,授予日期\nB01,市级骨干教师,2026-09-05")
    #expect(try office.result("backbone-year", "2026", "B01", set: Self.cycleOnly).verdict("essays") == .fail)
  }

  /// S4-23, S4-27, S4-28, S4-30: five years from June to June touch six; each has its duties and its assessment, and the run ends with them.
  @Test func `A title of five years from the middle of a year is judged to its last day`() throws {
    let office = try office(on: "2021-06-16", title: "2021-06-15,2026-06-15")
    let run = try office.start("backbone-cycle", ["B02"])
    try office.walk(run, step: 7, through: "2027-03-01")
    #expect(try office.office().progress(of: run).status == "done")
    let all = try tasks(of: run, office)
    #expect(all.count { $0.title.contains("登记表") } == 6)
    for name in Self.perSemester { #expect(all.count { $0.title.contains(name) } == 10, "\(name)") }
    for year in 2021...2025 {
      let result = try office.result("backbone-year", "\(year)", "B02", set: Self.cycleOnly)
      #expect(result.verdict == .pass && result.number("row") == Double(year - 2021), "\(year)")
      try office.publish("backbone-year", "\(year)", set: Self.cycleOnly)
    }
    let last = try office.result("backbone-year", "2026", "B02", set: Self.cycleOnly)
    #expect(last.verdict == .pass && last.number("semesters") == 1 && last.amount("city-pay") == 300)
    #expect(throws: OfficeError.self) { try office.result("backbone-year", "2027", "B02") }
  }

  /// S4-23, S4-29: a year without a semester that is mostly held is not judged; what is over cannot be taken away.
  @Test(arguments: [("2026-11-20,2031-11-20", "2026"), ("2020-01-10,2026-01-10", "2026")])
  func `A few days of a year are not judged`(title: String, year: String) throws {
    let office = try office(on: "2026-12-21", title: title)
    let result = try office.result("backbone-year", year, "B02")
    #expect(!result.isApplicable && result.number("semesters") == 0 && result.follows.isEmpty)
  }

  /// S4-29: who failed in the last part of a year no longer holds what could be taken away.
  @Test(arguments: [("2026-06-15", [String]()), ("2026-12-31", ["revoke-city"])])
  func `Only what is still held can be taken away`(through: String, decisions: [String]) throws {
    let office = try office(on: "2026-12-21", title: "2021-06-15,\(through)")
    let result = try office.result("backbone-year", "2026", "B02", set: Self.cycleOnly)
    #expect(result.verdict == .fail && result.consequences.filter { $0.verdict == .pass }.map(\.name) == decisions)
  }

  /// S4-23, S4-29: with the title the duties end; not while another one is held.
  @Test(arguments: [("", "cancelled"), ("B02,国家级骨干教师,2024-01-01", "active")])
  func `A cycle ends when its title is taken away`(other: String, status: String) throws {
    let office = try office(on: "2026-03-01", title: "2023-01-10,")
    if !other.isEmpty { try office.enter("工号,称号,授予日期\n\(other)") }
    let run = try office.start("backbone-cycle", ["B02"])
    let ended = try office.office(on: "2026-03-10").revokeTitle("title-1", on: Day("2026-03-05"), reason: "弄虚作假")
    #expect(try office.office().progress(of: run).status == status && ended == (status == "cancelled" ? [run] : []))
    #expect(try tasks(of: run, office).contains { $0.status == .open } == (status == "active"))
  }

  /// What is held until December is asked for until December.
  @Test func `A title taken away from a later day on ends nothing before it`() throws {
    let office = try office(on: "2026-03-01", title: "2023-01-10,")
    let run = try office.start("backbone-cycle", ["B02"])
    try office.office(on: "2026-03-10").revokeTitle("title-1", on: Day("2026-12-01"), reason: "届满")
    #expect(try office.office().progress(of: run).status == "active")
    #expect(try tasks(of: run, office).contains { $0.status == .open })
  }

  /// S4-29: the same where a failed year was decided so.
  @Test func `A cycle ends when a failed year costs the title`() throws {
    let office = try office(on: "2026-02-10", title: "2023-01-10,")
    let run = try office.start("backbone-cycle", ["B02"])
    try office.publish("backbone-year", "2025")
    let decision = try #require(try office.office().consequences(of: "backbone-year", period: "2025").first { $0.effect == .revoke })
    try office.office().decideConsequence(decision.id, isConfirmed: true, on: nil, note: "未履行职责")
    #expect(try office.office().progress(of: run).status == "cancelled")
  }

  // MARK: Mentors

  /// S4-13, S4-21: the autumn's visits are due in January and belong to the year in which they were to be made.
  @Test(arguments: [(true, 2.0, Verdict.pass), (false, 0, .fail)])
  func `Visits of the autumn count in its year`(isDone: Bool, visited: Double, verdict: Verdict) throws {
    let office = try office(on: "2026-09-02", title: "2023-01-10,")
    try office.enter("工号,称号,授予日期\nB03,区县级骨干教师,2024-01-01\nB04,区县级骨干教师,2024-01-01")
    let run = try office.start("mentor-duties", ["G01"], semester: "2026-2027-1")
    _ = try office.office(on: "2026-11-20")
    let visits = try tasks(of: run, office).filter { $0.title.contains("入校指导") }
    if isDone { for visit in visits { try office.finish(visit) } }
    #expect(try office.result("backbone-year", "2026", "B02").number("city-mentees") == visited)
    let mentor = try office.result("mentor-year", "2026", "B02")
    #expect(mentor.number("visits") == visited && mentor.number("visits-assigned") == 2 && mentor.verdict("visits") == verdict)
    #expect(try office.result("workload", "2026", "B02").number("visits") == visited)
  }

  /// S4-21: a city teacher guides those of the districts, a national one those of the city, as they were on the day.
  @Test func `Who is guided holds the next lower title`() throws {
    let office = try office(on: "2026-03-02", title: "2023-01-10,")
    try office.enter("工号,称号,授予日期,到期日期\nB03,区县级骨干教师,2024-01-01,2026-05-31\nB04,市级骨干教师,2024-01-01,")
    let run = try office.start("mentor-duties", ["G01"], semester: "2025-2026-2")
    for visit in try tasks(of: run, office) where visit.title.contains("入校指导") { try office.finish(visit) }
    let result = try office.result("backbone-year", "2026", "B02")
    #expect(result.number("city-mentees") == 1 && result.number("national-mentees") == 1)
  }

  /// S4-12: one project a year, however many semesters are started.
  @Test func `A mentor's project is opened once a year`() throws {
    let office = try office(on: "2026-09-02", title: "2023-01-10,")
    let autumn = try office.start("mentor-duties", ["G01"], semester: "2026-2027-1")
    #expect(try !tasks(of: autumn, office).contains { $0.title.contains("课题") })
    let projects = try tasks(of: try office.start("mentor-projects", ["G01"]), office)
    #expect(projects.count == 2 && projects.allSatisfy { $0.due == Day("2026-12-31") })
    for project in projects { try office.finish(project) }
    #expect(try office.result("mentor-year", "2026", "B02").verdict("projects") == .pass)
  }
}
