import AcademicCalendar
import Office
import Workflow

/// The studios' autumn semester 2026-2027: planned and published at its beginning, then lived until January.
struct AutumnRehearsal {
  static let semester = "2026-2027-1"
  /// The day of planning, and the day on which the rehearsal stops.
  let start = Day(2026, 8, 31) ?? .earliest
  let end = Day(2027, 1, 5) ?? .latest

  private let rehearsal: Rehearsal
  private var random: SeededRandom
  private var held: [Int64: Day] = [:]

  init(_ rehearsal: Rehearsal, random: SeededRandom) { (self.rehearsal, self.random) = (rehearsal, random) }

  /// Starts every studio's semester, plans it and publishes the plan.
  mutating func plan(hosts: [String]) throws -> PlanSummary {
    let office = try rehearsal.office(on: start)
    _ = try office.start(
      "studio-semester", subjects: ["all"], semester: Self.semester, parameters: ["hosts": hosts.joined(separator: ",")])
    let plan = try office.plan(Self.semester)
    _ = try office.publish(Self.semester)
    held = Dictionary(plan.sessions.map { ($0.task, $0.day) }, uniquingKeysWith: { $1 })
    return plan
  }

  /// Lives the semester: every sixth studio does everything in time, the others a part.
  mutating func play(_ county: County) throws {
    let office = try rehearsal.office(on: start)
    guard let reviewer = county.people.first(where: { $0.posts.contains("评审员") })?.id else { return }
    var (agenda, tasks) = (Agenda(), [Int64: TaskSummary]())
    for (index, studio) in county.studios.enumerated() {
      let share = index % 6 == 0 ? 100 : random.within(15...40)
      guard let leader = county.memberships.first(where: { $0.studio == studio.id && $0.role == "主持人" })?.person else { continue }
      var query = Office.TaskQuery()
      query.studio = studio.id
      for task in try office.tasks(query) where random.chance(share) {
        tasks[task.id] = task
        agenda.add(steps(task, reviewer: task.assignee == leader ? reviewer : leader))
      }
    }
    while let step = agenda.next() { try rehearsal.perform(step, on: tasks) }
  }

  /// Handed in soon after it was held, or, where nothing is held, in the last two months.
  private mutating func steps(_ task: TaskSummary, reviewer: String) -> [Step] {
    let day = held[task.id].map { $0 + random.below(4) } ?? end - random.within(7...60)
    let submit = min(day, end - 1)
    return [
      Step(day: submit, task: task.id, actor: task.assignee, deed: .submit),
      Step(day: min(submit + random.within(1...5), end), task: task.id, actor: reviewer, deed: .accept),
    ]
  }
}
