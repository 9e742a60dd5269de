import AcademicCalendar
import Foundation
import Planner
import Testing

@Suite struct ProblemTests {
  @Test func `A problem survives its JSON`() throws {
    let problem = Fixture.semester()
    let data = try JSONEncoder().encode(problem)
    #expect(try JSONDecoder().decode(Problem.self, from: data) == problem)
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
