import AcademicCalendar
import Rules

/// Answers `workday(d, n)`, `isWorkday(d)` and `semester.week(n)` for a workflow's expressions.
struct OfficeDays: DayProvider {
  let calendar: WorkingCalendar
  let semester: Semester?

  func workday(_ day: Day, _ count: Int) -> Day? { calendar.workday(day, count) }

  func isWorkday(_ day: Day) -> Bool? { calendar.isWorkingDay(day) }

  func week(_ number: Int, of semester: Value) -> Value? {
    self.semester?.week(number).map { .object(["start": .day($0.lowerBound), "end": .day($0.upperBound)]) }
  }
}
