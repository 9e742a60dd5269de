import AcademicCalendar
import Rules
import Testing

@Suite struct CoreTests {
  @Test func `the example of the design evaluates`() throws {
    let award: Value = ["rank": 2]
    let values: [String: Value] = ["lessons": 1, "papers": 0, "awards": [award]]
    #expect(try evaluate("lessons >= 1 && (papers >= 1 || awards.exists(a, a.rank <= 3))", values) == .value(true))
  }

  @Test func `arithmetic follows precedence`() throws {
    #expect(try evaluate("1 + 2 * 3 - 4 / 2 == 5 && !(1 > 2)") == .value(true))
  }

  @Test func `unset names make a result unknown only where they matter`() throws {
    #expect(try evaluate("x > 1 && false", unset: ["x"]) == .value(false))
    #expect(try evaluate("x > 1 || y > 2", unset: ["x", "y"]) == .unknown(["x", "y"]))
    #expect(try evaluate("p.x > 1", ["p": [:]], unset: ["p.x"]) == .unknown(["p.x"]))
  }

  @Test func `days add and compare`() throws {
    #expect(try evaluate("day('2014-02-28') + days(1) == day('2014-03-01')") == .value(true))
  }
}
