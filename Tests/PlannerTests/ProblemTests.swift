import AcademicCalendar
import Foundation
import Testing

@testable import Planner

@Suite struct ProblemTests {
  @Test func `A problem survives its JSON`() throws {
    let problem = Fixture.semester()
    let data = try JSONEncoder().encode(problem)
    #expect(try JSONDecoder().decode(Problem.self, from: data) == problem)
  }

  @Test func `The example of the documentation is a problem that can be planned`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Planner/Documentation.docc/ProblemDocument.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "```json\n")).upperBound
    let end = try #require(text.range(of: "```", range: start..<text.endIndex)).lowerBound
    let problem = try PlannerDocument.problem(Data(text[start..<end].utf8))
    #expect(problem.sessions.map(\.id) == ["demo", "visit", "outreach"])
    #expect(try solve(problem, .construction).score?.violations(except: .unplaced) == 0)
  }

  @Test func `The schema is JSON and names every key of a session`() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(PlannerDocument.schema.utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let keys = try #require(definitions["session"]?["properties"] as? [String: Any])
    #expect(Set(keys.keys) == Set(Session.CodingKeys.allCases.map(\.rawValue)))
  }

  @Test(arguments: [0, 9, -1, 2_147_483_648, .max, .min])
  func `A period that no day has is nowhere`(period: Int) throws {
    var problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 7))
    problem.sessions[0].previous = Placement(day: monday, period: period)
    let model = Model(problem)
    withExtendedLifetime(model) { #expect(model.tables.previousStart[0] == -2) }
    let plan = try solve(problem, SolveOptions(steps: 50, threads: 1, keepPrevious: true))
    #expect(plan.unplaced.isEmpty)
    let byHand = Plan(assignments: [Assignment(session: "demo", day: monday, firstPeriod: period, length: 1, place: "east", people: ["li"])]
    )
    #expect(score(problem, byHand).score.hard[.window] == 1)
    #expect(throws: Never.self) { try diagnose(problem, byHand) }
    problem.people[0].timetable[0].period = period
    #expect(throws: ProblemError.self) { try problem.validate() }
  }

  @Test func `Numbers that no plan can count are refused`() {
    for change: (inout Problem) -> Void in [
      { $0.tripsPerDay = .max }, { $0.people[0].tripsPerDay = .max }, { $0.people[0].target = .min }, { $0.groups[0].minimumDays = .max },
      { $0.groups[0].maximumPerWeek = -1 },
    ] {
      var problem = Fixture.semester()
      change(&problem)
      #expect(throws: ProblemError.self) { try problem.validate() }
    }
  }

  @Test func `What no grid, roster or list of places has is refused`() throws {
    let monday = try #require(Day(2026, 9, 7))
    var good = Fixture.semester()
    good.people[0].absences = [Absence(from: monday, through: monday)]
    good.sessions[2].pinned = Placement(day: monday, period: 1, place: "east", people: ["li", "wang"])
    try good.validate()
    for change: (inout Problem) -> Void in [
      { $0.periods = [] }, { $0.sessions[0].forbidden = [TimePattern(periods: [.min])] },
      { $0.sessions[0].allowed = [TimePattern(periods: [9])] }, { $0.people[0].absences[0].periods = [0] },
      { $0.sessions[2].pinned?.people = ["li", "li"] }, { $0.sessions[2].pinned?.people = ["nobody"] },
      { $0.sessions[2].pinned?.place = "nowhere" },
    ] {
      var problem = good
      change(&problem)
      #expect(throws: ProblemError.self) { try problem.validate() }
    }
  }

  @Test func `A misspelt key is refused by name`() throws {
    let text = #"{"periods":[],"days":[],"sesions":[]}"#
    #expect {
      try JSONDecoder().decode(Problem.self, from: Data(text.utf8))
    } throws: { error in
      guard case DecodingError.dataCorrupted(let context) = error else { return false }
      return context.debugDescription.contains("sesions")
    }
  }
}

extension Score {
  /// Hard constraints broken, one kind left out.
  fileprivate func violations(except constraint: HardConstraint) -> Int { hardTotal - (hard[constraint] ?? 0) }
}
