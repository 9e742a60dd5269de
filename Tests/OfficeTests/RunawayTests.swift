import AcademicCalendar
import Office
import Store
import Testing

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
