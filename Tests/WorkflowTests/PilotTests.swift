import AcademicCalendar
import Rules
import Testing
import YAMLReading

@testable import Workflow

/// The Honghu pilot as shipped (REQUIREMENTS.md S1, golden cases 1 and 2).
@Suite struct PilotTests {
  @Test(arguments: [
    ("launch", "启动", "2014-01-01", "2014-02-28", 6), ("rollout", "推进", "2014-03-01", "2014-04-30", 5),
    ("deepening", "深化", "2014-05-01", "2015-01-31", 4), ("summary", "总结", "2015-02-01", "2015-02-28", 3),
  ])
  func `Each phase has the policy's days and its number of tasks`(
    id: String, title: String, from: String, through: String, count: Int
  ) throws {
    let state = try #require(try Fixture.pilot().states.first { $0.id == id })
    #expect(state.title == title)
    #expect(try state.days(in: Fixture.pilotContext()) == Day(from)!...Day(through)!)
    #expect(([state] + state.states).flatMap(\.tasks).count(where: Self.isOfSix) == count)
  }

  /// What clause 六 numbers: tasks that their phase waits for.
  private static func isOfSix(_ task: TaskDefinition) -> Bool {
    task.isRequired && task.quota == nil && task.cite?.clause.hasPrefix("六") == true
  }

  @Test func `The end waits for each school's verification and for the last record`() throws {
    let required = Set(try Fixture.pilot().allStates.flatMap(\.tasks).filter(\.isRequired).map(\.key))
    #expect(required.isSuperset(of: ["verification", "monthly-record"]))
  }

  @Test func `The four phases hold 18 tasks, each with its clause`() throws {
    let tasks = try Fixture.pilot().allStates.flatMap(\.tasks)
    #expect(tasks.count(where: Self.isOfSix) == 18)
    #expect(tasks.allSatisfy { $0.cite?.requirement.hasPrefix("S1-") == true })
    let numbers = tasks.filter(Self.isOfSix).compactMap { $0.cite?.clause.last(where: \.isNumber) }
    #expect(String(numbers) == "123456" + "78901" + "2345" + "678")
  }

  @Test func `Phases follow one another in the policy's order and nothing else leads on`() throws {
    let states = try Fixture.pilot().states
    #expect(states.map(\.id) == ["launch", "rollout", "deepening", "summary", "closed"])
    #expect(states.map { $0.transitions.flatMap(\.targets) } == [["rollout"], ["deepening"], ["summary"], ["closed"], []])
    #expect(states.flatMap(\.transitions).allSatisfy { $0.trigger == .done && $0.condition == nil })
  }

  @Test func `Every school keeps one record in each of the 14 months, due five days after the month`() throws {
    let records = try Fixture.seeds("network-study-pilot")
    #expect(records.count == 14 * 3)
    #expect(Set(records.map(\.key)).count == 14 * 3)
    let first = records.filter { $0.target == .school("S001") }
    #expect(first.first?.key == "network-study-pilot/monthly-record/2014-01/S001")
    #expect(first.first?.title == "教师参学情况记载(2014年1月)")
    #expect(first.first?.due == Day("2014-02-05"))
    #expect(first.last?.due == Day("2015-03-05"))
    #expect(first.map { String($0.opens.description.prefix(7)) } == first.map { String($0.key.split(separator: "/")[2]) })
  }

  @Test(arguments: [
    ("launch/scheme", "2014-02-28"), ("launch/partnership", "2014-02-28"), ("launch/kick-off", "2014-02-28"),
    ("rollout/platform-launch", "2014-04-30"), ("rollout/backbone-training", "2014-04-30"), ("deepening/routine-study", "2015-01-31"),
    ("deepening/surveys/小学", "2015-01-31"), ("accepting/acceptance", "2015-02-28"),
  ])
  func `A task is due on the last day of its phase, since the policy names no other`(key: String, due: String) throws {
    let seed = try #require(try Fixture.seeds(String(key.prefix { $0 != "/" })).first { $0.key == key })
    #expect(seed.due == Day(due))
  }

  @Test func `Surveys are one task for each stage, applications one for each school`() throws {
    #expect(try Fixture.seeds("deepening").filter { $0.key.hasPrefix("deepening/surveys/") }.map(\.title).count == 3)
    #expect(try Fixture.seeds("deepening").first { $0.key == "deepening/surveys/初中" }?.title == "分学段研修调研(初中)")
    #expect(try Fixture.seeds("launch", schools: 5).count { $0.key.hasPrefix("launch/application/") } == 5)
  }

  @Test func `Three plans and two polishings are asked of every school in each semester of the phase`() throws {
    let cycles = try Fixture.seeds("deepening", schools: 1).filter { $0.key.contains("/lesson-study-cycle/") }
    #expect(cycles.map(\.key) == ["2013-2014-2", "2014-2015-1"].map { "deepening/lesson-study-cycle/\($0)/S001" })
    #expect(cycles.first?.opens == Day("2014-05-01"))
    #expect(cycles.first?.evidence == ["first-plan", "first-polish", "second-plan", "second-polish", "third-plan"])
  }

  @Test(arguments: [
    "honghu-pilot/network-study-pilot.yaml", "honghu-pilot/school-participation.yaml", "studio-semester/studio-semester.yaml",
  ])
  func `A shipped workflow reads without a warning, compiles, and cites every task`(path: String) throws {
    let result = try WorkflowReader.read(Fixture.shipped(path), file: path)
    #expect(result.warnings.isEmpty)
    _ = try CompiledWorkflow(result.definition)
    #expect(result.definition.allStates.flatMap(\.tasks).allSatisfy { $0.cite != nil })
  }
}

/// Golden cases 2 and 3 as the due dates that workflows give.
@Suite struct DueDateTests {
  /// The due day of a single task in a window, with the calendar's working days.
  private func due(_ rule: String, from: String, through: String) throws -> Day? {
    let text = """
      workflow: one
      version: 1
      title: 一项
      states:
        only:
          window: { from: \(from), through: \(through) }
          tasks: { report: { title: 报送, due: "\(rule)" } }
          on: { done: end }
        end: { type: final }
      """
    let state = try WorkflowReader.read(text, file: "one.yaml").definition.states[0]
    let context = OpeningContext(
      parameters: [:], subject: .object([:]), today: Day(from)!, semester: nil, semesters: [], calendar: .national)
    return try state.tasks[0].open(in: "only", phase: state.days(in: context), context: context).first?.due
  }

  @Test(arguments: [(2014, 19), (2015, 18), (2020, 18), (2025, 19), (2026, 18)])
  func `12-20 is a rest day in these years, and the last working day before it is known`(year: Int, last: Int) throws {
    #expect(try due("12-20", from: "\(year)-01-01", through: "\(year)-12-31") == Day(year, 12, 20))
    let rule = "workday(day('\(year)-12-21'), -1)"
    #expect(try due(rule, from: "\(year)-01-01", through: "\(year)-12-31") == Day(year, 12, last))
  }

  @Test func `The pilot's last day is a Saturday that is worked, and 2015-01-31 is not`() throws {
    #expect(try due("workday(phase.end + days(1), -1)", from: "2015-02-01", through: "2015-02-28") == Day("2015-02-28"))
    #expect(try due("workday(phase.end + days(1), -1)", from: "2014-05-01", through: "2015-01-31") == Day("2015-01-30"))
    #expect(try due("workday(day('2014-05-03'), 1)", from: "2014-05-01", through: "2015-01-31") == Day("2014-05-04"))
  }

  @Test func `A month-day is the next one, also across the year's end and for 29 February`() throws {
    #expect(try due("02-10", from: "2014-05-01", through: "2015-03-01") == Day("2015-02-10"))
    #expect(try due("05-01", from: "2014-05-01", through: "2015-03-01") == Day("2014-05-01"))
    #expect(try due("02-29", from: "2014-05-01", through: "2017-03-01") == Day("2016-02-29"))
  }
}
