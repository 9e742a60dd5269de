import AcademicCalendar
import Rules
import Testing
import Workflow

/// The tasks that a duty opens in a window: key and days, `2026-09: 2026-09-01…2026-09-30`.
private func periods(_ per: String, _ from: String, _ through: String, semesters: [Semester] = [], isMostly: Bool = false) throws
  -> [String]
{
  let text = """
    workflow: test
    version: 1
    title: 测试
    states:
      a:
        window: { from: \(from), through: \(through) }
        duties: { d: { title: 职责, per: \(per), count: 1, mostly: \(isMostly) } }
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

  @Test func `A duty that asks for most of a period leaves out one of which less than half lies in the window`() throws {
    let semesters = [
      Semester(schoolYear: 2025, term: 2, firstDay: Day(2026, 2, 23)!, weeks: 20)!,
      Semester(schoolYear: 2026, term: 1, firstDay: Day(2026, 9, 1)!, weeks: 20)!,
    ]
    func asked(_ from: String, _ through: String) throws -> [String] {
      try periods("semester", from, through, semesters: semesters, isMostly: true).map { String($0.prefix(11)) }
    }
    #expect(try asked("2026-06-15", "2026-12-20") == ["2026-2027-1"])
    #expect(try asked("2026-02-01", "2026-05-31") == ["2025-2026-2"])
    #expect(try asked("2026-02-01", "2026-12-20") == ["2025-2026-2", "2026-2027-1"])
    #expect(try periods("month", "2026-11-17", "2027-01-16", isMostly: true).map { $0.prefix(7) } == ["2026-12", "2027-01"])
  }

  @Test func `Five-year cycles and school years follow one another`() throws {
    #expect(try periods("five-year", "2024-03-01", "2031-02-01").map { $0.prefix(9) } == ["2021-2025", "2026-2030", "2031-2035"])
    #expect(try periods("school-year", "2025-08-31", "2026-09-01").map { $0.prefix(9) } == ["2024-2025", "2025-2026", "2026-2027"])
  }
}
