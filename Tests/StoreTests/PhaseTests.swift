import AcademicCalendar
import Store
import Testing
import Workflow

/// What gates a phase, and what happens when one is left.
@Suite struct PhaseTests {
  private static let small = """
    workflow: small
    version: 1
    title: 小流程
    initial: first
    states:
      first:
        window: { from: 2014-01-01, through: 2014-01-31 }
        tasks:
          must: { title: 必做 }
          also: { title: 也必做, opens: 2014-01-10 }
          may: { title: 选做, required: false }
          maybe: { title: 也可选做, required: false }
        on: { done: second }
      second:
        window: { from: 2014-02-01, through: 2014-02-28 }
        tasks: { last: { title: 收尾 } }
        on: { done: closed }
      closed: { type: final }
    """

  @Test func `A phase closes only when every required task is accepted or waived`() throws {
    let fixture = try Fixture(workflows: Self.small)
    let run = try fixture.start("small")
    try fixture.submit("first/must", on: "2014-01-05")
    #expect(try fixture.phase(run) == "first")
    try fixture.record(.taskReturned(Opinion(task: fixture.task("first/must"), note: "缺页")), on: "2014-01-06")
    #expect(try fixture.phase(run) == "first")
    try fixture.submit("first/must", on: "2014-01-07")
    try fixture.accept("first/must", on: "2014-01-08")
    #expect(try fixture.phase(run) == "first")
    try fixture.record(.taskWaived(Opinion(task: fixture.task("first/also"), note: "不适用")), on: "2014-01-09")
    #expect(try fixture.phase(run) == "second")
    try fixture.accept("second/last", on: "2014-02-10")
    #expect(try fixture.phase(run) == "done")
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `What is optional neither holds a phase nor ends it`() throws {
    let fixture = try Fixture(workflows: Self.small)
    let run = try fixture.start("small")
    try fixture.accept("first/may", on: "2014-01-05")
    try fixture.accept("first/maybe", on: "2014-01-05")
    #expect(try fixture.phase(run) == "first")
  }

  @Test func `Leaving a phase cancels what is left; what was handed in can still be accepted`() throws {
    let fixture = try Fixture(workflows: Self.small)
    let run = try fixture.start("small")
    try fixture.submit("first/maybe", on: "2014-01-04")
    for key in ["first/must", "first/also"] { try fixture.accept(key, on: "2014-01-05") }
    #expect(try fixture.phase(run) == "second")
    #expect(try fixture.tasks()["first/may"] == .cancelled)
    #expect(try fixture.tasks()["first/maybe"] == .submitted)
    try fixture.accept("first/maybe", on: "2014-02-01")
    #expect(try fixture.tasks()["first/maybe"] == .accepted)
    #expect(try fixture.phase(run) == "second")
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }

  @Test func `A task opens on its day, and lateness follows from the day alone`() throws {
    let fixture = try Fixture(workflows: Self.small)
    let run = try fixture.start("small")
    #expect(try fixture.tasks(run)["first/also"] == .planned)
    try fixture.turn(to: "2014-01-09")
    #expect(try fixture.tasks(run)["first/also"] == .planned)
    try fixture.turn(to: "2014-01-10")
    #expect(try fixture.tasks(run)["first/also"] == .open)
    let record = try fixture.record(of: "first/also")
    #expect(record.daysLate(on: Day("2014-01-31")!) == 0)
    #expect(record.daysLate(on: Day("2014-02-03")!) == 3)
  }

  @Test func `A phase with no required task is left at once`() throws {
    let fixture = try Fixture(
      workflows: """
        workflow: idle
        version: 1
        title: 空
        parameters: { schools: { type: list<text>, default: [], title: 学校 } }
        states:
          first: { tasks: { one: { title: 每校, for: parameters.schools } }, on: { done: closed } }
          closed: { type: final }
        """)
    #expect(try fixture.phase(fixture.start("idle")) == "done")
  }

  @Test func `A timer missed for a month fires once, as of its own day`() throws {
    let fixture = try Fixture(
      workflows: """
        workflow: timed
        version: 1
        title: 定时
        roles: { clerk: 干事 }
        states:
          first:
            window: { from: 2014-01-01, through: 2014-01-31 }
            tasks: { one: { title: 一 } }
            after: { "day('2014-02-01')": { to: second, do: [ { notify: clerk } ] } }
          second: { tasks: { two: { title: 二 } }, on: { done: closed } }
          closed: { type: final }
        """)
    let run = try fixture.start("timed")
    try fixture.turn(to: "2014-01-31")
    #expect(try fixture.phase(run) == "first")
    try fixture.turn(to: "2014-03-05")
    #expect(try fixture.phase(run) == "second")
    let opened = try fixture.record(of: "second/two")
    #expect(opened.opens == Day("2014-02-01"))
    #expect(try fixture.tasks()["first/one"] == .cancelled)
    try fixture.turn(to: "2014-03-06")
    #expect(try fixture.tasks().count == 2)
    #expect(try fixture.store.tablesThatDifferFromJournal() == [])
  }
}
