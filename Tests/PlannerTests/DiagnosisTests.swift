import AcademicCalendar
import Testing

@testable import Planner

@Suite struct DiagnosisTests {
  @Test func `A leave that covers the whole window explains itself`() throws {
    var problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 14))
    (problem.sessions[3].from, problem.sessions[3].through) = (monday, monday + 4)
    let plan = try solve(problem, .construction)
    let found = try diagnose(problem, plan)
    #expect(
      found.map(\.text) == [
        "「专题报告」须安排 2 节(王老师), 「专题报告」须在 2026-09-14 至 2026-09-18 之间, 王老师 2026-09-14 至 2026-09-18 病假, 故无法安排"
      ])
  }

  @Test(arguments: [nil, "初二(3)班语文"])
  func `A class whose teacher is away is not on`(lesson: String?) throws {
    var problem = Fixture.semester()
    let monday = try #require(Day(2026, 9, 7))
    problem.sessions[1].during = RequiredClass(person: "li", lesson: lesson)
    problem.sessions[1].through = monday
    #expect(try solve(problem, .construction)["visit"]?.day == monday)
    problem.people[0].absences = [Absence(from: monday, through: monday, periods: [1], reason: "病假")]
    let plan = try solve(problem, .construction)
    #expect(plan.unplaced.map(\.session) == ["visit"])
    #expect(plan.unplaced.first?.reasons.contains { $0.hasPrefix("李老师病假, 没有课可听") } == true, "\(plan.unplaced)")
    let text = try diagnose(problem, plan).map(\.text).joined()
    for fact in ["不晚于 2026-09-07", "须在李老师上", "李老师 2026-09-07 第1节病假"] { #expect(text.contains(fact), "\(text)") }
    let byHand = Plan(assignments: [Assignment(session: "visit", day: monday, firstPeriod: 1, length: 1, place: "east", people: ["zhao"])])
    #expect(score(problem, byHand).score.hard[.requiredClass] == 1)
  }

  @Test func `Three lectures in a hall that is free for two need the third to go`() throws {
    let day = try #require(Day(2026, 9, 7))
    let problem = Problem(
      periods: Period.regular(morning: 2, afternoon: 2), days: Fixture.days(weeks: 2), places: [Place(id: "hall", name: "礼堂")],
      sessions: (1...3).map {
        Session(id: "s\($0)", title: "报告\($0)", length: 2, from: day, through: day, places: .of(["hall"]))
      })
    let plan = try solve(problem, .construction)
    #expect(plan.unplaced.count == 1)
    let found = try diagnose(problem, plan)
    #expect(found.count == 1)
    #expect(found.first.map { Set($0.sessions) } == ["s1", "s2", "s3"])
    #expect(found.first?.facts.filter { $0.constraint == .capacity }.count == 1)
    #expect(found.first?.facts.filter { $0.constraint == .window }.count == 3)
  }

  @Test(arguments: 1...12)
  func `Each fact of an explanation is needed`(seed: Int) throws {
    let problem = RandomProblem(seed: UInt64(seed), sessions: 14).problem
    let plan = try solve(problem, SolveOptions(steps: 600, threads: 1))
    for found in try diagnose(problem, plan) {
      // The sessions named cannot all be placed; without any one of them the rest can.
      let named = Set(found.sessions)
      let impossible = try solve(only(named, problem), SolveOptions(steps: 600, threads: 1))
      #expect(!impossible.unplaced.isEmpty, "\(found.text)")
      for session in named {
        let possible = try solve(only(named.subtracting([session]), problem), SolveOptions(steps: 600, threads: 1))
        #expect(possible.unplaced.isEmpty, "without \(session): \(found.text)")
      }
    }
  }

  private func only(_ sessions: Set<String>, _ problem: Problem) -> Problem {
    var copy = problem
    copy.sessions.removeAll { !sessions.contains($0.id) }
    copy.precedences.removeAll { !sessions.contains($0.before) || !sessions.contains($0.after) }
    return copy
  }
}
