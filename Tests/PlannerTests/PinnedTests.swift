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
}
