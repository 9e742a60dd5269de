import AcademicCalendar
import Office
import Workflow

/// When people of the pilot hand in: most in time, some late, a few never; one record is returned, one waived.
struct PilotHabits {
  /// What a task is to its phase.
  enum Part {
    /// The phase cannot be closed without it.
    case gate
    /// The gate that is passed last, on the phase's last day.
    case closing
    /// The phase does not wait for it.
    case beside
    /// No phase waits for it, but the end of the run does.
    case throughout
  }

  private var random: SeededRandom
  private var hasReturned = false
  private var hasWaived = false

  init(random: SeededRandom) { self.random = random }

  /// The steps of one task.
  /// - Parameters:
  ///   - today: when it was opened.
  ///   - last: the last day on which anything can be done to it.
  mutating func steps(for task: TaskSummary, _ part: Part, from today: Day, through last: Day) -> [Step] {
    let from = max(task.opens, today)
    switch part {
    case .closing: return steps(task, submit: max(from, WorkingDays.onOrBefore(last - 2)), accept: last, isLast: true)
    case .gate: return gate(task, from: from, through: last)
    case .beside: return beside(task, from: from, due: task.due ?? last, through: last)
    case .throughout:
      let steps = beside(task, from: from, due: task.due ?? last, through: last)
      return steps.isEmpty ? [Step(day: last, task: task.id, actor: nil, deed: .waive("原始数据已无从补记, 专班核实"))] : steps
    }
  }

  private mutating func gate(_ task: TaskSummary, from: Day, through last: Day) -> [Step] {
    let due = min(task.due ?? last, last - 4)
    var day = due - random.below(max(1, min(20, due - from)))
    // Where there is room, some schools take their time.
    if last - due > 60, random.chance(8) { day = due + random.within(20...200) }
    let submit = WorkingDays.onOrBefore(max(from, min(day, last - 4)))
    return steps(task, submit: submit, accept: min(WorkingDays.onOrAfter(submit + random.within(1...3)), last))
  }

  private mutating func beside(_ task: TaskSummary, from: Day, due: Day, through last: Day) -> [Step] {
    let month = (task.opens.year, task.opens.month)
    if !hasWaived, month == (2014, 8) {
      hasWaived = true
      return [Step(day: WorkingDays.onOrAfter(due - 2), task: task.id, actor: nil, deed: .waive("暑假校舍维修, 当月未组织网络研修"))]
    }
    if random.chance(3) { return [] }
    let delay = random.chance(12) ? random.within(2...15) : -random.below(7)
    let submit = WorkingDays.onOrBefore(max(from, min(due + delay, last)))
    guard !hasReturned, month == (2014, 3) else {
      return steps(task, submit: submit, accept: min(WorkingDays.onOrAfter(submit + random.within(1...5)), last))
    }
    hasReturned = true
    let again = WorkingDays.onOrAfter(submit + 4)
    return [
      Step(day: submit, task: task.id, actor: task.assignee, deed: .submit),
      Step(day: WorkingDays.onOrAfter(submit + 1), task: task.id, actor: nil, deed: .giveBack("缺两名教师的学时截图, 请补齐")),
    ] + steps(task, submit: again, accept: WorkingDays.onOrAfter(again + 1))
  }

  private func steps(_ task: TaskSummary, submit: Day, accept: Day, isLast: Bool = false) -> [Step] {
    [
      Step(day: submit, task: task.id, actor: task.assignee, deed: .submit),
      Step(day: max(submit, accept), task: task.id, actor: nil, deed: .accept, isLast: isLast),
    ]
  }
}
