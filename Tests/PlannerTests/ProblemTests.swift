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
