import AcademicCalendar
import Office
import Statechart
import Store
import Testing
import Workflow

/// A workflow whose timer does something that cannot be.
private func workflow(_ id: String, _ after: String) -> String {
  """
  workflow: \(id)
  version: 1
  title: 失控
  roles: { manager: 项目管理员 }
  states:
    work:
      tasks: { t: { title: 甲, role: manager } }
      \(after)
      on: { done: end, tick: { do: [ { send: tick } ] } }
    end: { type: final }
  """
}

struct `A run that cannot go on` {
  @Test(arguments: [
    ("after: { days(5): { do: [ { record: { to: \"roster.people[0]\", hours: \"2\", credits: \"0 - 5\" } } ] } }", "学分须不小于 0"),
    ("after: { days(5): { do: [ { send: tick } ] } }", "没有尽头"), ("after: { days(5): { do: [ { start: runaway } ] } }", "层层不止"),
  ])
  func `Holds up nobody else: its status says why, and it can be called off`(after: String, reason: String) throws {
    let eager = """
      workflow: runaway
      version: 1
      title: 层层
      states: { work: { entry: [ { start: runaway } ], tasks: { t: { title: 乙 } }, on: { done: end } }, end: { type: final } }
      """
    let county = try EngineCounty([workflow("stuck", after), eager], today: day("2026-09-01"))
    let run = try county.office(day("2026-09-01")).start("stuck", subjects: [], semester: nil, parameters: [:]).runs[0]
    try county.turn(day("2026-09-10"))
    let office = try county.office(day("2026-09-10"))
    let obstacles = try office.progress(of: run).obstacles
    #expect(obstacles.contains { $0.contains(reason) }, "\(obstacles)")
    try office.cancel(run, reason: "停")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  /// Who is listed by hand need not be in the roster: nothing refers to nobody.
  private func byHand(_ list: String, _ state: String) -> String {
    """
    workflow: by-hand
    version: 1
    title: 手写名单
    roles: { manager: 项目管理员 }
    states:
      first: { title: 先, tasks: { t: { title: 甲, role: manager } }, \(state) }
      second: { title: 后, tasks: { u: { title: 乙, for: "\(list)", role: manager } }, on: { done: end } }
      end: { type: final }
    """
  }

  @Test(arguments: [
    ("[{'kind': 'person', 'id': 'NIEMAND'}]", "人员「NIEMAND」"), ("[{'kind': 'school', 'id': 'NIRGENDS'}]", "学校「NIRGENDS」"),
    ("[{'kind': 'pair', 'mentor': 'P001', 'mentee': 'NIEMAND'}]", "人员「NIEMAND」"),
    ("roster.people.map(p, {'kind': p.kind, 'id': p.id + 'x'})", "人员「E001x」"),
  ])
  func `A list that names nobody of the roster is told, whoever's step comes upon it`(list: String, missing: String) throws {
    let county = try EngineCounty([byHand(list, "after: { days(5): second }")], today: day("2026-09-01"))
    let run = try county.office(day("2026-09-01")).start("by-hand", subjects: [], semester: nil, parameters: [:]).runs[0]
    try county.turn(day("2026-09-10"))
    let office = try county.office(day("2026-09-10"))
    let obstacles = try office.progress(of: run).obstacles
    #expect(obstacles.contains { $0.contains("second/u") && $0.contains(missing) && $0.contains("花名册里没有") }, "\(obstacles)")
    #expect(try office.store.tablesThatDifferFromJournal() == [])

    let direct = try EngineCounty([byHand(list, "always: { to: second }")], today: day("2026-09-01"))
    let error = #expect(throws: OpeningError.self) {
      try direct.office(day("2026-09-01")).start("by-hand", subjects: [], semester: nil, parameters: [:])
    }
    #expect(error?.place == "second/u" && error?.message.contains(missing) == true)
    #expect(try direct.office(day("2026-09-01")).store.read { try $0.topRuns() }.isEmpty)
  }

  private func round(_ states: String, data: String = "{ n: 0, x: [] }") -> String {
    """
    workflow: round
    version: 1
    title: 绕圈
    roles: { manager: 项目管理员 }
    parameters: { people: { type: list<person>, default: [] } }
    data: \(data)
    states:
      \(states)
      end: { type: final }
    """
  }

  @Test(arguments: [
    // The day has come when the state is entered anew, so that the timer is due at once.
    ("loop: { after: { \"day('2026-09-05')\": loop, days(90): end } }", "没有尽头"),
    // Time goes on, but so little that the office would never catch up.
    ("loop: { after: { 1s: loop, days(90): end } }", "一天之内到期超过 10000 次"),
    // Each failure leaves the value as it was.
    (
      "loop: { always: { if: vars.n < 550, do: [ { set: { n: vars.n + 1 } }, { set: { x: \"[vars.x]\" } } ] }, after: { days(90): end } }",
      "值太深"
    ),
  ])
  func `Timers without end, and values without bounds, hold up nobody else`(loop: String, reason: String) throws {
    let text = round("work: { tasks: { t: { title: 甲, role: manager } }, on: { done: end }, after: { days(3): loop } }\n  \(loop)")
    let county = try EngineCounty([text], today: day("2026-09-01"))
    let run = try county.office(day("2026-09-01")).start("round", subjects: [], semester: nil, parameters: [:]).runs[0]
    try county.turn(day("2026-09-06"))
    let office = try county.office(day("2026-09-06"))
    let obstacles = try office.progress(of: run).obstacles
    #expect(obstacles.contains { $0.contains(reason) }, "\(obstacles)")
    try office.cancel(run, reason: "停")
    #expect(try office.store.tablesThatDifferFromJournal() == [])
  }

  @Test(arguments: [
    "loop: { window: { from: 2026-01-01, through: 2026-03-01 }, after: { phase.end: loop, days(90): end } }",
    "loop: { tasks: { t: { title: 乙, for: parameters.people } }, on: { done: [ { if: vars.n > 9, to: end }, loop ] } }",
  ])
  func `A start that would go round for ever is refused, and nothing is kept`(loop: String) throws {
    let county = try EngineCounty([round(loop)], today: day("2026-09-01"))
    let office = try county.office(day("2026-09-01"))
    let error = #expect(throws: StepError.self) { try office.start("round", subjects: [], semester: nil, parameters: [:]) }
    #expect(error?.description.contains("没有尽头") == true)
    #expect(try office.store.read { try $0.topRuns() }.isEmpty)
  }

  @Test func `Workflows that start each other without end are refused`() throws {
    let text = """
      workflow: endless
      version: 1
      title: 不止
      states: { work: { each: { person: roster.people, run: endless, title: 各人 }, on: { done: end } }, end: { type: final } }
      """
    let county = try EngineCounty([text], today: day("2026-09-01"))
    let office = try county.office(day("2026-09-01"))
    #expect(throws: StoreError.self) { try office.start("endless", subjects: [], semester: nil, parameters: [:]) }
    #expect(try office.store.read { try $0.topRuns() }.isEmpty)
  }
}
