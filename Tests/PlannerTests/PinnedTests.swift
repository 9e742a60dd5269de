import AcademicCalendar
import Testing

@testable import Planner

@Suite struct PinnedTests {
  @Test func `A plan that should stay as it is known may be pinned in part`() throws {
    var problem = Fixture.semester()
    let first = try solve(problem, SolveOptions(steps: 2_000, threads: 1))
    #expect(first.unplaced.isEmpty)
    for index in problem.sessions.indices.dropLast() {
      let place = try #require(first[problem.sessions[index].id])
      problem.sessions[index].pinned = Placement(
        day: place.day, period: place.firstPeriod, place: place.place,
        people: place.people.filter { !problem.sessions[index].people.contains($0) })
    }
    // Pinned sessions without an earlier plan are no choice of the search, and neither is what has only one way.
    let second = try solve(problem, SolveOptions(steps: 2_000, threads: 1, keepPrevious: true))
    for session in problem.sessions.dropLast() { #expect(second[session.id] == first[session.id]) }
    #expect(second.unplaced.isEmpty)
  }

  @Test(arguments: [false, true])
  func `What is pinned stays, though without it more could be held`(keepPrevious: Bool) throws {
    let day = try #require(Day(2026, 9, 7))
    var problem = Problem(
      periods: Period.regular(morning: 2, afternoon: 0), days: Fixture.days(weeks: 1), people: [Person(id: "li", name: "李老师")],
      sessions: ["a", "b"].map { Session(id: $0, from: day, through: day, people: ["li"]) })
    problem.sessions.append(Session(id: "pinned", length: 2, people: ["li"], pinned: Placement(day: day, period: 1)))
    for index in 0..<2 { problem.sessions[index].previous = Placement(day: day, period: index + 1) }
    let plan = try solve(problem, SolveOptions(steps: 200, threads: 1, keepPrevious: keepPrevious))
    #expect(plan.assignments.map(\.session) == ["pinned"])
  }

  @Test func `A pin that is no time of the grid says what is wrong with it`() throws {
    let sunday = try #require(Day(2026, 9, 13))
    for (day, period, flaw) in [
      (sunday, 1, "不是教学日"), (sunday - 6, 9, "一天只有 8 节"), (sunday - 6, Int.min, "一天只有 8 节"), (sunday - 6, 4, "放不下 2 节"),
    ] {
      var problem = Fixture.semester()
      problem.sessions[3].pinned = Placement(day: day, period: period)
      let found = try diagnose(problem, try solve(problem, .construction))
      #expect(found.map(\.text).joined().contains(flaw), "\(found.map(\.text))")
    }
  }
}
