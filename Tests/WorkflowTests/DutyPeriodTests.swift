import AcademicCalendar
import Rules
import Testing
import Workflow

/// The tasks that a duty opens in a window: key and days, `2026-09: 2026-09-01…2026-09-30`.
private func periods(_ per: String, _ from: String, _ through: String, semesters: [Semester] = []) throws -> [String] {
  let text = """
    workflow: test
    version: 1
    title: 测试
    states:
      a:
        window: { from: \(from), through: \(through) }
        duties: { d: { title: 职责, per: \(per), count: 1 } }
        on: { done: b }
      b: { type: final }
    """
  let state = try #require(WorkflowReader.read(text, file: "test.yaml").definition.states.first)
  let context = OpeningContext(
    parameters: [:], subject: .null, today: Day(2026, 9, 1)!, semester: nil, semesters: semesters, calendar: .national)
  return try state.tasks[0].open(in: "a", phase: state.days(in: context), context: context).map {
    "\($0.key.split(separator: "/")[2]): \($0.opens)…\($0.due.map(\.description) ?? "")"
  }
}

struct `Periods of duties` {
  @Test func `Days are working days, with make-up days and holidays`() throws {
    // 2025: 28 September (Sunday) is worked; 1 to 8 October is a holiday.
    #expect(
      try periods("day", "2025-09-26", "2025-10-09")
        == ["2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30", "2025-10-09"].map { "\($0): \($0)…\($0)" })
  }

  @Test func `Weeks begin on Monday, and one without a working day is left out`() throws {
    #expect(
      try periods("week", "2025-09-24", "2025-10-12")
        == ["2025-09-22: 2025-09-24…2025-09-28", "2025-09-29: 2025-09-29…2025-10-05", "2025-10-06: 2025-10-06…2025-10-12"])
    #expect(try periods("week", "2025-10-01", "2025-10-05") == [])
  }

  @Test(arguments: [
    ("month", ["2026-11: 2026-11-15…2026-11-30", "2026-12: 2026-12-01…2026-12-31", "2027-01: 2027-01-01…2027-01-10"]),
    ("school-year", ["2026-2027: 2026-11-15…2027-01-10"]), ("year", ["2026: 2026-11-15…2026-12-31", "2027: 2027-01-01…2027-01-10"]),
    ("five-year", ["2026-2030: 2026-11-15…2027-01-10"]),
    ("semester", ["2026-2027-1: 2026-11-15…2027-01-10"]),
  ])
  func `Longer periods are cut to the window`(per: String, expected: [String]) throws {
    let semester = try #require(Semester(schoolYear: 2026, term: 1, firstDay: Day(2026, 9, 1)!, weeks: 20))
    #expect(try periods(per, "2026-11-15", "2027-01-10", semesters: [semester]) == expected)
  }

  @Test func `Five-year cycles and school years follow one another`() throws {
    #expect(try periods("five-year", "2024-03-01", "2031-02-01").map { $0.prefix(9) } == ["2021-2025", "2026-2030", "2031-2035"])
    #expect(try periods("school-year", "2025-08-31", "2026-09-01").map { $0.prefix(9) } == ["2024-2025", "2025-2026", "2026-2027"])
  }
}
