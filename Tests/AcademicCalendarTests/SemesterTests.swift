import AcademicCalendar
import Testing

@Suite struct SemesterTests {
  let autumn = Semester(schoolYear: 2026, term: 1, firstDay: day("2026-09-01"), weeks: 20)!

  @Test func `a semester has a name, an identifier and an end`() {
    #expect(autumn.name == "2026-2027学年第一学期")
    #expect(autumn.id == "2026-2027-1")
    #expect(autumn.lastDay == day("2027-01-17"))
    #expect(Semester.parse("2026-2027学年第一学期").map { [$0.schoolYear, $0.term] } == [2026, 1])
    #expect(Semester.parse("2026-2027-2").map { [$0.schoolYear, $0.term] } == [2026, 2])
    #expect(Semester.parse("2026-2028-2") == nil)
    for far in ["1899-1900-1", "2199-2200-1", "\(Int.max)-1-1", "\(Int.max)-\(Int.min)-1", "\(Int.min)--1-1"] {
      #expect(Semester.parse(far) == nil, "\(far)")
    }
    #expect(Semester(schoolYear: 2026, term: 3, firstDay: day("2026-09-01"), weeks: 20) == nil)
  }

  @Test func `weeks run from Monday to Sunday and the first begins with the first day`() {
    #expect(autumn.week(1) == day("2026-09-01")...day("2026-09-06"))
    #expect(autumn.week(2) == day("2026-09-07")...day("2026-09-13"))
    #expect(autumn.week(21) == nil)
    #expect(autumn.weekNumber(of: day("2026-09-06")) == 1)
    #expect(autumn.weekNumber(of: day("2026-09-07")) == 2)
    #expect(autumn.weekNumber(of: day("2026-08-31")) == nil)
  }

  @Test func `a make-up day follows the weekday it replaces in the week it falls in`() throws {
    let days = autumn.teachingDays(in: .national)
    let sunday = try #require(days.first { $0.day == day("2026-09-20") })
    #expect(sunday.follows == .tuesday)
    #expect(sunday.week == 3)
    #expect(sunday.parity == .odd)
    #expect(!days.contains { (day("2026-10-01")...day("2026-10-07")).contains($0.day) })
    #expect(!days.contains { $0.day.weekday.isWeekend && $0.day != day("2026-09-20") && $0.day != day("2026-10-10") })
  }

  @Test func `January 2027 has no notice yet: ordinary weekdays, marked provisional`() {
    let january = autumn.teachingDays(in: .national).filter { $0.day.year == 2027 }
    #expect(january.count == 11)
    #expect(january.allSatisfy { $0.isProvisional })
    #expect(autumn.teachingDays(in: .national).filter { $0.day.year == 2026 }.allSatisfy { !$0.isProvisional })
  }
}

@Suite struct BellScheduleTests {
  @Test func `periods have times and halves`() throws {
    let bells = BellSchedule.usual
    #expect(bells.periods(of: .morning).count == 4)
    #expect(bells.periods(of: .afternoon).map(\.number) == [5, 6, 7])
    let double = try #require(bells.times(first: 2, length: 2))
    #expect("\(double.start)-\(double.end)" == "08:50-10:30")
    #expect(bells.times(first: 7, length: 2) == nil)
    #expect(bells.times(first: 0, length: 1) == nil)
  }

  @Test func `periods that overlap or run backwards are refused`() {
    func time(_ text: String) -> TimeOfDay { TimeOfDay(text)! }
    #expect(BellSchedule([(time("08:00"), time("08:40")), (time("08:30"), time("09:00"))]) == nil)
    #expect(BellSchedule([(time("09:00"), time("08:40"))]) == nil)
    #expect(TimeOfDay("8:00") == nil)
    #expect(TimeOfDay("24:01") == nil)
  }
}
