import AcademicCalendar
import Planner

/// Small problems that several tests start from.
enum Fixture {
  /// Weekdays of `weeks` weeks from Monday 2026-09-07.
  static func days(weeks: Int) -> [TeachingDay] {
    let monday = Day(2026, 9, 7) ?? .earliest
    return (0..<weeks).flatMap { week in
      (0..<5).map { index in
        let day = monday + (week * 7 + index)
        return TeachingDay(
          day: day, follows: day.weekday, week: week + 1, parity: week.isMultiple(of: 2) ? .odd : .even, isProvisional: false)
      }
    }
  }

  /// Two teachers, a mentor, two schools half an hour apart, and sessions of several kinds in four weeks.
  static func semester() -> Problem {
    let monday = Day(2026, 9, 7) ?? .earliest
    return Problem(
      title: "示例", periods: Period.regular(morning: 4, afternoon: 4), days: days(weeks: 4),
      people: [
        Person(
          id: "li", name: "李老师", school: "east",
          timetable: [Lesson(.monday, 1, title: "初二(3)班语文"), Lesson(.tuesday, 2, parity: .odd, title: "初二(4)班语文", keep: false)]),
        Person(
          id: "wang", name: "王老师", school: "west",
          absences: [Absence(from: monday + 7, through: monday + 11, reason: "病假")]),
        Person(id: "zhao", name: "赵老师", school: "west", tripsPerDay: 1),
      ],
      places: [
        Place(id: "east", name: "东校", zone: "城东", seats: 200, capacity: 2), Place(id: "west", name: "西校", zone: "城西", seats: 40),
      ],
      travel: [TravelTime(from: "城东", to: "城西", minutes: 30)],
      sessions: [
        Session(id: "demo", title: "示范课", people: ["li"], places: .of(["east"]), groups: ["studio"]),
        Session(
          id: "visit", title: "入校指导", through: monday + 4, people: ["zhao"], places: .of(["east"]),
          during: RequiredClass(person: "li")),
        Session(
          id: "outreach", title: "送教下乡", length: 3, openSeats: OpenSeats(minimum: 2, maximum: 3, pool: ["li", "wang", "zhao"]),
          places: .any, attendance: 60, groups: ["studio"]),
        Session(id: "lecture", title: "专题报告", length: 2, people: ["wang"], places: .of(["west"]), audience: ["li"], groups: ["studio"]),
      ],
      groups: [Group(id: "studio", title: "语文工作室", neverAtOnce: true, maximumPerWeek: 2, minimumWeeks: 3)],
      precedences: [Precedence(before: "demo", after: "lecture", minimumDays: 1)], tripsPerDay: 2)
  }
}
