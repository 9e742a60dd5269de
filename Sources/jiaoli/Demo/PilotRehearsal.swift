import AcademicCalendar
import Office
import Workflow

/// The Honghu pilot through its four phases at its real dates, January 2014 to February 2015.
struct PilotRehearsal {
  private static let workflow = "network-study-pilot"
  /// The first working day of the project, and a day near its end that shows who is late.
  private let start = Day(2014, 1, 2) ?? .earliest
  private let midway = Day(2014, 12, 10) ?? .earliest

  private let rehearsal: Rehearsal
  private let definition: WorkflowDefinition
  private var habits: PilotHabits
  private var tasks: [Int64: TaskSummary] = [:]
  private var agenda = Agenda()
  private(set) var run: Int64 = 0

  init(_ rehearsal: Rehearsal, random: SeededRandom) throws {
    self.rehearsal = rehearsal
    definition = try rehearsal.office(on: start).workflow(Self.workflow)
    habits = PilotHabits(random: random)
  }

  /// Plays the pilot to its end.
  /// - Parameter show: called once, midway, with how the run stands then.
  /// - Returns: the last day.
  mutating func play(schools: [String], show: (RunProgress, Day) -> Void) throws -> Day {
    run = try rehearsal.office(on: start).start(
      Self.workflow, subjects: [], semester: nil, parameters: ["schools": schools.joined(separator: ",")]
    ).runs[0]
    try plan(from: start)
    var (isShown, last) = (false, start)
    while let step = agenda.next() {
      if !isShown, step.day > midway {
        show(try rehearsal.office(on: midway).progress(of: run), midway)
        isShown = true
      }
      try rehearsal.perform(step, on: tasks)
      if step.isLast { try plan(from: step.day) }
      last = step.day
    }
    return last
  }

  /// How the run stands on its last day.
  func progress(on day: Day) throws -> RunProgress { try rehearsal.office(on: day).progress(of: run) }

  /// Plans what the phase that was just entered has opened.
  private mutating func plan(from today: Day) throws {
    let run = run
    let office = try rehearsal.office(on: today)
    let progress = try office.progress(of: run)
    guard let current = progress.phases.first(where: { $0.stand == .current }),
      let state = definition.states.first(where: { $0.id == current.id }), let through = current.through
    else { return }
    var query = Office.TaskQuery()
    query.run = run
    let opened = try office.tasks(query).filter { tasks[$0.id] == nil && $0.status.isPending }
    for task in opened { tasks[task.id] = task }
    let parts = ([state] + state.states).filter { !$0.tasks.isEmpty }
    let gates = Set(parts.flatMap(\.tasks).filter(\.isRequired).map(\.title))
    let throughout = definition.whole?.tasks.map(\.title) ?? []
    let isGate = { (task: TaskSummary) in task.run != run || gates.contains(task.title) }
    let closing = opened.filter { $0.run == run && isGate($0) }.map(\.id).max()
    // Steps within a phase share the time that is left of it.
    let ahead = parts.count - (parts.firstIndex { part in opened.contains { task in part.tasks.contains { $0.title == task.title } } } ?? 0)
    let last = today + (through - today) / max(1, ahead)
    let end = progress.phases.compactMap(\.through).max() ?? through
    for task in opened {
      let lasts = throughout.contains { task.title.hasPrefix($0) }
      let part: PilotHabits.Part = task.id == closing ? .closing : isGate(task) ? .gate : lasts ? .throughout : .beside
      agenda.add(habits.steps(for: task, part, from: today, through: WorkingDays.onOrBefore(lasts ? end : last)))
    }
  }
}
